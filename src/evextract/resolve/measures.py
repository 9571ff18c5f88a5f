"""How two printed measures stand to one another."""

from __future__ import annotations

from dataclasses import replace

from evextract.records import Bound, Quantity
from evextract.resolve.reading import CALENDAR, INFINITY, Measure, Reach, Reading

TINY = 1e-9
ROUNDED = 0.025
"""The largest share by which rounding to two digits or three moves a figure."""


def common(a: Reading, b: Reading) -> tuple[Measure, Measure] | None:
    """The two claims in one dimension: as first given, else through a conversion that a text itself adds."""
    for x in a.measures:
        for y in b.measures:
            if x.dimension == y.dimension:
                return x, y
    return None


def numbers(a: Reading, b: Reading) -> tuple[Measure, Measure] | None:
    """As :func:`common`, but not for days: calendars don't round."""
    pair = common(a, b)
    return None if pair is None or pair[0].dimension in CALENDAR else pair


def near(a: Reading, b: Reading, share: float) -> bool:
    x, y = a.measure, b.measure
    if x is None or y is None or x.dimension != y.dimension:
        return False
    return abs(x.middle - y.middle) <= share * max(abs(x.middle), abs(y.middle))


def is_point(measure: Measure) -> bool:
    return measure.low == measure.high and measure.reach is Reach.POINT


def rounding(x: Measure, y: Measure, factor_slack: float = 0.001) -> float:
    """How far apart two printed numbers may lie and still be one."""
    slack = TINY * max(abs(x.middle), abs(y.middle))
    if x.unit != y.unit:
        return (x.step + y.step) / 2 + factor_slack * abs(x.middle) + slack
    return slack if x.step == y.step else max(x.step, y.step) / 2 + slack


def rounded_off(x: Measure, y: Measure) -> bool:
    """Whether the one with more zeros at its end may be the other one, rounded to its first two or three digits. Two
    digits alone are a figure in full: 50 per cent isn't 51.
    """
    round_one, finer = sorted((x, y), key=lambda m: -m.loose)
    loose = round_one.loose
    few = abs(round_one.middle) < 1000 * loose * (1 + TINY)
    long = abs(finer.middle) >= 100 * finer.step * (1 - TINY)
    if not (few and long) or loose <= finer.loose:
        return False
    gap = abs(finer.middle - round_one.middle)
    return gap <= min(loose / 2 * (1 + TINY), ROUNDED * abs(finer.middle))


def is_end(end: float, point: Measure, x: Measure, y: Measure) -> bool:
    """Whether the named ``end`` of one of the two is the plain figure of the other, rounded perhaps."""
    if abs(end - point.middle) <= rounding(x, y):
        return True
    limit = y if point is x else x
    return rounded_off(replace(limit, low=end, high=end), point)


def misread_unit(a: Reading, b: Reading) -> bool:
    """One number with two units, of which one can't measure the attribute: 150 kWh of charging power."""
    x, y = a.claim.value, b.claim.value
    if not (isinstance(x, Quantity) and isinstance(y, Quantity)) or (x.low, x.high) != (y.low, y.high):
        return False
    fitting = [m is not None and m.dimension == r.definition.dimension for r, m in ((a, a.measure), (b, b.measure))]
    return fitting[0] != fitting[1] and x.unit != y.unit


def ends(measure: Measure) -> dict[str, float]:
    """Which ends of the versions' range a number names."""
    match measure.reach:
        case Reach.CEILING:
            return {"high": measure.high}
        case Reach.FLOOR:
            return {"low": measure.low}
        case Reach.SPREAD:
            return {"low": measure.low, "high": measure.high}
    return {}


def same_end(x: Measure, y: Measure) -> bool:
    a, b = ends(x), ends(y)
    shared = a.keys() & b.keys()
    if shared:
        return all(abs(a[end] - b[end]) <= rounding(x, y) for end in shared)
    if x.reach is y.reach is Reach.BOUND:
        return x.bound is y.bound and abs(x.middle - y.middle) <= rounding(x, y)
    return False


def end_and_point(x: Measure, y: Measure) -> list[tuple[float, Measure]]:
    """The named ends of one, each with the other where that is a plain figure."""
    limit, point = (y, x) if is_point(x) else (x, y)
    return [(end, point) for end in ends(limit).values()] if limit.reach is not Reach.SPREAD else []


def rival_ends(x: Measure, y: Measure) -> bool:
    """Both name the same end, and put it elsewhere."""
    return bool(ends(x).keys() & ends(y).keys()) and not same_end(x, y)


def rival_limits(x: Measure, y: Measure) -> bool:
    """Limits in one direction that differ by a whole step of the coarser one: a writer names the nearest, so "under
    seven" and "under eight" tell of two figures, "over 600" and "over 650" may tell of one.
    """
    limits = x.reach is y.reach is Reach.BOUND and x.bound is y.bound and x.dimension != "count"
    return limits and abs(x.middle - y.middle) >= max(x.loose, y.loose) * (1 - TINY)


def allowed(measure: Measure) -> tuple[float, float]:
    match measure.bound:
        case Bound.BELOW:
            return -INFINITY, measure.high
        case Bound.ABOVE:
            return measure.low, INFINITY
    if measure.reach is Reach.CEILING:
        return -INFINITY, measure.high
    if measure.reach is Reach.FLOOR:
        return measure.low, INFINITY
    return measure.low, measure.high
