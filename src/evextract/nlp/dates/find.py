"""Find the dates of a document: grammar, guards, then resolution in reading order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from spacy.tokens import Doc

from evextract.nlp.dates.calendar import GRAINS, Interval, Unit
from evextract.nlp.dates.fiscal import fiscal_month
from evextract.nlp.dates.grammar import Expression, expressions
from evextract.nlp.dates.guards import is_date
from evextract.nlp.dates.mention import DateMention
from evextract.nlp.dates.nodes import (
    Away,
    Bounded,
    Clock,
    Duration,
    Fiscal,
    Fixed,
    Inside,
    Node,
    Nth,
    NthWeekday,
    PartOf,
    Range,
    Recurring,
    Repeated,
    Rolling,
    Shift,
    Vague,
    YearTo,
)
from evextract.nlp.dates.resolve import Context, resolve, resolve_ends, resolve_inner
from evextract.nlp.dates.spots import Spots
from evextract.nlp.dates.tense import FUTURE, direction
from evextract.nlp.dates.tokens import islands
from evextract.records import DateSpan, Grain

NO_FISCAL_YEARS: Mapping[str, int] = MappingProxyType({})


def find_dates(
    doc: Doc, *, published: date | None, fiscal_year_start: Mapping[str, int] = NO_FISCAL_YEARS
) -> list[DateMention]:
    """All temporal expressions of ``doc`` in text order.

    Relative ones are resolved against ``published``, in a narrative of the past against the date last told; without
    either they are kept with ``span`` None. ``fiscal_year_start``: company, country or demonym in lower case -> first
    month (1…12) of its fiscal year.
    """
    text = doc.text
    read = [e for island in islands(text) for e in expressions(island)]
    if not read:
        return []
    spots = Spots(doc, text)
    found = _share_years([e for e in read if is_date(spots, e)])
    context = Context(published, narrative=_is_narrative([e.node for e in found], published))
    mentions = []
    for expression in found:
        context, mention = _mention(spots, expression, context, fiscal_year_start)
        mentions.append(mention)
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
        if isinstance(following, Fixed) and following.interval.unit < Unit.YEAR and following.interval.start:
            year = following.interval.start
            shared[k] = replace(
                shared[k], node=Inside(node, Fixed(Interval(date(year.year, 1, 1), date(year.year, 12, 31), Unit.YEAR)))
            )
        elif isinstance(following, Inside):
            shared[k] = replace(shared[k], node=Inside(node, following.of))
    return shared


def _is_narrative(nodes: list[Node], published: date | None) -> bool:
    """Whether a text tells the past date by date: most of its full dates lie more than a year back, few words count
    from the day of writing."""
    fixed = [_core(node) for node in nodes]
    ends = [node.interval.end for node in fixed if isinstance(node, Fixed) and node.interval.end is not None]
    if published is None or len(ends) < 3:
        return False
    old = sum(end < published - timedelta(days=550) for end in ends)
    current = sum(
        isinstance(_core(node), Shift | Rolling) and not getattr(_core(node), "told", False) for node in nodes
    )
    return old >= 3 and old >= 0.8 * len(ends) and current <= 0.4 * old


def _core(node: Node) -> Node:
    while isinstance(node, Bounded | PartOf):
        node = node.of
    return node


def _mention(
    spots: Spots, expression: Expression, context: Context, fiscal_year_start: Mapping[str, int]
) -> tuple[Context, DateMention]:
    node = expression.node
    start, end, lead = expression.first.start, expression.last.end, expression.lead.start
    written = spots.text[start:end]
    kind = _kind(node)
    approximate = any(
        word in ("around", "about", "circa", "approximately", "roughly", "sometime") for word in expression.leads
    )
    relative = not _is_fixed(node)
    here = context
    if relative and kind != "set":
        here = replace(here, direction=direction(spots.head(start, end)))
    if _has_fiscal(node):
        here = replace(here, fiscal_month=fiscal_month(spots.text, start, fiscal_year_start))
    if isinstance(node, Bounded) and _is_modifier(spots, start, end):
        # "after the May election": the bound belongs to the noun.
        node = node.of
    if isinstance(node, Away) and node.told and written.endswith(("after", "before")) and _goes_on(spots.text, end):
        # "months after the launch" counts from an event: a length of time as far as the calendar knows.
        node, kind = Duration(node.amounts), "duration"
    if isinstance(node, Duration) and node.amounts:
        node = _duration(spots, expression, node, here.direction)
        kind = _kind(node)
    interval = resolve(node, here) if kind in ("date", "time") else None
    parts: tuple[DateMention, ...] = ()
    if isinstance(node, Range) and expression.parts:
        ends = resolve_ends(node, here)
        parts = tuple(
            DateMention(
                p.first.start,
                p.last.end,
                p.first.start,
                _span(i, spots.text[p.first.start : p.last.end]),
                relative=not _is_fixed(p.node),
            )
            for p, i in zip(expression.parts, ends, strict=True)
        )
    bound = node.bound.value if isinstance(node, Bounded) else None
    inner = resolve_inner(node, here) if isinstance(node, Bounded) else interval
    mention = DateMention(
        start, end, lead, _span(interval, written), kind, relative, bound, approximate, parts, _span(inner, written)
    )
    if kind == "date" and interval is not None and inner is not None:
        context = _tell(context, inner, node)
    return context, mention


def _duration(spots: Spots, expression: Expression, node: Duration, when: int) -> Node:
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


def _is_modifier(spots: Spots, start: int, end: int) -> bool:
    """Whether the expression stands before the noun that it belongs to."""
    head = spots.head(start, end)
    return head.dep_ in ("compound", "nummod", "nmod", "amod") and head.head.i > head.i and head.head.tag_[:2] == "NN"


def _goes_on(text: str, end: int) -> bool:
    return text[end : end + 2].strip()[:1].isalnum()


def _tell(context: Context, interval: Interval, node: Node) -> Context:
    """The context after a date was told."""
    told = context.told
    if context.narrative and told is not None and told.start is not None and interval.start is not None:
        # A year in passing ("the largest since 1813") does not carry the story there.
        aside = interval.unit >= Unit.YEAR and abs(interval.start.year - told.start.year) > 2
        aside = aside or (isinstance(node, Away | Shift) and node.told and interval.start < told.start)
        if aside or (isinstance(node, Bounded) and interval.unit >= Unit.YEAR):
            return context
    context = replace(context, told=interval)
    if interval.unit == Unit.DAY:
        context = replace(context, day=interval)
    if interval.unit >= Unit.MONTH:
        context = replace(context, period=interval)
    if context.narrative and interval.start is not None:
        context = replace(context, reference=interval.start)
    return context


def _kind(node: Node) -> str:
    if isinstance(node, Duration):
        return "duration"
    if isinstance(node, Repeated):
        return "set"
    return "time" if isinstance(node, Clock) else "date"


def _is_fixed(node: Node) -> bool:
    match node:
        case Fixed():
            return True
        case PartOf() | Bounded():
            return _is_fixed(node.of)
        case Nth() | NthWeekday():
            return node.of is not None and _is_fixed(node.of)
        case Inside():
            return _is_fixed(node.of)
        case Range():
            return _is_fixed(node.start) and _is_fixed(node.end)
        case Fiscal():
            return node.year is not None
        case YearTo():
            return _is_fixed(node.end)
        case Away():
            return node.anchor is not None and _is_fixed(node.anchor)
        case Vague() | Duration() | Repeated():
            return False
        case _:
            return False


def _has_fiscal(node: Node) -> bool:
    match node:
        case Fiscal():
            return True
        case PartOf() | Bounded():
            return _has_fiscal(node.of)
        case Nth():
            return node.of is not None and _has_fiscal(node.of)
        case Inside():
            return _has_fiscal(node.of)
        case Range():
            return _has_fiscal(node.start) or _has_fiscal(node.end)
        case _:
            return False


def _span(interval: Interval | None, written: str) -> DateSpan | None:
    if interval is None:
        return None
    return DateSpan(interval.start, interval.end, GRAINS.get(interval.unit, Grain.SPAN), written)
