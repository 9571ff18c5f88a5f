"""What a vehicle is made from where no verb says so: "plans its own version of the X", "the Y (from the X)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.page import Sentence
from evextract.records import EntityRef, Mention

_FROM = re.compile(r" \((?:from|née|a rebadged|derived from|based on) (?:the |an? )?")


def find_made_from_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes whose values are of the same types as their subjects."""
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and not a.reader and set(a.values) <= set(a.subjects):
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence)
                yield from _in_brackets(ctx, a, sentence)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    for r in ctx.focus.referents(sentence):
        base = ctx.focus.made_from(r.ids[0]) if r.how == "unnamed" else None
        if base is None:
            continue
        named = [t for t in ctx.page.things_in(sentence) if t.id == base and t.inside is None]
        if not named:
            continue
        nearest = min(named, key=lambda t: abs(t.start - r.start))
        span = (nearest.start, nearest.end)
        value = EntityRef(base, ctx.page.text[slice(*span)])
        mention = ctx.mention(Link(r.ids[0], r, 4.0), a, value, span, cover=[], anchor=r.start)
        if mention is not None:
            yield mention


def _in_brackets(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    """ "The Y (from the X)": of another brand, as one's own predecessor stands in brackets too."""
    named = [r for r in ctx.focus.referents(sentence) if r.type in a.values and r.how == "name" and len(r.ids) == 1]
    for r, base in pairwise(named):
        brands = {ctx.focus.brand_of(r.ids[0]), ctx.focus.brand_of(base.ids[0])}
        if None in brands or len(brands) < 2 or not _FROM.fullmatch(ctx.page.text, r.end, base.start):
            continue
        span = (base.start, base.end)
        value = EntityRef(base.ids[0], ctx.page.text[slice(*span)])
        mention = ctx.mention(Link(r.ids[0], r, 5.0), a, value, span, cover=[(r.start, r.end)], anchor=r.start)
        if mention is not None:
            yield mention
