"""How values, names and scopes are put into words: the same in tables, reports and reasons."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from evextract.domain.pack import UNWRITTEN, DomainPack
from evextract.records import Bound, Category, DateSpan, EntityRef, Grain, Quantity, Scope, Text, Value

_MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_BOUND_SIGNS = {Bound.EXACT: "", Bound.RANGE: "", Bound.ABOUT: "~", Bound.BELOW: "≤ ", Bound.ABOVE: "≥ "}
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_BIG_WORDS = tuple((Decimal(10) ** power, word) for power, word in ((12, "trillion"), (9, "billion"), (6, "million")))
_LONGEST = 40
"""Numbers with more digits than this are printed in powers of ten."""
_SMALL_WORDS = frozenset(("and", "at", "by", "de", "du", "for", "in", "la", "le", "of", "on", "or", "the", "to"))

# Directional overrides reorder what a reader sees, other controls vanish or break files; tab and newline are layout.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def shown(text: str) -> str:
    """``text`` with every character that would act unseen written out: a right-to-left override becomes ``[U+202E]``.

    Lone surrogates, which no encoding can carry, become U+FFFD.
    """
    if text.isprintable():  # None of those is.
        return text
    return encodable(_UNSEEN.sub(lambda m: "" if m[0] == "\r" else f"[U+{ord(m[0]):04X}]", text))


def encodable(text: str) -> str:
    """``text`` with lone surrogates replaced by U+FFFD, so that UTF-8 can carry it."""
    return text if text.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def utf16_units(text: str) -> int:
    """The length of ``text`` as JavaScript counts it."""
    return len(text) if text.isascii() else len(encodable(text).encode("utf-16-le")) // 2


def say(value: Value | None, pack: DomainPack) -> str:
    """The value in one short phrase: ``119,900 CNY``, ``58–73 kWh``, ``Q1 2028``; ``—`` for None.

    Exact: no digit of a number is dropped.
    """
    match value:
        case Quantity():
            return _say_quantity(value)
        case DateSpan():
            return _say_span(value)
        case EntityRef():
            return name_of(value.id, pack)
        case Category():
            return value.id
        case Text():
            return value.text
    return "—"


def stated(words: str, *, denied: bool) -> str:
    """``words`` of a value as they are said of a thing, or denied of it: ``not 450 km``."""
    return f"not {words}" if denied else words


def name_of(entity_id: str, pack: DomainPack) -> str:
    """The pack's name of a thing; of an unknown one, its slug in words: ``foxtron-model-c`` -> ``Foxtron Model C``."""
    known = pack.entities.get(entity_id) or pack.entities.get(pack.canonical(entity_id))
    if known is not None:
        return known.name
    return _slug_in_words(entity_id)


def label_of(attribute: str, pack: DomainPack) -> str:
    """The pack's label of an attribute, else its id in words."""
    known = pack.attributes.get(attribute)
    return known.label if known is not None and known.label else attribute.replace("_", " ")


def say_scope(scope: Scope, pack: DomainPack) -> str:
    """What a scope says, in its fixed order: ``510 Air · current generation · CN · WLTP``; empty if nothing."""
    return " · ".join(_say_key(key, value, pack) for key, value in scope.stated.items())


@lru_cache(maxsize=65_536)
def _slug_in_words(slug: str) -> str:
    return " ".join(_capital(word) for word in slug.replace("_", "-").split("-") if word) or slug


def percent(probability: float) -> str:
    """Whole per cent; nothing that was read is certain, so 0.996 is ``>99%``."""
    return ">99%" if probability > 0.99 else f"{probability:.0%}"


def _say_key(key: str, value: str, pack: DomainPack) -> str:
    if key == "generation":
        return value if value[:1].isdigit() else f"{value} generation"
    return f"in {name_of(value, pack)}" if key == "object" else value


def _capital(word: str) -> str:
    if word in _SMALL_WORDS:
        return word
    if any(ch.isdigit() for ch in word) or len(word) <= 2:
        return word.upper()
    return word[:1].upper() + word[1:]


def _say_quantity(value: Quantity) -> str:
    unit = "" if value.unit in UNWRITTEN else value.unit
    gap = "" if unit in ("", "%") else " "
    low, high = _say_number(value.low), _say_number(value.high)
    to = " to " if value.low < 0 or " " in low else _DASH
    numbers = low if low == high else f"{low}{to}{high}"
    return f"{_BOUND_SIGNS[value.bound]}{numbers}{gap}{unit}"


def _say_number(number: Decimal) -> str:
    """Grouped digits, or ``1.25 million`` where four digits say it exactly."""
    sign = _MINUS if number < 0 else ""
    size = abs(number)
    if not size.is_finite() or abs(size.adjusted()) > _LONGEST:
        return f"{sign}{size}"
    if size >= _BIG_WORDS[-1][0]:
        power, word = next(big for big in _BIG_WORDS if size >= big[0])
        scaled = size.scaleb(-power.adjusted()).normalize()
        if len(scaled.as_tuple().digits) <= 4:
            return f"{sign}{scaled:,f} {word}"
    return f"{sign}{int(size) if size == size.to_integral_value() else size:,}"


def _say_span(span: DateSpan) -> str:
    start, end = span.start, span.end
    if start is None:
        return f"by {end.isoformat()}" if end else span.written or "date unknown"
    if end is None:
        return f"from {start.isoformat()}"
    if span.grain is Grain.SEASON and start.month in _SEASONS:
        return f"{_SEASONS[start.month]} {start.year}"
    return _say_period(start, end) or f"{start.isoformat()} to {end.isoformat()}"


def _say_period(start: date, end: date) -> str | None:
    """The name of the calendar unit that runs from ``start`` to ``end``, if one does."""
    if start == end:
        return start.isoformat()
    if start.day != 1 or start.year != end.year or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    first, months = start.month, end.month - start.month + 1
    if months == 1:
        return f"{MONTHS[first - 1]} {start.year}"
    if months == 3 and first % 3 == 1:
        return f"Q{first // 3 + 1} {start.year}"
    if months == 6 and first % 6 == 1:
        return f"H{first // 6 + 1} {start.year}"
    return str(start.year) if months == 12 else None
