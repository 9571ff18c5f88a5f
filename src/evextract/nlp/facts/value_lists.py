"""The lists that values of a tie stand in: "sold in Spain, Italy and France"; "Graz, Austria" is one place and no list."""

from __future__ import annotations

import re

from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.context import Context
from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing

_LIST = re.compile(
    r",? (?:and|or|as well as|plus)(?: also)?(?: in| to| for)?(?: (?:(?:large )?parts|most|much|the rest) of)?(?: the)? "
    r"|,(?: the)? |/|, (?:in|to|for) (?:the )?"
)


def list_of(ctx: Context, chosen: Thing, things: list[Thing]) -> list[Thing]:
    """The chosen thing and the members of the list it stands in."""
    text = ctx.page.text
    mates = {t.i for t in ctx.page.root_of(chosen.start, chosen.end).conjuncts}
    kinds = COMPANY_TYPES if chosen.type in COMPANY_TYPES else {chosen.type}
    row = sorted((t for t in things if t.type in kinds), key=lambda t: t.start)
    at = row.index(chosen)
    keep = {at}
    for step in (1, -1):
        i = at + step
        while 0 <= i < len(row):
            a, b = sorted((row[i], row[i - step]), key=lambda t: t.start)
            root = ctx.page.root_of(row[i].start, row[i].end)
            if root.dep_ in SUBJECT_DEPS and root.i not in mates and step > 0:
                break  # "sharing its base with the A, the B is …"
            listed = _LIST.fullmatch(text[a.end : b.start]) is not None or root.i in mates
            if not listed or is_one_place(ctx, a, b, row):
                break
            keep.add(i)
            i += step
    return [chosen, *(row[i] for i in sorted(keep - {at}))]


def is_one_place(ctx: Context, smaller: Thing, larger: Thing, row: list[Thing]) -> bool:
    """Whether the two are one place and no list: "Graz, Austria", "Sanand, Gujarat"; ``row``: the places around them."""
    known = ctx.pack.entities.get(smaller.id)
    held = known is not None and larger.id in {known.country, known.parent}
    return held or _is_address(ctx, smaller, larger, row)


def _is_address(ctx: Context, smaller: Thing, larger: Thing, row: list[Thing]) -> bool:
    """ "Sanand, Gujarat": a comma between two places of a country is no list unless the list goes on behind them."""
    text, entities = ctx.page.text, ctx.pack.entities
    one, other = entities.get(smaller.id), entities.get(larger.id)
    if smaller.type != PLACE or text[smaller.end : larger.start] != ", " or other is None:
        return False
    if one is not None and (one.country is None or one.country != other.country):
        return False
    after = next((t for t in row if t.start >= larger.end), None)
    return after is None or _LIST.fullmatch(text[larger.end : after.start]) is None
