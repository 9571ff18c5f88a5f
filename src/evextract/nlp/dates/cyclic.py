"""Times that come again: which May, which Monday, which 14th is meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from evextract.nlp.dates import calendar, intervals
from evextract.nlp.dates.calendar import ONE_DAY, Interval, Unit, shift, unit_of
from evextract.nlp.dates.holidays import HOLIDAYS
from evextract.nlp.dates.nodes import Cyclic, DayNumber, Recurring, Weekday, Which


def occurrence(what: Recurring, year: int) -> Interval | None:
    """What recurs every year, in that year; None on 29 February of a common year."""
    if what.name:
        return calendar.day(HOLIDAYS[what.name](year))
    match what.unit:
        case Unit.MONTH:
            whole = calendar.month(year, what.number)
            return whole if what.day is None else intervals.nth(whole, Unit.DAY, what.day)
        case Unit.QUARTER:
            return calendar.quarter(year, what.number)
        case Unit.HALF:
            return calendar.half(year, what.number)
        case Unit.SEASON:
            return calendar.season(year, what.number)
        case _:
            return None


def candidates(what: Cyclic, around: date) -> list[Interval]:
    """The occurrences near a day, in order; two on either side at least."""
    if isinstance(what, Weekday):
        first = around + timedelta(days=(what.number - around.weekday()) % 7)
        return [calendar.day(first + timedelta(weeks=k)) for k in range(-4, 4)]
    weekday = what.weekday
    found: Iterable[Interval | None]
    if isinstance(what, DayNumber):
        firsts = (shift(around.replace(day=1), Unit.MONTH, k) for k in range(-6, 7))
        found = (intervals.nth(unit_of(first, Unit.MONTH), Unit.DAY, what.number) for first in firsts)
    else:
        # A leap day needs a wider search than any other.
        reach = 8 if (what.unit, what.number, what.day) == (Unit.MONTH, 2, 29) else 2
        years = range(max(around.year - reach, 1), min(around.year + reach, 9998) + 1)
        found = (occurrence(what, year) for year in years)
    known = [interval for interval in found if interval is not None]
    # A weekday beside the day tells which year or month is meant, unless it is a slip.
    fitting = [
        c for c in known if c.start is not None and c.start.weekday() == weekday and abs(c.start - around) < _YEAR
    ]
    return fitting if weekday is not None and fitting else known


_YEAR = 370 * ONE_DAY


def chosen(what: Cyclic, reference: date, direction: int) -> Interval | None:
    """The occurrence that is meant, seen from ``reference``: the last one (-1), the coming one (1), the nearest (0)."""
    found = candidates(what, reference)
    if direction < 0 and isinstance(what, Recurring) and what.unit in (Unit.QUARTER, Unit.HALF):
        # What is told of a quarter in the past tense is told after its end.
        return last_of(c for c in found if c.end is not None and c.end < reference)
    if direction < 0 or (direction == 0 and isinstance(what, Weekday)):
        return last_of(c for c in found if c.start is not None and c.start <= reference)
    if direction > 0:
        return next((c for c in found if c.end is not None and c.end >= reference), None)
    return nearest(found, reference)


def last_before(what: Cyclic, limit: date) -> Interval | None:
    """The last occurrence that starts by ``limit``."""
    return last_of(c for c in candidates(what, limit) if c.start is not None and c.start <= limit)


def first_after(what: Cyclic, limit: date) -> Interval | None:
    """The first occurrence that ends no earlier than ``limit``."""
    return next((c for c in candidates(what, limit) if c.end is not None and c.end >= limit), None)


def last_of(found: Iterable[Interval]) -> Interval | None:
    return next(reversed(list(found)), None)


def nearest(found: Iterable[Interval], to: date) -> Interval | None:
    """The interval nearest to a day, the earlier one of two."""

    def distance(c: Interval) -> int:
        return 0 if c.start is None or c.end is None else max((c.start - to).days, (to - c.end).days, 0)

    return min(found, key=distance, default=None)


def stepped(node: Which, reference: date) -> Interval | None:
    """ "Last May", "this Friday", "next Christmas" seen from ``reference``."""
    found = candidates(node.what, reference)
    if node.step == 0:
        if isinstance(node.what, Weekday):
            return intervals.nth_weekday(calendar.week(reference), node.what.number, 1)
        current = next((c for c in found if c.start and c.end and c.start <= reference <= c.end), None)
        return current or next((c for c in found if c.start and c.start.year == reference.year), None)
    if node.step < 0:
        past = [c for c in found if c.end is not None and c.end < reference]
        return past[node.step] if len(past) >= -node.step else None
    coming = [c for c in found if c.start is not None and c.start > reference]
    return coming[node.step - 1] if len(coming) >= node.step else None
