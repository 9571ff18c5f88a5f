"""Grammar of expressions that name a place in the calendar: days, months, quarters, seasons, years, decades, holidays.

Each rule reads the longest form it knows at a position. Where the year is missing, the node leaves it open.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import Interval, Unit
from evextract.nlp.dates.holidays import HOLIDAY_STARTS, HOLIDAYS, LONGEST_HOLIDAY
from evextract.nlp.dates.lexicon import DECADES, MONTHS, NUMBERS, PARTS_OF_DAY, SEASONS, TENS, UNITS, WEEKDAYS, words
from evextract.nlp.dates.nodes import DayNumber, Fiscal, Fixed, Inside, Node, Recurring, Vague, Weekday
from evextract.nlp.dates.reader import Island, Parsed, full_year, integer, ordinal, year_number

_NUMERIC = re.compile(r"(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})")
_QUARTER_CODE = re.compile(r"(?:([qh])([1-4])|([1-4])([qh]))")
_BEFORE_SLASHED = words("on by until till through since from before after this next last between and to - –")
_YEAR_CODE = re.compile(r"([fc]y)(\d{4}|\d{2})")


def made(build: Callable[..., Interval], *numbers: int) -> Node:
    """``build(*numbers)`` as a fixed node, a vague one where the calendar has no such day ("30 February")."""
    try:
        return Fixed(build(*numbers))
    except (ValueError, OverflowError):
        return Vague()


def exact_day(year: int, month: int, day: int) -> Interval:
    return calendar.day(date(year, month, day))


def numeric(island: Island, i: int) -> Parsed:
    """ "2031-05-14", "14.05.2031", "5/14/2031" (month first, unless the month would be above 12)."""
    token = island.at(i)
    if token.kind == "numeric":
        match = _NUMERIC.fullmatch(token.low)
        if match is None:
            return None
        a, b, c = int(match[1]), int(match[2]), int(match[3])
        if len(match[1]) == 4 and len(match[3]) <= 2:
            return made(exact_day, a, b, c), i + 1
        if len(match[1]) <= 2 and len(match[3]) in (2, 4):
            year = c if len(match[3]) == 4 else full_year(c)
            day_first = a > 12 or ("." in token.low and b <= 12)
            return made(exact_day, year, *((b, a) if day_first else (a, b))), i + 1
        return None
    if token.kind == "number" and len(token.low) == 8 and token.low[:2] in ("19", "20"):
        node = made(exact_day, int(token.low[:4]), int(token.low[4:6]), int(token.low[6:]))
        return None if isinstance(node, Vague) else (node, i + 1)
    return None


def month_based(island: Island, i: int) -> Parsed:
    """Everything around the name of a month: "May", "May 14", "the 14th of May, 2031", "Monday, 14 May", "2031 May"."""
    weekday = WEEKDAYS.get(island.low(i)) if island.at(i).kind == "word" else None
    j = island.skip(i + 1, ",", "(") if weekday is not None else i
    j = island.skip(island.skip(j, "on"), "the") if weekday is not None else j
    before = _day_number(island, j)
    if before is not None:
        day, k = before
        k = island.skip(island.skip(k, "of"), "-", "/")
        month = MONTHS.get(island.low(k))
        if month is None:
            return None
        return _with_year(island, k + 1, month, day, weekday, island.low(k - 1) in ("-", "/"))
    leading = year_number(island, j) if island.at(j).kind == "number" else None
    if leading is not None and weekday is None:
        k = island.skip(leading[1], ",", "-", "/")
        month = MONTHS.get(island.low(k))
        if month is not None:
            k += 1
            day_after = _day_number(island, island.skip(k, "-", "/"))
            if day_after is not None:
                return made(exact_day, leading[0], month, day_after[0]), day_after[1]
            return made(calendar.month, leading[0], month), k
    month = MONTHS.get(island.low(j))
    if month is None:
        return None
    dashed = island.low(j + 1) in ("-", "/")
    after = _day_number(island, island.skip(island.skip(j + 1, "-", "/"), "the"))
    if after is None:
        return _with_year(island, j + 1, month, None, weekday, dashed)
    return _with_year(island, after[1], month, after[0], weekday, dashed)


def _day_number(island: Island, i: int) -> tuple[int, int] | None:
    """A day of the month as digits, ordinal or words; not one that counts something ("May 10 years ago")."""
    found = ordinal(island, i) or integer(island, i)
    if found is None or not 1 <= found[0] <= 31:
        return None
    if island.at(i).kind == "number" and (len(island.low(i)) > 2 or island.low(found[1]) in UNITS):
        return None
    return found


def _with_year(island: Island, i: int, month: int, day: int | None, weekday: int | None, dashed: bool) -> Parsed:
    """Close a month or day with the year that follows, and a weekday after it ("18 July, Friday").

    Two digits are a year only after an apostrophe or in a dashed date: "05-Aug-31".
    """
    if weekday is None and day is not None:
        k = island.skip(i, ",", "(")
        if island.at(k).kind == "word" and island.low(k) in WEEKDAYS and k > i:
            weekday, i = WEEKDAYS[island.low(k)], k + 1
    k = island.skip(island.skip(i, ",", "-", "/", "of", "in"), "the", "of")
    k = island.skip(k, "year")
    year = year_number(island, k, short=(dashed and island.low(i) in ("-", "/")) or _apostrophe(island, k))
    # "May 26" is a day; a number after a comma or "in" that is no year starts something else.
    if year is not None and (k == i or island.low(i) in (",", "of", "in", "-", "/") or day is None):
        if day is not None:
            return made(exact_day, year[0], month, day), year[1]
        return made(calendar.month, year[0], month), year[1]
    node: Node = Recurring(Unit.MONTH, month, day, weekday) if day is not None else Recurring(Unit.MONTH, month)
    if weekday is not None and day is None:
        return None
    return node, i


def _apostrophe(island: Island, i: int) -> bool:
    """Whether something that was left out (an apostrophe) stands before the number: "June '25"."""
    token, before = island.at(i), island.at(i - 1)
    return token.glued and token.number is not None and before.end == token.start - 1


def quarter_or_half(island: Island, i: int) -> Parsed:
    """ "Q1 2028", "2028 Q1", "the third quarter of 2028", "second half", "H1"; fiscal ones too."""
    leading = year_number(island, i) if island.at(i).kind == "number" else None
    j = island.skip(leading[1], "-", ",") if leading else i
    fiscal = False
    match = _QUARTER_CODE.fullmatch(island.low(j))
    if match:
        unit = Unit.QUARTER if "q" in (match[1], match[4]) else Unit.HALF
        number, k = int(match[2] or match[3]), j + 1
        if unit == Unit.HALF and number > 2:
            return None
    else:
        fiscal = island.low(j) in ("fiscal", "financial")
        first = ordinal(island, j + 1 if fiscal else j)
        if first is None:
            return None
        k = island.skip(first[1], "-")
        if island.low(k) in ("fiscal", "financial"):
            fiscal, k = True, k + 1
        name = island.low(k)
        if name not in ("quarter", "qtr", "half"):
            return None
        unit, number, k = Unit.HALF if name == "half" else Unit.QUARTER, first[0], k + 1
        if number > (2 if unit == Unit.HALF else 4):
            return None
    if leading:
        return made(calendar.quarter if unit == Unit.QUARTER else calendar.half, leading[0], number), k
    m = island.skip(island.skip(k, "of", "in", ",", "-"), "the")
    budget = fiscal_year(island, m)
    if budget is not None and isinstance(budget[0], Fiscal):
        return Fiscal(budget[0].year, budget[0].step, unit, number), budget[1]
    m = island.skip(m, "year")
    year = year_number(island, m, short=island.at(m).glued and _apostrophe(island, m))
    if year is not None:
        if fiscal:
            return Fiscal(year[0], 0, unit, number), year[1]
        return made(calendar.quarter if unit == Unit.QUARTER else calendar.half, year[0], number), year[1]
    if fiscal:
        return Fiscal(None, 0, unit, number), k
    return Recurring(unit, number), k


def season(island: Island, i: int) -> Parsed:
    """ "summer 2026", "the winter of 2025-26", "spring"."""
    number = SEASONS.get(island.low(i))
    if number is None:
        return None
    j = island.skip(island.skip(i + 1, ",", "of", "in"), "the")
    year = year_number(island, island.skip(j, "year"), short=_apostrophe(island, j))
    if year is None:
        return Recurring(Unit.SEASON, number), i + 1
    k = year[1]
    if number == 3 and island.low(k) in ("-", "–", "/") and island.at(k + 1).glued and len(island.low(k + 1)) in (2, 4):
        k += 2
    return made(calendar.season, year[0], number), k


def fiscal_year(island: Island, i: int) -> Parsed:
    """ "fiscal 2026", "the fiscal year 2026", "FY2026", "financial year 2025-26"."""
    word = island.low(i)
    code = _YEAR_CODE.fullmatch(word)
    if code:
        word, number, j = code[1], int(code[2]), i + 1
        number = full_year(number) if number < 100 else number
    else:
        if word not in ("fiscal", "financial", "business", "calendar", "fy", "cy"):
            return None
        j = island.skip(i + 1, "year", "-")
        year = year_number(island, j, short=word in ("fy", "cy"))
        if year is None or (word == "business" and j == i + 1):
            return None
        number, j = year
    if island.low(j) in ("-", "–", "/") and island.at(j + 1).glued and len(island.low(j + 1)) in (2, 4):
        following = int(island.low(j + 1)) % 100 if island.low(j + 1).isdigit() else -1
        if following == (number + 1) % 100:
            j += 2
    if word in ("cy", "calendar"):
        return made(calendar.year, number), j
    return Fiscal(number), j


def year(island: Island, i: int) -> Parsed:
    """ "2026", "the year 2026", "nineteen eighty-six"."""
    j = island.skip(i, "calendar")
    j = island.skip(j, "year")
    found = year_number(island, j)
    if found is None:
        return None
    if j == i and island.at(i).kind == "word" and not island.starts(i, "two", "thousand"):
        # "twenty twenty" without the word "year" is a year only where it can be no count.
        return (made(calendar.year, found[0]), found[1]) if found[0] > 1899 else None
    if island.starts(i, "two", "thousand") and j == i and found[1] - i < 3:
        return None
    return made(calendar.year, found[0]), found[1]


def decade(island: Island, i: int) -> Parsed:
    """ "the 1980s", "the '90s", "the nineties", "the nineteen seventies"."""
    token = island.at(i)
    if token.kind == "decade":
        digits = int("".join(c for c in token.low if c.isdigit()))
        length = sum(c.isdigit() for c in token.low)
        if length == 3 or digits % 10 or (length == 2 and digits < 20):
            return None
        first = digits if length == 4 else (1900 if digits >= 20 else 2000) + digits
        if length == 4 and digits % 100 == 0 and digits < 2000:
            return made(_century_of, digits), i + 1
        return made(calendar.decade, first), i + 1
    century_number = NUMBERS.get(token.low, 0) or TENS.get(token.low, 0)
    if century_number in (18, 19, 20) and island.low(i + 1) in DECADES:
        return made(calendar.decade, 100 * century_number + DECADES[island.low(i + 1)]), i + 2
    if token.low in DECADES:
        return made(calendar.decade, 1900 + DECADES[token.low]), i + 1
    return None


def _century_of(first: int) -> Interval:
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), Unit.CENTURY)


def century(island: Island, i: int) -> Parsed:
    """ "the 19th century", "the twenty-first century"."""
    number = ordinal(island, i)
    if number is None:
        return None
    j = island.skip(number[1], "-")
    if island.low(j) not in ("century", "centuries") or not 0 < number[0] < 30:
        return None
    return made(calendar.century, number[0]), j + 1


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
    k = island.skip(island.skip(j, ",", "of", "in"), "year")
    found = year_number(island, k)
    if found is not None:
        return Inside(Recurring(Unit.DAY, name=name), made(calendar.year, found[0])), found[1]
    return Recurring(Unit.DAY, name=name), j


def weekday(island: Island, i: int) -> Parsed:
    """ "Monday", "Monday morning"."""
    number = WEEKDAYS.get(island.low(i))
    if number is None:
        return None
    j = island.skip(i + 1, "late", "early")
    return Weekday(number), j + 1 if island.low(j) in PARTS_OF_DAY else i + 1


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


def day_number(island: Island, i: int) -> Parsed:
    """ "the 14th"; the caller decides whether a day of the month is meant."""
    token = island.at(island.skip(i, "the"))
    if token.ordinal is None or not 1 <= token.ordinal <= 31:
        return None
    return DayNumber(token.ordinal), island.skip(i, "the") + 1
