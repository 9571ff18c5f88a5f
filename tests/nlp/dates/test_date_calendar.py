"""Interval arithmetic and the rules of holidays against dates known from almanacs."""

from __future__ import annotations

from datetime import date

import pytest

from evextract.nlp.dates import calendar, intervals
from evextract.nlp.dates.calendar import Interval, Unit
from evextract.nlp.dates.holidays import HOLIDAYS


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("easter", date(2024, 3, 31)),
        ("easter", date(2038, 4, 25)),
        ("easter", date(1818, 3, 22)),
        ("orthodox easter", date(2024, 5, 5)),
        ("thanksgiving", date(2024, 11, 28)),
        ("black friday", date(2024, 11, 29)),
        ("labor day", date(2024, 9, 2)),
        ("memorial day", date(2024, 5, 27)),
        ("whit monday", date(2024, 5, 20)),
    ],
)
def test_holidays(name: str, day: date) -> None:
    assert HOLIDAYS[name](day.year) == day


def test_months_end_where_the_calendar_says() -> None:
    assert calendar.shift(date(2024, 1, 31), Unit.MONTH, 1) == date(2024, 2, 29)
    assert calendar.shift(date(2024, 2, 29), Unit.YEAR, -1) == date(2023, 2, 28)
    assert calendar.months(2024, 10, 6, Unit.HALF) == Interval(date(2024, 10, 1), date(2025, 3, 31), Unit.HALF)


def test_weeks_are_iso_weeks() -> None:
    year = calendar.year(2026)
    assert intervals.nth(year, Unit.WEEK, 1) == calendar.week(date(2026, 1, 1))
    last = intervals.nth(year, Unit.WEEK, -1)
    assert last is not None
    assert last.start == date(2026, 12, 28)
    assert intervals.nth(year, Unit.WEEK, 54) is None


def test_every_day_has_one_season() -> None:
    day = date(2023, 1, 1)
    while day.year < 2025:
        season = calendar.unit_of(day, Unit.SEASON)
        assert season.start is not None
        assert season.end is not None
        assert season.start <= day <= season.end
        day += calendar.ONE_DAY
