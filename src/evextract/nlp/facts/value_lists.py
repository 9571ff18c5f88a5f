"""The lists that values of a tie stand in: "sold in Spain, Italy and France"; "Graz, Austria" is one place and no list."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing, slug
from evextract.nlp.page import starting
from evextract.nlp.syntax import SUBJECT_DEPS

_SITES = frozenset({PLANT, PLACE})
_SURROUNDED = re.compile(r",? (?:in|near|outside|(?:south|north|east|west) of) (?:the )?")
_SURROUNDED_TOO = re.compile(r", | and |,? (?:in|near|outside) (?:the )?")
"""The same behind such a place."""
LIST = re.compile(
    r",? (?:and|or|as well as|plus)(?: also)?(?: in| to| for)?(?: (?:(?:large )?parts|most|much|the rest) of)?(?: the)? "
    r"|,(?: the)? |/|, (?:in|to|for) (?:the )?"
)


_OWN_VALUE = re.compile(r",? (?:is )?(?:an?|one) ")
"""Behind a name that has a value of its own: "the A is an X and the B a Y"."""


def list_of(ctx: Context, chosen: Thing, things: list[Thing]) -> list[Thing]:
    """The chosen thing and the members of the list it stands in."""
    mates = {t.i for t in ctx.page.root_of(chosen.start, chosen.end).conjuncts}
    kinds = COMPANY_TYPES if chosen.type in COMPANY_TYPES else _SITES if chosen.type in _SITES else {chosen.type}
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
            if _modifies(root) and not _modifies(ctx.page.root_of(chosen.start, chosen.end)):
                break  # "at its Nosovice plant, the Korean automaker said"
            listed = LIST.fullmatch(_undated(ctx, a.end, b.start)) is not None or root.i in mates
            if not listed:
                break
            if not is_one_place(ctx, a, b, row):
                keep.add(i)
            elif step < 0:
                break
            i += step
    return [chosen, *(row[i] for i in sorted(keep - {at}))]


def _modifies(place: Token) -> bool:
    """Whether it tells of a noun where that is from: "the Korean automaker"."""
    return place.dep_ == "amod" and place.ent_type_ == "NORP"


def without_surroundings(ctx: Context, things: list[Thing]) -> list[Thing]:
    """Without the places in which a plant lies that is named before them: "at Factory Zero in Detroit and Hamtramck"."""
    out: list[Thing] = []
    end: int | None = None
    inside = False
    for t in sorted(things, key=lambda t: (t.start, t.end)):
        gap = ctx.page.text[end : t.start] if end is not None and t.start >= end else ""
        lies = (_SURROUNDED_TOO if inside else _SURROUNDED).fullmatch(gap)
        if t.type == PLACE and lies and not (gap == " and " and ctx.page.plants.stands_at(t)):
            end, inside = t.end, True
            continue
        end, inside = (t.end, False) if t.type == PLANT else (None, False)
        out.append(t)
    return out


def without_next_subjects(ctx: Context, values: list[Thing]) -> list[Thing]:
    """The value, and what the parse lists with it: not "the A, a van based on the X, and the B", "the A is an X and the B a Y"."""
    if len(values) < 2:
        return values
    mates = {t.i for t in ctx.page.root_of(values[0].start, values[0].end).conjuncts}
    listed = (t for t in values[1:] if ctx.page.root_of(t.start, t.end).i in mates)
    return [values[0], *(t for t in listed if not _OWN_VALUE.match(ctx.page.text, t.end))]


def _undated(ctx: Context, start: int, end: int) -> str:
    """The words without their dates: "in China, since 2023 and in Belgium" is a list."""
    text, at, out = ctx.page.text, start, ""
    for d in starting(ctx.page.dates, start, end):
        out += text[at : d.lead].rstrip(" ,") if at <= d.lead else ""
        at = d.end
    return out + text[at:end]


def _name_of(ctx: Context, region: str | None) -> str | None:
    """A region as it is called where its name alone doesn't tell which one it is: "Georgia"."""
    known = ctx.pack.entities.get(region or "")
    return slug(known.name) if known is not None else None


def is_one_place(ctx: Context, smaller: Thing, larger: Thing, row: list[Thing]) -> bool:
    """Whether the two are one place and no list: "Graz, Austria", "Sanand, Gujarat"; ``row``: the places around them."""
    known = ctx.pack.entities.get(smaller.id)
    held = known is not None and larger.id in {known.country, known.parent, _name_of(ctx, known.parent)}
    return held or _is_address(ctx, smaller, larger, row)


def _is_address(ctx: Context, smaller: Thing, larger: Thing, row: list[Thing]) -> bool:
    """ "Sanand, Gujarat": a comma between two places of a country is no list unless the list goes on behind them."""
    text, entities = ctx.page.text, ctx.pack.entities
    one, other = entities.get(smaller.id), entities.get(larger.id)
    if smaller.type == PLANT and larger.type == PLACE and text[smaller.end : larger.start] == ", ":
        return True
    if smaller.type != PLACE or text[smaller.end : larger.start] != ", " or other is None:
        return False
    if one is not None and (one.country is None or one.country != other.country):
        return False
    after = next((t for t in row if t.start >= larger.end), None)
    return after is None or LIST.fullmatch(text[larger.end : after.start]) is None
