from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from evextract.claims.normalise import normalise, with_copies
from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.records import Article, Mention, Quantity, Scope

TEXT = "The Orbit has a range of 400 km. The Orbit GT has a range of 400 km."
ARTICLE = Article("a", TEXT, outlet="The Ledger")


@pytest.fixture(scope="module")
def pack() -> DomainPack:
    return load_pack("ev")


def mention(start: int, end: int, km: int = 400, **scope: str) -> Mention:
    value = Quantity(Decimal(km), Decimal(km), "km", written="400 km")
    return Mention("orbit", "range", value, start, end, end - 6, end, start, end + 1, scope=Scope(**scope))


def test_what_is_said_twice_is_one_claim_with_the_fuller_scope(pack: DomainPack) -> None:
    claims, rejected = normalise([mention(0, 31), mention(33, 67, variant="GT")], ARTICLE, pack)
    assert [c.scope.variant for c in claims] == ["GT"]
    assert claims[0].evidence.quote == TEXT[33:67]
    assert claims[0].source.outlet == "The Ledger"
    assert not rejected


def test_what_nothing_can_have_is_rejected_and_named(pack: DomainPack) -> None:
    claims, rejected = normalise([mention(0, 31, km=90_000_000)], ARTICLE, pack)
    assert not claims
    assert rejected[0].where == "a:0-31"
    assert "range" in rejected[0].because


def test_ids_do_not_depend_on_the_order(pack: DomainPack) -> None:
    a, b = mention(0, 31), mention(33, 67, km=500)
    assert normalise([a, b], ARTICLE, pack) == normalise([b, a], ARTICLE, pack)


def test_a_copy_has_no_voice_of_its_own(pack: DomainPack) -> None:
    (claim,), _ = normalise([mention(0, 31)], ARTICLE, pack)
    (copy,) = with_copies([claim], {"a": "b"})
    assert copy == replace(claim, source=replace(claim.source, copy_of="b"))
    assert copy.source.voice == "b"
