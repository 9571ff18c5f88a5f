"""What the guide calls the time that a flow belongs to: ``2025``, ``Q1 2025``, ``FY2024``, ``first 20 days``; several
months of a year are ``January-October 2025``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from evextract.domain.wording import MONTHS
from evextract.nlp.dates import DateMention
from evextract.records import DateSpan, Grain

_OF_ANOTHER = re.compile(
    r" (?:net |operating |pretax |pre-tax |after-tax )?(?:decline|growth|rise|increase|fall|drop|decrease|loss|profit|report|results?|meeting|event)(?!\w)"
)
"""Behind "annual": what is no flow of the figure."""
_THROUGH = re.compile(r"through(?!\w)", re.IGNORECASE)
"""Leads in the last of the months since January: "sold 9,000 through May"."""
_NEXT_DAY = re.compile(r"(?:by |within |on )?(?:the (?:following|next) day|the day after|a day later)", re.IGNORECASE)

_RATES = (("year", "year"), ("annual", "year"), ("month", "month"), ("week", "week"), ("dai", "day"), (" day", "day"))
_ORDER = ("first", "second", "third", "fourth")
_QUARTER = re.compile(r"(?:the )?(?:q([1-4])|(first|second|third|fourth)[- ]quarter)")
_HALF = re.compile(r"(?:the )?(?:h([12])|(first|second)[- ]half)")
_BUSINESS_YEAR = re.compile(
    r"(?:the )?(?:(?:fiscal|financial|business) )?year (?:that )?(?:to|through|end(?:ing|ed|s)) .+"
)
_TO_DATE = re.compile(r"\bto[- ]date\b|\bso far\b")
_OPENING = re.compile(r"(?:(?:the|its) )?first (hour|day|week|month)", re.IGNORECASE)


def period_name(d: DateMention, text: str) -> str | None:
    """What a flow belongs to: a year, half, quarter or month, a business year, or "the first 20 days"; no single day."""
    words = text[d.start : d.end]
    low = words.lower()
    if d.kind == "set" or low in {"annually", "a year", "per year", "annual", "yearly", "each year"}:
        of_another = low == "annual" and _OF_ANOTHER.match(text, d.end)
        unit = next((name for part, name in _RATES if part in low), None)
        return f"per {unit}" if unit is not None and not of_another else None
    fiscal = re.search(r"(?:fiscal|financial|business)(?: year)? (?:20)?(\d\d)(?!\d)|FY ?(?:20)?(\d\d)", words, re.I)
    if fiscal:
        return f"FY20{fiscal.group(1) or fiscal.group(2)}"
    if d.kind == "duration":
        first = re.search(
            r"(?:(?:first|just|in|within|after)|first the|after the) \Z", text[max(0, d.start - 16) : d.start]
        )
        if first and first.group().startswith("in ") and low.endswith(("years", "decade", "decades")):
            return None  # "shrank to 900 in five years"
        counted = re.sub(r"\A(?:first|an?|the) ", "", words)
        return f"first {counted}" if first or low.startswith("first ") else None
    if _NEXT_DAY.fullmatch(text, d.lead, d.end):
        return "first day"
    if (opening := _OPENING.fullmatch(words)) and not text.startswith(" of ", d.end):
        return f"first {opening[1].lower()}"
    span = d.span
    if span is None:
        return _without_year(low) if d.bound is None else None
    if span.start is None and span.end is not None and _THROUGH.match(text, d.lead, d.start):
        return _through(span.end, d.inner)
    if span.start is None or span.end is None:
        return None
    match span.grain:
        case Grain.YEAR if (span.start.month, span.start.day) == (1, 1):
            return str(span.start.year)
        case Grain.YEAR:
            return f"FY{span.start.year}"  # a business year is named after the year in which it begins
        case Grain.HALF:
            return f"H{1 if span.start.month == 1 else 2} {span.start.year}"
        case Grain.QUARTER:
            return f"Q{(span.start.month + 2) // 3} {span.start.year}"
        case Grain.MONTH:
            return f"{MONTHS[span.start.month - 1]} {span.start.year}"
        case Grain.SPAN if d.bound is None:
            to_date = _TO_DATE.search(low) and (span.start.month, span.start.day) == (1, 1)
            return f"{span.start.year} to date" if to_date else _months(span)
        case _:
            return None


def _through(end: date, last: DateSpan | None) -> str | None:
    """The months of a year until its ``end``, where a part of the year is told to be the ``last``."""
    if last is None or last.grain not in {Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.HALF}:
        return None
    return _months(DateSpan(date(end.year, 1, 1), end)) if end.month > 1 else f"{MONTHS[0]} {end.year}"


def _months(span: DateSpan) -> str | None:
    """Whole months that make a quarter, a half, a business year or another part of one year."""
    start, end = span.start, span.end
    if start is None or end is None or start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return None
    count = 12 * (end.year - start.year) + end.month - start.month + 1
    if count == 12:
        return str(start.year) if start.month == 1 else f"FY{start.year}"
    if count % 12 == 0 and start.month == 1:
        return f"{start.year}-{end.year}"
    if start.year != end.year:
        return None
    if count in {3, 6} and end.month % count == 0:
        return f"{'Q' if count == 3 else 'H'}{end.month // count} {start.year}"
    return f"{MONTHS[start.month - 1]}-{MONTHS[end.month - 1]} {start.year}" if count > 1 else None


def _without_year(words: str) -> str | None:
    """The month, quarter, half or business year of an article that doesn't tell its day."""
    if found := _QUARTER.fullmatch(words):
        return f"Q{found[1] or _ORDER.index(found[2]) + 1}"
    if found := _HALF.fullmatch(words):
        return f"H{found[1] or _ORDER.index(found[2]) + 1}"
    if _BUSINESS_YEAR.fullmatch(words):
        return words.removeprefix("the ")
    return words.capitalize() if words.capitalize() in MONTHS else None


def since_name(d: DateMention) -> str | None:
    """``since 2019``: a time without an end; None where the date is no year."""
    span = d.inner or d.span
    if span is None or span.start is None or span.grain is not Grain.YEAR:
        return None
    return f"since {span.start.year}"
