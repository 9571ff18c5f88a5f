"""Grammar of expressions built around another one: "early 2026", "the first week of May", "the year to June"."""

from __future__ import annotations

from evextract.nlp.dates import calendar, days, relative
from evextract.nlp.dates.calendar import MONTHS_OF, Unit
from evextract.nlp.dates.lexicon import (
    ABBREVIATED,
    DIRECT_PARTS,
    LAST_ORDINALS,
    MONTHS,
    PARTS,
    UNITS,
    WEEKDAYS,
    words,
)
from evextract.nlp.dates.nodes import (
    Away,
    Duration,
    Fixed,
    Inside,
    Nth,
    NthWeekday,
    Part,
    PartOf,
    Range,
    Recurring,
    Rest,
    Same,
    Shift,
    UpTo,
    Vague,
    WeekOf,
)
from evextract.nlp.dates.reader import Island, Parsed, integer, ordinal, year_number

_LENGTHS = (Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR)
_WEEK_OPENERS = words("of commencing beginning starting ending ended")


def part(island: Island, i: int) -> Parsed:
    """ "early 2026", "mid-June", "end of next year", "late in the year", "mid to late 2026", "year-end", "EOY"."""
    if island.low(i) in ABBREVIATED:
        name, unit = ABBREVIATED[island.low(i)]
        return PartOf(name, Shift(unit, 0)), i + 1
    if island.low(i) in UNITS:
        return _unit_end(island, i)
    i = island.skip(i, "very")
    name = PARTS.get(island.low(i), Part.LATE)
    if island.low(i) not in PARTS:
        return None
    if island.low(i) not in DIRECT_PARTS:
        j = island.skip(island.skip(i + 1, "-"), "of")
        found = _part_of(island, j, name)
        # "End May", but not "it will end two weeks from Friday".
        plain = found is not None and isinstance(found[0], PartOf) and isinstance(found[0].of, Fixed | Recurring)
        return found if j > i + 1 or plain else None
    j = island.skip(i + 1, "-", "–")
    if island.low(j) in ("to", "or") or island.low(j) in PARTS:
        later = part(island, island.skip(island.skip(j, "to", "or"), "-"))
        if later is not None and isinstance(later[0], PartOf):
            return Range(PartOf(name, later[0].of), later[0]), later[1]
        return None
    return _part_of(island, island.skip(j, "in", "on"), name)


def _unit_end(island: Island, i: int) -> Parsed:
    """ "year-end", "quarter end 2026"."""
    j = island.skip(i + 1, "-")
    if island.low(j) != "end":
        return None
    found = year_number(island, j + 1) if UNITS[island.low(i)] == Unit.YEAR else None
    if found is not None:
        return PartOf(Part.END, days.made(calendar.year, found[0])), found[1]
    return PartOf(Part.END, Shift(UNITS[island.low(i)], 0)), j + 1


def _part_of(island: Island, i: int, name: Part) -> Parsed:
    whole = island.read(i)
    if whole is None and island.low(i) in ("month", "year", "week"):
        whole = Same(UNITS[island.low(i)], that=False), i + 1
    if whole is None or isinstance(whole[0], Duration | Vague | Rest | PartOf):
        return None
    return PartOf(name, whole[0]), whole[1]


def nth(island: Island, i: int) -> Parsed:
    """ "first week of May", "last Friday in June", "first nine months of 2026", "5th last day of May"."""
    last = island.low(i) in LAST_ORDINALS
    found = (LAST_ORDINALS[island.low(i)], i + 1) if last else ordinal(island, i)
    if found is None:
        return None
    number, j = found
    if not last and island.low(island.skip(j, "to")) == "last":
        number, j = -number, island.skip(j, "to") + 1
    count = integer(island, j)
    j = island.skip(count[1] if count else j, "-", "full")
    unit, weekday = UNITS.get(island.low(j)), WEEKDAYS.get(island.low(j))
    if unit is None and weekday is None:
        return None
    whole = _whole(island, j + 1)
    of, end = whole if whole is not None else (None, j + 1)
    months = count[0] * MONTHS_OF.get(unit, 0) if count is not None and unit is not None and number == 1 else 0
    counts_year = 1 < months < 12 and _counts_year(island, i, end)
    if of is None and not counts_year and (last or count is not None or unit not in (Unit.WEEK, Unit.DAY, None)):
        return None
    if unit is not None:
        return Nth(number, unit, of, count[0] if count else 1), end
    if weekday is None or count is not None or not 1 <= abs(number) <= 5:
        return None
    return NthWeekday(number, weekday, of), end


def _counts_year(island: Island, i: int, end: int) -> bool:
    """Whether "the first nine months" can be those of a year: nothing that begins another count follows."""
    i -= island.low(i - 1) == "the"
    if island.low(i - 1) not in ("in", "during", "over", "for", "throughout"):
        return False
    return island.low(end) not in ("after", "since", "from", "following", "of", "in", "on", "at", "as")


def _whole(island: Island, i: int) -> Parsed:
    """What "the first week" is the first of: "of May", "next year", "in the month"."""
    j = island.skip(i, "of", "in")
    found = island.read(j)
    if found is None and j > i and island.low(j) in ("year", "month"):
        return Same(UNITS[island.low(j)], that=False), j + 1
    if found is None or isinstance(found[0], Duration | Vague | Rest):
        return None
    return found if j > i or isinstance(found[0], Shift | Away | Fixed | Same) else None


def up_to(island: Island, i: int) -> Parsed:
    """ "fiscal year that ended in June", "year to June 2026", "nine months ended September 30", "week to 7 May"."""
    count = integer(island, i)
    j = island.skip(count[1] if count else i, "full", "fiscal", "financial", "business")
    j = island.skip(j, "fiscal", "financial")
    number, unit = count[0] if count else 1, UNITS.get(island.low(j), Unit.SPAN)
    if island.low(j) == "half":
        number, unit = 6, Unit.MONTH
    if unit not in _LENGTHS or not 0 < number < 100:
        return None
    j = island.skip(island.skip(j + 1, ","), "that", "which")
    ended = island.low(j) == "ended"
    if island.low(j) in ("ended", "ending", "ends", "end"):
        j = island.skip(j + 1, "in", "on", "at")
    elif island.low(j) in ("to", "through"):
        j += 1
    else:
        return None
    k = island.skip(j, "the")
    if island.starts(k, "end", "of"):
        j = k + 2
    end = island.read(j)
    if end is None or not isinstance(end[0], Fixed | Recurring | Inside | Shift):
        return None
    return UpTo(end[0], number, unit, ended), end[1]


def quarter_to(island: Island, i: int) -> Parsed:
    """ "September quarter", "the March quarter of 2027": the three months that end with that month."""
    number = MONTHS.get(island.low(i), 0)
    if number == 0 or number % 3 or island.low(i + 1) != "quarter" or island.low(i - 1) in ("-", "–", "to"):
        return None
    year = year_number(island, island.skip(i + 2, "of", "in"))
    if year is not None:
        return days.made(calendar.quarter, year[0], number // 3), year[1]
    return Recurring(Unit.QUARTER, number // 3), i + 2


def week_of(island: Island, i: int) -> Parsed:
    """ "week of June 9", "week commencing 9 June", "w/c June 9", "week 23 of 2027"."""
    j = i + 3 if island.starts(i, "w", "/", "c") else i + 1
    if j == i + 1:
        number = integer(island, island.skip(j, "number"))
        if number is not None and 1 <= number[0] <= 53 and island.at(number[1] - 1).kind == "number":
            return _numbered_week(island, number[1], number[0])
        if island.low(i) not in ("week", "weekend") or island.low(j) not in _WEEK_OPENERS:
            return None
        j += 1
    j = island.skip(j, "on")
    day = days.month_based(island, island.skip(j, "the")) or days.day_number(island, j)
    if day is None or (isinstance(day[0], Recurring) and day[0].day is None):
        return None
    return WeekOf(day[0], Unit.WEEKEND if island.low(i) == "weekend" else Unit.WEEK), day[1]


def _numbered_week(island: Island, i: int, number: int) -> Parsed:
    year = year_number(island, island.skip(i, "of", "in", ","))
    if year is not None:
        return days.made(calendar.iso_week, year[0], number), year[1]
    outer = relative.stepped(island, island.skip(island.skip(i, "of", "in"), "the"))
    if outer is not None and isinstance(outer[0], Shift) and outer[0].unit == Unit.YEAR:
        return Nth(number, Unit.WEEK, outer[0]), outer[1]
    return Nth(number, Unit.WEEK, Shift(Unit.YEAR, 0)), i
