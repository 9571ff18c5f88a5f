"""Markets that head a part of an article: under "Europe", "a small van follows in 2027" tells of a launch in Europe.

Only where the article goes through the world so, place by place, and where the sentence itself tells of no other market.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.markets.implied import at_place
from evextract.nlp.naming.things import PLACE, Thing
from evextract.records import DateSpan, EntityRef, Mention, Polarity


def with_headed_markets(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those of launches and prices with the market of their heading, and with that market as a fact."""
    mentions = list(mentions)
    if not ctx.focus.place_sections:
        return mentions
    for a in ctx.pack.attributes.values():
        if not a.implied_by or PLACE not in a.values:
            continue
        told = {(m.subject, m.value.id) for m in mentions if m.attribute == a.id and isinstance(m.value, EntityRef)}
        for n, m in enumerate(mentions):
            heading = _heading(ctx, m) if m.attribute in a.implied_by else None
            if heading is None:
                continue
            mentions[n] = m = replace(m, scope=replace(m.scope, market=heading.id))
            if isinstance(m.value, DateSpan) and (m.subject, heading.id) not in told:
                told.add((m.subject, heading.id))
                mentions.append(at_place(ctx, a, [heading], m))
    return mentions


def _heading(ctx: Context, m: Mention) -> Thing | None:
    """The one place that heads what the mention is part of, if nothing else says where it is."""
    if m.scope.market is not None or m.polarity is Polarity.DENIED:
        return None
    sentence = ctx.page.sentence_at(m.focus_start)
    places = ctx.focus.place_sections.get(sentence.number, ())
    if len(places) != 1 or not ctx.scope.is_region(places[0]):
        return None
    others = (t for t in ctx.page.things_in(sentence) if t.type == PLACE and t.id != places[0].id)
    return None if any(ctx.scope.is_market(t) for t in others) else places[0]
