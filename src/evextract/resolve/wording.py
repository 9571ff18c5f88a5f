"""Values in plain words, for reasons that an editor reads."""

from __future__ import annotations

from decimal import Decimal

from evextract.domain.identity import plain
from evextract.domain.pack import UNWRITTEN
from evextract.records import Bound, Category, DateSpan, EntityRef, Quantity, Text, Value
from evextract.resolve.reading import Reach, Reading

MONEY = {"CNY": "yuan", "USD": "dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
MONEY_ONE = {"CNY": "a yuan", "USD": "a dollar", "EUR": "a euro", "GBP": "a pound", "JPY": "a yen"}
BEFORE = {Bound.ABOUT: "about ", Bound.BELOW: "up to ", Bound.ABOVE: "over "}
LIMIT = {Bound.BELOW: "less than ", Bound.ABOVE: "more than "}


def said(reading: Reading) -> str:
    """The claim's value in words: "from" the cheapest version's, "more than" a mere limit."""
    value = reading.claim.value
    if isinstance(value, Quantity) and value.bound in LIMIT:
        match reading.reach:
            case Reach.FLOOR:
                return f"from {figure(value)}"
            case Reach.BOUND:
                return f"{LIMIT[value.bound]}{figure(value)}"
    return in_words(value)


def in_words(value: Value) -> str:
    match value:
        case Quantity():
            return f"{BEFORE.get(value.bound, '')}{figure(value)}"
        case DateSpan():
            return value.written or f"{value.start or ''}…{value.end or ''}"
        case EntityRef() | Category():
            return value.written or value.id
        case Text():
            return value.text


def figure(value: Quantity) -> str:
    """The number and its unit, without its bound."""
    unit = MONEY.get(value.unit, "" if value.unit in UNWRITTEN else value.unit)
    glue = "" if unit in ("", "%") else " "
    numbers = number(value.low) if value.low == value.high else f"{number(value.low)} to {number(value.high)}"
    return f"{numbers}{glue}{unit}"


def number(amount: Decimal) -> str:
    """119,900 · 0.208 · 750 billion."""
    for zeros, word in ((12, "trillion"), (9, "billion"), (6, "million")):
        shorter = amount.scaleb(-zeros)
        if abs(shorter) >= 1 and shorter == shorter.quantize(Decimal("0.001")):
            return f"{plain(shorter)} {word}"
    text = plain(amount)
    whole, point, decimals = text.partition(".")
    return f"{int(whole):,}{point}{decimals}" if whole not in ("-0", "0", "") else text
