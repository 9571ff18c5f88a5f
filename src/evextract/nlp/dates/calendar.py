"""Interval arithmetic on the calendar. Nothing here knows words or texts.

Weeks are ISO 8601 weeks, Monday to Sunday. Seasons are the astronomical ones of the northern hemisphere, with the
boundaries that most almanacs print: 21 March, 21 June, 23 September, 21 December.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from evextract.records import Grain

ONE_DAY = timedelta(days=1)
SEASON_STARTS = ((3, 21), (6, 21), (9, 23), (12, 21))


class Unit(IntEnum):
    """Calendar units in order of length; SPAN is anything that is not one unit."""

    DAY = 1
    WEEKEND = 2
    WEEK = 3
    FORTNIGHT = 4
    MONTH = 5
    QUARTER = 6
    SEASON = 7
    HALF = 8
    YEAR = 9
    DECADE = 10
    CENTURY = 11
    SPAN = 12


GRAINS = {
    Unit.DAY: Grain.DAY,
    Unit.WEEK: Grain.WEEK,
    Unit.MONTH: Grain.MONTH,
    Unit.QUARTER: Grain.QUARTER,
    Unit.SEASON: Grain.SEASON,
    Unit.HALF: Grain.HALF,
    Unit.YEAR: Grain.YEAR,
}
"""The units that records have a word for; the others are spans there."""

MONTHS_OF = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
}
DAYS_OF = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7, Unit.FORTNIGHT: 14}


@dataclass(frozen=True, slots=True)
class Interval:
    """Days ``start`` to ``end``, both included; None is an open end. At least one end is known."""

    start: date | None
    end: date | None
    unit: Unit = Unit.SPAN


def day(of: date) -> Interval:
    return Interval(of, of, Unit.DAY)


def month(year: int, number: int) -> Interval:
    """Month ``number`` 1…12; ValueError where the year is outside 1…9999."""
    return Interval(date(year, number, 1), date(year, number, monthrange(year, number)[1]), Unit.MONTH)


def months(year: int, first: int, count: int, unit: Unit) -> Interval:
    """``count`` months from month ``first`` (1 is January, 13 January of the year after) of ``year``."""
    start = shift(date(year, 1, 1), Unit.MONTH, first - 1)
    return Interval(start, shift(start, Unit.MONTH, count) - ONE_DAY, unit)


def quarter(year: int, number: int) -> Interval:
    return months(year, 3 * number - 2, 3, Unit.QUARTER)


def half(year: int, number: int) -> Interval:
    return months(year, 6 * number - 5, 6, Unit.HALF)


def season(year: int, number: int) -> Interval:
    """Spring 0, summer 1, autumn 2, winter 3 of ``year``; winter ends in March of the year after."""
    following = date(year, *SEASON_STARTS[number + 1]) if number < 3 else date(year + 1, *SEASON_STARTS[0])
    return Interval(date(year, *SEASON_STARTS[number]), following - ONE_DAY, Unit.SEASON)


def year(number: int) -> Interval:
    return Interval(date(number, 1, 1), date(number, 12, 31), Unit.YEAR)


def decade(first: int) -> Interval:
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), Unit.DECADE)


def century(number: int) -> Interval:
    """The 20th century is 1900…1999, as people count."""
    first = max(100 * number - 100, 1)
    return Interval(date(first, 1, 1), date(100 * number - 1, 12, 31), Unit.CENTURY)


def week(of: date) -> Interval:
    monday = of - timedelta(days=of.weekday())
    return Interval(monday, monday + timedelta(days=6), Unit.WEEK)


def iso_week(year_number: int, number: int) -> Interval:
    """ISO week ``number``; ValueError where the year has no such week."""
    return week(date.fromisocalendar(year_number, number, 1))


def shift(of: date, unit: Unit, count: int) -> date:
    """``of`` moved by ``count`` units; a day that the month lacks becomes the month's last.

    OverflowError or ValueError outside the years 1…9999.
    """
    if unit in DAYS_OF:
        return of + timedelta(days=DAYS_OF[unit] * count)
    index = of.year * 12 + of.month - 1 + MONTHS_OF[unit] * count
    year_number, month_number = index // 12, index % 12 + 1
    return date(year_number, month_number, min(of.day, monthrange(year_number, month_number)[1]))


def unit_of(of: date, unit: Unit) -> Interval:
    """The unit that contains the day; for the weekend, that of the day's week."""
    match unit:
        case Unit.DAY:
            return day(of)
        case Unit.WEEK:
            return week(of)
        case Unit.WEEKEND:
            sunday = week(of).end
            assert sunday is not None
            return Interval(sunday - ONE_DAY, sunday, Unit.WEEKEND)
        case Unit.FORTNIGHT:
            monday = of - timedelta(days=of.weekday())
            return Interval(monday, monday + timedelta(days=13), Unit.FORTNIGHT)
        case Unit.MONTH:
            return month(of.year, of.month)
        case Unit.QUARTER:
            return quarter(of.year, (of.month + 2) // 3)
        case Unit.HALF:
            return half(of.year, (of.month + 5) // 6)
        case Unit.SEASON:
            starts = [season(y, s) for y in (of.year - 1, of.year) for s in range(4)]
            return next(s for s in starts if s.start and s.end and s.start <= of <= s.end)
        case Unit.YEAR:
            return year(of.year)
        case Unit.DECADE:
            return decade(of.year // 10 * 10)
        case Unit.CENTURY:
            return century(of.year // 100 + 1)
        case Unit.SPAN:
            raise ValueError("a span is no calendar unit")
