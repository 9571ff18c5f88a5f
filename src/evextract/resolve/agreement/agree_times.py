"""Same answer? The rules for days, and for what is told at different times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from evextract.records import Modality
from evextract.resolve.reading import INFINITY, Measure, Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.timing import LIFE, OUTLOOK_DAYS, days_between
from evextract.resolve.wording import said

SEASON = (87, 95)
"""How many days lie between the first and the last of a season."""
EQUINOX = 19
"""Seasons begin on this day of the month at the earliest."""


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
    """A day inside a wider span of days agrees with it: May 2025 and 2025; so does the month in which a season begins."""

    id: ClassVar[str] = "agree.date"
    shared: float = 0.5

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension != "date" or y.dimension != "date":
            return None
        start_x, start_y = _from_the_first(x), _from_the_first(y)
        overlap = min(x.high, y.high) - max(start_x, start_y) + 1
        shorter = min(x.high - start_x, y.high - start_y) + 1
        if overlap <= 0:
            return None
        if shorter == INFINITY or overlap >= self.shared * shorter:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} overlap")
        return None


def _from_the_first(measure: Measure) -> float:
    """The first day that is meant: of a season, that of the month in which it begins. To most, spring comes with March."""
    if not SEASON[0] <= measure.high - measure.low <= SEASON[1]:
        return measure.low
    day = date.fromordinal(int(measure.low))
    return measure.low - day.day + 1 if day.month % 3 == 0 and day.day >= EQUINOX else measure.low
