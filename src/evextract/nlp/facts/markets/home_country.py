"""The country that an article is about, and the one that a maker is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evextract.domain.identity import is_country
from evextract.domain.pack import is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import PLACE
from evextract.nlp.roles import PRODUCT
from evextract.records import Mention, Quantity

_MOST, _OFTEN = 0.5, 3
"""The share of the countries named that one has to exceed for an article to be about it; how often it is named then."""
_QUOTED_ABROAD = frozenset({"USD", "EUR", "GBP", "CNY"})


def country_of_article(ctx: Context, mentions: Iterable[Mention]) -> str | None:
    """The country that the article is about: most of those it names, in the first sentence or often.

    A price in a currency in which nobody quotes prices to readers abroad names its country, too.
    """
    countries = [t for t in ctx.page.things if t.type == PLACE and is_country(t.id)]
    prices = {at: unit for at, unit in _prices(ctx, mentions).items() if is_local_currency(unit)}
    often = Counter(t.id for t in countries) + Counter(unit[:2] for unit in prices.values())
    country, times = _commonest(often)
    first = any(t.id == country and t.start < ctx.page.sentences[0].end for t in countries)
    return country if times > _MOST * often.total() and (first or times >= _OFTEN) else None


def country_of_prices(ctx: Context, mentions: Iterable[Mention]) -> str | None:
    """The country in whose currency most prices of an article are: where it is read, if it is about no country.

    Dollars are those of the United States only where the article names these.
    """
    often = Counter(_prices(ctx, mentions).values())
    unit, times = _commonest(often)
    country = unit[:2]
    if unit in {"", "EUR"} or times <= _MOST * often.total():
        return None
    named = unit != "USD" or any(t.id == country for t in ctx.page.things if t.type == PLACE)
    return country if named else None


def _prices(ctx: Context, mentions: Iterable[Mention]) -> dict[int, str]:
    """The currencies of sums asked for products, by place; a firm counts its profit in that of its home, wherever it sells."""
    return {
        m.focus_start: m.value.unit
        for m in mentions
        if isinstance(m.value, Quantity)
        and is_currency(m.value.unit)
        and PRODUCT in ctx.pack.attributes[m.attribute].subjects
    }


def _commonest(often: Counter[str]) -> tuple[str, int]:
    """Of equally common ones the first by name; nothing of nothing."""
    return min(often.items(), key=lambda item: (-item[1], item[0]), default=("", 0))


def is_local_currency(unit: str) -> bool:
    """Whether the unit is a currency in which nobody quotes prices to readers abroad."""
    return is_currency(unit) and unit not in _QUOTED_ABROAD


def country_of_maker(ctx: Context, subject: str) -> str | None:
    """The country that the maker of a vehicle, or a company, is from."""
    maker = ctx.pack.entities.get(ctx.focus.brand_of(subject) or subject)
    return maker.country if maker is not None else None
