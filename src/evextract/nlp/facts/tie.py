"""Ties between things: platform, maker, developer, plant, market, partner, acquisition, merger, base model.

A cue phrase, a value of a fitting type that hangs on it in the dependency tree with no other verb between, and the
cue's subject. Lists of values are one tie each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import attachment
from evextract.nlp.things import Thing
from evextract.records import EntityRef, Mention

_MAX_HOPS = 4
_REACH = 80
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although)(?!\w)")


def find_tie_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.ENTITY and not a.reader]
    for sentence in ctx.page.sentences:
        things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
        for a in attributes:
            found: dict[tuple[str, str], Mention] = {}
            for hit in ctx.cues_in(sentence, a.id):
                if _blocked(ctx, a, hit, sentence):
                    continue
                for thing in _values(ctx, a, hit, things):
                    for mention in _mentions(ctx, a, hit, thing):
                        found.setdefault((mention.subject, thing.id), mention)
            yield from found.values()


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    return any(
        b.thing == a.id and b.start < hit.end + 12 and hit.start - 12 < b.end
        for b in ctx.blocker_hits.get(sentence.number, [])
    )


def _values(ctx: Context, a: AttributeDef, hit: Hit[Cue], things: list[Thing]) -> list[Thing]:
    """The fitting thing that hangs closest on the cue, on the cue's side, with the other members of its list."""
    page, side = ctx.page, hit.thing.side
    cue = page.root_of(hit.start, hit.end)
    best: tuple[float, Thing] | None = None
    for t in things:
        if t.type not in a.values or (t.start < hit.end and hit.start < t.end and t.type != "platform"):
            continue
        after = t.start >= hit.start
        if (side == "before" and after) or (side == "after" and not after):
            continue
        gap = page.text[hit.end : t.start] if after else page.text[t.end : hit.start]
        if len(gap) > _REACH or _BREAK.search(gap):
            continue
        tie = attachment(cue, page.root_of(t.start, t.end))
        if tie is None or tie[0] > _MAX_HOPS or tie[1] > 0:
            continue
        cost = tie[0] + len(gap) / 40 + (0.0 if after else 0.7)
        if best is None or cost < best[0]:
            best = (cost, t)
    if best is None:
        return []
    chosen = best[1]
    mates = {t.i for t in page.root_of(chosen.start, chosen.end).conjuncts}
    others = [t for t in things if t is not chosen and t.type in a.values]
    return [chosen, *(t for t in others if page.root_of(t.start, t.end).i in mates)]


def _mentions(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Mention]:
    value = EntityRef(thing.id, ctx.page.text[thing.start : thing.end])
    for link in ctx.linker.subjects(hit.start, hit.end, a.subjects, avoid=(thing.start, thing.end)):
        if link.id == thing.id:
            continue
        mention = ctx.mention(link, a, value, (thing.start, thing.end), cover=[(hit.start, hit.end)], anchor=hit.start)
        if mention is not None:
            yield mention
