"""Counts told as sold at home or abroad: "domestic sales of 5,400 units and exports of 1,600", "710 of them abroad"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.markets.home_country import country_of_maker
from evextract.records import Mention

_ABROAD = "overseas"
"""The region of a pack's places that is all countries but the maker's."""
_WORD = re.compile(r"(?<!\w)(?:abroad|overseas|export(?:s|ed)?|domestic|outside)(?!\w)", re.I)
_SALES = r"(?:sales|deliveries|registrations|shipments|dispatches|volumes?)"
_GAP = r"(?:\d+(?:\.\d+)? ?(?:%|per ?cent|pct)(?!\w)|(?! and )[^.;:,()\d])"
"""Also a change: "domestic sales rose 8.8 percent to 50,208"."""
_EXPORTS_OF = re.compile(
    rf"(?<!\w)(?:(?:overseas|foreign|export) {_SALES}|exports?|exported)(?! from){_GAP}{{0,40}}\Z", re.I
)
_EXPORTED = re.compile(
    rf"{_GAP}{{0,30}}(?<!\w)(?<!known )(?:abroad|overseas)(?![\w’'-]| [a-z]+s?(?: and)? (?:{_SALES}|plant|factory))"
    r"|(?: units| vehicles| cars)?(?: were| was)? export(?:s|ed)(?!\w)",
    re.I,
)
_AT_HOME = re.compile(rf"(?<!\w)domestic {_SALES}{_GAP}{{0,40}}\Z", re.I)
_DOMESTIC = re.compile(rf"{_GAP}{{0,30}}(?<!\w)domestic(?: customers| buyers| market)?(?! (?!and |or )\w)", re.I)
_OUTSIDE = re.compile(
    rf"{_GAP}{{0,30}}(?<!\w)outside (?:of )?(?:mainland |(?P<home>(?:its|their|the) home (?:market|country|turf)))?",
    re.I,
)
_REACH = 90
"""Characters before a figure in which the words that it is a figure of begin."""


def with_home_and_abroad(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, counts of what is exported or sold at home with that for their market."""
    mentions = list(mentions)
    if not _WORD.search(ctx.page.text):
        return mentions
    told = [_told(ctx, m) for m in mentions]
    return [_compared(ctx, m, told) for m in told]


def _compared(ctx: Context, m: Mention, mentions: Iterable[Mention]) -> Mention:
    """ "Sold 900 abroad, up from 700": what the figure is set against was counted in the same market."""
    if m.scope.market is not None or not ctx.scope.periods.is_compared((m.focus_start, m.focus_end)):
        return m
    key = (m.subject, m.attribute, m.sentence_start)
    before = [o for o in mentions if (o.subject, o.attribute, o.sentence_start) == key and o.focus_end <= m.focus_start]
    last = max(before, key=lambda o: o.focus_start, default=m)
    return replace(m, scope=replace(m.scope, market=last.scope.market)) if last.scope.market == _ABROAD else m


def _told(ctx: Context, m: Mention) -> Mention:
    a = ctx.pack.attributes[m.attribute]
    if a.dimension != "count" or m.scope.market is not None or not {"market", "variant"} <= set(a.scope):
        return m
    before = ctx.page.text[max(m.sentence_start, m.focus_start - _REACH) : m.focus_start]
    behind = ctx.page.text[m.focus_end : m.sentence_end]
    market = None
    if _EXPORTED.match(behind) or _EXPORTS_OF.search(before) or _is_outside_home(ctx, m, behind):
        market = _ABROAD if _ABROAD in ctx.pack.entities else None
    elif _DOMESTIC.match(behind) or _AT_HOME.search(before):
        market = country_of_maker(ctx, m.subject)
    return m if market is None else replace(m, scope=replace(m.scope, market=market))


def _is_outside_home(ctx: Context, m: Mention, behind: str) -> bool:
    """ "Sold 90,000 cars outside China", told of a maker from there, or "outside its home market"."""
    told = _OUTSIDE.match(behind)
    if told is None or told["home"]:
        return told is not None
    at = m.focus_end + told.end()
    return any(t.start == at and t.id == country_of_maker(ctx, m.subject) for t in ctx.page.things_at(at))
