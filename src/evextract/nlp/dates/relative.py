"""Grammar of expressions that count from a reference: "last year", "the next two weeks", "that month", "later this year"."""

from __future__ import annotations

from evextract.nlp.dates.absolute import holiday, month_based, quarter_or_half, season, weekday
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import (
    FEW,
    LAST_ORDINALS,
    PARTS_OF_DAY,
    PLURAL_UNITS,
    STEPS,
    TODAY,
    TOLD_STEPS,
    UNITS,
    VAGUE_PHRASES,
    words,
)
from evextract.nlp.dates.nodes import (
    Clock,
    DayNumber,
    Fiscal,
    Node,
    Recurring,
    Rest,
    Rolling,
    Same,
    Shift,
    Vague,
    Weekday,
    Which,
)
from evextract.nlp.dates.reader import Island, Parsed, integer

_LONGEST_VAGUE = max(map(len, VAGUE_PHRASES))
_WORKING = words("working business calendar trading full whole")


def deictic(island: Island, i: int) -> Parsed:
    """ "today", "the day after tomorrow", "tonight", "this morning"."""
    j = island.skip(i, "the")
    if (
        island.low(j) == "day"
        and island.low(j + 1) in ("after", "before")
        and island.low(j + 2) in ("tomorrow", "yesterday")
    ):
        sign = 1 if island.low(j + 1) == "after" else -1
        return Shift(Unit.DAY, TODAY[island.low(j + 2)] + sign), j + 3
    if island.low(i) in TODAY:
        j = i + 2 if island.low(i + 1) in PARTS_OF_DAY else i + 1
        return Shift(Unit.DAY, TODAY[island.low(i)]), j
    if island.low(i) == "tonight":
        return Clock(Shift(Unit.DAY, 0)), i + 1
    if island.low(i) in ("this", "last", "that") and island.low(i + 1) in PARTS_OF_DAY:
        return Clock(Shift(Unit.DAY, -1 if island.low(i) == "last" else 0)), i + 2
    return None


def stepped(island: Island, i: int) -> Parsed:
    """ "last year", "the past three months", "next Friday", "the coming weeks", "this fiscal year", "the year after next"."""
    j = island.skip(i, "these", "those")
    step = STEPS.get(island.low(j))
    if step is None:
        return _step_after(island, i)
    told = island.low(j) in TOLD_STEPS
    if island.low(j) == "this" and STEPS.get(island.low(j + 1), 0) != 0:
        # "this past Monday", "this coming autumn"
        j += 1
        step = STEPS[island.low(j)]
    k = j + 1
    count = integer(island, k)
    if count is not None:
        k = island.skip(count[1], "-")
        unit = UNITS.get(island.low(island.skip(k, *_WORKING)))
        if unit is None or step == 0 or not 0 < count[0] < 1000:
            return None
        return Rolling(count[0] * step, unit), island.skip(k, *_WORKING) + 1
    if island.low(k) in FEW or (island.low(k) == "half" and island.low(k + 1) == "a"):
        m = k + 1 + (island.low(k + 1) in ("more", "a"))
        return (Vague(), m + 1) if island.low(m) in UNITS else None
    if island.low(k) in ("fiscal", "financial", "business") and island.low(k + 1) in ("year", "quarter"):
        unit = UNITS[island.low(k + 1)]
        return (Fiscal(None, step), k + 2) if unit == Unit.YEAR else (Shift(unit, step), k + 2)
    unit = UNITS.get(island.low(island.skip(k, *_WORKING)))
    if unit is not None:
        if island.low(j) == "recent":
            return Vague(), island.skip(k, *_WORKING) + 1
        end = island.skip(k, *_WORKING) + 1
        if island.low(end - 1) in PLURAL_UNITS:
            return (_coming(unit) if island.low(j) in ("coming", "next", "upcoming") else Vague()), end
        if unit == Unit.DAY and island.low(j) == "present":
            return Vague(), end
        if unit == Unit.DAY and step == 0:
            return None
        if unit in (Unit.DECADE, Unit.FORTNIGHT) and step and island.low(j) in ("next", "past", "coming"):
            return Rolling(step, unit), end
        return Shift(unit, step, told), end
    what = (
        month_based(island, k)
        or weekday(island, k)
        or season(island, k)
        or holiday(island, k)
        or quarter_or_half(island, k)
    )
    if what is None or not isinstance(what[0], Recurring | Weekday | DayNumber):
        return None
    return Which(what[0], step), what[1]


def _coming(unit: Unit) -> Node:
    """ "The coming weeks" are eight; longer units in the plural have no usual number."""
    return Rolling(8, Unit.WEEK) if unit == Unit.WEEK else Vague()


def _step_after(island: Island, i: int) -> Parsed:
    """ "2 upcoming quarters", "three previous years", "the year after next", "the week before last"."""
    count = integer(island, i)
    if count is not None and (step := STEPS.get(island.low(count[1]), 0)):
        unit = UNITS.get(island.low(count[1] + 1))
        if unit is not None and 0 < count[0] < 1000:
            return Rolling(count[0] * step, unit), count[1] + 2
        return None
    j = i
    if island.starts(j + 1, "after", "next") or island.starts(j + 1, "before", "last"):
        step = 2 if island.low(j + 1) == "after" else -2
        unit = UNITS.get(island.low(j))
        if unit is not None:
            return Shift(unit, step), j + 3
        what = weekday(island, j) or month_based(island, j)
        if what is not None and what[1] == j + 1 and isinstance(what[0], Recurring | Weekday):
            return Which(what[0], step), j + 3
    return None


def same(island: Island, i: int) -> Parsed:
    """ "that year", "the same day", "the same period", "the month"."""
    first = island.low(i)
    if first not in ("that", "the", "same"):
        return None
    j = i if first == "same" else i + 1
    if island.low(j) == "same" or (first == "that" and island.low(j) in ("same", "very")):
        j += 1
    name = island.low(j)
    if name == "time" and first == "that":
        return Same(Unit.SPAN), j + 1
    if name in ("period", "timeframe"):
        return (Same(Unit.SPAN), j + 1) if island.low(j - 1) == "same" else None
    unit = UNITS.get(name)
    if unit is None or name in PLURAL_UNITS:
        return None
    if island.low(j + 1) in ("-",) and island.at(j + 1).glued:
        return None
    return Same(unit, that=j > i + 1 or first != "the"), j + 1


def rest(island: Island, i: int) -> Parsed:
    """ "later this year", "earlier in the month", "the rest of the week", "so far this year"."""
    first = island.low(i)
    if first in ("later", "earlier"):
        whole = _whole(island, island.skip(i + 1, "in", "on"))
        return None if whole is None else (Rest(whole[0], 1 if first == "later" else -1), whole[1])
    if island.starts(i, "so", "far"):
        whole = _whole(island, island.skip(i + 2, "in"))
        return None if whole is None else (Rest(whole[0], -1), whole[1])
    j = i
    if island.low(j) in ("rest", "remainder"):
        whole = _whole(island, island.skip(j + 1, "of"))
        return None if whole is None else (Rest(whole[0], 1), whole[1])
    return None


def _whole(island: Island, i: int) -> Parsed:
    if island.starts(i, "the", "day") or (island.low(i) in LAST_ORDINALS and island.low(i) != "last"):
        return None
    return stepped(island, island.skip(i, "the")) or same(island, i)


def vague(island: Island, i: int) -> Parsed:
    """ "now", "recently", "at the moment": times without dates."""
    for length in range(_LONGEST_VAGUE, 0, -1):
        if tuple(island.low(i + k) for k in range(length)) in VAGUE_PHRASES:
            return Vague(), i + length
    return None
