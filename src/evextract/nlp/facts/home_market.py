"""The market of what names none beside it: the headline's, or that of the currency where the text says that it is one.

"Xpeng G7 goes on sale in Norway" tells where the launch is that the text then speaks of. A price in yuan is one in China
where the article says that the car is sold in China: ISO 4217 codes begin with the country's. Of a currency in which nobody
quotes prices to readers abroad, such as the baht, it is enough that the article names the country.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.domain.pack import is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.things import PLACE
from evextract.records import EntityRef, Mention, Polarity, Quantity

_QUOTED_ABROAD = frozenset({"USD", "EUR", "GBP", "CNY"})


def with_home_market(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those that tell of a sale with the market that the article is about where they name none."""
    mentions = list(mentions)
    out = mentions
    named = {t.id for t in ctx.page.things if t.type == PLACE}
    for a in ctx.pack.attributes.values():
        if PLACE in a.values and a.implied_by:
            told = [m for m in mentions if m.attribute == a.id]
            headline = _by_thing(m for m in told if m.focus_start < ctx.page.sentences[0].end)
            sold = _by_thing(m for m in told if m.polarity is Polarity.AFFIRMED)
            out = [_at_home(m, headline, sold, named) if m.attribute in a.implied_by else m for m in out]
    return out


def _by_thing(told: Iterable[Mention]) -> dict[str, set[str]]:
    """Thing -> the places in which it is said to be sold; an empty id for each where it is said not to be."""
    found: dict[str, set[str]] = {}
    for m in told:
        if isinstance(m.value, EntityRef):
            found.setdefault(m.subject, set()).add(m.value.id if m.polarity is Polarity.AFFIRMED else "")
    return found


def _at_home(
    m: Mention, headline: Mapping[str, Collection[str]], sold: Mapping[str, Collection[str]], named: Collection[str]
) -> Mention:
    if m.scope.market is not None or m.polarity is Polarity.DENIED:
        return m
    if isinstance(m.value, Quantity) and is_currency(m.value.unit):
        country = m.value.unit[:2]
        told = sold.get(m.subject, ()) if m.value.unit in _QUOTED_ABROAD else (*sold.get(m.subject, ()), *named)
        return replace(m, scope=replace(m.scope, market=country)) if country in told else m
    places = headline.get(m.subject, ())
    if len(places) == 1 and is_country(place := next(iter(places))):  # a region has many launches
        return replace(m, scope=replace(m.scope, market=place))
    return m
