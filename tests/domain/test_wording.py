"""Values in words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from evextract.domain.pack import DomainPack
from evextract.domain.wording import name_of, say, say_scope, shown
from evextract.records import Bound, Category, DateSpan, EntityRef, Grain, Quantity, Scope, Value


def number(low: str, unit: str, bound: Bound = Bound.EXACT, *, high: str | None = None) -> Quantity:
    return Quantity(Decimal(low), Decimal(high or low), unit, bound)


def span(start: str | None, end: str | None, grain: Grain = Grain.SPAN) -> DateSpan:
    return DateSpan(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None, grain, "soon"
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (number("48750", "EUR"), "48,750 EUR"),
        (number("0.19", "1"), "0.19"),
        (number("31", "%", Bound.ABOUT), "~31%"),
        (number("52000", "count", Bound.ABOVE), "≥ 52,000"),
        (number("410", "km", Bound.BELOW), "≤ 410 km"),
        (number("52", "kWh", Bound.RANGE, high="78"), "52–78 kWh"),
        (number("-320", "EUR", Bound.RANGE, high="-300"), "−320 to −300 EUR"),
        (number("-7.25E9", "JPY"), "−7.25 billion JPY"),
        (number("1234567", "count"), "1,234,567"),
        (number("1E+900", "km"), "1E+900 km"),
        (span("2031-04-09", "2031-04-09"), "2031-04-09"),
        (span("2032-02-01", "2032-02-29"), "February 2032"),
        (span("2031-10-01", "2031-12-31"), "Q4 2031"),
        (span("2031-07-01", "2031-12-31"), "H2 2031"),
        (span("2031-01-01", "2031-12-31"), "2031"),
        (span("2031-12-21", "2032-03-19", Grain.SEASON), "winter 2031"),
        (span("2031-04-09", "2031-04-20"), "2031-04-09 to 2031-04-20"),
        (span(None, "2031-12-31"), "by 2031-12-31"),
        (span("2031-01-01", None), "from 2031-01-01"),
        (span(None, None), "soon"),
        (EntityRef("orbit-5"), "Orbit 5"),
        (EntityRef("bank-of-elm-3x"), "Bank of Elm 3X"),
        (Category("LFP"), "LFP"),
        (None, "—"),
    ],
)
def test_say(value: Value | None, words: str, phones: DomainPack) -> None:
    assert say(value, phones) == words


def test_names_and_scopes_read_well(phones: DomainPack) -> None:
    assert name_of("", phones) == ""
    scope = Scope(variant="Max", generation="third", market="DE", object="orbit-5")
    assert say_scope(scope, phones) == "Max · third generation · DE · in Orbit 5"
    assert say_scope(Scope(), phones) == ""


def test_what_acts_unseen_is_written_out() -> None:
    assert shown("a\u202eb\u2066c\x00d\ud800e\r\nf\tg") == "a[U+202E]b[U+2066]c[U+0000]d\ufffde\nf\tg"
