"""Conversions: "450 km (280 miles)", "136 hp (100 kW / 138 PS)", "80 or 100 kW (109 or 136 hp)", "€300 ($330) million"."""

from __future__ import annotations

import re
from itertools import pairwise

from evextract.nlp.quantities.join import Group
from evextract.nlp.quantities.numbers import SCALE
from evextract.nlp.quantities.quantulum import flat
from evextract.nlp.quantities.units import QuantityUnits

_LEAD = (
    r"(?:(?:or|about|around|roughly|approximately|approx\.?|currently|now|that['’]s|that is|i\.e\.,?|equivalent to"
    r"|the equivalent of|equal to|equals|just|well|under|over|up to|nearly|almost|close to|some|ca\.?|circa|an?"
    r"|at least|less than|more than)[ \u00a0]|[~≈=][ \u00a0]?){0,4}"
)
_OPEN = re.compile(rf"[ \u00a0]?[(\[]{_LEAD}", re.IGNORECASE)
_OPEN_AFTER_NOUN = re.compile(rf"[ \u00a0][a-z]+{_OPEN.pattern}", re.IGNORECASE)
_RESTATES = re.compile(
    r"(?:[ \u00a0]\([A-Z]{2,6}\))?,?[ \u00a0](?:or|which is|that is|i\.e\.,?|equivalent to|equal to|equall?ing"
    rf"|the equivalent of)[ \u00a0,]{_LEAD}|[ \u00a0]?/[ \u00a0]?{_LEAD}",
    re.IGNORECASE,
)
_WITHIN = re.compile(rf"[ \u00a0]?(?:/|,|;|\||·|or|and|,? or)[ \u00a0]?{_LEAD}", re.IGNORECASE)
_NEXT = re.compile(r",?[ \u00a0](?:and|or)[ \u00a0]|,[ \u00a0]|[ \u00a0]?/[ \u00a0]?", re.IGNORECASE)
_TO = re.compile(
    r"[ \u00a0]?[)\]]?[ \u00a0](?:up )?(?P<word>to|and)[ \u00a0]|[)\]][ \u00a0]?(?P<dash>[-–—])[ \u00a0]?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween[ \u00a0](?:\w+ )?$", re.IGNORECASE)
_AND = re.compile(r"[ \u00a0](?:and|to)[ \u00a0]", re.IGNORECASE)
_EFFICIENCIES = frozenset(("consumption", "efficiency", "fuel consumption", "fuel economy"))
_CLOSE = re.compile(r"[ \u00a0]?[)\]]")
_CLOSING = re.compile(r"[)\]]")
_LONGEST_GAP = 60
_LONGEST_LIST = 6


def convert(text: str, groups: list[Group], units: QuantityUnits) -> list[Group]:
    """Set ``converts`` on restatements, give them a scale that follows the bracket, join ranges of converted ends."""
    groups = _range_alternatives(text, groups, units)
    for last, this in pairwise(groups):
        _link(text, last, this, units)
    _pair_lists(text, groups, units)
    families: dict[Group, list[Group]] = {}
    for group in groups:
        if group.converts is not None:
            families.setdefault(group.converts, []).append(group)
    for head, others in families.items():
        _scale_after_bracket(text, head, others, units)
    return _join_ranges(text, groups, families)


def _range_alternatives(text: str, groups: list[Group], units: QuantityUnits) -> list[Group]:
    """Make a range of the two values in a bracket behind a range: "30 to 35 C (86 and 95 F)"."""
    gone: set[Group] = set()
    for head, a, b in zip(groups, groups[1:], groups[2:], strict=False):
        if a.ranged or b.ranged or a.unit != b.unit or not head.ranged or not _same_dimension(head, a, units):
            continue
        if (
            _OPEN.fullmatch(text, head.end, a.start)
            and _AND.fullmatch(text, a.end, b.start)
            and _CLOSE.match(text, b.end)
        ):
            _extend(a, b)
            gone.add(b)
    return [group for group in groups if group not in gone]


def _same_dimension(head: Group, other: Group, units: QuantityUnits) -> bool:
    if head.unit is None or other.unit is None or head.unit == other.unit:
        return False
    dimensions = {units.dimension(head.unit), units.dimension(other.unit)}
    return len(dimensions) == 1 or dimensions <= _EFFICIENCIES


def _restatable(head: Group, other: Group, units: QuantityUnits) -> bool:
    return head.ranged == other.ranged and _same_dimension(head, other, units)


def _link(text: str, last: Group, this: Group, units: QuantityUnits) -> None:
    head = last.converts or last
    if this.start - last.end > _LONGEST_GAP or last.unit == this.unit or not _restatable(head, this, units):
        return
    gap = text[last.end : this.start]
    bracketed = last.converts is not None and not _CLOSING.search(text, head.end, this.start)
    restates = bool(_OPEN.fullmatch(gap) or _RESTATES.fullmatch(gap) or (bracketed and _WITHIN.fullmatch(gap)))
    if not restates and _OPEN_AFTER_NOUN.fullmatch(gap) and _CLOSE.match(text, this.end):
        restates = units.agree(head.low, head.unit, this.low, this.unit)  # "a 270-mile range (435 km)"
    if restates:
        this.converts = head


def _pair_lists(text: str, groups: list[Group], units: QuantityUnits) -> None:
    """k values in one unit, then a bracket with k values in another: pair them in order."""
    for i in range(2, len(groups)):
        if groups[i].start - groups[i - 1].end > _LONGEST_GAP:
            continue
        if not _OPEN.fullmatch(text, groups[i - 1].end, groups[i].start):
            continue
        others = _run(text, groups[i : i + _LONGEST_LIST])
        heads = _run(text, groups[max(0, i - len(others)) : i][::-1])[::-1]
        if len(heads) == len(others) > 1 and all(_restatable(heads[0], other, units) for other in others):
            for head, other in zip(heads, others, strict=True):
                other.converts = head


def _run(text: str, groups: list[Group]) -> list[Group]:
    """The first of ``groups`` and those that carry on its list in the same unit, in either direction."""
    run = groups[:1]
    for other in groups[1:]:
        left, right = sorted((run[-1], other), key=lambda group: group.start)
        if other.unit != run[0].unit or not _NEXT.fullmatch(text, left.end, right.start):
            break
        run.append(other)
    return run


def _scale_after_bracket(text: str, head: Group, others: list[Group], units: QuantityUnits) -> None:
    """ "€600 ($649 / £502) million": the scale belongs to all of them."""
    bracket = _CLOSE.match(text, others[-1].end)
    scale = SCALE.match(text, bracket.end()) if bracket else None
    factor = units.quantulum.factor(scale["word"].lower()) if scale else None
    if scale is None or factor is None or any(group.scaled for group in (head, *others)):
        return
    for group in (head, *others):
        group.low, group.high = flat(group.low * factor), flat(group.high * factor)
        group.step, group.scaled = flat(group.step * factor), True
    head.end = scale.end()


def _join_ranges(text: str, groups: list[Group], families: dict[Group, list[Group]]) -> list[Group]:
    """Make one range of two converted ends: "from 201 hp (150 kW) to 335 hp (250 kW)"."""
    heads = [group for group in groups if group.converts is None]
    gone: set[Group] = set()
    for a, b in pairwise(heads):
        others = families.get(a)
        if not others or a.ranged or b.ranged or a.unit != b.unit or a.low >= b.low or b.changed_from:
            continue
        gap = _TO.fullmatch(text, others[-1].end, b.start)
        if gap is None or (
            gap["word"] and gap["word"].lower() == "and" and not _BETWEEN.search(text, max(0, a.start - 24), a.start)
        ):
            continue
        _extend(a, b)
        gone.add(b)
        for other in families.get(b, ()):
            twin = next((group for group in others if group.unit == other.unit), None)
            if twin is None:
                other.converts = None
            else:
                _extend(twin, other)
                gone.add(other)
    return [group for group in groups if group not in gone]


def _extend(first: Group, second: Group) -> None:
    first.end, first.high, first.ranged = second.end, second.high, True
    first.step = min(first.step, second.step)
