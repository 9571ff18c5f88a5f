"""What one fact implies of another: a car that goes on sale in Canada in May, or costs 30,000 euros in Spain, is sold there.

An attribute of the pack that names others in ``implied_by`` takes its value from their scope: the place of a launch is
a market, as sure as the launch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.records import EntityRef, Mention, Modality, Polarity, Scope


def with_implied(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those that they imply; one that is already there takes the stance of what is planned."""
    out = list(mentions)
    for a in ctx.pack.attributes.values():
        if a.implied_by:
            implied = {_key(m): m for m in _implied(ctx, a, out)}
            out = [_agreeing(m, implied.pop(_key(m), None)) for m in out]
            out += implied.values()
    return out


def _implied(ctx: Context, a: AttributeDef, mentions: Iterable[Mention]) -> Iterator[Mention]:
    for m in mentions:
        if m.attribute not in a.implied_by or m.scope.market is None or m.polarity is Polarity.DENIED:
            continue
        sentence = ctx.page.sentence_at(m.focus_start)
        named = [t for t in ctx.page.things_in(sentence) if t.id == m.scope.market and t.type in a.values]
        if named:
            place = min(named, key=lambda t: (abs(t.start - m.focus_start), t.start))
            yield replace(
                m,
                attribute=a.id,
                value=EntityRef(place.id, ctx.page.text[place.start : place.end]),
                start=min(m.start, place.start),
                end=max(m.end, place.end),
                focus_start=place.start,
                focus_end=place.end,
                alternatives=(),
                scope=Scope(variant=m.scope.variant, generation=m.scope.generation),
            )


def _key(m: Mention) -> tuple[str, str, str, int]:
    return (m.subject, m.attribute, m.value.id if isinstance(m.value, EntityRef) else "", m.sentence_start)


def _agreeing(m: Mention, implied: Mention | None) -> Mention:
    if implied is not None and (m.modality, m.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED):
        return replace(m, modality=Modality.PLANNED) if implied.modality is Modality.PLANNED else m
    return m
