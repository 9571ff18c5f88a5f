"""Same answer? The rules for days, and for what is told at different times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evextract.records import Modality
from evextract.resolve.reading import INFINITY, Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.timing import LIFE, OUTLOOK_DAYS, days_between
from evextract.resolve.wording import said


@dataclass(frozen=True, slots=True)
class TwoGenerations:
    """What has happened and what happens more than three years later belong to two generations, unless both claims name
    theirs.
    """

    id: ClassVar[str] = "agree.generation"
    life: int = LIFE

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension != "date" or y.dimension != "date":
            return None
        if "generation" not in a.definition.scope or (a.scope.generation and b.scope.generation):
            return None
        (first, earlier), (_, later) = sorted(((a, x), (b, y)), key=lambda pair: pair[1].high)
        happened = first.claim.modality is Modality.ASSERTED and not first.denied
        if not happened or later.low - earlier.high <= self.life:
            return None
        return Likeness(Relation.UNRELATED, self.id, f"{said(a)} and {said(b)} lie years apart")


@dataclass(frozen=True, slots=True)
class TwoOutlooks:
    """Forecasts that name no period, told ten months apart or more, are those of two years."""

    attributes: frozenset[str]
    id: ClassVar[str] = "agree.outlook"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if a.claim.attribute not in self.attributes or a.scope.period or b.scope.period:
            return None
        if Modality.ASSERTED in (a.claim.modality, b.claim.modality):
            return None
        days = days_between(a, b)
        if days is None or days < OUTLOOK_DAYS:
            return None
        return Likeness(Relation.UNRELATED, self.id, f"{said(a)} and {said(b)} were expected of two years")


@dataclass(frozen=True, slots=True)
class DatesInside:
    """A day inside a wider span of days agrees with it: May 2025 and 2025."""

    id: ClassVar[str] = "agree.date"
    shared: float = 0.5

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension != "date" or y.dimension != "date":
            return None
        overlap = min(x.high, y.high) - max(x.low, y.low) + 1
        shorter = min(x.high - x.low, y.high - y.low) + 1
        if overlap <= 0:
            return None
        if shorter == INFINITY or overlap >= self.shared * shorter:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} overlap")
        return None
