"""Grammar of lengths of time, of sets of times, and of times of day: known so that no date is read into them."""

from __future__ import annotations

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import CLOCK_UNITS, FEW, PARTS_OF_DAY, PLURAL_UNITS, SETS, UNITS, WEEKDAYS, words
from evextract.nlp.dates.nodes import Amount, Clock, Duration, Repeated
from evextract.nlp.dates.reader import Island, Parsed, integer

_HALVES = {Unit.YEAR: Amount(6, Unit.MONTH), Unit.MONTH: Amount(15, Unit.DAY), Unit.DECADE: Amount(5, Unit.YEAR)}
_AND_A_HALF = (("and", "a", "half"), ("and", "half"), ("-", "and", "-", "a", "-", "half"))
_SECOND = words("quarter half")
_SIZES = words("full whole entire working business consecutive straight calendar long")


def amount(island: Island, i: int) -> tuple[tuple[Amount, ...], int] | None:
    """ "18 days", "a year and a half", "one year, two months"; no amounts where they are vague ("some years")."""
    found = _one_amount(island, i)
    if found is None:
        return None
    amounts, j = found
    while amounts:
        if island.starts(j, "and", "a", "half") and amounts[-1].unit in _HALVES:
            amounts, j = (*amounts, _HALVES[amounts[-1].unit]), j + 3
            continue
        k = island.skip(island.skip(j, ","), "and")
        more = None if island.low(k) in ("a", "an", "the") else _one_amount(island, k)
        if more is None or not more[0] or more[0][0].unit >= amounts[-1].unit:
            break
        amounts, j = (*amounts, *more[0]), more[1]
    return amounts, j


def _one_amount(island: Island, i: int) -> tuple[tuple[Amount, ...], int] | None:
    if island.low(i) in FEW or (island.low(i) in ("a", "the") and island.low(i + 1) in FEW):
        j = island.skip(island.skip(i, "a", "the") + 1, "more", "of", *_SIZES)
        return ((), j + 1) if island.low(j) in UNITS or island.low(j) in CLOCK_UNITS else None
    if island.low(i) in PLURAL_UNITS and island.low(i) != "weekends":
        return (), i + 1
    if island.low(i) == "half":
        j = island.skip(island.skip(i + 1, "-"), "a", "an")
        part = _HALVES.get(UNITS.get(island.low(j), Unit.SPAN))
        return None if part is None else ((part,), j + 1)
    count = integer(island, i) or ((1, i + 1) if island.low(i) in ("a", "an") else None)
    if count is None:
        return None
    number, j = count
    more = integer(island, j + 1) if island.low(j) in ("to", "or", "-", "–") else None
    if more is not None and island.low(island.skip(more[1], "-", *_SIZES)) in PLURAL_UNITS:
        # "two to three years": how many is left open.
        return (), island.skip(more[1], "-", *_SIZES) + 1
    half = next((words_ for words_ in _AND_A_HALF if island.starts(j, *words_)), ())
    j = island.skip(island.skip(j + len(half), "-", "–"), *_SIZES)
    unit = UNITS.get(island.low(j))
    if number > 999 and island.low(j) not in PLURAL_UNITS:
        return None
    if unit is None or not 0 < number < 10000 or (unit == Unit.WEEKEND and number == 1):
        return None
    if island.low(j + 1) == "or" and island.low(j + 2) in ("two", "so", "more"):
        # "a month or two"
        return (), j + 3
    halves = (_HALVES[unit],) if half and unit in _HALVES else ()
    return (Amount(number, unit), *halves), j + 1


def clock_amount(island: Island, i: int) -> Parsed:
    """ "30 minutes", "half an hour"."""
    j = island.skip(island.skip(i, "half"), "a", "an", "few", "several")
    count = integer(island, j)
    if count is None and j == i:
        return None
    j = island.skip(count[1] if count else j, "-")
    if count is None and island.low(j) == "second" and island.low(island.skip(j + 1, "-")) in _SECOND:
        return None  # "a second-quarter loss"
    return (Duration(), j + 1) if island.low(j) in CLOCK_UNITS else None


def repeated(island: Island, i: int) -> Parsed:
    """ "every Monday", "annually", "twice a week", "weekends", "per year"."""
    word = island.low(i)
    if word in SETS or word in ("weekends", "weekdays", "mornings", "evenings", "afternoons", "nights"):
        return Repeated(), i + 1
    if word.endswith("days") and word[:-1] in WEEKDAYS:
        return Repeated(), i + 1
    if word in ("every", "each", "per"):
        j = island.skip(i + 1, "other", "single")
        count = integer(island, j)
        j = count[1] if count else j
        known = island.low(j) in UNITS or island.low(j) in PARTS_OF_DAY or (word != "per" and island.low(j) in WEEKDAYS)
        return (Repeated(), j + 1) if known else None
    if word in ("once", "twice", "times"):
        j = island.skip(i + 1, "a", "per", "every", "each")
        return (Repeated(), j + 1) if j > i + 1 and island.low(j) in UNITS else None
    return None


def clock(island: Island, i: int) -> Parsed:
    """ "5:30 pm"."""
    return (Clock(), i + 1) if island.at(i).kind == "clock" else None
