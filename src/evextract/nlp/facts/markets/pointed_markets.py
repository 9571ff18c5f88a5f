"""Markets that a word points to: "it went on sale there in May", "at home it costs 78,800 yuan", "902 sold in the country".

"There" points to the place named last, "here" to where the article is read, "in the country" to the one that the article is
about; "at home" is where the maker is from. They hold for what their own clause tells of a car, where no other place is named
beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.markets.home_country import country_of_article, country_of_maker, country_of_prices
from evextract.nlp.facts.production.sited import is_home_of_firm
from evextract.nlp.naming.things import PLACE, PLANT
from evextract.nlp.page import starting
from evextract.nlp.stance.governors import governors
from evextract.nlp.syntax import clause, is_verb
from evextract.records import Mention

_POINTING = re.compile(
    r"(?<!\w)(?:(?P<there>(?<!from )(?<!in )(?<!out )there(?! (?:used|seems|appears|comes|came|remains)))|(?P<country>in (?:the|this|that) country)"
    r"|(?P<here>(?<!from )(?<!in )here)|(?P<home>(?<!charge )(?<!charged )(?<!charging )(?:at|back) home|(?:in|on|for) (?:its|the|[A-Z]\w+[’']s) (?:home|domestic) market))(?![\w’'])",
    re.I,
)
_OF_A_PART = re.compile(r"\d[^.;]{0,20} of (?:them|these|those|which)(?!\w)")
_MEMORY = 500
"""Characters before "there" in which the place is looked for that it means."""


def with_pointed_markets(ctx: Context, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, those without a market with the one that their clause points to."""
    mentions = list(mentions)
    pointing: dict[int, list[re.Match[str]]] = {}
    for m in _POINTING.finditer(ctx.page.text):
        sentence = ctx.page.sentence_at(m.start())
        # Not so "there are 700 in stock".
        if m.lastgroup not in {"there", "here"} or ctx.page.token_at(m.start()).tag_ == "RB":
            pointing.setdefault(sentence.number, []).append(m)
    if not pointing:
        return mentions
    about = country_of_article(ctx, mentions)
    read_in = about or country_of_prices(ctx, mentions)
    return [_pointed(ctx, m, pointing, about, read_in) for m in mentions]


def _pointed(
    ctx: Context,
    mention: Mention,
    pointing: Mapping[int, list[re.Match[str]]],
    about: str | None,
    read_in: str | None,
) -> Mention:
    sentence = ctx.page.sentence_at(mention.focus_start)
    words = pointing.get(sentence.number, ())
    attribute = ctx.pack.attributes[mention.attribute]
    if not words or mention.scope.market is not None or not {"market", "variant"} <= set(attribute.scope):
        return mention
    told = ctx.page.root_of(mention.focus_start, mention.focus_end)
    clauses = {t.i for t in governors(told) if is_verb(t)}
    # A test that is "here" tells no market of the range that it finds.
    words = [m for m in words if attribute.of_home or not m["here"]]
    for m in sorted(words, key=lambda m: (abs(m.start() - mention.focus_start), m.start())):
        if m.start() > mention.focus_end and _OF_A_PART.search(ctx.page.text, mention.focus_end, m.start()):
            continue  # "270,000, with 46,000 of them at home"
        here = clause(ctx.page.token_at(m.end() - 1))
        if here is not None and here.i in clauses:
            place = read_in if m["here"] else _place(ctx, mention, m, about)
            others = {t.id for t in ctx.page.things_in(sentence) if t.type == PLACE and is_country(t.id)} - {place}
            return mention if others or place is None else replace(mention, scope=replace(mention.scope, market=place))
    return mention


def _place(ctx: Context, mention: Mention, m: re.Match[str], about: str | None) -> str | None:
    if m["home"]:
        return country_of_maker(ctx, mention.subject)
    before = reversed(starting(ctx.page.things, max(0, m.start() - _MEMORY), m.start()))
    if m["country"]:
        return about or next((t.id for t in before if t.type == PLACE and is_country(t.id)), None)
    last = next((t for t in before if t.type in {PLACE, PLANT} and not is_home_of_firm(ctx, t)), None)
    known = ctx.pack.entities.get(last.id) if last is not None else None
    if known is None:
        return None
    return known.country if known.country is not None or known.type != PLACE else known.id  # a town's, a plant's
