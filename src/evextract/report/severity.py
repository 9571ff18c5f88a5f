"""Which conflict an editor should see first."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from itertools import combinations

from evextract.domain.pack import DomainPack
from evextract.domain.wording import percent
from evextract.records import Conflict, ConflictKind, DateSpan, Quantity, Value

DOUBT, DISTANCE, CENTRALITY = 0.5, 0.3, 0.2
"""Weights of the three terms; the sum of the weighted terms, each from 0 to 1, is the severity."""
UPDATE_FACTOR = 0.5
"""An update is no quarrel: the later statement replaces the earlier one."""
UNKNOWN_DISTANCE = 0.5
YEAR = 365


def severity(
    conflict: Conflict, pack: DomainPack, *, told_by: Mapping[str, int], label: str
) -> tuple[float, tuple[str, ...]]:
    """How much a conflict matters, 0 to 1, and the terms in words.

    ``told_by`` counts, for each attribute, the articles that say anything about it: what many report is central.
    Additive, so that the words are the reasons: doubt (1 when nothing decides, else 1 - confidence), distance (the
    relative gap of the widest pair of answers; a year or more between dates is 1) and centrality (log scale).
    """
    doubt = 1.0 if conflict.resolved is None else 1.0 - conflict.confidence
    gap = distance(conflict, pack)
    most = max(told_by.values(), default=1)
    count = told_by.get(conflict.attribute, 1)
    central = math.log1p(count) / math.log1p(most)
    score = DOUBT * doubt + DISTANCE * (UNKNOWN_DISTANCE if gap is None else gap[0]) + CENTRALITY * central
    terms = ["not decided" if conflict.resolved is None else f"decided with {percent(conflict.confidence)} confidence"]
    if gap is not None:
        terms.append(gap[1])
    terms.append(f"{count} {'article speaks' if count == 1 else 'articles speak'} of {label}")
    if conflict.kind is ConflictKind.UPDATE:
        return score * UPDATE_FACTOR, (*terms, "an update rather than a quarrel")
    return score, tuple(terms)


def distance(conflict: Conflict, pack: DomainPack) -> tuple[float, str] | None:
    """The widest gap between two answers, 0 to 1, and in words; None for words, which have none."""
    pairs = list(combinations([side.value for side in conflict.sides], 2))
    gaps = [gap for a, b in pairs if (gap := _gap(a, b, pack)) is not None]
    return max(gaps, default=None, key=lambda gap: gap[0])


def _gap(a: Value, b: Value, pack: DomainPack) -> tuple[float, str] | None:
    match a, b:
        case Quantity(), Quantity():
            ends = _common(a, b, pack)
            if ends is None:
                return None
            (low_a, high_a), (low_b, high_b) = ends
            apart = max(low_a - high_b, low_b - high_a, Decimal(0))
            size = max(abs(end) for end in (low_a, high_a, low_b, high_b))
            share = min(float(apart / size), 1.0) if size else 0.0
            return share, f"{share:.0%} apart" if share >= 0.005 else "less than 1% apart"
        case DateSpan(start, end), DateSpan(start_b, end_b):
            first, last = (start or end, end or start), (start_b or end_b, end_b or start_b)
            if None in (*first, *last):
                return None
            days = max((first[0] - last[1]).days, (last[0] - first[1]).days, 0)  # type: ignore[operator]
            return min(days / YEAR, 1.0), f"{days} {'day' if days == 1 else 'days'} apart"
    return None


def _common(
    a: Quantity, b: Quantity, pack: DomainPack
) -> tuple[tuple[Decimal, Decimal], tuple[Decimal, Decimal]] | None:
    """Both quantities in one unit, where there is one."""
    if a.unit == b.unit:
        return (a.low, a.high), (b.low, b.high)
    base: Callable[[Decimal, str], tuple[Decimal, str] | None] = pack.to_base
    ends = [base(number, q.unit) for q in (a, b) for number in (q.low, q.high)]
    known = [end for end in ends if end is not None]
    if len(known) < 4 or len({dimension for _, dimension in known}) > 1:
        return None
    return (known[0][0], known[1][0]), (known[2][0], known[3][0])
