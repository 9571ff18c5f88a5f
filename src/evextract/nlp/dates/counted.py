"""Grammar of times that are so far from another: "two years ago", "a week after Easter", "the day before"."""

from __future__ import annotations

from evextract.nlp.dates.durations import amount
from evextract.nlp.dates.lexicon import PLURAL_UNITS, UNITS, WEEKDAYS, words
from evextract.nlp.dates.nodes import Amount, Away, Duration, Lasting, Node, Same, Vague, Weekday, Which
from evextract.nlp.dates.reader import Island, Parsed, integer

ADVERBS = words("just only almost nearly about around over under roughly exactly some approximately")
_SIGNS = {"ago": -1, "back": -1, "earlier": -1, "before": -1, "later": 1, "after": 1, "afterwards": 1, "hence": 1}
_TOLD = words("earlier before later after afterwards")
"""These count from the time that the text speaks of, the others from the reference."""
_FROM = {"before": -1, "after": 1, "from": 1, "since": 1}


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
    if word in _FROM or word in ("starting", "beginning", "commencing"):
        anchored = _anchored(island, j, amounts)
        if anchored is not None:
            return anchored
    if word == "time":
        # "in two years' time"
        return _away(amounts, 1, told=False), j + 1
    if island.starts(j, "from", "now"):
        return _away(amounts, 1, told=False), j + 2
    if island.starts(j, "in", "the", "future"):
        return _away(amounts, 1, told=False), j + 3
    # "Three days later than planned", "five months after its debut" are lengths of time as far as the calendar knows.
    if word in _SIGNS and island.low(j + 1) != "than" and not (word in _FROM and island.goes_on(j + 1)):
        return _away(amounts, _SIGNS[word], told=word in _TOLD), j + 1
    if i != start:
        return None
    j = island.skip(j, "-")
    if island.at(j - 1).low == "-":
        j = j + 1 if island.low(j) in ("old", "long") else j - 1
    return Duration(amounts), j


def _away(amounts: tuple[Amount, ...], sign: int, *, told: bool) -> Node:
    return Away(amounts, sign, told=told) if amounts else Vague()


def _anchored(island: Island, i: int, amounts: tuple[Amount, ...]) -> Parsed:
    """ "… after Easter", "… from tomorrow", "… starting 9 June"; ``i`` stands at the word that links."""
    word = island.low(i)
    anchor = island.read(i + 1 if word in _FROM else island.skip(i + 1, "on", "in"))
    if anchor is None or not amounts or isinstance(anchor[0], Duration | Vague | Same):
        return None
    if word in _FROM:
        return Away(amounts, _FROM[word], anchor[0]), anchor[1]
    return Lasting(amounts, anchor[0]), anchor[1]


def unit_away(island: Island, i: int) -> Parsed:
    """After "the": "year before", "day after Christmas", "year-earlier quarter", "year-ago period"."""
    unit = UNITS.get(island.low(i))
    if unit is None or island.low(i) in PLURAL_UNITS:
        return None
    one = (Amount(1, unit),)
    word = island.low(i + 1)
    if word == "-" and island.low(i + 2) in ("earlier", "ago"):
        named = island.low(i + 3) in UNITS or island.low(i + 3) == "period"
        return Away(one, -1, told=True), i + 3 + named
    if word not in ("before", "after", "earlier", "later", "ago"):
        return None
    if word in _FROM and island.goes_on(i + 2):
        return _anchored(island, i + 1, one)
    return Away(one, _SIGNS[word], told=word in _TOLD), i + 2


def weekdays_away(island: Island, i: int) -> Parsed:
    """ "two Sundays ago", "three Fridays from now"."""
    count = integer(island, i)
    if count is None or not 0 < count[0] < 50:
        return None
    word = island.low(count[1])
    number = WEEKDAYS.get(word[:-1]) if word.endswith("s") else None
    if number is None:
        return None
    j = count[1] + 1
    if island.low(j) in ("ago", "back"):
        return Which(Weekday(number), -count[0]), j + 1
    return (Which(Weekday(number), count[0]), j + 2) if island.starts(j, "from", "now") else None
