"""Join atoms into groups: ranges, lists that share a unit or a scale, an old and a new value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from evextract.nlp.quantities.bounds import CHANGES, MOVES_FROM, change_of
from evextract.nlp.quantities.quantulum import flat
from evextract.nlp.quantities.scan import Atom

_HEDGES = r"(?:(?:about|around|roughly|approximately|just|a mere|nearly|almost|some) )?"
_RANGE_GAP = re.compile(
    rf"[ \u00a0]?[-–—−][ \u00a0]?|[ \u00a0](?:up )?to[ \u00a0]{_HEDGES}|-? ?to[- ]|[ \u00a0]through[ \u00a0]",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"\bbetween {_HEDGES}~?$", re.IGNORECASE)
_CHOICE = re.compile(
    r"\b(?:choice|choos\w+|chose|options?|decid\w+|pick\w*|select\w*|opt\w*|difference|gap) (?:of )?between $",
    re.IGNORECASE,
)
_FROM = re.compile(rf"\bfrom {_HEDGES}~?$", re.IGNORECASE)
_MOVE_GAP = re.compile(rf"(?: [a-z]+| in \d{{4}}| \([^()]*\)){{0,4}},? to {_HEDGES}", re.IGNORECASE)
_BACK_GAP = re.compile(rf" (?:from|compared with|compared to|versus|vs\.?) {_HEDGES}", re.IGNORECASE)
_TO = re.compile(rf"\b(?:to|at) {_HEDGES}$", re.IGNORECASE)
_LIST_GAP = re.compile(r"-?(?:,? (?:and|or|and/or)|,|/| /| [x×]) ?(?:(?:either|an?|the) )?", re.IGNORECASE)
_SHARE_GAP = re.compile(r" (?:in|out of)(?: every)? ")
_THING = re.compile(r" [a-z]{3}")
_LONGEST_GAP = 60


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
    converts: Group | None = None
    changed_from: Group | None = None


def join(text: str, atoms: list[Atom]) -> list[Group]:
    """The groups of ``atoms`` in text order."""
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


def _group(a: Atom, b: Atom) -> Group:
    """The range from ``a`` to ``b``; the single quantity ``a`` where both are one."""
    unit, per, step = b.unit or a.unit, b.per or a.per, min(a.step, b.step)
    scaled = b.scale is not None
    return Group(a.start, b.end, a.value, b.value, unit, step, b.kind, per, a.sign, b.plus, a is not b, scaled)


def _is_range(text: str, a: Atom, b: Atom) -> bool:
    """Whether ``a`` and ``b`` are the ends of one interval."""
    gap = text[a.end : b.start]
    if len(gap) > 24 or a.plus or a.kind in ("vague", "pair", "tuple") or not _same_unit(a, b):
        return False
    left = text[max(0, a.start - 40) : a.start]
    word = gap.strip().lower()
    between = word in ("and", "to") and _BETWEEN.search(left) is not None
    if between:
        return not _CHOICE.search(left)
    if not _RANGE_GAP.fullmatch(gap):
        return False
    if _FROM.search(left):
        return True
    if a.unit and not b.unit and a.unit_start is not None:
        return False  # "64 points to 4,577"
    if a.unit and word == "to" and not a.value < b.value < 3 * a.value and change_of(text, a.start, a.start):
        return False  # "rose 5 cents to 90 cents"
    if a.unit and b.unit and word == "to":
        return a.value != b.value
    return a.value < b.value or abs(a.value) < abs(b.value) or (a.scale is None and b.scale is not None)


def _is_share(text: str, a: Atom, b: Atom) -> bool:
    """Whether ``a`` and ``b`` are a share: "nine in ten cars", "3 out of 5 buyers"."""
    if not (a.bare and b.bare and 0 < a.value < b.value <= 1000 and b.kind in ("words", "digits")):
        return False
    return _SHARE_GAP.fullmatch(text, a.end, b.start) is not None and _THING.match(text, b.end) is not None


def _moves(text: str, a: Atom, b: Atom) -> bool:
    """Whether something went from ``a`` to ``b``: "rose from 240 to 273"."""
    if "from" not in text[max(0, a.start - 24) : a.start].lower():
        return False  # what MOVES_FROM ends with; it is slow
    if b.start - a.end > _LONGEST_GAP or not _same_unit(a, b) or not _MOVE_GAP.fullmatch(text, a.end, b.start):
        return False
    return MOVES_FROM.search(text, max(0, a.start - 100), a.start) is not None


def _moved_back(text: str, a: Atom, b: Atom) -> bool:
    """Whether something went to ``a`` from ``b``: "rose to 273 from 240"."""
    if a.unit != b.unit or not _BACK_GAP.fullmatch(text, a.end, b.start):
        return False
    to = _TO.search(text, max(0, a.start - 24), a.start)
    return to is not None and CHANGES.search(text, max(0, a.start - 80), to.start()) is not None


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
    for a, b in reversed(list(pairwise(atoms))):
        listed = b.start - a.end <= 12 and _LIST_GAP.fullmatch(text, a.end, b.start)
        if listed and b.unit and a.unit is None and (a.scale is None or b.scale):
            a.unit, a.per = b.unit, b.per
            _share_scale(a, b)


def _share_scale(a: Atom, b: Atom) -> None:
    """ "5 to 10 million" are millions both, "500 to 1 million" are not."""
    if a.unit == b.unit and b.scale and a.scale is None and a.kind != "vague" and a.value <= b.value / b.scale:
        a.value, a.step, a.scale = flat(a.value * b.scale), flat(a.step * b.scale), b.scale
