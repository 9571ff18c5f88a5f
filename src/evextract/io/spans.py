"""What other tools understand of a date: a day, a month or a year."""

from __future__ import annotations

import calendar

from evextract.records import DateSpan, Grain


def calendar_unit(span: DateSpan) -> Grain | None:
    """The unit of the calendar that a span fills exactly: DAY, MONTH or YEAR; None for any other span."""
    start, end = span.start, span.end
    if start is None or end is None:
        return None
    if start == end:
        return Grain.DAY
    if start.day != 1 or start.year != end.year or end.day != calendar.monthrange(end.year, end.month)[1]:
        return None
    if start.month == end.month:
        return Grain.MONTH
    return Grain.YEAR if (start.month, end.month) == (1, 12) else None
