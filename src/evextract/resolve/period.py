"""Periods in one form: ``FY2024``, ``2025``, ``2025-Q1``, ``2025-05``, ``first 18 days``, ``per year``."""

from __future__ import annotations

import re

from evextract.domain.printed import NUMERAL

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
ENDING = re.compile(r"\b(?:end(?:ing|ed|s)?|to|through|until)(?: in| on)?(?: \d{1,2}(?:st|nd|rd|th)?)? (\w{3,9})\b")
QUARTER = re.compile(r"\b(?:q([1-4])|(first|second|third|fourth|1st|2nd|3rd|4th) quarter)\b")
HALF = re.compile(r"\b(?:h([12])|(first|second) half)\b")
PER = re.compile(r"\b(?:per|a|an|each|every) (year|month|week|day)\b|\b(annual|year|month|week|dai)ly?\b")
ELAPSED = re.compile(
    r"\b(?:first|within|in|by|after|over|opening|initial)(?: the)?(?: first)? ?(\d{1,4}|[a-z]{1,9})?"
    r"[ -](minute|hour|day|week|month)s?\b"
)
NO_END = re.compile(r"\A(?:ever )?since |\b(?:to date|so far|until now|up to now)\b")
ORDER = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}


def normal_period(text: str) -> str:
    """One form for the ways a period is written; words that name none of the known forms stay as they are."""
    text = " ".join(text.casefold().replace("–", "-").replace("—", "-").split())
    if found := FISCAL.search(text):
        year = found[1] or found[2]
        return f"FY{year if len(year) == 4 else '20' + year}"
    years = YEAR.findall(text)
    if "year" in text and (found := ENDING.search(text)) and (month := month_number(found[1])):
        return f"FY{int(years[0]) - (month < 12)}" if years else "FY?"
    if len(years) == 1 and (found := QUARTER.search(text)):
        return f"{years[0]}-Q{found[1] or ORDER[found[2]]}"
    if len(years) == 1 and (found := HALF.search(text)):
        return f"{years[0]}-H{found[1] or ORDER[found[2]]}"
    if text in years:
        return text
    if (days := elapsed_days(text)) is not None:
        return f"first {days:.4g} days"
    if len(years) == 1 and (month := month_number(text.replace(years[0], "").removesuffix(" of "))):
        return f"{years[0]}-{month:02d}"
    if (found := PER.search(text)) and not years:
        unit = found[1] or {"annual": "year", "dai": "day"}.get(found[2], found[2])
        return f"per {unit}"
    return text


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


def periods_fit(a: str, b: str) -> bool:
    """Whether two normal periods may be one: a business year without its number, a year and the business year."""
    if "FY?" in (a, b):
        return a.startswith("FY") and b.startswith("FY")
    return a.removeprefix("FY") == b.removeprefix("FY")
