"""What a vehicle without a name is made from, where nothing but its description says so: "plans its own version of the X"."""

from __future__ import annotations

from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.records import EntityRef, Mention


def find_made_from_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes whose values are of the same types as their subjects."""
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and not a.reader and set(a.values) <= set(a.subjects):
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    for r in ctx.focus.referents(sentence):
        base = ctx.focus.made_from(r.ids[0]) if r.how == "unnamed" else None
        named = [t for t in ctx.page.things_in(sentence) if t.id == base and t.inside is None]
        if base is None or not named:
            continue
        nearest = min(named, key=lambda t: abs(t.start - r.start))
        span = (nearest.start, nearest.end)
        value = EntityRef(base, ctx.page.text[slice(*span)])
        mention = ctx.mention(Link(r.ids[0], r, 4.0), a, value, span, cover=[], anchor=r.start)
        if mention is not None:
            yield mention
