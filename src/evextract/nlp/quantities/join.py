"""Join atoms into groups: ranges, lists that share a unit or a scale, an old and a new value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.bounds import CHANGES, MOVES_FROM, change_of
from evextract.nlp.quantities.quantulum import flat

_HEDGES = r"(?:(?:about|around|roughly|approximately|just|a mere|nearly|almost|some) )?"
_RANGE_GAP = re.compile(
    rf"[ \u00a0]?[-–—−][ \u00a0]?|[ \u00a0](?:up )?to[ \u00a0]{_HEDGES}|-? ?to[- ]|[ \u00a0]through[ \u00a0]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween {_HEDGES}~?$", re.IGNORECASE)
_BETWEEN_GAP = re.compile(rf"[ \u00a0](?:and|to)[ \u00a0]{_HEDGES}", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:choice|choos\w+|chose|options?|decid\w+|pick\w*|select\w*|opt\w*|difference|gap) (?:of )?between $",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\bfrom {_HEDGES}~?$", re.IGNORECASE)
_MOVE_GAP = re.compile(rf"(?: [a-z]+| in \d{{4}}| \([^()]*\)){{0,4}},? to {_HEDGES}", re.IGNORECASE)
_GOES_FROM = re.compile(rf"\b(?:go(?:es|ing)?|went) from {_HEDGES}$", re.IGNORECASE)
_RUN_THROUGH = frozenset(("%", "mph", "km/h"))
"""In these "goes from … to" gives both ends of one run: "from 10 to 80 percent in 20 minutes"."""
_BACK_GAP = re.compile(rf" (?:from|compared with|compared to|versus|vs\.?) {_HEDGES}", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|at) {_HEDGES}$", re.IGNORECASE)
_BY_SO_MUCH = re.compile(rf"\bby {_HEDGES}$", re.IGNORECASE)
_REACHING = re.compile(rf" to {_HEDGES}", re.IGNORECASE)
_LIST_GAP = re.compile(r"-?(?:,? (?:and|or|and/or)|,|/| /) ?(?:(?:either|an?|the) )?", re.IGNORECASE)
_SHARE_GAP = re.compile(r" (?:in|(?:[a-z]+ )?out of)(?: every)? ")
_THING = re.compile(r" [a-z]{3}")
_BY = re.compile(r" by | ?[x×] ?|-?by-")
_LENGTHS = frozenset(("mm", "cm", "m", "km", "in", "ft", "yd", "mi"))
_AND_MINOR = re.compile(r"[ \u00a0]?(?:and |, )?")
_COMPARES = re.compile(r" (?:longer|more|less|fewer|faster|slower|quicker|shorter|later|earlier|after|before)\b")
_MINOR = {("h", "min"): 60, ("min", "s"): 60, ("ft", "in"): 12, ("stone", "lb"): 14, ("lb", "oz"): 16}
"""How many of the second unit make one of the first, where both are written in a row ("1 hour 20 minutes")."""
_COINS = {"USD": "cent", "EUR": "cent", "CAD": "cent", "AUD": "cent", "NZD": "cent", "GBP": "penny"}
_LONGEST_GAP = 60
_FAR = 5
"""Behind "by" nobody gives a range whose end is so many times its beginning."""


@dataclass(slots=True, eq=False)
class Group:
    """One quantity to be: an atom, or both ends of a range; ``low`` is the end that is written first.

    ``converts`` and ``changed_from`` are groups of the same list.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    unit: str | None
    step: Decimal
    kind: str
    per: str | None = None
    sign: str = ""
    plus: bool = False
    ranged: bool = False
    scaled: bool = False
    parts: tuple[Atom, ...] = ()
    converts: Group | None = None
    changed_from: Group | None = None


def join(text: str, atoms: list[Atom]) -> list[Group]:
    """The groups of ``atoms`` in text order."""
    atoms = _compounds(text, atoms)
    _share(text, atoms)
    groups: list[Group] = []
    i = 0
    while i < len(atoms):
        a, b = atoms[i], atoms[i + 1] if i + 1 < len(atoms) else None
        moved = b is not None and _moves(text, a, b)
        if b is not None and not moved and _is_range(text, a, b):
            groups.append(_group(a, b))
            i += 2
            continue
        if b is not None and _is_share(text, a, b):
            share = flat((a.value / b.value).quantize(Decimal("1E-12")))
            groups.append(Group(a.start, b.end, share, share, None, Decimal("0.01"), "fraction"))
            i += 2
            continue
        groups.append(_group(a, a))
        if i and _moves(text, atoms[i - 1], a):
            groups[-1].changed_from = groups[-2]
        elif i and _moved_back(text, atoms[i - 1], a):
            groups[-2].changed_from = groups[-1]
        i += 1
    return groups


def _compounds(text: str, atoms: list[Atom]) -> list[Atom]:
    """Make one atom of an amount in a unit and its parts: "1 hour 20 minutes" (80 min), "two dollars and ten cents"."""
    found: list[Atom] = []
    for b in atoms:
        a = found[-1] if found else None
        share = _share_of(a, b) if a is not None else None
        if a is None or share is None or not _AND_MINOR.fullmatch(text, a.end, b.start) or _COMPARES.match(text, b.end):
            found.append(b)
        elif (a.unit, b.unit) in _MINOR:
            both = replace(a, end=b.end, value=a.value * share + b.value, step=b.step, unit=b.unit)
            found[-1] = replace(both, unit_start=b.unit_start, parts=(*(a.parts or (a,)), b))
        else:
            found[-1] = replace(a, end=b.end, value=a.value + b.value / share, step=b.step / share)
    return found


def _share_of(a: Atom, b: Atom) -> int | None:
    """How many of what ``b`` is written in make one of what ``a`` is written in, where ``b`` can be the rest of ``a``."""
    if a.unit is None or b.unit is None or a.unit_start is None or b.unit_start is None or a.per or b.per:
        return None
    share = 100 if _COINS.get(a.unit) == b.unit else _MINOR.get((a.unit, b.unit))
    whole = a.value == a.value.to_integral_value() and a.value > 0 and not a.plus
    return share if share is not None and whole and 0 <= b.value < share and not b.sign else None


def _group(a: Atom, b: Atom) -> Group:
    """The range from ``a`` to ``b``; the single quantity ``a`` where both are one."""
    unit, per, step = b.unit or a.unit, b.per or a.per, min(a.step, b.step)
    scaled, parts = b.scale is not None, a.parts if a is b else ()
    return Group(a.start, b.end, a.value, b.value, unit, step, b.kind, per, a.sign, b.plus, a is not b, scaled, parts)


def _is_range(text: str, a: Atom, b: Atom) -> bool:
    """Whether ``a`` and ``b`` are the ends of one interval."""
    gap = text[a.end : b.start]
    if len(gap) > 24 or a.plus or a.kind in ("vague", "pair", "tuple") or not _same_unit(a, b) or _reaches(text, a, b):
        return False
    left = text[max(0, a.start - 40) : a.start]
    word = gap.strip().lower()
    between = _BETWEEN_GAP.fullmatch(gap) is not None and _BETWEEN.search(left) is not None
    if between:
        return not _CHOICE.search(left)
    if not _RANGE_GAP.fullmatch(gap):
        return False
    if _FROM.search(left):
        return True
    if a.unit and not b.unit and a.unit_start is not None:
        return False  # "64 points to 4,577"
    if word == "to" and b.value >= _FAR * a.value and _BY_SO_MUCH.search(left):
        return False  # "those of the van by 1,500 to 33,990"
    alike = a.unit is not None or b.unit is None
    if alike and word == "to" and not a.value < b.value < 3 * a.value:
        by = left.rstrip("$€£¥ ").endswith(" by")
        if by or change_of(text, a.start, a.start):
            return False  # "rose 5 cents to 90 cents", "was cut by 9 dollars to 70 dollars"
    if a.unit and b.unit and word == "to":
        return a.value != b.value
    return a.value < b.value or abs(a.value) < abs(b.value) or (a.scale is None and b.scale is not None)


def _is_share(text: str, a: Atom, b: Atom) -> bool:
    """Whether ``a`` and ``b`` are a share: "nine in ten cars", "3 out of 5 buyers", "seven buyers out of ten have"."""
    if not (a.bare and b.bare and 0 < a.value < b.value <= 1000 and b.kind in ("words", "digits")):
        return False
    return _SHARE_GAP.fullmatch(text, a.end, b.start) is not None and _THING.match(text, b.end) is not None


def _moves(text: str, a: Atom, b: Atom) -> bool:
    """Whether something went from ``a`` to ``b``: "rose from 310 to 345"."""
    if "from" not in text[max(0, a.start - 24) : a.start].lower():
        return False  # what MOVES_FROM ends with; it is slow
    if b.start - a.end > _LONGEST_GAP or not _same_unit(a, b) or not _MOVE_GAP.fullmatch(text, a.end, b.start):
        return False
    if MOVES_FROM.search(text, max(0, a.start - 100), a.start) is not None:
        return True
    if _RUN_THROUGH & {a.unit, b.unit}:
        return False
    return _GOES_FROM.search(text, max(0, a.start - 24), a.start) is not None


def _moved_back(text: str, a: Atom, b: Atom) -> bool:
    """Whether something went to ``a`` from ``b``: "rose to 345 from 310"."""
    if a.unit != b.unit or not _BACK_GAP.fullmatch(text, a.end, b.start):
        return False
    to = _TO.search(text, max(0, a.start - 24), a.start)
    return to is not None and CHANGES.search(text, max(0, a.start - 80), to.start()) is not None


def _reaches(text: str, a: Atom, b: Atom) -> bool:
    """Whether ``b`` is what a change by ``a`` led to, in a unit that only ``a`` has: "cut by 2,000 euros to 31,900"."""
    unsaid = b.unit_start is None and b.scale is None and b.start == b.number_start
    if a.unit in (None, "%") or a.unit_start is None or not unsaid or not _REACHING.fullmatch(text, a.end, b.start):
        return False
    by = _BY_SO_MUCH.search(text, max(0, a.start - 24), a.start)
    return by is not None and CHANGES.search(text, max(0, a.start - 120), by.start()) is not None


def _same_unit(a: Atom, b: Atom) -> bool:
    if not a.unit or not b.unit or a.unit == b.unit:
        return True
    return a.per is None and b.per is not None and b.unit.startswith(f"{a.unit}/")


def _share(text: str, atoms: list[Atom]) -> None:
    """Give an atom the unit, and the scale, of the range or move that it belongs to, else of the list."""
    for a, b in reversed(list(pairwise(atoms))):
        if _is_range(text, a, b) or _moves(text, a, b):
            if b.unit:
                a.unit, a.per = b.unit, b.per
            elif a.unit:
                b.unit, b.per = a.unit, a.per
            _share_scale(a, b)
            if a.scale is None and text[a.end : b.start].strip(" -–") in ("", "to"):
                _share_thousands(text, a, b)
        elif _reaches(text, a, b):
            b.unit, b.per = a.unit, a.per
    for i, (a, b) in reversed(list(enumerate(pairwise(atoms)))):
        listed = b.start - a.end <= 12 and _LIST_GAP.fullmatch(text, a.end, b.start) is not None
        listed = listed and (a.kind != "words" or b.kind != "digits")  # "53 kW for one and 71 kW for the other"
        if listed and text[a.end : b.start] == ", ":
            listed = _is_long_list(text, atoms[max(0, i - 1) : i + 3])
        if not listed and b.unit in _LENGTHS:
            listed = _BY.fullmatch(text, a.end, b.start) is not None  # "120 by 80 metres"
        if listed and b.unit and a.unit is None and (a.scale is None or b.scale):
            a.unit, a.per = b.unit, b.per
            _share_scale(a, b)


def _is_long_list(text: str, atoms: list[Atom]) -> bool:
    """Whether more than two stand in a row: "5, 6 and 7 percent"; "it sold 400, 7 percent fewer" is no list."""
    gaps = [_LIST_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(atoms) if a.end < b.start]
    return sum(gap is not None for gap in gaps) > 1


def _share_thousands(text: str, a: Atom, b: Atom) -> None:
    """ "30-35,000" are thousands both."""
    thousands = b.value / 1000
    written = text[b.number_start : b.number_end]
    if written.endswith(",000") and a.value < thousands <= 3 * a.value:
        a.value, a.step = flat(a.value * 1000), flat(a.step * 1000)


def _share_scale(a: Atom, b: Atom) -> None:
    """ "5 to 10 million" are millions both, "500 to 1 million" are not."""
    if a.unit == b.unit and b.scale and a.scale is None and a.kind != "vague" and a.value <= b.value / b.scale:
        a.value, a.step, a.scale = flat(a.value * b.scale), flat(a.step * b.scale), b.scale
