"""Values of versions, markets or makers in lists, a line each: "Long Range: 33,490 euros" under "Prices are as follows"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.fitting import at_least, is_price, quantity_attributes
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLACE, Thing
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.tables import Cell
from evextract.records import Bound, Mention

_ITEM = re.compile(
    r"^[ \t]*(?:[-•*–·▪]|\d\d?[.)])?[ \t]*(?P<label>[A-Z0-9](?:[^\n:|.;]|\.(?=\w)){1,50}?)[ \t]*(?::| [–—-])[ \t]+(?P<value>\S[^\n]{0,100})$",
    re.MULTILINE,
)
_LABEL = re.compile(r"(?:[\w+/&’'.-]+ ?){1,7}")
_FROM = re.compile(r"(?:from |at |only |just )?")
_SENTENCE = re.compile(r"[.!?][ \t]+[A-Z]|, [a-z]+ing\b")
_INTRO = 240
"""How far before the list the words may begin that say what it is of."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A line: what it is of at ``start``…``end``, its value and what that is in other units."""

    start: int
    end: int
    value: QuantityMention
    conversions: Sequence[QuantityMention]


def find_listed_facts(ctx: Context) -> Iterator[Mention]:
    """The values of lists of versions, or of markets; their figures are marked as taken."""
    for items in _lists(ctx):
        intro = _sentences_before(ctx, items[0].start)
        priced = all(any(is_price(a) for a in quantity_attributes(ctx, i.value)) for i in items)
        for item in items:
            attribute = _attribute(ctx, item, intro, priced=priced)
            if attribute is None:
                continue
            mention = _mention(ctx, attribute, item)
            if mention is not None:
                ctx.taken.update(q.start for q in starting(ctx.page.quantities, item.start, item.end))
                ctx.taken.add(item.value.start)
                yield mention


def _lists(ctx: Context) -> Iterator[list[_Item]]:
    """Items in lines that follow each other, two or more."""
    block: list[_Item] = []
    last = -1
    for m in _ITEM.finditer(ctx.page.text):
        if block and ctx.page.text[last : m.start()].strip():
            yield from [block] if len(block) > 1 else []
            block = []
        last = m.end()
        if (item := _item(ctx, m)) is not None:
            block.append(item)
    yield from [block] if len(block) > 1 else []


def _item(ctx: Context, line: re.Match[str]) -> _Item | None:
    if not _LABEL.fullmatch(line["label"]) or _SENTENCE.search(line["value"]):
        return None
    for n, q in ctx.page.quantities_in(Cell(line.start("value"), line.end())):
        if line.start("value") <= q.bound_start:
            before = ctx.page.text[line.start("value") : q.bound_start]
            read = q.start in ctx.taken or ctx.in_table(q.start)
            same = ctx.page.conversions.get(n, ())
            return _Item(*line.span("label"), q, same) if _FROM.fullmatch(before) and not read else None
    return None


def _sentences_before(ctx: Context, start: int) -> Sequence[Sentence]:
    """The last two before the list, which may say what it is of."""
    return [s for s in starting(ctx.page.sentences, start - _INTRO, start) if s.end <= start][-2:]


def _attribute(ctx: Context, item: _Item, intro: Sequence[Sentence], *, priced: bool) -> AttributeDef | None:
    """The attribute that the words before the list name; a list of nothing but prices needs none."""
    label = _label(ctx, item)
    whole = label.type if label is not None and (label.start, label.end) == (item.start, item.end) else None
    fitting = [a for a in quantity_attributes(ctx, item.value) if not a.reader or whole in a.subjects]
    here = ctx.page.sentence_at(item.start)
    if any(item.start <= h.start < item.end for a in fitting for h in ctx.cues_in(here, a.id)):
        return None  # the line says itself what it is: "Battery: 58 kWh"
    named = [a for s in reversed(intro) for a in fitting if ctx.cues_in(s, a.id)]
    if named:
        return named[0]
    alone = [a for a in fitting if not a.reader]
    return alone[0] if priced and len(alone) == 1 else None


def _label(ctx: Context, item: _Item) -> Thing | None:
    """The vehicle, company or plant that the line names, else the place."""
    inside = [t for t in starting(ctx.page.things, item.start, item.end) if t.end <= item.end and t.inside is None]
    return next((t for t in inside if t.type == PRODUCT), inside[0] if inside else None)


def _mention(ctx: Context, a: AttributeDef, item: _Item) -> Mention | None:
    text, q, named = ctx.page.text, item.value, _label(ctx, item)
    place = named if named is not None and named.type == PLACE and named.end == item.end else None
    before = ctx.focus.before(ctx.page.sentence_at(item.start), company=False)
    subject = named.id if named is not None and named.type in a.subjects else before[0] if before else ctx.focus.topic
    if subject is None:
        return None
    end = named.end if named is not None and named.id == subject else item.start
    label = text[end : item.end].strip() if place is None else ""
    variant = label or None if "variant" in a.scope else None
    value = at_least(ctx, a, q, q.quantity)
    value = replace(value, bound=Bound.EXACT) if variant and value.bound is Bound.ABOVE else value
    mention = ctx.mention(
        Link(subject, None, 1.0, variant),
        a,
        value,
        (q.start, q.end),
        cover=[(item.start, item.end), *((c.start, c.end) for c in item.conversions)],
        alternatives=tuple(c.quantity for c in item.conversions),
    )
    if mention is None or place is None or "market" not in a.scope:
        return mention
    return replace(mention, scope=replace(mention.scope, market=place.id))
