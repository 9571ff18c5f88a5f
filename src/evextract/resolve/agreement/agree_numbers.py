"""Same answer? The rules for numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from evextract.domain.pack import is_currency
from evextract.records import Bound, Quantity
from evextract.resolve.currency import Rates
from evextract.resolve.measures import (
    TINY,
    allowed,
    common,
    end_and_point,
    ends,
    is_end,
    is_point,
    misread_unit,
    numbers,
    rival_ends,
    rival_limits,
    rounded_off,
    rounding,
    same_end,
)
from evextract.resolve.reading import Measure, Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.wording import said


@dataclass(frozen=True, slots=True)
class AtRate:
    """Sums in two currencies agree when one is the other at the day's reference rate, or as other articles convert."""

    rates: Rates
    slack: float
    id: ClassVar[str] = "agree.currency"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        x, y = a.measure, b.measure
        if x is None or y is None or x.dimension == y.dimension or not (is_currency(x.unit) and is_currency(y.unit)):
            return None
        if common(a, b) is not None:
            return None
        day = a.claim.source.published or b.claim.source.published
        rate = self.rates.between((x.unit, y.unit), day)
        if rate is None:
            return None
        if _misread_currency(x, y, rate):
            return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")
        low, high = y.low * rate[0] * (1 - self.slack), y.high * rate[1] * (1 + self.slack)
        low, high = min(low, high), max(low, high)
        if low <= x.high and x.low <= high:
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one sum")
        # A price in another currency is another market's; a company's result has one value in all of them.
        relation = Relation.UNRELATED if "variant" in a.definition.scope else Relation.DIFFERENT
        return Likeness(relation, self.id, f"{said(a)} against {said(b)}")


def _misread_currency(x: Measure, y: Measure, rate: tuple[float, float]) -> bool:
    """Figures of one size in two currencies of quite different worth: one currency is a slip."""
    if x.middle == y.middle and x.high == y.high:
        return True
    alike = 2 / 3 <= abs(x.middle / y.middle) <= 3 / 2 if x.middle and y.middle else False
    return alike and (rate[0] > 2.5 or rate[1] < 0.4)


@dataclass(frozen=True, slots=True)
class OtherDimension:
    """Numbers of different kinds (a count and a share, two currencies without a rate) answer different questions."""

    id: ClassVar[str] = "agree.dimension"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if (a.measure is None) != (b.measure is None):
            return Likeness(Relation.UNRELATED, self.id)
        if a.measure is None or b.measure is None or common(a, b) is not None:
            return None
        if misread_unit(a, b):
            return Likeness(Relation.DIFFERENT, self.id, f"{said(a)} against {said(b)}")
        return Likeness(Relation.UNRELATED, self.id)


@dataclass(frozen=True, slots=True)
class WithinRounding:
    """Two numbers agree when the coarser is the finer one rounded as printed, also after a conversion of units; so do
    two rounded ones of four digits or more that differ by one in the last: some round, others cut off.
    """

    id: ClassVar[str] = "agree.rounding"
    factor_slack: float = 0.001
    last_digit: float = 0.001

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or not all(is_point(m) for m in pair):
            return None
        x, y = pair
        gap = abs(x.middle - y.middle)
        rounded = isinstance(a.claim.value, Quantity) and a.claim.value.step != 1 and x.step == y.step
        cut_off = rounded and gap <= min(x.step, self.last_digit * abs(x.middle)) * (1 + TINY)
        if cut_off or gap <= rounding(x, y, self.factor_slack):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one figure, rounded")
        return None


@dataclass(frozen=True, slots=True)
class MetricHorsepower:
    """Power in "hp" may be metric, and is rounded at each conversion: 201 hp and 204 hp are both 150 kW."""

    id: ClassVar[str] = "agree.horsepower"
    ratio: float = 745.69987158227022 / 735.49875
    within: float = 0.02
    within_kilowatts: float = 0.01

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        for x in a.measures:
            for y in b.measures:
                if is_point(x) and is_point(y) and (self.one(x, y) or self.one(y, x)):
                    because = f"{said(a)} and {said(b)} are one figure, one in metric horsepower"
                    return Likeness(Relation.SAME, self.id, because)
        return None

    def one(self, horses: Measure, other: Measure) -> bool:
        # Whoever gives kilowatts has converted nothing: only the horses are rounded.
        slack = {"hp": self.within, "PS": self.within, "kW": self.within_kilowatts}.get(other.unit)
        if horses.unit != "hp" or slack is None:
            return False
        return abs(horses.middle / self.ratio - other.middle) <= slack * other.middle


@dataclass(frozen=True, slots=True)
class RoundFigure:
    """A figure that ends in zeros may be the finer one, of three digits or more, rounded to its first two or three."""

    id: ClassVar[str] = "agree.round-figure"

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or not all(is_point(m) for m in pair) or not rounded_off(*pair):
            return None
        return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are one figure, rounded")


@dataclass(frozen=True, slots=True)
class About:
    """ "Around" agrees with what lies within a few per cent, fewer the more digits are given."""

    id: ClassVar[str] = "agree.about"
    within: float = 0.05
    least: float = 0.01

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or Bound.ABOUT not in (pair[0].bound, pair[1].bound):
            return None
        vague, other = sorted(pair, key=lambda m: m.bound is not Bound.ABOUT)
        slack = min(max(self.least * abs(vague.middle), vague.loose / 2), self.within * abs(vague.middle))
        if other.low - slack <= vague.high and vague.low <= other.high + slack:
            return Likeness(Relation.SAME, self.id, f"{said(a)} is near {said(b)}")
        return None


@dataclass(frozen=True, slots=True)
class Bounds:
    """A limit agrees with every figure on its allowed side; "up to" and "from" name an end of the range itself."""

    id: ClassVar[str] = "agree.bound"
    slack: float = 0.02

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        pair = numbers(a, b)
        if pair is None or all(is_point(m) for m in pair):
            return None
        x, y = pair
        if same_end(x, y):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} name the same end")
        if rival_ends(x, y) or (not a.definition.changes and rival_limits(x, y)):
            return None
        if is_point(x) != is_point(y) and any(is_end(end, point, x, y) for end, point in end_and_point(x, y)):
            return Likeness(Relation.SAME, self.id, f"{said(a)} is the end that {said(b)} names")
        (low_x, high_x), (low_y, high_y) = allowed(x), allowed(y)
        # "Up to" and "from" give the end itself; a mere limit may be rounded.
        named = ends(x) or ends(y)
        room = rounding(x, y) if named else self.slack * max(abs(v) for v in (x.middle, y.middle))
        if low_x - room <= high_y and low_y - room <= high_x:
            return Likeness(Relation.COMPATIBLE, self.id, f"{said(a)} allows {said(b)}")
        return None
