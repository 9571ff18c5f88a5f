"""Grammar of longer periods by name: quarters, halves, seasons, years, fiscal years, decades, centuries."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import Interval, Unit
from evextract.nlp.dates.days import made
from evextract.nlp.dates.lexicon import DECADES, NUMBERS, SEASONS, TENS
from evextract.nlp.dates.nodes import Fiscal, Fixed, Range, Recurring
from evextract.nlp.dates.reader import Island, Parsed, full_year, ordinal, year_number

_QUARTER_CODE = re.compile(r"(?:([qh])([1-4])|([1-4])([qh]))")
_YEAR_CODE = re.compile(r"([fc]y)(\d{4}|\d{2})")
_BUILDERS = {Unit.QUARTER: calendar.quarter, Unit.HALF: calendar.half}


def quarter_or_half(island: Island, i: int) -> Parsed:
    """ "Q1 2028", "2028 Q1", "third quarter of 2028", "second half", "H1", "first fiscal quarter", "Q1 of FY2028"."""
    pair = _pair(island, i)
    if pair is not None:
        return pair
    leading = year_number(island, i) if island.at(i).kind == "number" else None
    found = _quarter(island, island.skip(leading[1], "-", ",") if leading else i)
    if found is None:
        return None
    unit, number, fiscal, j = found
    if leading is not None:
        return made(_BUILDERS[unit], leading[0], number), j
    k = island.skip(island.skip(j, "of", "in", ",", "-", "/"), "the")
    budget = fiscal_year(island, k)
    if budget is not None and isinstance(budget[0], Fiscal):
        return replace(budget[0], unit=unit, number=number), budget[1]
    k = island.skip(k, "year")
    year = year_number(island, k, short=island.apostrophe(k) or (k == j and island.at(k).glued))
    if year is not None:
        return Fiscal(year[0], 0, unit, number) if fiscal else made(_BUILDERS[unit], year[0], number), year[1]
    return Fiscal(None, 0, unit, number) if fiscal else Recurring(unit, number), j


def _quarter(island: Island, i: int) -> tuple[Unit, int, bool, int] | None:
    """Unit, number, whether fiscal, and the position after "Q3", "third quarter", "first fiscal half"."""
    i = island.skip(i, "calendar")
    match = _QUARTER_CODE.fullmatch(island.low(i))
    if island.low(i) in ("latter", "back") and island.low(i + 1) == "half":
        return Unit.HALF, 2, False, i + 2
    if match is not None:
        unit = Unit.QUARTER if "q" in (match[1], match[4]) else Unit.HALF
        number, fiscal, i = int(match[2] or match[3]), False, i + 1
    else:
        fiscal = island.low(i) in ("fiscal", "financial")
        first = ordinal(island, i + fiscal)
        if first is None:
            return None
        number, i = first
        i = island.skip(i, "-")
        fiscal = fiscal or island.low(i) in ("fiscal", "financial")
        i = island.skip(i, "fiscal", "financial")
        if island.low(i) not in ("quarter", "quarters", "qtr", "half", "halves"):
            return None
        unit, i = Unit.HALF if island.low(i).startswith("hal") else Unit.QUARTER, i + 1
    return (unit, number, fiscal, i) if 1 <= number <= (2 if unit == Unit.HALF else 4) else None


def _pair(island: Island, i: int) -> Parsed:
    """ "first and second quarters of 2028": one stretch of time."""
    first = ordinal(island, i)
    if first is None or island.low(first[1]) not in ("and", "to", "or", "through"):
        return None
    j = island.skip(first[1] + 1, "the")
    second = ordinal(island, j)
    if second is None or island.low(second[1]) not in ("quarters", "quarter", "halves"):
        return None
    end = quarter_or_half(island, j)
    if end is None or first[0] >= second[0]:
        return None
    node = end[0]
    if isinstance(node, Fixed) and node.interval.start is not None:
        return Range(made(_BUILDERS[node.interval.unit], node.interval.start.year, first[0]), node), end[1]
    return (Range(replace(node, number=first[0]), node), end[1]) if isinstance(node, Recurring | Fiscal) else None


def season(island: Island, i: int) -> Parsed:
    """ "summer 2026", "winter of 2025-26", "spring"."""
    number = SEASONS.get(island.low(i))
    if number is None:
        return None
    j = island.skip(island.skip(island.skip(i + 1, ",", "of", "in"), "the"), "year")
    year = year_number(island, j, short=island.apostrophe(j))
    if year is None:
        return Recurring(Unit.SEASON, number), i + 1
    j = year[1]
    if number == 3 and _second_year(island, j, year[0]):
        j += 2
    return made(calendar.season, year[0], number), j


def _second_year(island: Island, i: int, year: int) -> bool:
    """Whether "-26", "/2026" follows, the year after ``year``."""
    token = island.at(i + 1)
    return island.low(i) in ("-", "–", "/") and token.glued and token.low in (str(year + 1), str(year + 1)[2:])


def fiscal_year(island: Island, i: int) -> Parsed:
    """ "fiscal 2026", "fiscal year 2026", "FY2026", "financial year 2025-26", "calendar 2026"."""
    word = island.low(i)
    code = _YEAR_CODE.fullmatch(word)
    if code is not None:
        word, number, j = code[1], int(code[2]), i + 1
        number = full_year(number) if number < 100 else number
    else:
        if word not in ("fiscal", "financial", "business", "calendar", "fy", "cy"):
            return None
        j = island.skip(i + 1, "year", "-")
        year_found = year_number(island, j, short=word in ("fy", "cy"))
        if year_found is None or (word == "business" and j == i + 1):
            return None
        number, j = year_found
    paired = _second_year(island, j, number)
    j += 2 * paired
    return made(calendar.year, number) if word in ("cy", "calendar") else Fiscal(number, paired=paired), j


def year(island: Island, i: int) -> Parsed:
    """ "2026", "year 2026", "nineteen eighty-six"."""
    j = island.skip(i, "year")
    j = island.skip(j, "of") if j > i else j
    found = year_number(island, j)
    # "Two thousand" alone is a count.
    if found is None or (j == i and island.starts(i, "two", "thousand") and found[1] - i < 3):
        return None
    if j == i and island.low(found[1]) in ("fiscal", "financial") and island.low(found[1] + 1) == "year":
        return Fiscal(found[0]), found[1] + 2
    return made(calendar.year, found[0]), found[1]


def decade(island: Island, i: int) -> Parsed:
    """ "1980s", "'90s", "nineties", "nineteen seventies"."""
    token = island.at(i)
    if token.kind == "decade":
        digits = "".join(c for c in token.low if c.isdigit())
        first = int(digits) if len(digits) == 4 else 1900 + int(digits)
        if len(digits) == 3 or first % 10 or first % 100 == 0 or digits == "10":
            # "The 1900s" are a century, "the 2000s" a decade.
            if len(digits) != 4 or first % 100:
                return None
            return made(calendar.decade if first >= 2000 else _century_from, first), i + 1
        return made(calendar.decade, first), i + 1
    if island.starts(i, "two", "thousands"):
        return made(calendar.decade, 2000), i + 2
    if island.starts(i, "two", "thousand", "and", "tens") or island.starts(i, "twenty", "tens"):
        return made(calendar.decade, 2010), i + (4 if token.low == "two" else 2)
    hundreds = NUMBERS.get(token.low, 0) or TENS.get(token.low, 0)
    if hundreds in (18, 19, 20) and island.low(i + 1) in DECADES:
        return made(calendar.decade, 100 * hundreds + DECADES[island.low(i + 1)]), i + 2
    if token.low in DECADES:
        return made(calendar.decade, 1900 + DECADES[token.low]), i + 1
    return None


def _century_from(first: int) -> Interval:
    return Interval(date(first, 1, 1), date(first + 99, 12, 31), Unit.CENTURY)


def century(island: Island, i: int) -> Parsed:
    """ "19th century", "twenty-first century"."""
    number = ordinal(island, i)
    if number is None:
        return None
    j = island.skip(number[1], "-")
    if island.low(j) not in ("century", "centuries") or not 0 < number[0] < 30:
        return None
    return made(calendar.century, number[0]), j + 1
