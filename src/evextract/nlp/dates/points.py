"""One point or period in time: tries all rules that can start at a word and takes the longest reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evextract.nlp.dates import compounds, counted, days, periods, relative
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.holidays import HOLIDAY_STARTS
from evextract.nlp.dates.lexicon import (
    CODES,
    DECADES,
    FEW,
    LAST_ORDINALS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    PLURAL_UNITS,
    SEASONS,
    STEPS,
    TENS,
    TODAY,
    UNITS,
    WEEKDAYS,
    words,
)
from evextract.nlp.dates.nodes import (
    Away,
    DayNumber,
    Fiscal,
    Fixed,
    Inside,
    Node,
    Nth,
    NthWeekday,
    PartOf,
    Recurring,
    Same,
    Shift,
    Weekday,
    Which,
)
from evextract.nlp.dates.reader import Island, Parsed, Rule

_COUNTS = frozenset(NUMBERS) | frozenset(TENS) | words("a couple dozen")
_RANKS = frozenset(ORDINALS) | frozenset(TENS)
_FISCAL = words("fiscal financial business fy cy calendar") | CODES

# Which words (or kinds of token) a rule can start with, an article before them aside. The table keeps the grammar
# cheap: a position is looked at only by the rules that its word can begin.
_RULES: tuple[tuple[Rule, Iterable[str], str], ...] = (
    (days.numeric, (), "numeric number"),
    (days.slashed, (), "slashed"),
    (days.numbered_month, (), "number"),
    (days.month_based, [*MONTHS, *WEEKDAYS, *_COUNTS, *_RANKS, "month"], "number ordinal"),
    (periods.quarter_or_half, [*ORDINALS, *CODES, *words("fiscal financial calendar latter back")], "number ordinal"),
    (periods.season, SEASONS, ""),
    (periods.fiscal_year, _FISCAL, ""),
    (periods.decade, [*DECADES, "eighteen", "nineteen", "twenty", "two"], "decade"),
    (periods.century, _RANKS, "ordinal"),
    (days.holiday, HOLIDAY_STARTS, ""),
    (periods.year, words("year calendar two sixteen seventeen eighteen nineteen twenty"), "number short"),
    (days.weekday, WEEKDAYS, ""),
    (relative.deictic, [*TODAY, *words("tonight this last that day")], ""),
    (relative.stepped, [*STEPS, *_COUNTS, *UNITS, *MONTHS, *WEEKDAYS, "these", "those"], "number"),
    (relative.rest, words("later earlier so rest remainder year"), ""),
    (relative.same, words("that same weekend"), ""),
    (compounds.part, [*PARTS, *words("very eoy boy eom bom year month quarter")], ""),
    (compounds.nth, [*_RANKS, *LAST_ORDINALS], "ordinal"),
    (compounds.up_to, [*_COUNTS, *words("full fiscal financial business year quarter half month week")], "number"),
    (compounds.quarter_to, MONTHS, ""),
    (compounds.week_of, words("w week weekend"), ""),
    (counted.weekdays_away, _COUNTS, "number"),
    (counted.counted, [*_COUNTS, *FEW, *PLURAL_UNITS, *counted.ADVERBS, "half", "an"], "number"),
)

_BY_WORD: dict[str, tuple[Rule, ...]] = {}
_BY_KIND: dict[str, tuple[Rule, ...]] = {}
for _rule, _words, _kinds in _RULES:
    for _word in dict.fromkeys(_words):
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _rule)
    for _kind in _kinds.split():
        _BY_KIND[_kind] = (*_BY_KIND.get(_kind, ()), _rule)
_UNIT_WORDS = frozenset(UNITS) | words("period timeframe same corresponding comparable like time")


def point(island: Island, i: int) -> Parsed:
    """The longest reading at ``i``, with what narrows it down ("of last year") after it; None where there is none."""
    best: Parsed = None
    j = i
    if island.low(i) == "the":
        j = i + 1
        if island.low(j) in _UNIT_WORDS:
            best = relative.same(island, i)
            found = counted.unit_away(island, j)
            if found is not None:
                best = found
    token = island.at(j)
    for rule in _BY_WORD.get(token.low) or _BY_KIND.get(token.kind, ()):
        found = rule(island, j)
        if found is not None and (best is None or found[1] > best[1]):
            best = found
    return None if best is None else narrowed(island, *best)


def narrowed(island: Island, node: Node, i: int) -> tuple[Node, int]:
    """Close with "of last year", "a year ago", "that year" what leaves its year, month or week open."""
    if isinstance(node, Shift | Same):
        if node.unit in (Unit.YEAR, Unit.WEEK):
            # "this year's second half", "next week's Tuesday"; the possessive ending is gone by now.
            inner = periods.quarter_or_half(island, i) or days.weekday(island, i)
            if inner is not None and isinstance(inner[0], Recurring | Weekday):
                return Inside(inner[0], node), inner[1]
        if node.unit == Unit.MONTH and island.at(island.skip(i, "the")).ordinal:
            # "next month the 14th"
            day = days.day_number(island, i)
            if day is not None and island.low(day[1]) not in UNITS:
                return Inside(day[0], node), day[1]
        if isinstance(node, Same) and (outer := container(island, i)) is not None:
            return Inside(node, outer[0]), outer[1]
        return node, i
    if isinstance(node, Fixed) and node.interval.unit == Unit.YEAR and island.at(i).kind == "word":
        inner = periods.quarter_or_half(island, i)
        if inner is not None and isinstance(inner[0], Recurring):
            return Inside(inner[0], node), inner[1]
    if isinstance(node, Fiscal) and node.unit == Unit.YEAR:
        inner = periods.quarter_or_half(island, i)
        if inner is not None and isinstance(inner[0], Recurring):
            return replace(node, unit=inner[0].unit, number=inner[0].number), inner[1]
    if _is_open(node) and (outer := container(island, i)) is not None and _fits(node, outer[0]):
        return Inside(node, outer[0]), outer[1]
    return node, i


def _fits(node: Node, outer: Node) -> bool:
    """A day of the month needs a month around it, a weekday something no longer."""
    if not isinstance(node, DayNumber | Weekday):
        return True
    unit = outer.unit if isinstance(outer, Shift | Same) else Unit.YEAR
    if isinstance(outer, Away):
        unit = outer.amounts[0].unit
    if isinstance(outer, Which):
        unit = Unit.MONTH
    return unit == Unit.MONTH if isinstance(node, DayNumber) else unit <= Unit.MONTH


def _is_open(node: Node) -> bool:
    if isinstance(node, PartOf):
        return _is_open(node.of)
    if isinstance(node, Nth | NthWeekday):
        return node.of is None or _is_open(node.of)
    return isinstance(node, Recurring | Weekday | DayNumber)


def container(island: Island, i: int) -> Parsed:
    """The year, month or week that follows: "of last year", "next month", ", a year ago"."""
    j = island.skip(island.skip(i, ","), "of", "in")
    k = island.skip(j, "the")
    outer = (
        relative.stepped(island, k)
        or relative.same(island, j)
        or counted.unit_away(island, k)
        or counted.counted(island, j)
    )
    if outer is None and j > i:
        outer = periods.fiscal_year(island, k) or periods.year(island, k)
    if outer is None:
        return None
    node = outer[0]
    if isinstance(node, Same) and (j == i or island.low(j - 1) == ",") and island.low(j) != "that":
        return None
    if isinstance(node, Shift | Same | Fiscal | Fixed) or (
        isinstance(node, Which) and isinstance(node.what, Recurring)
    ):
        return outer
    if isinstance(node, Away) and node.anchor is None and node.amounts[0].unit >= Unit.WEEK:
        return outer
    return None
