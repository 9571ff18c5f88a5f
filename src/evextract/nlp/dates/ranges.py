"""Grammar of ranges: "from May to July", "between 2026 and 2028", "2024-26", "July 13-15", "13 to 15 July"."""

from __future__ import annotations

from dataclasses import dataclass

from evextract.nlp.dates import calendar, days, relative
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import MONTHS, UNITS, words
from evextract.nlp.dates.nodes import DayNumber, Duration, Fixed, Inside, Node, Range, Recurring, Same, Shift, Vague
from evextract.nlp.dates.reader import Island, Parsed, integer, ordinal, year_number

_JOINS = words("to through thru until till and - – — ~")
_DASHES = words("- – —")


@dataclass(frozen=True, slots=True)
class RangeRead:
    """A range, and where it and its two ends stand, as token positions."""

    node: Range
    end: int
    start_at: tuple[int, int]
    end_at: tuple[int, int]


def range_from(island: Island, i: int, opener: str, start: Parsed) -> RangeRead | None:
    """The range whose first end is ``start``, read at ``i``; ``opener`` is "from", "between" or empty."""
    in_month = _days_in_month(island, i, opener)
    if in_month is not None:
        return in_month
    if start is None:
        if not opener or island.low(i) not in ("now", "today"):
            return None
        start = Shift(Unit.DAY, 0), i + 1
    if isinstance(start[0], Duration | Vague | Range):
        return None
    j = start[1]
    join = island.low(j)
    if join not in _JOINS or (join == "and" and opener != "between"):
        return None
    if join in _DASHES and not opener and not _tight(island, j) and isinstance(start[0], Same):
        # A dash between blanks is punctuation more often than "to".
        return None
    end = _short_end(island, j + 1, start[0]) or island.read(j + 1) or _now(island, j + 1)
    if end is None or isinstance(end[0], Duration | Vague | Range):
        return None
    if not opener and join in ("to", "until", "till") and isinstance(start[0], Same | Shift):
        return None
    return RangeRead(Range(start[0], end[0]), end[1], (i, j), (j + 1, end[1]))


def _tight(island: Island, i: int) -> bool:
    return island.at(i).glued and island.at(i + 1).glued


def _now(island: Island, i: int) -> Parsed:
    return (Shift(Unit.DAY, 0), i + 1) if island.low(i) in ("now", "date", "present") else None


def _short_end(island: Island, i: int, start: Node) -> Parsed:
    """The 26 of "2024-26", the 15th of "July 13 to 15th"."""
    token = island.at(i)
    if isinstance(start, Fixed) and start.interval.unit == Unit.YEAR and start.interval.start is not None:
        first = start.interval.start.year
        if token.number is None or len(token.low) != 2 or not token.glued:
            return None
        last = first // 100 * 100 + token.number
        return (days.made(calendar.year, last), i + 1) if last > first else None
    if not isinstance(start, Recurring) or start.day is None:
        return None
    day = ordinal(island, island.skip(i, "the")) or integer(island, i)
    if day is None or not 1 <= day[0] <= 31 or island.low(day[1]) in MONTHS or island.low(day[1]) in UNITS:
        return None
    year = year_number(island, island.skip(day[1], ","))
    if year is not None:
        return days.made(days.exact_day, year[0], start.number, day[0]), year[1]
    return DayNumber(day[0]), day[1]


def _days_in_month(island: Island, i: int, opener: str) -> RangeRead | None:
    """ "13-15 July", "13th to the 15th of July, 2026", "4 to 22 this month", "July between 13 and 15"."""
    month = MONTHS.get(island.low(i))
    if opener == "from" and month is None:
        crossing = _days_across(island, i)
        if crossing is not None:
            return crossing
    if month is not None:
        pair = _day_pair(island, i + 2, "between") if island.low(i + 1) in ("between", "from") else None
        return None if pair is None else pair.read(_in_month(month, pair.days), pair.end)
    pair = _day_pair(island, i, opener)
    if pair is None:
        return None
    k = island.skip(island.skip(pair.end, "of", "in"), "-")
    month = MONTHS.get(island.low(k))
    if month is not None:
        year = year_number(island, island.skip(k + 1, ",", "of"))
        if year is None:
            return pair.read(_in_month(month, pair.days), k + 1)
        first, last = (days.made(days.exact_day, year[0], month, day) for day in pair.days)
        return pair.read(Range(first, last), year[1])
    whole = relative.stepped(island, island.skip(k, "the")) or relative.same(island, k)
    if whole is not None and isinstance(whole[0], Shift | Same) and whole[0].unit == Unit.MONTH:
        first, last = (Inside(DayNumber(day), whole[0]) for day in pair.days)
        return pair.read(Range(first, last), whole[1])
    return None


def _days_across(island: Island, i: int) -> RangeRead | None:
    """ "(from) 4 to January 22"."""
    first = integer(island, i)
    if first is None or not 1 <= first[0] <= 31 or island.low(first[1]) != "to":
        return None
    end = days.month_based(island, first[1] + 1)
    if end is None or not isinstance(end[0], Recurring | Fixed) or not _is_day(end[0]):
        return None
    return RangeRead(Range(DayNumber(first[0]), end[0]), end[1], (i, first[1]), (first[1] + 1, end[1]))


def _is_day(node: Recurring | Fixed) -> bool:
    return node.day is not None if isinstance(node, Recurring) else node.interval.unit == Unit.DAY


def _in_month(month: int, days: tuple[int, int]) -> Range:
    end = Recurring(Unit.MONTH, month, days[1])
    return Range(Recurring(Unit.MONTH, month, days[0]) if days[0] < days[1] else DayNumber(days[0]), end)


@dataclass(frozen=True, slots=True)
class _DayPair:
    """Two days of a month, "13-15", and where the second one starts and ends."""

    days: tuple[int, int]
    start_at: tuple[int, int]
    second: int
    end: int

    def read(self, node: Range, end: int) -> RangeRead:
        return RangeRead(node, end, self.start_at, (self.second, end))


def _day_pair(island: Island, i: int, opener: str) -> _DayPair | None:
    first = ordinal(island, island.skip(i, "the")) or integer(island, i)
    if first is None or not 1 <= first[0] <= 31:
        return None
    join = island.low(first[1])
    if join not in _JOINS or (join == "and" and opener != "between"):
        return None
    j = island.skip(first[1] + 1, "the")
    last = ordinal(island, j) or integer(island, j)
    if last is None or first[0] == last[0] or not 1 <= last[0] <= 31:
        return None
    return _DayPair((first[0], last[0]), (i, first[1]), j, last[1])
