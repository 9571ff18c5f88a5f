"""Parts of intervals: their n-th unit, their early, middle and late part, one side of them opened."""

from __future__ import annotations

from datetime import date, timedelta

from evextract.nlp.dates.calendar import MONTHS_OF, ONE_DAY, Interval, Unit, day, shift, unit_of, week
from evextract.nlp.dates.nodes import Bound, Part

_THURSDAY = timedelta(days=3)


def nth(inside: Interval, unit: Unit, number: int) -> Interval | None:
    """Unit ``number`` (1 is the first, -1 the last) of a closed interval, None where it has no such unit.

    Weeks of a year are ISO weeks; weeks of a month, after the same rule, those whose Thursday lies in it. Halves of a
    month are 1-15 and 16-end. Any other combination counts in whole units from the start or the end.
    """
    if inside.start is None or inside.end is None or number == 0:
        return None
    if unit == Unit.HALF and inside.unit != Unit.YEAR:
        return _half(inside.start, inside.end, inside.unit, number)
    forwards = number > 0
    steps = number - 1 if forwards else number + 1
    if unit == Unit.WEEK:
        # The first day that can be the Thursday of a week inside, and the last one.
        thursday = inside.start + (3 - inside.start.weekday()) % 7 * ONE_DAY
        if not forwards:
            thursday = inside.end - (inside.end.weekday() - 3) % 7 * ONE_DAY
        thursday += timedelta(weeks=steps)
        return week(thursday) if inside.start <= thursday <= inside.end else None
    first = unit_of(inside.start if forwards else inside.end, unit)
    if first.start is None:
        return None
    found = unit_of(shift(first.start, unit, steps), unit)
    if found.start is None or found.end is None or found.end < inside.start or found.start > inside.end:
        return None
    return found


def _half(start: date, end: date, unit: Unit, number: int) -> Interval:
    if unit == Unit.MONTH:
        middle = start + 14 * ONE_DAY
    elif unit in MONTHS_OF:
        middle = shift(start, Unit.MONTH, MONTHS_OF[unit] // 2) - ONE_DAY
    else:
        middle = start + (end - start) // 2
    return Interval(start, middle) if number == 1 else Interval(middle + ONE_DAY, end)


def nth_weekday(inside: Interval, weekday: int, number: int) -> Interval | None:
    """The ``number``-th Monday (0) … Sunday (6) of a closed interval; negative numbers count from the end."""
    if inside.start is None or inside.end is None or number == 0:
        return None
    if number > 0:
        found = inside.start + timedelta(days=(weekday - inside.start.weekday()) % 7 + 7 * (number - 1))
    else:
        found = inside.end - timedelta(days=(inside.end.weekday() - weekday) % 7 + 7 * (-number - 1))
    return day(found) if inside.start <= found <= inside.end else None


# First and last month of a year, day of a month, day of a week, year of a decade, counted from 0.
_PARTS = {
    Unit.YEAR: {Part.EARLY: (0, 2), Part.MIDDLE: (4, 7), Part.LATE: (9, 11)},
    Unit.MONTH: {Part.EARLY: (0, 9), Part.MIDDLE: (10, 19), Part.LATE: (20, 30)},
    Unit.WEEK: {Part.EARLY: (0, 2), Part.MIDDLE: (1, 3), Part.LATE: (3, 6)},
    Unit.DECADE: {Part.EARLY: (0, 3), Part.MIDDLE: (4, 6), Part.LATE: (7, 9)},
}
_STEPS = {Unit.YEAR: Unit.MONTH, Unit.MONTH: Unit.DAY, Unit.WEEK: Unit.DAY, Unit.DECADE: Unit.YEAR}


def part_of(whole: Interval, part: Part) -> Interval | None:
    """Early, middle or late in a closed interval: January-March, May-August, October-December of a year, days 1-10,
    11-20 and 21-end of a month, thirds of what has no usual parts. A day is all of these."""
    start, end = whole.start, whole.end
    if start is None or end is None or whole.unit == Unit.DAY:
        return whole if whole.unit == Unit.DAY else None
    part = Part.LATE if part == Part.END else part
    if whole.unit in _PARTS:
        first, last = _PARTS[whole.unit][part]
        step = _STEPS[whole.unit]
        return Interval(shift(start, step, first), min(end, shift(start, step, last + 1) - ONE_DAY))
    third = max(((end - start).days + 1) // 3, 1) * ONE_DAY
    if part == Part.EARLY:
        return Interval(start, start + third - ONE_DAY)
    if part == Part.LATE:
        return Interval(end - third + ONE_DAY, end)
    return Interval(start + third, end - third)


def open_side(inner: Interval, bound: Bound) -> Interval | None:
    """``inner`` with one side opened; None where nothing of it is left."""
    start, end = inner.start, inner.end
    match bound:
        case Bound.BY:
            start = None
        case Bound.SINCE:
            end = None
        case Bound.BEFORE:
            start, end = None, start and start - ONE_DAY
        case Bound.AFTER:
            start, end = end and end + ONE_DAY, None
    return None if start is None and end is None else Interval(start, end, inner.unit)
