"""Ties between things: platform, maker, developer, plant, market, partner, acquisition, merger, base model.

A cue phrase, a value of a fitting type that hangs on it, and the cue's subject. Lists of values are one tie each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.things import Thing
from evextract.records import EntityRef, Mention

_REACH = 60
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although)(?!\w)")


def find_tie_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.ENTITY]
    for sentence in ctx.page.sentences:
        things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
        for a in attributes:
            for hit in ctx.cues_in(sentence, a.id):
                for thing in _values(ctx, a, hit, things):
                    yield from _mentions(ctx, a, hit, thing, sentence)


def _values(ctx: Context, a: AttributeDef, hit: Hit[Cue], things: list[Thing]) -> list[Thing]:
    """The nearest fitting thing on the cue's side, with the other members of its list."""
    side = hit.thing.cue.side
    page = ctx.page
    after = [t for t in things if t.start >= hit.end and t.type in a.values]
    before = [t for t in things if t.end <= hit.start and t.type in a.values]
    chosen: Thing | None = None
    if side != "before" and after:
        gap = page.text[hit.end : after[0].start]
        if len(gap) <= _REACH and not _BREAK.search(gap):
            chosen = after[0]
    if chosen is None and side != "after" and before:
        gap = page.text[before[-1].end : hit.start]
        if len(gap) <= _REACH // 2 and not _BREAK.search(gap):
            chosen = before[-1]
    if chosen is None:
        return []
    mates = {t.i for t in page.root_of(chosen.start, chosen.end).conjuncts}
    return [chosen, *(t for t in things if t is not chosen and t.type in a.values and page.root_of(t.start, t.end).i in mates)]


def _mentions(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing, sentence: Sentence) -> Iterator[Mention]:
    value = EntityRef(thing.id, ctx.page.text[thing.start : thing.end])
    for link in ctx.linker.subjects(hit.start, hit.end, a.subjects):
        if link.id == thing.id:
            continue
        if link.referent is not None and link.referent.start <= thing.start < link.referent.end:
            continue
        mention = ctx.mention(link, a, value, (thing.start, thing.end), cover=[(hit.start, hit.end)], anchor=hit.start)
        if mention is not None:
            yield mention
