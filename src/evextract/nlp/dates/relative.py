"""Grammar of expressions that count whole units from a reference: "last year", "the next two weeks", "that month"."""

from __future__ import annotations

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.days import holiday, month_based, slashed, weekday
from evextract.nlp.dates.lexicon import (
    FEW,
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
    Amount,
    Away,
    Clock,
    DayNumber,
    Fiscal,
    Fixed,
    Inside,
    Node,
    Nth,
    Recurring,
    Rest,
    Rolling,
    Same,
    Shift,
    Vague,
    Weekday,
    Which,
)
from evextract.nlp.dates.periods import quarter_or_half, season
from evextract.nlp.dates.reader import Island, Parsed, integer

_LONGEST_VAGUE = max(map(len, VAGUE_PHRASES))
_LIKE = words("same corresponding comparable like")
_WORKING = words("working business calendar trading full whole")


def deictic(island: Island, i: int) -> Parsed:
    """ "today", "day after tomorrow", "tonight", "this morning"."""
    word, following = island.low(i), island.low(i + 1)
    if word == "day" and following in ("after", "before") and island.low(i + 2) in ("tomorrow", "yesterday"):
        return Shift(Unit.DAY, TODAY[island.low(i + 2)] + (1 if following == "after" else -1)), i + 3
    if word in TODAY:
        return Shift(Unit.DAY, TODAY[word]), i + 2 if following in PARTS_OF_DAY else i + 1
    if word == "tonight":
        return Clock(Shift(Unit.DAY, 0)), i + 1
    if word in ("this", "last", "that") and following in PARTS_OF_DAY:
        return Clock(Shift(Unit.DAY, -1 if word == "last" else 0)), i + 2
    return None


def stepped(island: Island, i: int) -> Parsed:
    """ "last year", "past three months", "next Friday", "coming weeks", "this fiscal year", "year after next"."""
    i = island.skip(i, "these", "those")
    word = island.low(i)
    if word not in STEPS:
        return _step_after(island, i)
    if word == "this" and STEPS.get(island.low(i + 1), 0) != 0:
        # "this past Monday", "this coming autumn"
        i += 1
        word = island.low(i)
    if word in ("prior", "previous", "last") and island.starts(i + 1, "-", "year"):
        # "the prior-year quarter"
        named = island.low(i + 3) in UNITS or island.low(i + 3) == "period"
        return Away((Amount(1, Unit.YEAR),), -1, told=True), i + 3 + named
    step, j = STEPS[word], i + 1
    count = integer(island, j)
    if count is not None:
        return _rolling(island, count[1], count[0] * step)
    if island.low(j) in FEW or island.starts(j, "half", "a"):
        end = island.skip(j + 1, "more", "a")
        return (Vague(), end + 1) if island.low(end) in UNITS else None
    if island.low(j) in ("fiscal", "financial", "business") and island.low(j + 1) in ("year", "quarter"):
        return Fiscal(None, step) if island.low(j + 1) == "year" else Shift(Unit.QUARTER, step), j + 2
    end = island.skip(j, *_WORKING)
    unit = UNITS.get(island.low(end))
    if unit == Unit.WEEK and island.low(j) in ("working", "business") and island.low(end) == "week":
        return Nth(1, Unit.DAY, Shift(unit, step), 5), end + 1
    if unit is not None:
        if word == "recent" and island.low(i - 1) == "most":
            word = "latest"
        node = _unit(word, step, unit, plural=island.low(end) in PLURAL_UNITS)
        return None if node is None else (node, end + 1)
    for rule in (month_based, weekday, season, holiday, quarter_or_half, slashed):
        what = rule(island, j)
        if what is not None:
            return (Which(what[0], step), what[1]) if isinstance(what[0], Recurring | Weekday | DayNumber) else None
    return None


def _rolling(island: Island, i: int, count: int) -> Parsed:
    j = island.skip(island.skip(i, "-"), *_WORKING)
    unit = UNITS.get(island.low(j))
    return None if unit is None or not 0 < abs(count) < 1000 else (Rolling(count, unit), j + 1)


def _unit(word: str, step: int, unit: Unit, *, plural: bool) -> Node | None:
    if word == "recent":
        return Vague()
    if plural:
        # "The coming weeks" are eight; other plurals have no usual number.
        return Rolling(8, unit) if unit == Unit.WEEK and step > 0 else Vague()
    if unit == Unit.DAY and step == 0:
        return Vague() if word == "present" else None
    if unit == Unit.DECADE and word in ("next", "past", "coming"):
        return Rolling(step, unit)
    # "The next day" is told from the day spoken of; from today it would be "tomorrow".
    return Shift(unit, step, word in TOLD_STEPS or (unit == Unit.DAY and step != 0))


def _step_after(island: Island, i: int) -> Parsed:
    """ "2 upcoming quarters", "three previous years", "year after next", "week before last"."""
    count = integer(island, i)
    if count is not None:
        step = STEPS.get(island.low(count[1]), 0)
        found = _rolling(island, count[1] + 1, count[0] * step) if step else None
        # "9,000 units of the Polestar 4 last year": the number is a name's.
        return found if found is not None and island.low(found[1] - 1) in PLURAL_UNITS else None
    for words_, step in ((("after", "next"), 2), (("before", "last"), -2)):
        if island.starts(i + 1, *words_):
            unit = UNITS.get(island.low(i))
            if unit is not None:
                return Shift(unit, step), i + 3
            what = weekday(island, i) or month_based(island, i)
            if what is not None and what[1] == i + 1 and isinstance(what[0], Recurring | Weekday):
                return Which(what[0], step), i + 3
    return None


def same(island: Island, i: int) -> Parsed:
    """ "that year", "the same day", "the same period", "that time", "that summer", "the month"."""
    first = island.low(i)
    if first not in ("that", "the", "same", "weekend"):
        return None
    j = i if first in ("same", "weekend") else i + 1
    if island.low(j) in _LIKE or (first == "that" and island.low(j) == "very"):
        j += 1
    pointed = first in ("that", "same") or j > i + 1
    name = island.low(j)
    if name in ("period", "timeframe", "time"):
        if name == "time" and first != "that":
            return None
        return (Same(Unit.SPAN, that=name == "time"), j + 1) if pointed else None
    unit = UNITS.get(name)
    if unit is None:
        return _same_recurring(island, j) if pointed else None
    if name in PLURAL_UNITS or (island.low(j + 1) == "-" and island.at(j + 1).glued):
        return None
    return Same(unit, that=pointed), j + 1


def _same_recurring(island: Island, i: int) -> Parsed:
    for rule, unit in ((season, Unit.YEAR), (month_based, Unit.YEAR), (weekday, Unit.WEEK)):
        found = rule(island, i)
        if found is not None:
            return (Inside(found[0], Same(unit)), found[1]) if isinstance(found[0], Recurring | Weekday) else None
    return None


def rest(island: Island, i: int) -> Parsed:
    """ "later this year", "earlier in the month", "rest of the week", "so far this year", "year to date"."""
    word = island.low(i)
    if island.starts(i, "year", "to", "date") or island.starts(i, "year", "-", "to", "-", "date"):
        return Rest(Shift(Unit.YEAR, 0), -1), i + (3 if island.low(i + 1) == "to" else 5)
    if word in ("later", "earlier"):
        sign, j = (1 if word == "later" else -1), island.skip(i + 1, "in", "on")
    elif island.starts(i, "so", "far"):
        sign, j = -1, island.skip(i + 2, "in")
    elif word in ("rest", "remainder"):
        sign, j = 1, island.skip(i + 1, "of")
    else:
        return None
    whole = stepped(island, island.skip(j, "the")) or same(island, j) or (island.read(j) if j > i + 1 else None)
    if whole is None or not isinstance(whole[0], Shift | Same | Fixed | Fiscal) or _is_day(whole[0]):
        return None
    return Rest(whole[0], sign), whole[1]


def _is_day(node: Node) -> bool:
    return isinstance(node, Shift | Same) and node.unit == Unit.DAY


def vague(island: Island, i: int) -> Parsed:
    """ "now", "recently", "at the moment": times without dates."""
    for length in range(_LONGEST_VAGUE, 0, -1):
        if tuple(island.low(i + k) for k in range(length)) in VAGUE_PHRASES:
            return Vague(), i + length
    return None
