"""A value that an editor types, read by what its attribute can hold; the forms in which values are shown are read too."""

from __future__ import annotations

import calendar
import re
from datetime import date
from decimal import Decimal

from evextract.domain.pack import UNWRITTEN, AttributeDef, DomainPack, ValueKind, is_currency
from evextract.domain.printed import decimal_step
from evextract.errors import InputError
from evextract.records import Bound, Category, DateSpan, EntityRef, Grain, Quantity, Text, Value

LONGEST = 200
_BOUNDS = {"~": Bound.ABOUT, "≤": Bound.BELOW, "<": Bound.BELOW, "≥": Bound.ABOVE, ">": Bound.ABOVE}
_BIG = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NUMBER = r"[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?"
_QUANTITY = re.compile(
    rf"(?P<bound>[~≤<≥>])?\s*(?P<low>{_NUMBER})(?:\s*(?:–|-|to)\s*(?P<high>{_NUMBER}))?"
    rf"(?:\s*(?P<big>{'|'.join(_BIG)}))?\s*(?P<unit>\S.*)?"
)
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)|([a-z]+) (\d{4})", re.IGNORECASE)
_PART = re.compile(r"([qh])([1-4]) (\d{4})", re.IGNORECASE)
_SLUG = re.compile(r"[^a-z0-9]+")


def read_value(text: str, attribute: str, pack: DomainPack) -> Value:
    """Raises :class:`InputError` that says what the attribute takes."""
    text = " ".join(text.split())
    if not text:
        raise InputError("Type a value first.")
    if len(text) > LONGEST:
        raise InputError(f"A value has at most {LONGEST} characters.")
    definition = pack.attributes.get(attribute)
    match definition.kind if definition is not None else ValueKind.TEXT:
        case ValueKind.QUANTITY:
            return _quantity(text, definition, pack)
        case ValueKind.DATE:
            return _span(text)
        case ValueKind.ENTITY:
            return EntityRef(find_thing(text, pack), text)
        case ValueKind.CATEGORY:
            return _category(text, definition)
    return Text(text)


def find_thing(text: str, pack: DomainPack) -> str:
    """The id of the thing that goes by this id or name; of an unknown one, its name as a slug."""
    if text in pack.entities:
        return text
    wanted = text.casefold()
    named = sorted(e.id for e in pack.entities.values() if wanted == e.name.casefold())
    if named:
        return named[0]
    slug = _SLUG.sub("-", wanted).strip("-")
    if not slug:
        raise InputError(f"“{text}” names no thing; use letters and digits.")
    return slug


def hint(attribute: str, pack: DomainPack) -> str:
    """An example of what can be typed."""
    definition = pack.attributes.get(attribute)
    if definition is None:
        return "words"
    match definition.kind:
        case ValueKind.QUANTITY:
            unit = definition.unit or ("EUR" if definition.dimension == "money" else "")
            unit = "" if unit in UNWRITTEN else unit
            return ", ".join(f"{number} {unit}".strip() for number in ("450", "~450", "400–450"))
        case ValueKind.DATE:
            return "2027, Q2 2027, May 2027 or 2027-05-09"
        case ValueKind.CATEGORY:
            return ", ".join(definition.categories)
        case ValueKind.ENTITY:
            return "a name, or a country code"
    return "words"


def _quantity(text: str, definition: AttributeDef | None, pack: DomainPack) -> Quantity:
    found = _QUANTITY.fullmatch(text)
    if found is None:
        raise InputError(f"“{text}” is no number with a unit; write 450 km, ~450 km, ≤ 450 km or 400–450 km.")
    power = _BIG.get(found["big"] or "", 0)
    low, step = _number(found["low"], power)
    high, other = _number(found["high"], power) if found["high"] else (low, step)
    if low > high:
        raise InputError(f"“{text}” runs from the higher number to the lower.")
    bound = Bound.RANGE if low < high else _BOUNDS.get(found["bound"] or "", Bound.EXACT)
    return Quantity(low, high, _unit(found["unit"] or "", definition, pack), bound, min(step, other), text)


def _number(words: str, power: int) -> tuple[Decimal, Decimal]:
    plain = words.replace(",", "").replace("−", "-")
    return Decimal(plain).scaleb(power), decimal_step(plain).scaleb(power)


def _unit(words: str, definition: AttributeDef | None, pack: DomainPack) -> str:
    words = words.strip()
    if not words:
        known = definition.unit if definition is not None else None
        if known is None or (definition is not None and definition.dimension == "money"):
            raise InputError("Say the unit or the currency too, as in 29,900 EUR.")
        return known
    if words in pack.units or is_currency(words):
        return words
    unit = next((u.id for u in pack.units.values() if words in u.surfaces), None)
    if unit is None:
        folded = words.casefold()
        unit = next((u.id for u in pack.units.values() if folded in map(str.casefold, (u.id, *u.surfaces))), None)
    if unit is None:
        raise InputError(f"“{words}” is no unit that the pack knows.")
    return unit


def _span(text: str) -> DateSpan:
    try:
        start, end, grain = _days(text)
    except ValueError:
        raise InputError(f"“{text}” is no date; write 2027, Q2 2027, May 2027 or 2027-05-09.") from None
    return DateSpan(start, end, grain, text)


def _days(text: str) -> tuple[date, date, Grain]:
    if found := _DAY.fullmatch(text):
        day = date(int(found[1]), int(found[2]), int(found[3]))
        return day, day, Grain.DAY
    if found := _MONTH.fullmatch(text):
        year = int(found[1] or found[4])
        month = int(found[2]) if found[2] else _MONTHS.get(found[3].casefold(), 0)
        return *_months(year, month, 1), Grain.MONTH
    if found := _PART.fullmatch(text):
        length, grain = (3, Grain.QUARTER) if found[1].casefold() == "q" else (6, Grain.HALF)
        return *_months(int(found[3]), (int(found[2]) - 1) * length + 1, length), grain
    if len(text) == 4:
        return *_months(int(text), 1, 12), Grain.YEAR
    first, found_to, last = text.partition(" to ")
    if not found_to:
        raise ValueError(text)
    return _days(first)[0], _days(last)[1], Grain.SPAN


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _category(text: str, definition: AttributeDef | None) -> Category:
    words = definition.categories if definition is not None else {}
    wanted = text.casefold()
    for name, written in words.items():
        if wanted in map(str.casefold, (name, *written)):
            return Category(name, text)
    if words:
        raise InputError(f"“{text}” is none of {', '.join(words)}.")
    return Category(text, text)
