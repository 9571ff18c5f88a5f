"""Holidays whose day follows from the year by rule: fixed days, n-th weekdays, days counted from Easter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from evextract.nlp.dates.calendar import month
from evextract.nlp.dates.intervals import nth_weekday


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month_number, day_before = divmod(h + m - 7 * n + 114, 31)
    return date(year, month_number, day_before + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Julian calendar as a Gregorian day (Meeus), for 1900…2099."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month_number, day_before = divmod(d + e + 114, 31)
    return date(year, month_number, day_before + 1) + timedelta(days=13)


Rule = Callable[[int], date]


def fixed(month_number: int, day: int) -> Rule:
    return lambda year: date(year, month_number, day)


def weekday(month_number: int, day: int, number: int, plus: int = 0) -> Rule:
    """The ``number``-th weekday ``day`` (Monday is 0) of a month, and ``plus`` days."""

    def find(year: int) -> date:
        found = nth_weekday(month(year, month_number), day, number)
        assert found is not None
        assert found.start is not None
        return found.start + timedelta(days=plus)

    return find


def from_easter(days: int) -> Rule:
    return lambda year: easter(year) + timedelta(days=days)


HOLIDAYS: dict[str, Rule] = {
    "new year": fixed(1, 1),
    "new year day": fixed(1, 1),
    "new years day": fixed(1, 1),
    "new year eve": fixed(12, 31),
    "new years eve": fixed(12, 31),
    "epiphany": fixed(1, 6),
    "martin luther king day": weekday(1, 0, 3),
    "mlk day": weekday(1, 0, 3),
    "groundhog day": fixed(2, 2),
    "valentine day": fixed(2, 14),
    "valentines day": fixed(2, 14),
    "presidents day": weekday(2, 0, 3),
    "president day": weekday(2, 0, 3),
    "st patrick day": fixed(3, 17),
    "saint patrick day": fixed(3, 17),
    "april fool day": fixed(4, 1),
    "april fools day": fixed(4, 1),
    "april fools": fixed(4, 1),
    "earth day": fixed(4, 22),
    "ash wednesday": from_easter(-46),
    "palm sunday": from_easter(-7),
    "maundy thursday": from_easter(-3),
    "good friday": from_easter(-2),
    "easter": from_easter(0),
    "easter sunday": from_easter(0),
    "easter day": from_easter(0),
    "easter monday": from_easter(1),
    "orthodox easter": orthodox_easter,
    "ascension day": from_easter(39),
    "pentecost": from_easter(49),
    "whit sunday": from_easter(49),
    "whit monday": from_easter(50),
    "corpus christi": from_easter(60),
    "may day": fixed(5, 1),
    "labour day": weekday(9, 0, 1),
    "mother day": weekday(5, 6, 2),
    "mothers day": weekday(5, 6, 2),
    "memorial day": weekday(5, 0, -1),
    "father day": weekday(6, 6, 3),
    "fathers day": weekday(6, 6, 3),
    "juneteenth": fixed(6, 19),
    "independence day": fixed(7, 4),
    "bastille day": fixed(7, 14),
    "labor day": weekday(9, 0, 1),
    "columbus day": weekday(10, 0, 2),
    "halloween": fixed(10, 31),
    "all saints day": fixed(11, 1),
    "all saint day": fixed(11, 1),
    "all souls day": fixed(11, 2),
    "guy fawkes night": fixed(11, 5),
    "bonfire night": fixed(11, 5),
    "veterans day": fixed(11, 11),
    "veteran day": fixed(11, 11),
    "remembrance day": fixed(11, 11),
    "armistice day": fixed(11, 11),
    "thanksgiving": weekday(11, 3, 4),
    "thanksgiving day": weekday(11, 3, 4),
    "black friday": weekday(11, 3, 4, plus=1),
    "cyber monday": weekday(11, 3, 4, plus=4),
    "christmas": fixed(12, 25),
    "christmas day": fixed(12, 25),
    "xmas": fixed(12, 25),
    "christmas eve": fixed(12, 24),
    "boxing day": fixed(12, 26),
}
"""Name in lower case, without apostrophes, points and a possessive s -> the day in a given year."""

HOLIDAY_STARTS = frozenset(name.split()[0] for name in HOLIDAYS)
LONGEST_HOLIDAY = max(len(name.split()) for name in HOLIDAYS)
