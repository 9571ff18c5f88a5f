"""Find the dates of a document: grammar, guards, then resolution in reading order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from spacy.tokens import Doc, Token

from evextract.nlp.dates.calendar import GRAINS, Interval, Unit, year
from evextract.nlp.dates.context import Context, after, is_narrative
from evextract.nlp.dates.dateparser_adapter import read_stamps
from evextract.nlp.dates.fiscal import FiscalYears
from evextract.nlp.dates.grammar import Expression, expressions
from evextract.nlp.dates.guards import is_date
from evextract.nlp.dates.lexicon import APPROXIMATE
from evextract.nlp.dates.mention import DateMention
from evextract.nlp.dates.nodes import (
    Away,
    Bounded,
    Clock,
    Duration,
    Fixed,
    Inside,
    Node,
    PartOf,
    Range,
    Recurring,
    Repeated,
    Rolling,
    Vague,
)
from evextract.nlp.dates.resolve import resolve, resolve_ends, resolve_inner
from evextract.nlp.dates.spots import Spots
from evextract.nlp.dates.tense import FUTURE, direction
from evextract.nlp.dates.tokens import islands
from evextract.nlp.dates.tree import has_fiscal, is_absolute
from evextract.records import DateSpan, Grain

_FARTHEST_NOUN = 5
_SUM = 60
_SET_AGAINST = re.compile(
    r"(?<!\w)(?:from|against|versus|compared (?:with|to))(?: (?:a|the|about|around|some|just|net))*(?: (?:profit|loss|income) of)?"
    r" [$€£¥₩]?\d[\d.,]*(?: [a-z]+){0,3} \Z"
)
"""Before a time so long ago: the figure that it is told of, which another one is set against."""
NO_FISCAL_YEARS: Mapping[str, int] = MappingProxyType({})


def find_dates(
    doc: Doc, *, published: date | None, fiscal_year_start: Mapping[str, int] = NO_FISCAL_YEARS
) -> list[DateMention]:
    """All temporal expressions of ``doc`` in text order.

    Relative ones are resolved against ``published``, in a narrative of the past against the date last told; without
    either they are kept with ``span`` None. ``fiscal_year_start``: company, country or demonym in lower case -> first
    month (1…12) of its fiscal year; the states that :mod:`evextract.nlp.dates.fiscal` lists are known.
    """
    text = doc.text
    read = read_stamps(text, [expression for island in islands(text) for expression in expressions(island)])
    if not read:
        return []
    spots = Spots(doc, text)
    fiscal_years = FiscalYears(text, fiscal_year_start)
    found = _share_years([expression for expression in read if is_date(spots, expression)])
    context = Context(published, narrative=is_narrative((expression.node for expression in found), published))
    mentions = []
    for expression in found:
        node = _node_in_place(spots, expression)
        here = _context_in_place(spots, expression, node, context, fiscal_years)
        if isinstance(node, Duration) and node.amounts:
            node = _duration_in_place(spots, expression, node, here.direction)
        mention, told = _mention(text, expression, node, here)
        mentions.append(mention)
        if mention.kind == "date" and not isinstance(node, Vague):
            context = after(context, told, node)
    return mentions


def _share_years(found: list[Expression]) -> list[Expression]:
    """ "in May and June 2031": the first month is of the year that the second one names."""
    shared = list(found)
    for k in range(len(found) - 2, -1, -1):
        node, following = shared[k].node, shared[k + 1].node
        if not isinstance(node, Recurring) or not shared[k + 1].joined:
            continue
        while isinstance(following, PartOf | Bounded):
            following = following.of
        if isinstance(following, Inside):
            shared[k] = replace(shared[k], node=Inside(node, following.of))
        elif isinstance(following, Fixed) and following.interval.unit < Unit.YEAR and following.interval.start:
            shared[k] = replace(shared[k], node=Inside(node, Fixed(year(following.interval.start.year))))
    return shared


def _node_in_place(spots: Spots, expression: Expression) -> Node:
    """The node as its place in the sentence changes it.

    In "after the May election" the bound belongs to the noun; in "up from a year ago" and "against 9 billion a year ago"
    the same months are compared.
    """
    node = expression.node
    if isinstance(node, Away) and node.anchor is None and node.sign < 0:
        start = expression.first.start
        set_against = _SET_AGAINST.search(spots.text, max(0, start - _SUM), start) is not None
        return replace(node, told=True) if expression.leads[-1:] == ("from",) or set_against else node
    if not isinstance(node, Bounded):
        return node
    token = spots.head(expression.first.start, expression.last.end)
    noun = token.head
    if token.dep_ not in ("compound", "nummod", "nmod", "amod") or not noun.tag_.startswith("NN"):
        return node
    if not 0 < noun.i - token.i <= _FARTHEST_NOUN:
        return node
    before = spots.before(spots.at(expression.first.start))
    led = expression.first.low == "the" or (before is not None and before.tag_ in ("DT", "PRP$", "POS"))
    between = spots.between(expression.last.end, noun.idx)
    return node.of if led and all(word.tag_[:2] in ("NN", "JJ", "HY") for word in between) else node


def _context_in_place(
    spots: Spots, expression: Expression, node: Node, context: Context, fiscal_years: FiscalYears
) -> Context:
    start, end = expression.first.start, expression.last.end
    if not is_absolute(node) and not isinstance(node, Repeated):
        context = replace(context, direction=direction(spots.head(start, end), _verb_before(spots, expression)))
    if has_fiscal(node):
        context = replace(context, fiscal_month=fiscal_years.first_month(start), fiscal_by_end=fiscal_years.by_end)
    return context


def _verb_before(spots: Spots, expression: Expression) -> Token | None:
    """The word before the expression and its preposition: "said | on Tuesday"."""
    return spots.before(spots.at(expression.lead.start))


def _duration_in_place(spots: Spots, expression: Expression, node: Duration, when: int) -> Node:
    """What a length of time says in its place: "opens in two weeks", "50 cars a week"."""
    lead = expression.leads[-1] if expression.leads else ""
    if when == FUTURE and lead == "in":
        return Away(node.amounts, 1)
    if when == FUTURE and lead == "within" and len(node.amounts) == 1:
        return Rolling(node.amounts[0].count, node.amounts[0].unit)
    if not lead and expression.first.low in ("a", "an"):
        before = spots.before(spots.at(expression.first.start))
        if before is not None and before.tag_ in ("NNS", "CD", "$"):
            return Repeated()
    return node


def _mention(text: str, expression: Expression, node: Node, context: Context) -> tuple[DateMention, Interval | None]:
    """The mention, and the interval that the text speaks of from here on."""
    start, end = expression.first.start, expression.last.end
    kind = _kind(node)
    interval = resolve(node, context) if kind in ("date", "time") else None
    inner = resolve_inner(node, context) if isinstance(node, Bounded) else interval
    written = text[start:end]
    mention = DateMention(
        start,
        end,
        expression.lead.start,
        _span(interval, written),
        kind,
        relative=not is_absolute(node),
        bound=node.bound.value if isinstance(node, Bounded) else None,
        approximate=not APPROXIMATE.isdisjoint(expression.leads),
        parts=_parts(text, expression, node, context) if isinstance(node, Range) and expression.parts else (),
        inner=_span(inner, written),
    )
    return mention, inner if kind == "date" and interval is not None else None


def _parts(text: str, expression: Expression, node: Range, context: Context) -> tuple[DateMention, ...]:
    found = []
    for part, interval in zip(expression.parts, resolve_ends(node, context), strict=True):
        start, end = part.first.start, part.last.end
        span = _span(interval, text[start:end])
        found.append(DateMention(start, end, start, span, relative=not is_absolute(part.node), inner=span))
    return tuple(found)


def _kind(node: Node) -> str:
    if isinstance(node, Duration):
        return "duration"
    if isinstance(node, Repeated):
        return "set"
    return "time" if isinstance(node, Clock) else "date"


def _span(interval: Interval | None, written: str) -> DateSpan | None:
    if interval is None:
        return None
    return DateSpan(interval.start, interval.end, GRAINS.get(interval.unit, Grain.SPAN), written)
