"""What a vehicle is made from where no verb says so: "plans its own version of the X", "the Y (from the X)".

Or where a verb says so of the one before it only: "the A is an X and the B a Y".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.linking.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.records import EntityRef, Mention

_FROM = re.compile(r" \((?:from|née|a rebadged|derived from|based on) (?:the |an? )?")

_IS = re.compile(r" (?:is|was|are|were|will be)(?: (?:just|simply|really|basically|nothing but))? an? (?:[a-z-]+ )?")
_NEXT = re.compile(
    r"(?: (?:with|in|under) [a-z’' -]{1,40})?(?:,| and|, and|;|, while|, whereas) (?:the |its )(?:[a-z-]+ )?"
)
_TOO = re.compile(r",? an? (?:[a-z-]+ )?")
_FOUR = 4
"""Names: two cars, each with the one that it is made from."""


def find_made_from_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes whose values are of the same types as their subjects."""
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and not a.reader and set(a.values) <= set(a.subjects):
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence)
                yield from _in_brackets(ctx, a, sentence)
                yield from _without_verb(ctx, a, sentence)


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
    for r, base in pairwise(named_one_by_one(ctx, a, sentence)):
        if _FROM.fullmatch(ctx.page.text, r.end, base.start) and are_of_two_makers(ctx, r, base):
            yield from made_from(ctx, a, r, base, anchor=r.start)


def _without_verb(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    """ "The A is a rebadged X and the B a Y"."""
    text = ctx.page.text
    named = named_one_by_one(ctx, a, sentence)
    for n in range(len(named) - _FOUR + 1):
        first, its, other, base = named[n : n + _FOUR]
        if (
            are_of_two_makers(ctx, other, base)
            and _IS.fullmatch(text, first.end, its.start)
            and _NEXT.fullmatch(text, its.end, other.start)
            and _TOO.fullmatch(text, other.end, base.start)
        ):
            yield from made_from(ctx, a, other, base, anchor=other.start)


def named_one_by_one(ctx: Context, a: AttributeDef, sentence: Sentence) -> list[Referent]:
    """The names in the sentence of what can be a base, each of a single thing."""
    return [r for r in ctx.focus.referents(sentence) if r.type in a.values and r.how == "name" and len(r.ids) == 1]


def are_of_two_makers(ctx: Context, one: Referent, other: Referent) -> bool:
    brands = {ctx.focus.brand_of(one.ids[0]), ctx.focus.brand_of(other.ids[0])}
    return None not in brands and len(brands) == 2


def made_from(ctx: Context, a: AttributeDef, r: Referent, base: Referent, *, anchor: int) -> Iterator[Mention]:
    """That ``r`` is made from ``base``, told at ``anchor``."""
    span = (base.start, base.end)
    value = EntityRef(base.ids[0], ctx.page.text[slice(*span)])
    mention = ctx.mention(Link(r.ids[0], r, 5.0), a, value, span, cover=[(r.start, r.end)], anchor=anchor)
    if mention is not None:
        yield mention
