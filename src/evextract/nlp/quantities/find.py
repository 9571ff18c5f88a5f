"""The quantities of a Doc."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Doc

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.bounds import OF_MONEY, OF_THINGS, after_bound, bound_of, change_of
from evextract.nlp.quantities.convert import convert
from evextract.nlp.quantities.counts import Counted, counted, described, elliptical, shared
from evextract.nlp.quantities.elliptic import with_said_before
from evextract.nlp.quantities.join import Group, join
from evextract.nlp.quantities.record import QuantityMention
from evextract.nlp.quantities.tokens import Tokens
from evextract.nlp.quantities.units import QuantityUnits
from evextract.nlp.quantities.vetoes import quantities_only
from evextract.records import Bound, Quantity

MOST = 60
"""Quantities of one sentence; of the articles that this was tried on the densest sentence has ten."""
_LIST_GAP = re.compile(r",? (?:and|or) |, ")
_SAME_CHANGE = re.compile(r"(?: [a-z]+)?(?:,? or | \()", re.IGNORECASE)
_APART = frozenset(("time", "ratio", "money", "count", "1"))
"""Dimensions of which an amount is seldom bounded together with another one: "over 300 km and 4 hours"."""
_REACHES = re.compile(r"(?: [a-z]+)?,? to ")
_LISTED_CHANGE = re.compile(r",? and |, ")
_AGED = re.compile(r"\b(?:age[ds]?|age of|ages of|aged between|aged? \d{1,2}(?:,|,? and|,? or)) $", re.IGNORECASE)
_AGE_LEFT = re.compile(
    r"[A-Za-z][\w.’'-]+, (?:\d{1,2} and )?$|\b(?:who (?:is|was|turned)|turn(?:ed|s)|(?:he|she) (?:was|is)(?: only| just)?"
    r"|(?:died|retired|married) at) $"
)
_AGE_RIGHT = re.compile(
    r",(?! [a-z]+ \d| and \d| \d)| and \d{1,2}[,.;)]| when\b| (?:and|or) (?:over|older|above|under|younger)\b|\)|\.(?:\s|$)|;|$"
)
_SPRINT = re.compile(r"(?: \([^()]{1,20}\)|\))? in .{0,24}?\b(?:s|secs?|seconds?)\b")
_SPRINT_SPEEDS = {("mph", 60), ("mph", 62), ("mph", 100), ("km/h", 100), ("km/h", 200)}
_SPRINT_NOUNS = frozenset(("time", "times", "sprint", "run", "acceleration", "figure", "dash"))


@dataclass(slots=True)
class _Reading:
    """What a group is taken for, before its links are known."""

    group: Group
    unit: str
    noun: str | None
    per: str | None


def find_quantities(doc: Doc, units: QuantityUnits) -> list[QuantityMention]:
    """All quantities of ``doc`` in text order: measures, money, ratios, counted things and bare numbers.

    Dates, years, clock times, ordinals, names ("N7", "Model 3"), versions, scores and list numbers are none, and the
    speeds that only name an acceleration ("0-62 mph in 7 s") are not either.
    """
    tokens = Tokens(doc)
    atoms = with_said_before(tokens.text, quantities_only(tokens, units), units.is_money)
    groups = _first_of_each(convert(tokens.text, join(tokens.text, atoms), units), doc)
    nouns = _nouns(groups, tokens)
    readings: list[_Reading] = []
    sprint_end = -1
    for group in groups:
        reading = _read(group, nouns.get(group), tokens)
        if reading is None:
            continue
        restated = tokens.text[sprint_end : group.start] == " (" and sprint_end > 0
        if _names_sprint(reading, tokens.text) or (restated and reading.unit in ("mph", "km/h")):
            sprint_end = group.end
        else:
            readings.append(reading)
    index = {reading.group: i for i, reading in enumerate(readings)}
    mentions: list[QuantityMention] = []
    for reading in readings:
        mentions.append(_mention(reading, index, mentions, tokens.text, units))
    return _with_listed_changes(mentions, tokens.text)


def _with_listed_changes(mentions: list[QuantityMention], text: str) -> list[QuantityMention]:
    """The mentions; those of a list that share a unit change alike: "12, 14 and 19 percent higher", "fell 3 % and 5 %"."""
    for i in (*range(len(mentions) - 1, 0, -1), *range(1, len(mentions))):
        a, b = mentions[i - 1 : i + 1]
        alike = a.quantity.unit == b.quantity.unit and a.noun is b.noun is None
        if alike and _LISTED_CHANGE.fullmatch(text, a.end, b.bound_start):
            if a.change is None and a.quantity.written[-1].isdigit():
                mentions[i - 1] = replace(a, change=b.change)
            elif b.change is None:
                mentions[i] = replace(b, change=a.change)
    return mentions


def _first_of_each(groups: list[Group], doc: Doc) -> list[Group]:
    """At most :data:`MOST` of a sentence: what comes later in an endless row of numbers is set in relation to nothing."""
    if len(groups) <= MOST or not doc.has_annotation("SENT_START"):
        return groups
    ends = [sentence.end_char for sentence in doc.sents]
    met: Counter[int] = Counter()
    kept = []
    for group in groups:
        sentence = bisect_right(ends, group.start)
        met[sentence] += 1
        if met[sentence] <= MOST:
            kept.append(group)
    return kept


def _nouns(groups: list[Group], tokens: Tokens) -> dict[Group, Counted]:
    """What each unitless group counts; the members of a list count what its last one does ("one or two motors")."""
    found: dict[Group, Counted] = {}
    after: Group | None = None
    taken: list[tuple[int, int]] = []
    for group in reversed(groups):
        if group.unit is None:
            find = shared if group.kind == "fraction" else counted
            thing = find(tokens, group.start, after_bound(tokens.text, group.end), taken)
            if thing is None and after in found and after is not None and not _aged(tokens.text, group.start):
                thing = _listed(tokens, group, after, found[after])
            if thing is not None:
                found[group] = thing
        after, taken = group, [(group.start, group.end), *taken[:3]]
    for group in groups:
        if group.unit is None and group.changed_from in found and group.changed_from is not None:
            found.setdefault(group, found[group.changed_from])
    return found


def _aged(text: str, start: int) -> bool:
    return _AGED.search(text, max(0, start - 24), start) is not None


def _listed(tokens: Tokens, group: Group, after: Group, thing: Counted) -> Counted | None:
    """What the member of a list counts whose last member counts ``thing``: "one or two motors", "3 old and 4 new cars"."""
    if _LIST_GAP.fullmatch(tokens.text, group.end, after.start):
        return thing
    kind = described(tokens, group.end, after.start)
    return replace(thing, noun=f"{kind} {thing.noun.split()[-1]}") if kind else None


def _read(group: Group, thing: Counted | None, tokens: Tokens) -> _Reading | None:
    """The unit and the noun of ``group``; None for number words that neither measure nor count anything."""
    if group.unit is not None:
        aged = group.unit == "year" and _aged(tokens.text, group.start)
        return _Reading(group, "year of age" if aged else group.unit, None, group.per)
    if group.kind == "fraction":
        return _Reading(group, "1", thing.noun if thing else None, None)
    whole = group.low == group.low.to_integral_value()
    if thing is not None and group.step == Decimal("0.001"):
        return None  # Nobody counts in thousandths: "5.000 units" has a continental point, which English can't tell.
    if thing is not None and (whole or thing.plural):
        return _Reading(group, "count", thing.noun, thing.per)
    if group.kind != "digits" and not (group.kind == "words" and elliptical(tokens, group.start, group.end)):
        return None
    text = tokens.text
    aged = _aged(text, group.start)
    if not aged and _AGE_LEFT.search(text, max(0, group.start - 24), group.start):
        aged = group.low > 2 and _AGE_RIGHT.match(text, group.end) is not None
    if whole and group.high < 120 and aged:
        return _Reading(group, "year of age", None, None)
    large = group.scaled or "," in text[group.start : group.end]
    counts = whole and (large or elliptical(tokens, group.start, group.end))
    return _Reading(group, "count" if counts else "1", None, None)


def _names_sprint(reading: _Reading, text: str) -> bool:
    """Whether a speed only says which acceleration is meant: "0-62 mph in 7 s", "hits 100 km/h in 4.9 seconds"."""
    group = reading.group
    high = (reading.unit, int(group.high))
    if group.ranged and group.low == 0:
        bare = reading.unit in ("1", "count") and (reading.noun is None or reading.noun in _SPRINT_NOUNS)
        return reading.unit in ("mph", "km/h") or (bare and any(high[1] == speed for _, speed in _SPRINT_SPEEDS))
    return high in _SPRINT_SPEEDS and _SPRINT.match(text, group.end) is not None


def _objects(reading: _Reading, units: QuantityUnits) -> tuple[str, ...]:
    if units.is_money(reading.unit):
        return OF_MONEY
    return OF_THINGS if reading.unit == "count" and reading.noun not in ("point", "points") else ()


def _mention(
    reading: _Reading, index: dict[Group, int], before: list[QuantityMention], text: str, units: QuantityUnits
) -> QuantityMention:
    group = reading.group
    money = units.is_money(reading.unit)
    time = units.dimension(reading.unit) == "time"
    bound, bound_start = bound_of(text, group.start, group.end, time=time, money=money and not group.ranged)
    converts = index.get(group.converts) if group.converts else None
    hedge = bound if group.ranged and not text.endswith("from ", 0, group.start) else Bound.EXACT
    if group.ranged:
        bound = Bound.RANGE
    elif group.plus or (group.kind == "vague" and bound is Bound.EXACT):
        bound = Bound.ABOVE
    elif bound is Bound.EXACT and converts is not None:
        bound = before[converts].quantity.bound
    elif bound is Bound.EXACT and before and _shares_bound(before[-1], reading, text, units):
        bound = before[-1].quantity.bound
    change = "up" if group.sign == "+" else change_of(text, bound_start, group.end, takes=_objects(reading, units))
    if change is None and before and _SAME_CHANGE.fullmatch(text, before[-1].end, bound_start):
        change = before[-1].change
    low, high = sorted((group.low, group.high))
    return QuantityMention(
        start=group.start,
        end=group.end,
        quantity=Quantity(low, high, reading.unit, bound, group.step, text[group.start : group.end]),
        bound_start=bound_start,
        hedge=hedge,
        change=change,
        reached=_reached(before, bound_start, text, units) if money and not change else None,
        noun=reading.noun,
        converts=converts,
        changed_from=index.get(group.changed_from) if group.changed_from else None,
        per=reading.per,
        vague=group.kind == "vague",
        parts=tuple(_part(atom, text) for atom in group.parts),
    )


def _shares_bound(first: QuantityMention, reading: _Reading, text: str, units: QuantityUnits) -> bool:
    """ "At least 480 kW and 840 Nm": words that bound the first of two measures bound the second too."""
    one_sided = first.quantity.bound in (Bound.ABOVE, Bound.BELOW) and first.bound_start < first.start
    if not one_sided or first.quantity.unit == reading.unit or text[first.end : reading.group.start] != " and ":
        return False
    measures = (units.dimension(first.quantity.unit), units.dimension(reading.unit))
    return not set(measures) & _APART


def _reached(before: list[QuantityMention], start: int, text: str, units: QuantityUnits) -> str | None:
    """The change that led to the price at ``start``, where its amount is money too: "rose 2 cents to 40 cents"."""
    amount = before[-1] if before else None
    led = amount is not None and units.is_money(amount.quantity.unit) and _REACHES.fullmatch(text, amount.end, start)
    return amount.change if amount is not None and led else None


def _part(atom: Atom, text: str) -> tuple[int, int, Quantity]:
    written = text[atom.start : atom.end]
    return atom.start, atom.end, Quantity(atom.value, atom.value, atom.unit or "1", Bound.EXACT, atom.step, written)
