"""Grammar of single days and of months: stamps, names of months, weekdays and holidays, days by their number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import Interval, Unit
from evextract.nlp.dates.holidays import HOLIDAY_STARTS, HOLIDAYS, LONGEST_HOLIDAY
from evextract.nlp.dates.lexicon import MONTHS, PARTS_OF_DAY, UNITS, WEEKDAYS, words
from evextract.nlp.dates.nodes import DayNumber, Fixed, Inside, Node, Recurring, Vague, Weekday, WeekOf
from evextract.nlp.dates.reader import Island, Parsed, full_year, integer, ordinal, year_number

_NUMERIC = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_BEFORE_SLASHED = words("on by until till through since from before after this next last between and to - –")


def made(build: Callable[..., Interval], *numbers: int) -> Node:
    """``build(*numbers)`` as a fixed node, a vague one where the calendar has no such day ("30 February")."""
    try:
        return Fixed(build(*numbers))
    except (ValueError, OverflowError):
        return Vague()


def exact_day(year: int, month: int, day: int) -> Interval:
    return calendar.day(date(year, month, day))


def numeric(island: Island, i: int) -> Parsed:
    """ "2031-05-14", "14.05.2031", "5/14/2031" (month first, unless the month would be above 12), "20310514"."""
    token = island.at(i)
    match = _NUMERIC.fullmatch(token.low) if token.kind == "numeric" else None
    if match is not None:
        a, b, c = int(match[1]), int(match[2]), int(match[3])
        if len(match[1]) == 4 and len(match[3]) <= 2:
            return made(exact_day, a, b, c), i + 1
        if len(match[1]) <= 2 and len(match[3]) in (2, 4):
            year = c if len(match[3]) == 4 else full_year(c)
            day_first = a > 12 or ("." in token.low and b <= 12)
            return made(exact_day, year, *((b, a) if day_first else (a, b))), i + 1
    if token.number is not None and len(token.low) == 8 and token.low[:2] in ("19", "20"):
        node = made(exact_day, int(token.low[:4]), int(token.low[4:6]), int(token.low[6:]))
        return None if isinstance(node, Vague) else (node, i + 1)
    return None


def slashed(island: Island, i: int) -> Parsed:
    """ "on 5/14", "by 5/14, 2031": only after a preposition, since most such pairs are fractions or scores."""
    token = island.at(i)
    if token.kind != "slashed" or island.low(i - 1) not in _BEFORE_SLASHED:
        return None
    month, day = (int(number) for number in token.low.split("/"))
    if month > 12:
        month, day = day, month
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    year = year_number(island, island.skip(i + 1, ","))
    if year is not None:
        return made(exact_day, year[0], month, day), year[1]
    return Recurring(Unit.MONTH, month, day), i + 1


def numbered_month(island: Island, i: int) -> Parsed:
    """ "05/2031", "2031-05": a month and a year in digits."""
    first, mark, second = island.at(i), island.at(i + 1), island.at(i + 2)
    if first.number is None or second.number is None or not (mark.glued and second.glued):
        return None
    if len(first.low) == 4 and len(second.low) == 2 and mark.low in ("-", "/"):
        year, month = first.number, second.number
    elif len(first.low) <= 2 and len(second.low) == 4 and mark.low == "/":
        year, month = second.number, first.number
    else:
        return None
    # "2024-26" is a range of years; so "2009-12" is, too.
    if not 1900 <= year <= 2199 or not 1 <= month <= 12 or (mark.low == "-" and month > year % 100):
        return None
    return made(calendar.month, year, month), i + 3


def month_based(island: Island, i: int) -> Parsed:
    """Everything around the name of a month: "May", "May 14", "14th of May, 2031", "Monday, 14 May", "2031 May"."""
    if island.starts(i, "month", "of"):
        i += 2
    weekday_number = WEEKDAYS.get(island.low(i)) if island.at(i).kind == "word" else None
    j = i
    if weekday_number is not None:
        j = island.skip(island.skip(island.skip(i + 1, ",", "("), "on"), "the")
    before = _day(island, j)
    if before is not None:
        day, k = before
        k = island.skip(island.skip(k, "of"), "-", "/")
        month = MONTHS.get(island.low(k))
        if month is None:
            return None
        return _with_year(island, k + 1, month, day, weekday_number, island.low(k - 1) in ("-", "/"))
    year = year_number(island, j) if island.at(j).kind == "number" and weekday_number is None else None
    if year is not None:
        return _year_first(island, *year)
    month = MONTHS.get(island.low(j))
    if month is None:
        return None
    dashed = island.low(j + 1) in ("-", "/")
    after = _day(island, island.skip(island.skip(j + 1, "-", "/"), "the"))
    if after is None:
        return None if weekday_number is not None else _with_year(island, j + 1, month, None, None, dashed)
    return _with_year(island, after[1], month, after[0], weekday_number, dashed)


def _year_first(island: Island, year: int, i: int) -> Parsed:
    """ "2031 May", "2031-May-14"."""
    j = island.skip(i, ",", "-", "/")
    month = MONTHS.get(island.low(j))
    if month is None:
        return None
    day = _day(island, island.skip(j + 1, "-", "/"))
    if day is not None:
        return made(exact_day, year, month, day[0]), day[1]
    return made(calendar.month, year, month), j + 1


def _day(island: Island, i: int) -> tuple[int, int] | None:
    """A day of the month as digits, ordinal or words; not one that counts something ("May 10 years ago")."""
    found = ordinal(island, i) or integer(island, i)
    if found is None or not 1 <= found[0] <= 31:
        return None
    if island.at(i).kind == "number" and (len(island.low(i)) > 2 or island.low(found[1]) in UNITS):
        return None
    return found


def same_month(island: Island, i: int, month: int, day: int) -> Parsed:
    """The 7 of "May 6 and 7, 2031"; ``i`` is the position after it."""
    return _with_year(island, i, month, day, None, dashed=False)


def _with_year(island: Island, i: int, month: int, day: int | None, weekday: int | None, dashed: bool) -> Parsed:
    """Close a month or day with the year that follows, and a weekday after it ("18 July, Friday").

    Two digits are a year only after an apostrophe or in a dashed date: "05-Aug-31".
    """
    if weekday is None and day is not None:
        k = island.skip(i, ",", "(")
        if k > i and island.low(k) in WEEKDAYS:
            weekday, i = WEEKDAYS[island.low(k)], k + 1
    k = island.skip(island.skip(i, ",", "-", "/", "of", "in"), "the", "of")
    k = island.skip(k, "year")
    year = year_number(island, k, short=(dashed and island.low(i) in ("-", "/")) or island.apostrophe(k))
    if year is None:
        return Recurring(Unit.MONTH, month, day, weekday), i
    if day is None:
        return made(calendar.month, year[0], month), year[1]
    return made(exact_day, year[0], month, day), year[1]


def holiday(island: Island, i: int) -> Parsed:
    """The longest known name of a holiday, with its year."""
    if island.low(i) not in HOLIDAY_STARTS:
        return None
    for length in range(LONGEST_HOLIDAY, 0, -1):
        name = " ".join(island.low(i + k) for k in range(length))
        if name in HOLIDAYS:
            break
    else:
        return None
    j = i + length
    weekend = island.low(j) == "weekend"
    j += weekend
    year = year_number(island, island.skip(island.skip(j, ",", "of", "in"), "year"))
    if year is not None:
        node: Node = Inside(Recurring(Unit.DAY, name=name), made(calendar.year, year[0]))
        return WeekOf(node, Unit.WEEKEND) if weekend else node, year[1]
    return WeekOf(Recurring(Unit.DAY, name=name), Unit.WEEKEND) if weekend else Recurring(Unit.DAY, name=name), j


def weekday(island: Island, i: int) -> Parsed:
    """ "Monday", "Monday morning", "Monday the 14th"."""
    number = WEEKDAYS.get(island.low(i))
    if number is None:
        return None
    j = island.skip(island.skip(i + 1, ","), "the")
    day = island.at(j).ordinal
    if day is not None and 1 <= day <= 31 and island.low(j + 1) not in MONTHS:
        return DayNumber(day, number), j + 1
    j = island.skip(i + 1, "late", "early")
    return Weekday(number), j + 1 if island.low(j) in PARTS_OF_DAY else i + 1


def day_number(island: Island, i: int) -> Parsed:
    """ "the 14th"; the caller decides whether a day of the month is meant."""
    j = island.skip(i, "the")
    number = island.at(j).ordinal
    return None if number is None or not 1 <= number <= 31 else (DayNumber(number), j + 1)
