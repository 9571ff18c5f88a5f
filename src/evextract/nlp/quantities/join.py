"""Join atoms: ranges, lists that share a unit, conversions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from evextract.nlp.quantities.scan import Atom
from evextract.nlp.quantities.units import QuantityUnits

_RANGE_GAP = re.compile(r"[  ]?(?:-|–|—|−)[  ]?|[  ](?:up )?to[  ]|[- ]to[- ]|[  ]through[  ]", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween(?: (?:about|around|roughly|approximately|some|an estimated))? ?[~]?$", re.IGNORECASE)
_FROM = re.compile(
    r"\bfrom(?: (?:about|around|roughly|approximately|just|a mere|nearly|almost))? ?[~]?$", re.IGNORECASE
)
_LIST_GAP = re.compile(r"(?:,? (?:and|or)|,|/| /) ?(?:either )?", re.IGNORECASE)
_OPEN = re.compile(
    r"[  ]?[(\[](?:(?:or|about|around|roughly|approximately|approx\.?|equivalent to|equal to|equals|just|under|over|up to|nearly|almost|some|ca\.?|circa|~|≈|=|the equivalent of|an?)[  ]?){0,4}",
    re.IGNORECASE,
)
_RESTATES = re.compile(
    r",?[  ](?:or|which is|that is|i\.e\.|equivalent to|equal to|equalling|equaling|the equivalent of)"
    r"(?:[  ](?:the equivalent of|equivalent to|about|around|roughly|approximately|just|under|over|up to|nearly|almost|some))*[  ]?[~≈]?"
    r"|[  ]?/[  ]?",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r"[  ]?(?:/|,|;|\||·|or|and|,? or)[  ]?(?:(?:about|around|roughly|approximately|or|up to)[  ])*[~≈]?", re.IGNORECASE
)


@dataclass(slots=True)
class Group:
    """One quantity to be: an atom, or the two ends of a range. ``converts``: index of the group that it restates."""

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    step: Decimal
    kind: str
    per: str | None = None
    sign: str = ""
    is_range: bool = False
    shift: bool = False
    converts: int | None = None

    def counted_alone(self, text: str) -> bool:
        return False


def join(text: str, atoms: list[Atom], units: QuantityUnits) -> list[Group]:
    """Groups in text order."""
    share(text, atoms, units)
    groups: list[Group] = []
    i = 0
    while i < len(atoms):
        a = atoms[i]
        b = atoms[i + 1] if i + 1 < len(atoms) else None
        if b is not None and is_range(text, a, b):
            unit = a.unit or b.unit
            groups.append(
                Group(a.start, b.end, a.value, b.value, unit, min(a.step, b.step), b.kind, b.per or a.per, a.sign, True)
            )
            i += 2
        else:
            groups.append(Group(a.start, a.end, a.value, a.value, a.unit, a.step, a.kind, a.per, a.sign))
            i += 1
    convert(text, groups, units)
    return groups


def is_range(text: str, a: Atom, b: Atom) -> bool:
    gap = text[a.end : b.start]
    if len(gap) > 12:
        return False
    left = text[max(0, a.start - 30) : a.start]
    between = gap.strip().lower() in ("and", "to") and bool(_BETWEEN.search(left))
    if not between and not _RANGE_GAP.fullmatch(gap):
        return False
    if a.unit and b.unit and a.unit != b.unit:
        return False
    started = between or bool(_FROM.search(left))
    if a.unit and not b.unit and not started:
        return False
    return started or a.value < b.value


def share(text: str, atoms: list[Atom], units: QuantityUnits) -> None:
    """Give unitless atoms the unit, and the scale, of the list or range that they belong to."""
    for i in range(len(atoms) - 1, 0, -1):
        a, b = atoms[i - 1], atoms[i]
        gap = text[a.end : b.start]
        ranged = is_range(text, a, b)
        listed = len(gap) <= 12 and _LIST_GAP.fullmatch(gap) is not None
        if not ranged and not listed:
            continue
        if b.unit and a.unit is None and (a.scale is None or b.scale is not None or ranged):
            a.unit, a.per = b.unit, b.per
        elif ranged and a.unit and b.unit is None:
            b.unit, b.per = a.unit, a.per
        if b.scale and a.scale is None and a.value * 1 <= b.value / b.scale and a.unit == b.unit:
            a.scale, a.value, a.step = b.scale, a.value * b.scale, a.step * b.scale


def convert(text: str, groups: list[Group], units: QuantityUnits) -> None:
    """Set ``converts`` on restatements."""
    for i in range(1, len(groups)):
        main, alt = groups[i - 1], groups[i]
        if alt.unit is None or main.unit is None:
            continue
        gap = text[main.end : alt.start]
        if len(gap) > 60:
            continue
        target = main.converts if main.converts is not None else i - 1
        head = groups[target]
        if head.unit is None or head.unit == alt.unit or main.unit == alt.unit:
            continue
        if units.dimension(head.unit) != units.dimension(alt.unit):
            continue
        if _OPEN.fullmatch(gap) or _RESTATES.fullmatch(gap) or (main.converts is not None and _WITHIN.fullmatch(gap)):
            alt.converts = target
