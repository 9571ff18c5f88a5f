"""What editors type is read as it is shown, and refused in words that help."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from evextract.domain.pack import AttributeDef, DomainPack, ValueKind
from evextract.domain.wording import say
from evextract.errors import InputError
from evextract.records import Bound, Category, DateSpan, EntityRef, Grain, Quantity, Text
from evextract.review.values import find_thing, hint, read_value


@pytest.fixture
def pack(phones: DomainPack) -> DomainPack:
    kinds = {
        "maker": AttributeDef("maker", "maker", ValueKind.ENTITY, ("phone",)),
        "body": AttributeDef("body", "body", ValueKind.CATEGORY, ("phone",), categories={"fold": ("foldable", "folding")}),
        "note": AttributeDef("note", "note", ValueKind.TEXT, ("phone",)),
    }  # fmt: skip
    object.__setattr__(phones, "attributes", {**phones.attributes, **kinds})
    return phones


@pytest.mark.parametrize(
    ("typed", "low", "high", "unit", "bound"),
    [
        ("6.7", "6.7", "6.7", "in", Bound.EXACT),
        ("170 mm", "170", "170", "mm", Bound.EXACT),
        ("~6.7 in", "6.7", "6.7", "in", Bound.ABOUT),
        ("≤ 7 in", "7", "7", "in", Bound.BELOW),
        (">1,200 mm", "1200", "1200", "mm", Bound.ABOVE),
        ("6.1–6.7 in", "6.1", "6.7", "in", Bound.RANGE),
        ("6.1 to 6.7", "6.1", "6.7", "in", Bound.RANGE),
    ],
)
def test_quantities(pack: DomainPack, typed: str, low: str, high: str, unit: str, bound: Bound) -> None:
    found = read_value(typed, "screen", pack)
    assert isinstance(found, Quantity)
    assert (found.low, found.high, found.unit, found.bound) == (Decimal(low), Decimal(high), unit, bound)


def test_sums_need_a_currency_and_keep_their_step(pack: DomainPack) -> None:
    found = read_value("1.25 million EUR", "price", pack)
    assert isinstance(found, Quantity)
    assert (found.low, found.step, found.unit) == (Decimal(1_250_000), Decimal(10_000), "EUR")
    with pytest.raises(InputError, match="currency"):
        read_value("499", "price", pack)


@pytest.mark.parametrize(
    ("typed", "start", "end", "grain"),
    [
        ("2031", date(2031, 1, 1), date(2031, 12, 31), Grain.YEAR),
        ("2031-05", date(2031, 5, 1), date(2031, 5, 31), Grain.MONTH),
        ("May 2031", date(2031, 5, 1), date(2031, 5, 31), Grain.MONTH),
        ("2031-05-09", date(2031, 5, 9), date(2031, 5, 9), Grain.DAY),
        ("Q2 2031", date(2031, 4, 1), date(2031, 6, 30), Grain.QUARTER),
        ("h2 2031", date(2031, 7, 1), date(2031, 12, 31), Grain.HALF),
        ("2031-05-09 to 2031-06", date(2031, 5, 9), date(2031, 6, 30), Grain.SPAN),
    ],
)
def test_dates(pack: DomainPack, typed: str, start: date, end: date, grain: Grain) -> None:
    assert read_value(typed, "launch", pack) == DateSpan(start, end, grain, typed)


def test_words(pack: DomainPack) -> None:
    assert read_value("Orbit 5", "maker", pack) == EntityRef("orbit-5", "Orbit 5")
    assert read_value("Folding", "body", pack) == Category("fold", "Folding")
    assert read_value(" two  words ", "note", pack) == Text("two words")
    assert read_value("anything", "unheard-of", pack) == Text("anything")
    assert find_thing("Acme & Söhne", pack) == "acme-s-hne"


@pytest.mark.parametrize(
    ("attribute", "typed"),
    [
        ("screen", ""), ("screen", "large"), ("screen", "7–6 in"), ("screen", "6 parsecs"), ("screen", "1" * 300),
        ("launch", "soon"), ("launch", "2031-13"), ("launch", "Q9 2031"), ("launch", "2031-02-30"),
        ("body", "round"), ("maker", "!!"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(pack: DomainPack, attribute: str, typed: str) -> None:
    with pytest.raises(InputError):
        read_value(typed, attribute, pack)


@pytest.mark.parametrize("attribute", ["screen", "launch", "body"])
def test_hints_can_be_typed(pack: DomainPack, attribute: str) -> None:
    for example in hint(attribute, pack).replace(" or ", ", ").split(", "):
        assert read_value(example, attribute, pack)


@pytest.mark.parametrize("typed", ["1.25 million EUR", "~499 EUR", "450–500 EUR", "≤ 499 EUR"])
def test_values_are_read_as_they_are_shown(pack: DomainPack, typed: str) -> None:
    assert say(read_value(typed, "price", pack), pack) == typed
