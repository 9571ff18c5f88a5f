"""One point or period in time: tries all rules that can start at a word and takes the longest reading."""

from __future__ import annotations

from collections.abc import Iterable

from evextract.nlp.dates import absolute, compounds, durations, relative
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
    (absolute.numeric, (), "numeric number"),
    (absolute.slashed, (), "slashed"),
    (absolute.month_based, [*MONTHS, *WEEKDAYS, *_COUNTS, *_RANKS], "number ordinal"),
    (absolute.quarter_or_half, [*ORDINALS, *CODES, "fiscal", "financial"], "number ordinal"),
    (absolute.season, SEASONS, ""),
    (absolute.fiscal_year, _FISCAL, ""),
    (absolute.decade, [*DECADES, "eighteen", "nineteen", "twenty"], "decade"),
    (absolute.century, _RANKS, "ordinal"),
    (absolute.holiday, HOLIDAY_STARTS, ""),
    (absolute.year, words("year calendar two sixteen seventeen eighteen nineteen twenty"), "number"),
    (absolute.weekday, WEEKDAYS, ""),
    (relative.deictic, [*TODAY, *words("tonight this last that day")], ""),
    (relative.stepped, [*STEPS, *_COUNTS, *UNITS, *MONTHS, *WEEKDAYS, "these", "those"], "number"),
    (relative.rest, words("later earlier so rest remainder"), ""),
    (relative.same, words("that same"), ""),
    (compounds.part, [*PARTS, *words("very eoy boy eom bom year month quarter")], ""),
    (compounds.nth, [*_RANKS, *LAST_ORDINALS], "ordinal"),
    (compounds.year_to, [*_COUNTS, *words("full fiscal financial business year quarter half")], "number"),
    (compounds.week_of, words("w week"), ""),
    (durations.counted, [*_COUNTS, *FEW, *PLURAL_UNITS, *durations.ADVERBS, "half", "an"], "number"),
)

_BY_WORD: dict[str, tuple[Rule, ...]] = {}
_BY_KIND: dict[str, tuple[Rule, ...]] = {}
for _rule, _words, _kinds in _RULES:
    for _word in dict.fromkeys(_words):
        _BY_WORD[_word] = (*_BY_WORD.get(_word, ()), _rule)
    for _kind in _kinds.split():
        _BY_KIND[_kind] = (*_BY_KIND.get(_kind, ()), _rule)
_UNIT_WORDS = frozenset(UNITS) | words("period timeframe same time")


def point(island: Island, i: int) -> Parsed:
    """The longest reading at ``i``, with what narrows it down ("of last year") after it; None where there is none."""
    best: Parsed = None
    j = i
    if island.low(i) == "the":
        j = i + 1
        if island.low(j) in _UNIT_WORDS:
            best = relative.same(island, i)
            found = durations.unit_away(island, j)
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
            inner = absolute.quarter_or_half(island, i) or absolute.weekday(island, i)
            if inner is not None and isinstance(inner[0], Recurring | Weekday):
                return Inside(inner[0], node), inner[1]
        if isinstance(node, Same) and (outer := container(island, i)) is not None:
            return Inside(node, outer[0]), outer[1]
        return node, i
    if isinstance(node, Fixed) and node.interval.unit == Unit.YEAR and island.at(i).kind == "word":
        inner = absolute.quarter_or_half(island, i)
        if inner is not None and isinstance(inner[0], Recurring):
            return Inside(inner[0], node), inner[1]
    if _is_open(node) and (outer := container(island, i)) is not None:
        return Inside(node, outer[0]), outer[1]
    return node, i


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
        or durations.unit_away(island, k)
        or durations.counted(island, j)
    )
    if outer is None and j > i:
        outer = absolute.fiscal_year(island, k)
    if outer is None:
        return None
    node = outer[0]
    if isinstance(node, Same) and (j == i or island.low(j - 1) == ",") and island.low(j) != "that":
        return None
    if isinstance(node, Shift | Same | Fiscal) or (isinstance(node, Which) and isinstance(node.what, Recurring)):
        return outer
    if isinstance(node, Away) and node.anchor is None and node.amounts[0].unit >= Unit.WEEK:
        return outer
    return None
