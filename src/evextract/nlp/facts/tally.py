"""Figures of a business: profits, sums invested, cars sold, jobs cut. The subject, the sign and what a sum goes into."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.measure import Measure, gapping_subject, measures, noun_span
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.link import Link
from evextract.nlp.names import pieces
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.things import VEHICLE, Thing
from evextract.records import Mention, Modality, Polarity, Quantity, Value

_OF_THING = re.compile(r" (?:of|for) (?:(?:the|its|their|a|an|all|new|current|electric|both) ){0,3}\Z")
_INTO = re.compile(r"(?<!\w)(?:in|into|on|at|for|to build|to expand|behind) (?:(?:the|its|their|a|an|new|us|rival|startup|start-up) ){0,3}\Z", re.I)


def find_tally_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes with the reader ``tally``; their figures are marked as taken."""
    if not any(a.reader == "tally" for a in ctx.pack.attributes.values()):
        return
    quantities = list(ctx.page.quantities)
    conversions: dict[int, list[QuantityMention]] = {}
    for q in quantities:
        if q.converts is not None:
            conversions.setdefault(q.converts, []).append(q)
    for sentence in ctx.page.sentences:
        found = measures(ctx, sentence, quantities)
        links: dict[int, list[Link]] = {}
        for n in sorted(found, key=lambda n: (found[n].source is not None, n)):
            links[n] = _links(ctx, found[n], quantities, n, links)
        for n in sorted(found):
            ctx.taken.add(quantities[n].start)
            yield from _mentions(ctx, found[n], quantities[n], conversions.get(n, []), links[n], sentence)


def _links(
    ctx: Context, measure: Measure, quantities: Sequence[QuantityMention], n: int, links: dict[int, list[Link]]
) -> list[Link]:
    q, a = quantities[n], measure.attribute
    if measure.source is not None and measure.source in links:
        gapped = gapping_subject(ctx, quantities[measure.source], q)
        if not gapped:
            return [replace(link, referent=None) for link in links[measure.source]]
        return [Link(i, None, 1.0) for i in gapped]
    if VEHICLE in a.subjects:
        named = _counted_vehicle(ctx, q, measure.cue)
        if named is not None:
            return [named]
    return ctx.linker.subjects(q.start, q.end, a.subjects)


def _counted_vehicle(ctx: Context, q: QuantityMention, cue: Hit[Cue]) -> Link | None:
    """The vehicle that the counted noun names or is "of": "63,000 EV9s", "12,000 units of the Polestar 4"."""
    text = ctx.page.text
    sentence = ctx.page.sentence_at(q.start)
    end = noun_span(text, q)[1]
    vehicles = [r for r in ctx.focus.referents(sentence) if r.type == VEHICLE and r.how in {"name", "trim", "description", "pronoun"}]
    for r in vehicles:
        if q.end <= r.start < end or (r.how == "name" and r.start >= q.end and text[q.end : r.start].strip() == ""):
            return Link(r.ids[0], r, 5.0)
    for r in vehicles:
        for stop in (end, cue.end):
            if r.start > stop and _OF_THING.fullmatch(text[stop : r.start]):
                return Link(r.ids[0], r, 5.0)
    return None


def _mentions(
    ctx: Context,
    measure: Measure,
    q: QuantityMention,
    conversions: Sequence[QuantityMention],
    links: Sequence[Link],
    sentence: Sentence,
) -> Iterator[Mention]:
    a, cue = measure.attribute, measure.cue
    value = _signed(a, q.quantity, ctx.page.text[cue.start : cue.end])
    alternatives: tuple[Value, ...] = tuple(
        _signed(a, c.quantity, ctx.page.text[cue.start : cue.end]) for c in conversions
    )
    cover = [(q.bound_start, noun_span(ctx.page.text, q)[1]), *((c.start, c.end) for c in conversions)]
    if measure.source is None:
        cover.append((cue.start, cue.end))
    for link in links:
        mention = ctx.mention(link, a, value, (q.start, q.end), cover=cover, alternatives=alternatives, anchor=cue.start)
        if mention is None:
            continue
        if a.ahead and mention.modality is Modality.ASSERTED and mention.polarity is Polarity.AFFIRMED:
            continue
        if "object" in a.scope:
            target = _object(ctx, sentence, q, cue, link.id)
            mention = replace(mention, scope=replace(mention.scope, object=target))
        yield mention


def _signed(a: AttributeDef, value: Quantity, words: str) -> Quantity:
    """Negative where the words that measure the value say so ("net loss")."""
    written = f" {_stems(words)} "
    negative = any(f" {_stems(phrase)} " in written for phrase in a.negative)
    return replace(value, low=-value.high, high=-value.low) if negative and value.low > 0 else value


def _stems(words: str) -> str:
    return " ".join(stem(p.form) for p in pieces(words))


def _object(ctx: Context, sentence: Sentence, q: QuantityMention, cue: Hit[Cue], subject: str) -> str | None:
    """What the sum goes into: the nearest thing behind "in", "into" or "for", after the sum or else after the cue."""
    text = ctx.page.text
    end = max([q.end, *(c.end for c in ctx.page.quantities if c.converts is not None and ctx.page.quantities[c.converts] is q)])
    things: list[Thing] = [t for t in ctx.page.things_in(sentence) if t.inside is None and t.id != subject]
    for start in (max(end, cue.end), cue.end, end):
        for t in things:
            if t.start >= start and t.start - start < 60 and _INTO.search(text, max(start - 1, t.start - 40), t.start):
                return t.id
    return None

