"""Things that the pack doesn't have: what they are, how they are written, and what they may be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from evextract.domain.newcomers import newcomers
from evextract.domain.pack import AttributeDef, DomainPack, EntityDef, TypeDef, ValueKind
from evextract.records import Article, Claim, EntityRef, Quantity, Resolution
from evextract.resolve.judge import resolve
from small_world import LEDGER, WIRE, claim, euros

PRICE = claim(LEDGER, "c-price", "price", "starts at 499 euros", euros(499), "499 euros")
DEAR = claim(WIRE, "c-dear", "price", "pay 999 euros", euros(999), "999 euros")


def pack_of(phones: DomainPack, *known: EntityDef) -> DomainPack:
    types = {"phone": TypeDef("phone", "phone", product=True), "firm": TypeDef("firm", "firm")}
    chip = AttributeDef("chip", "chip", ValueKind.ENTITY, ("phone",), values=("firm",))
    staff = AttributeDef("staff", "staff", ValueKind.QUANTITY, ("phone", "firm"), "", "count")
    made = phones.attributes | {"chip": chip, "staff": staff}
    return replace(phones, types=types, entities={e.id: e for e in known}, attributes=made)


def resolved(pack: DomainPack, *claims: Claim) -> Resolution:
    return resolve(claims, pack)


def test_what_the_pack_has_is_left_out(phones: DomainPack) -> None:
    pack = pack_of(phones, EntityDef("orbit-5", "phone", "Orbit 5"))
    assert newcomers(resolved(pack, PRICE), pack) == ()


def test_kind_names_quote_and_the_earliest_article(phones: DomainPack) -> None:
    pack = pack_of(phones)
    (orbit,) = newcomers(resolved(pack, DEAR, PRICE), pack)
    assert (orbit.id, orbit.kinds, orbit.names) == ("orbit-5", ("phone",), ("Orbit 5",))
    assert (orbit.articles, orbit.first.id, orbit.confirmed) == (("ledger-1", "wire-1"), "c-price", False)


def test_values_are_things_too_and_a_firm_is_no_product(phones: DomainPack) -> None:
    pack = pack_of(phones)
    text = "The Orbit 5 uses a chip from Solvo Labs, which has 300 people."
    article = Article("a", text)
    chip = claim(article, "c-chip", "chip", "chip from Solvo Labs", EntityRef("solvo-labs", "Solvo Labs"), "Solvo Labs")
    staff = claim(
        article,
        "c-staff",
        "staff",
        "has 300 people",
        Quantity(Decimal(300), Decimal(300), "count", written="300"),
        "300",
    )
    found = {n.id: n for n in newcomers(resolved(pack, chip, replace(staff, subject="solvo-labs")), pack)}
    assert (found["solvo-labs"].kinds, found["solvo-labs"].names) == (("firm",), ("Solvo Labs",))
    assert found["solvo-labs"].facts == 2


def test_the_most_similar_thing_is_proposed_unless_its_number_differs(phones: DomainPack) -> None:
    pack = pack_of(phones, EntityDef("orbit-6", "phone", "Orbit 6"), EntityDef("orbit-5x", "phone", "Orbit 5x"))
    (orbit,) = newcomers(resolved(pack, PRICE), pack)
    assert orbit.near == "orbit-5x"


def test_what_editors_know_is_confirmed(phones: DomainPack) -> None:
    pack = pack_of(phones)
    (orbit,) = newcomers(resolved(pack, PRICE), pack, confirmed={"orbit-5"})
    assert orbit.confirmed
