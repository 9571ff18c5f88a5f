"""What the guide calls the time that a flow belongs to: ``2025``, ``Q1 2025``, ``FY2024``, ``first 20 days``."""

from __future__ import annotations

import re

from evextract.domain.wording import MONTHS
from evextract.nlp.dates import DateMention
from evextract.records import Grain

_NEXT_DAY = re.compile(r"(?:by |within |on )?(?:the (?:following|next) day|the day after|a day later)", re.IGNORECASE)

_OPENING = re.compile(r"(?:(?:the|its) )?first (hour|day|week|month)", re.IGNORECASE)


def period_name(d: DateMention, text: str) -> str | None:
    """What a flow belongs to: a year, half, quarter or month, a business year, or "the first 20 days"; no single day."""
    words = text[d.start : d.end]
    low = words.lower()
    if d.kind == "set" or low in {"annually", "a year", "per year", "annual", "yearly", "each year"}:
        return "per year" if "year" in low or "annual" in low else None
    fiscal = re.search(r"(?:fiscal|financial|business)(?: year)? (?:20)?(\d\d)(?!\d)|FY ?(?:20)?(\d\d)", words, re.I)
    if fiscal:
        return f"FY20{fiscal.group(1) or fiscal.group(2)}"
    if d.kind == "duration":
        first = re.search(r"(?:first|just|in|within|after) (?:the )?\Z", text[max(0, d.start - 16) : d.start])
        counted = re.sub(r"\A(?:first|an?|the) ", "", words)
        return f"first {counted}" if first or low.startswith("first ") else None
    if _NEXT_DAY.fullmatch(text, d.lead, d.end):
        return "first day"
    if (opening := _OPENING.fullmatch(words)) and not text.startswith(" of ", d.end):
        return f"first {opening[1].lower()}"
    span = d.span
    if span is None or span.start is None or span.end is None:
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
        case _:
            return None


def since_name(d: DateMention) -> str | None:
    """``since 2019``: a time without an end; None where the date is no year."""
    span = d.inner or d.span
    if span is None or span.start is None or span.grain is not Grain.YEAR:
        return None
    return f"since {span.start.year}"
