"""The market of what names none beside it: the headline's, or that of the currency where the text says that it is one.

"Xpeng G7 goes on sale in Norway" tells where the launch is that the text then speaks of. A price in yuan is one in China
where the article says that the car is sold in China: ISO 4217 codes begin with the country's. Of a currency in which nobody
quotes prices to readers abroad, such as the baht, no more is needed. What the cars of foreign
makers sell, and when they come, is told of the country that the article is about; what its own makers sell is often their
total, all over the world.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.domain.pack import ValueKind, is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.markets.carried_market import with_carried_markets
from evextract.nlp.facts.markets.home_country import country_of_article, country_of_maker, is_local_currency
from evextract.nlp.facts.markets.ranked_markets import with_market_of_ranking
from evextract.nlp.naming.things import PLACE
from evextract.records import EntityRef, Mention, Polarity, Quantity


def with_home_market(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those that tell of a sale with the market that the article is about where they name none."""
    mentions = with_carried_markets(ctx, with_market_of_ranking(ctx, mentions))
    out = mentions
    for a in ctx.pack.attributes.values():
        if PLACE in a.values and a.implied_by:
            told = [m for m in mentions if m.attribute == a.id]
            headline = _by_thing(m for m in told if m.focus_start < ctx.page.sentences[0].end)
            sold = _by_thing(m for m in told if m.polarity is Polarity.AFFIRMED)
            out = [_at_home(m, headline, sold) if m.attribute in a.implied_by else m for m in out]
    country = country_of_article(ctx, mentions)
    return out if country is None else [_of_country(ctx, m, country) for m in out]


def _of_country(ctx: Context, m: Mention, country: str) -> Mention:
    """What is told of a market, with the country; not where its sentence names another one."""
    a = ctx.pack.attributes[m.attribute]
    if not a.of_home or m.scope.market is not None or m.polarity is Polarity.DENIED:
        return m
    is_count_of_cars = a.kind is ValueKind.QUANTITY and ctx.focus.brand_of(m.subject) is not None
    if not is_count_of_cars and country_of_maker(ctx, m.subject) == country:
        return m
    places = [t for t in ctx.page.things_in(ctx.page.sentence_at(m.focus_start)) if t.type == PLACE]
    regions = [t for t in places if (known := ctx.pack.entities.get(t.id)) is not None and not known.country]
    if a.placed_by is None:
        regions = [t for t in regions if ctx.scope.is_market(t)]  # not so "the Chinese brand"
    if any(ctx.page.text.endswith(" outside ", 0, t.start) for t in places):
        return m
    return m if {t.id for t in regions} - {country} else replace(m, scope=replace(m.scope, market=country))


def _by_thing(told: Iterable[Mention]) -> dict[str, set[str]]:
    """Thing -> the places in which it is said to be sold; an empty id for each where it is said not to be."""
    found: dict[str, set[str]] = {}
    for m in told:
        if isinstance(m.value, EntityRef):
            found.setdefault(m.subject, set()).add(m.value.id if m.polarity is Polarity.AFFIRMED else "")
    return found


def _at_home(m: Mention, headline: Mapping[str, Collection[str]], sold: Mapping[str, Collection[str]]) -> Mention:
    if m.scope.market is not None or m.polarity is Polarity.DENIED:
        return m
    if isinstance(m.value, Quantity) and is_currency(m.value.unit):
        country = m.value.unit[:2]
        told = is_local_currency(m.value.unit) or country in sold.get(m.subject, ())
        return replace(m, scope=replace(m.scope, market=country)) if told else m
    places = headline.get(m.subject, ())
    if len(places) == 1 and is_country(place := next(iter(places))):  # a region has many launches
        return replace(m, scope=replace(m.scope, market=place))
    return m
