"""What one fact implies of another: a car that goes on sale in Canada in May, or costs 30,000 euros in Spain, is sold there.

An attribute of the pack that names others in ``implied_by`` takes its value from them, and is as sure as they are: a
place from their scope (where a car is launched is a market), a company from the plant that is their value (a car from
another maker's plant is made by that maker).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evextract.domain.identity import is_country, is_unnamed
from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.syntax import clause
from evextract.records import DateSpan, EntityRef, Mention, Modality, Polarity, Scope

_NEAR = 300
"""How many characters from an event its quote may reach to the name of its market."""
_NO_LONGER = frozenset({"former", "ex", "erstwhile", "old", "idle"})


def with_implied(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with those that they imply; one that is already there takes the stance of what is planned."""
    out = list(mentions)
    for a in ctx.pack.attributes.values():
        if a.implied_by:
            implied = {_key(m): m for m in _implied(ctx, a, out)}
            out = [_agreeing(m, implied.pop(_key(m), None)) for m in out]
            out += implied.values()
    return out


def with_markets_of_events(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions with the countries in which something comes on sale that its sentence doesn't name.

    Where an article is about one country, careful readers take that for a market where both a date and a price are told of
    it there; half of the prices alone, and of the dates alone, are told in passing.
    """
    out = list(mentions)
    for a in ctx.pack.attributes.values():
        if not a.implied_by or PLACE not in a.values:
            continue
        told = {(m.subject, m.value.id) for m in out if m.attribute == a.id and isinstance(m.value, EntityRef)}
        sold: dict[tuple[str, str], list[Mention]] = {}
        for m in out:
            market = m.scope.market
            if m.attribute in a.implied_by and m.polarity is Polarity.AFFIRMED and market and is_country(market):
                sold.setdefault((m.subject, market), []).append(m)
        for (subject, market), of_it in sold.items():
            events = [m for m in of_it if isinstance(m.value, DateSpan)]
            ahead = [m for m in events if m.modality is Modality.PLANNED]
            named = [t for t in ctx.page.things if t.id == market and t.type in a.values]
            both = len({m.attribute for m in of_it}) > 1
            if named and events and both and (subject, market) not in told and not is_unnamed(subject):
                out.append(at_place(ctx, a, named, (ahead or events)[0]))
    return out


def at_place(ctx: Context, a: AttributeDef, named: Sequence[Thing], event: Mention) -> Mention:
    """The market of an event, with the name of the place where that stands near."""
    place = min(named, key=lambda t: (abs(t.start - event.start), t.start))
    near = abs(place.start - event.start) < _NEAR
    start, end = (min(event.start, place.start), max(event.end, place.end)) if near else (event.start, event.end)
    return replace(
        event,
        attribute=a.id,
        value=EntityRef(place.id, ctx.page.text[place.start : place.end]),
        start=start,
        end=end,
        sentence_start=min(event.sentence_start, start),
        sentence_end=max(event.sentence_end, end),
        scope=Scope(variant=event.scope.variant, generation=event.scope.generation),
    )


def _implied(ctx: Context, a: AttributeDef, mentions: Iterable[Mention]) -> Iterator[Mention]:
    mentions = list(mentions)
    made = {(m.sentence_start, m.value.id) for m in mentions if m.attribute == a.id and isinstance(m.value, EntityRef)}
    for m in mentions:
        if m.attribute not in a.implied_by or m.polarity is Polarity.DENIED:
            continue
        # "Mazda builds the A of Toyota beside its own B": the sentence says whose the work is.
        if COMPANY_TYPES & set(a.values) and (m.sentence_start, ctx.focus.brand_of(m.subject)) not in made:
            yield from _by_owner(ctx, a, m)
        if m.scope.market is None or PLACE not in a.values:
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


def _by_owner(ctx: Context, a: AttributeDef, m: Mention) -> Iterator[Mention]:
    """The owner of the plant, where that is not the product's own brand or one of its group."""
    brand = ctx.focus.brand_of(m.subject)
    if _changes_hands(ctx, m):
        return
    owner = _owner_named(ctx, m) or _owner_known(ctx, m)
    if brand is None or owner is None or owner.id == brand or ctx.focus.related(brand, {owner.id}):
        return
    if ctx.focus.siblings(brand, owner.id):
        return
    value = EntityRef(owner.id, ctx.page.text[owner.start : owner.end])
    yield replace(m, attribute=a.id, value=value, start=min(m.start, owner.start), end=max(m.end, owner.end))


def _changes_hands(ctx: Context, m: Mention) -> bool:
    """ "Bought the Ford plant in Kolin and builds the X there": whose the plant is told to have been."""
    bought = {a.id for a in ctx.pack.attributes.values() if a.reader == "takeover"}
    sentence = ctx.page.sentence_at(m.focus_start)
    return any(h.thing.attribute in bought for h in ctx.cue_hits.get(sentence.number, []))


def _owner_named(ctx: Context, m: Mention) -> Thing | None:
    """ "Built at Skoda's Kvasiny plant", "made in Ghent, at the same Volvo plant"."""
    here = clause(ctx.page.root_of(m.focus_start, m.focus_end))
    for t in ctx.page.things_in(ctx.page.sentence_at(m.focus_start)):
        token = ctx.page.root_of(t.start, t.end)
        works = token.head
        if (
            t.type in COMPANY_TYPES
            and token.dep_ in {"poss", "compound", "nmod"}
            and works.lower_.removesuffix("s") in ctx.focus.nouns.plants
            and not any(c.lower_ in _NO_LONGER for c in works.lefts)
            and clause(works) == here
        ):
            return t
    return None


def _owner_known(ctx: Context, m: Mention) -> Thing | None:
    """The company that a plant of the pack belongs to, the one that its id begins with, where the article names it."""
    plant = next((t for t in ctx.page.things_at(m.focus_start) if t.type == PLANT and t.known), None)
    if plant is None or any(c.lower_ in _NO_LONGER for c in ctx.page.root_of(plant.start, plant.end).lefts):
        return None
    words = plant.id.split("-")
    ids = ("-".join(words[:n]) for n in range(len(words) - 1, 0, -1))
    named = {t.id: t for t in ctx.page.things if t.type in COMPANY_TYPES and t.inside is None}
    return next((replace(plant, id=i, type=named[i].type) for i in ids if i in named), None)


def _key(m: Mention) -> tuple[str, str, str, int]:
    return (m.subject, m.attribute, m.value.id if isinstance(m.value, EntityRef) else "", m.sentence_start)


def _agreeing(m: Mention, implied: Mention | None) -> Mention:
    if implied is not None and (m.modality, m.polarity) == (Modality.ASSERTED, Polarity.AFFIRMED):
        return replace(m, modality=Modality.PLANNED) if implied.modality is Modality.PLANNED else m
    return m
