"""The place of an event that happens where something else is told: a car's production begins in the country of its plant.

An attribute of the pack that names another in ``placed_by`` takes its market from that one's values in the same sentence.
Places that the text tells elsewhere are left to it: careful readers carry one in three of them over to the event.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import PLACE
from evextract.nlp.page import starting
from evextract.records import EntityRef, Mention, Polarity

_ANOTHER = 30
"""So many characters farther off is a place on the other side of an "and": "in China since 2023 and in Belgium"."""


def with_places(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, the events among them with the country in which they happen, where their sentence tells of one.

    It goes before a market: "since May the plant in Spain has built it for export to Africa".
    """
    out = list(mentions)
    for a in ctx.pack.attributes.values():
        if a.placed_by is not None:
            places = [m for m in out if m.attribute == a.placed_by and m.polarity is Polarity.AFFIRMED]
            out = [_placed(ctx, m, places) if m.attribute == a.id else m for m in out]
    return out


def _placed(ctx: Context, event: Mention, places: Sequence[Mention]) -> Mention:
    here = [m for m in places if m.subject == event.subject and m.sentence_start == event.sentence_start]
    near = sorted(here, key=lambda m: (_distance(ctx, m, event), m.focus_start))
    country = next((country for m in near if (country := _country(ctx, m)) is not None), None)
    return replace(event, scope=replace(event.scope, market=country)) if country is not None else event


def _distance(ctx: Context, place: Mention, event: Mention) -> int:
    """In characters; what stands before an "and" is rather told of what stands there too."""
    between = ctx.page.text[min(place.focus_end, event.focus_end) : max(place.focus_start, event.focus_start)]
    return abs(place.focus_start - event.focus_start) + _ANOTHER * (" and " in between)


def _country(ctx: Context, told: Mention) -> str | None:
    """The country of the place or plant that is the value; of a plant that no list has, that of the town in its name."""
    if not isinstance(told.value, EntityRef):
        return None
    named = starting(ctx.page.things, told.focus_start, told.focus_end)
    for id_ in (told.value.id, *(t.id for t in named if t.type == PLACE)):
        known = ctx.pack.entities.get(id_)
        country = id_ if is_country(id_) else known.country if known is not None else None
        if country is not None:
            return country
    return None
