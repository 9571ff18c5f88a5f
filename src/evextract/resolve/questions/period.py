"""Periods in one form: ``FY2024``, ``2025``, ``2025-Q1``, ``2025-01..2025-09``, ``first 18 days``, ``per year``."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from evextract.domain.printed import NUMERAL
from evextract.records import Modality
from evextract.resolve.reading import Reading
from evextract.resolve.timing import url_date

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
NUMBER_WORDS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"a": 1, "an": 1, "following": 1, "next": 1, "single": 1}
UNIT_DAYS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30.4, "quarter": 91.3, "year": 365.25}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
FISCAL = re.compile(r"\bfy\s?-?'?(\d{4}|\d{2})\b|\b(?:fiscal|financial|business)(?: year)?\s(\d{4})\b")
ENDING = re.compile(r"\b(end(?:ing|ed|s)?|to|through|until)(?: in| on)?(?: \d{1,2}(?:st|nd|rd|th)?)? (\w{3,9})\b")
A_YEAR = re.compile(r"\byear\b|\b(?:12|twelve)[ -]months?\b")
QUARTER = re.compile(r"\b(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)\b")
HALF = re.compile(r"\b(?:h([12])|(first|second|1st|2nd) half)\b")
PER = re.compile(
    r"\b(?:per|a|an|each|every) (year|month|week|day)\b(?! (?:earlier|later|ago|before))|\b(annual|year|month|week|dai)ly?\b"
)
ELAPSED = re.compile(
    r"\b(?:first|within|in|by|after|over|opening|initial)(?: the)?(?: first)? ?(\d{1,4}|[a-z]{1,9})?"
    r"[ -](minute|hour|day|week|month)s?\b"
)
SPAN = re.compile(r"\b([a-z]{3,9}) ?(?:-|to|through|until) ?([a-z]{3,9})\b")
FIRST_MONTHS = re.compile(r"\bfirst (\d{1,2}|[a-z]{3,6}) months\b")
MONTHS_TO = re.compile(
    r"\b(\d{1,2}|[a-z]{3,6})[ -]months? (?:period )?(?:to|through|until|end(?:ing|ed)(?: in)?) ([a-z]{3,9})\b"
)
MONTH = re.compile(r"(?:in |of )?(?:the )?(?:month of )?([a-z]{3,9})(?: of)?")
WHOLE_YEAR = re.compile(r"(?:(?:in|of|for|during|the|all|calendar|full|whole|entire|year)[ -])*((?:19|20)\d\d)")
RELATIVE = re.compile(r"(?:in |for |during )?(?:the )?(last|previous|this|current|next|coming) (year|quarter|month)")
RELATIVE_YEAR = re.compile(r"\b(last|previous|this|current|next|coming) year\b")
WHICH = {"last": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
UNFINISHED = frozenset(("ending", "ends", "to", "through", "until"))
NO_END = re.compile(r"\A(?:ever )?since |\b(?:to date|so far|until now|up to now)\b")
CALENDAR = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4})(?:-(?P<part>[QH])(?P<number>\d)|-(?:\d\d\.\.\d{4}-)?(?P<month>\d\d))?"
)
ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def period_of(reading: Reading) -> str | None:
    """The period that the claim names, in its one form."""
    if not reading.scope.period:
        return None
    source = reading.claim.source
    told = source.published or url_date(source.url)
    return normal_period(reading.scope.period, told, ahead=reading.claim.modality is not Modality.ASSERTED)


@lru_cache(maxsize=1 << 14)
def normal_period(text: str, told: date | None = None, *, ahead: bool = False) -> str:
    """One form for the ways a period is written; words that name none of the known forms stay as they are.

    ``told`` is the day of the article, from which "last year", "May" and "the year that ended in March" are reckoned;
    ``ahead``: the claim is one of what is to come.
    """
    text = " ".join(text.casefold().replace("–", "-").replace("—", "-").split())
    if has_no_end(text):
        return text
    if (business_year := _business_year(text, told, ahead=ahead)) is not None:
        return business_year
    years = sorted(set(YEAR.findall(text)))
    months = _months(text)
    if months is not None and (year := _year(years, text, months, told, ahead=ahead)) is not None:
        return _named(year, *months)
    if found := WHOLE_YEAR.fullmatch(text):
        return found[1]
    if (days := elapsed_days(text)) is not None:
        return f"first {days:.4g} days"
    # What has happened "this year" is a part of it.
    if told is not None and (found := RELATIVE.fullmatch(text)) and (ahead or WHICH[found[1]] < 0):
        return _relative(told, WHICH[found[1]], found[2])
    if (found := PER.search(text)) and not years:
        unit = found[1] or {"annual": "year", "dai": "day"}.get(found[2], found[2])
        return f"per {unit}"
    return text


def _business_year(text: str, told: date | None, *, ahead: bool) -> str | None:
    """``FY2024``, a quarter or half of it (``FY2024-Q1``), or ``FY?`` for one of which nothing tells the number. It is
    named after the year in which it begins.
    """
    if found := FISCAL.search(text):
        year = found[1] or found[2]
        part = _quarter_or_half(text)
        return f"FY{year if len(year) == 4 else '20' + year}{f'-{part}' if part else ''}"
    if not A_YEAR.search(text) or not (found := ENDING.search(text)) or not (month := month_number(found[2])):
        return None
    if years := YEAR.findall(text):
        return f"FY{int(years[0]) - (month < 12)}"
    if told is None:
        return "FY?"
    to_come = ahead and found[1] in UNFINISHED
    end = told.year + (month < told.month if to_come else -(month >= told.month))
    return f"FY{end - (month < 12)}"


def _months(text: str) -> tuple[int, int] | None:
    """The first and the last month of a part of a year."""
    if part := _quarter_or_half(text):
        number, length = int(part[1]), 3 if part[0] == "Q" else 6
        return length * (number - 1) + 1, length * number
    if (found := FIRST_MONTHS.search(text)) and (YEAR.search(text) or RELATIVE_YEAR.search(text)):
        return (1, count) if 1 <= (count := _number(found[1])) <= 12 else None
    if (found := MONTHS_TO.search(text)) and (last := month_number(found[2])):
        return (last - count + 1, last) if 1 <= (count := _number(found[1])) <= last else None
    if (found := SPAN.search(text)) and (first := month_number(found[1])) and (last := month_number(found[2])):
        return (first, last) if first < last else None
    named = YEAR.sub("", RELATIVE_YEAR.sub("", text)).strip(" ,")
    if (found := MONTH.fullmatch(named)) and (month := month_number(found[1])):
        return month, month
    return None


def _quarter_or_half(text: str) -> str:
    """``Q1`` to ``Q4``, ``H1``, ``H2``, or nothing."""
    if found := QUARTER.search(text):
        return f"Q{found[1] or ORDER[found[2]]}"
    if found := HALF.search(text):
        return f"H{found[1] or ORDER[found[2]]}"
    return ""


def _year(years: Sequence[str], text: str, months: tuple[int, int], told: date | None, *, ahead: bool) -> int | None:
    """The year that is named; else that of the article, or the one before or after it, as what is told has begun or not."""
    if years:
        return int(years[0]) if len(years) == 1 else None
    if told is None:
        return None
    if found := RELATIVE_YEAR.search(text):
        return told.year + WHICH[found[1]]
    if ahead:
        return told.year + (months[1] < told.month)
    return told.year - (months[0] > told.month)


def _named(year: int, first: int, last: int) -> str:
    length = last - first + 1
    if length == 12:
        return str(year)
    if length == 1:
        return f"{year}-{first:02d}"
    if length in (3, 6) and last % length == 0:
        return f"{year}-{'Q' if length == 3 else 'H'}{last // length}"
    return f"{year}-{first:02d}..{year}-{last:02d}"


def _relative(told: date, steps: int, unit: str) -> str:
    length = {"year": 12, "quarter": 3, "month": 1}[unit]
    start = told.year * 12 + (told.month - 1) // length * length + steps * length
    return _named(start // 12, start % 12 + 1, start % 12 + length)


def _number(word: str) -> int:
    return int(word) if word.isdecimal() else NUMBER_WORDS.get(word, 0)


def elapsed_days(text: str) -> float | None:
    """``"first 18 days"`` and ``"by the following day"`` name a time since the start: 18 and 1 days."""
    found = ELAPSED.search(text)
    if not found:
        return None
    count = found[1]
    number = int(count) if count and NUMERAL.fullmatch(count) else NUMBER_WORDS.get(count or "a")
    return number * UNIT_DAYS[found[2]] if number else None


def has_no_end(period: str) -> bool:
    """Whether what is counted goes on: "since 2019", "to date"."""
    return NO_END.search(period) is not None


def month_number(word: str) -> int:
    """1 to 12, 0 for anything else; three letters are enough."""
    word = word.strip(",. ")
    return next((i for i, name in enumerate(MONTHS, start=1) if len(word) >= 3 and name.startswith(word)), 0)


def last_day(period: str) -> date | None:
    """The last day of a normal period of the calendar; that of a business year is taken for one that ends with March."""
    if not (found := CALENDAR.fullmatch(period)):
        return None
    year, month = int(found["year"]), 12
    if found["fiscal"]:
        year, month = year + 1, 3
    elif found["part"]:
        month = int(found["number"]) * (3 if found["part"] == "Q" else 6)
    elif found["month"]:
        month = int(found["month"])
    return date(year, month, monthrange(year, month)[1])


def periods_fit(a: str, b: str) -> bool:
    """Whether two normal periods may be one: a business year without its number, a year and the business year."""
    if "FY?" in (a, b):
        return a.startswith("FY") and b.startswith("FY")
    return a.removeprefix("FY") == b.removeprefix("FY")
