"""Clauses that open with a place of their own: "A builds the X in Kolin, and in Spain B makes the Y"."""

from __future__ import annotations

import re

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.naming.things import PLACE, Thing
from evextract.nlp.page import starting
from evextract.nlp.roles import PRODUCT

_LEAD = r"(?:[,;](?: and| while| but| whereas)?| and| while| but| whereas) in (?:the )?"
_OPENING = re.compile(rf"{_LEAD}(?=[A-Z])")
_AT_END = re.compile(rf"{_LEAD}\Z")
_LONGEST_OPENING = 16
_BREAK = re.compile(r"[,;:.(]| (?:and|or|but|while) ")
_FINITE = frozenset({"VBZ", "VBP", "VBD"})
_ARTICLE = re.compile(r" (?:(?:the|its) )?(?:[A-Z][\w-]+ )?")
_TO_NAME = 24
_TO_VERB = 8
"""Tokens from such a place to the verb of its clause."""


def is_of_next_clause(ctx: Context, hit: Hit[Cue], t: Thing) -> bool:
    """Whether thing and cue stand on either side of the opening of such a clause."""
    text = ctx.page.text
    if t.start >= hit.end:
        opened = _AT_END.search(text, max(hit.end, t.start - _LONGEST_OPENING), t.start)
        return t.type == PLACE and opened is not None and _verb_behind(ctx, t) is not None
    m = next(reversed([*_OPENING.finditer(text, t.end, hit.start)]), None) if t.end < hit.start else None
    place = next((p for p in ctx.page.things_at(m.end()) if p.type == PLACE), None) if m is not None else None
    verb = _verb_behind(ctx, place) if place is not None else None
    return verb is not None and verb <= hit.end


def _verb_behind(ctx: Context, place: Thing) -> int | None:
    """Where the verb, or the product of one left out, of the clause stands that has the place in front of its own subject; of "in Spain makes" there is none."""
    named = next((t for t in starting(ctx.page.things, place.end, place.end + _TO_NAME) if t.type == PRODUCT), None)
    if named is not None and _ARTICLE.fullmatch(ctx.page.text, place.end, named.start):
        return named.start  # "and in Spain the Y"
    first = ctx.page.root_of(place.start, place.end).i + 1
    verb = next((v for v in ctx.page.doc[first : first + _TO_VERB] if v.tag_ in _FINITE), None)
    if verb is None or verb.idx <= place.end + 1 or _BREAK.search(ctx.page.text, place.end, verb.idx):
        return None
    return verb.idx
