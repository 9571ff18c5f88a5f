"""Grammar of lengths of time, of sets of times, and of what counts from them: "two years ago", "a week after Easter"."""

from __future__ import annotations

from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import CLOCK_UNITS, FEW, PARTS_OF_DAY, PLURAL_UNITS, SETS, UNITS, WEEKDAYS, words
from evextract.nlp.dates.nodes import Amount, Away, Clock, Duration, Node, Repeated, Same, Vague
from evextract.nlp.dates.reader import Island, Parsed, integer

_HALVES = {Unit.YEAR: Amount(6, Unit.MONTH), Unit.MONTH: Amount(15, Unit.DAY), Unit.DECADE: Amount(5, Unit.YEAR)}
_BACK = words("ago back")
ADVERBS = words("just only almost nearly about around over under roughly exactly some approximately")
_SIZE = words("full whole entire working business consecutive straight calendar long")


def amount(island: Island, i: int) -> tuple[tuple[Amount, ...] | None, int] | None:
    """ "18 days", "a year and a half", "one year, two months"; None for the amounts where they are vague ("some years")."""
    found = _one_amount(island, i)
    if found is None:
        return None
    amounts, j = found
    while amounts is not None:
        k = island.skip(island.skip(j, ","), "and")
        if island.starts(j, "and", "a", "half") and amounts[-1].unit in _HALVES:
            amounts, j = (*amounts, _HALVES[amounts[-1].unit]), j + 3
            continue
        more = _one_amount(island, k)
        if (
            more is None
            or more[0] is None
            or more[0][0].unit >= amounts[-1].unit
            or island.low(k) in ("a", "an", "the")
        ):
            break
        amounts, j = (*amounts, *more[0]), more[1]
    return amounts, j


def _one_amount(island: Island, i: int) -> tuple[tuple[Amount, ...] | None, int] | None:
    if island.low(i) in FEW or (island.low(i) in ("a", "the") and island.low(i + 1) in FEW):
        j = island.skip(i, "a", "the") + 1
        j = island.skip(j, "more", "of", *_SIZE)
        return (None, j + 1) if _unit(island, j) is not None or island.low(j) in CLOCK_UNITS else None
    if island.low(i) in PLURAL_UNITS and island.low(i) != "weekends":
        return None, i + 1
    if island.low(i) == "half":
        j = island.skip(island.skip(i + 1, "-"), "a", "an")
        unit = _unit(island, j)
        return ((_HALVES[unit],), j + 1) if unit in _HALVES else None
    count = integer(island, i)
    half = False
    if count is None:
        if island.low(i) not in ("a", "an"):
            return None
        count = 1, i + 1
    number, j = count
    for half_words in (("and", "a", "half"), ("and", "half"), ("-", "and", "-", "a", "-", "half")):
        if island.starts(j, *half_words):
            half, j = True, j + len(half_words)
            break
    j = island.skip(island.skip(j, "-", "–"), *_SIZE)
    unit = _unit(island, j)
    if unit is None or not 0 < number < 10000 or (unit == Unit.WEEKEND and number == 1):
        return None
    amounts: tuple[Amount, ...] = (Amount(number, unit),)
    if half and unit in _HALVES:
        amounts = (*amounts, _HALVES[unit])
    return amounts, j + 1


def _unit(island: Island, i: int) -> Unit | None:
    return UNITS.get(island.low(i))


def clock_amount(island: Island, i: int) -> Parsed:
    """ "30 minutes", "half an hour": known so that nothing else is read into them."""
    j = island.skip(island.skip(i, "half"), "a", "an", "few", "several")
    count = integer(island, j)
    j = island.skip(count[1] if count else j, "-")
    if j == i or island.low(j) not in CLOCK_UNITS:
        return None
    return Duration(), j + 1


def counted(island: Island, i: int) -> Parsed:
    """An amount of time, and what it is counted from: "18 days", "two years ago", "three weeks after Easter"."""
    start = i
    while island.low(i) in ADVERBS:
        i += 1
    found = amount(island, i)
    if found is None:
        return None
    amounts, j = found
    word = island.low(j)
    if island.low(j + 1) == "than":
        return Duration(amounts or ()), j
    if word in _BACK:
        return _away(amounts, -1), j + 1
    if word in ("earlier", "before") and (word == "earlier" or not _anchor(island, j)):
        return _away(amounts, -1, told=True), j + 1
    if word in ("later", "after", "afterwards") and (word == "later" or not _anchor(island, j)):
        # "five months after its debut" counts from an event: a length of time as far as the calendar knows.
        if word == "after" and island.low(j + 1):
            return Duration(amounts or ()), j
        return _away(amounts, 1, told=True), j + 1
    if word == "hence" or island.starts(j, "from", "now") or island.starts(j, "in", "the", "future"):
        return _away(amounts, 1), j + {"hence": 1, "from": 2}.get(word, 3)
    if word in ("before", "after", "from", "since"):
        anchor = _anchor(island, j)
        if anchor is not None and amounts is not None:
            return Away(amounts, -1 if word == "before" else 1, anchor[0]), anchor[1]
    if i != start:
        return None
    j = island.skip(j, "-")
    if island.low(j) in ("old", "long") and island.at(j - 1).low == "-":
        j += 1
    elif island.at(j - 1).low == "-":
        j -= 1
    return Duration(amounts or ()), j


def _away(amounts: tuple[Amount, ...] | None, sign: int, *, told: bool = False) -> Node:
    return Vague() if amounts is None else Away(amounts, sign, told=told)


def _anchor(island: Island, i: int) -> Parsed:
    found = island.read(i + 1)
    return None if found is None or isinstance(found[0], Duration | Vague | Same) else found


def unit_away(island: Island, i: int) -> Parsed:
    """ "(the) year before", "(the) week after", "(the) month earlier"."""
    unit = UNITS.get(island.low(i))
    word = island.low(i + 1)
    if unit is None or island.low(i) in PLURAL_UNITS or word not in ("before", "after", "earlier", "later", "ago"):
        return None
    if word in ("before", "after") and island.low(i + 2) and island.low(i + 2) not in (",", ")", "-", "–", "—"):
        return None
    return Away((Amount(1, unit),), 1 if word in ("after", "later") else -1, told=word != "ago"), i + 2


def repeated(island: Island, i: int) -> Parsed:
    """ "every Monday", "each of the next", "annually", "twice a week", "weekends", "per year"."""
    word = island.low(i)
    if word in SETS:
        return Repeated(), i + 1
    if word in ("every", "each", "per"):
        j = island.skip(i + 1, "other", "single")
        count = integer(island, j)
        j = count[1] if count else j
        if island.low(j) in UNITS or island.low(j) in PARTS_OF_DAY:
            return Repeated(), j + 1
        return (Repeated(), j + 1) if word != "per" and island.low(j) in WEEKDAYS else None
    if word in ("once", "twice", "times"):
        j = island.skip(i + 1, "a", "per", "every", "each")
        return (Repeated(), j + 1) if j > i + 1 and island.low(j) in UNITS else None
    if word == "weekends" or (word.endswith("days") and word[:-1] in WEEKDAYS) or word == "weekdays":
        return Repeated(), i + 1
    if word in ("mornings", "evenings", "afternoons", "nights"):
        return Repeated(), i + 1
    return None


def clock(island: Island, i: int) -> Parsed:
    """ "5:30 pm"."""
    return (Clock(), i + 1) if island.at(i).kind == "clock" else None
