"""Clauses that leave out their verb: "the X is built in Bremen, the Y in Rastatt", "the X arrives in May and the Y in June"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from evextract.nlp.discourse import Referent
from evextract.nlp.facts.context import Context
from evextract.nlp.page import starting
from evextract.nlp.roles import PRODUCT
from evextract.nlp.things import PLACE, Thing

_NEXT = re.compile(
    r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?[,;]?(?: and| while| but| with)? (?:(?:the|its) )?(?P<told>(?:[a-z][\w-]* ){0,3})"
)
"""What may stand between a value and the next subject; a place may have its country behind it."""
_TO_VALUE = re.compile(
    r"(?: (?P<kind>[a-z]+))??(?: (?:follows|following|coming|arriving))?(?: (?:in|at|on|by|to|from|for))?(?: (?:the|its))? "
)

_TO_PLACE = re.compile(
    r"[,;]?(?: and| while| but| with| then)?(?: (?:followed|joined) by)?(?: (?:those|buyers|customers|dealers))?"
    r"(?: (?:in|to|on|for))?(?: the)? "
)
_FROM_PLACE = re.compile(
    r"(?: (?:one|ones|market|buyers|customers|dealers))?(?: (?:follows|following|to follow|next|coming|later))?,?"
    r"(?: (?:in|at|on|by|from|as of))?(?: the)? "
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TELLING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "NN", "NNP", "_SP"})
"""Tags of what may describe the next subject: "the next-generation Y"."""
_OF_TWO = frozenset({"former", "latter"})


def gapped_subject(ctx: Context, end: int, start: int) -> Referent | None:
    """The vehicle named between one value, which ends at ``end``, and the next, with nothing but glue around it."""
    text = ctx.page.text
    for r in ctx.focus.referents(ctx.page.sentence_at(end - 1)):
        if (
            end < r.start
            and r.end < start
            and r.type == PRODUCT
            and (r.how == "name" or text[r.start : r.end].lower() in _OF_TWO)
            and (between := _NEXT.fullmatch(text, end, r.start))
            and all(t.tag_ in _TELLING for t in _tokens(ctx, between, "told"))
            and (behind := _TO_VALUE.fullmatch(text, r.end, start))
            and all(t.lower_ in ctx.focus.nouns.products for t in _tokens(ctx, behind, "kind"))
        ):
            return r
    return None


def gapped_place(ctx: Context, end: int, start: int) -> Thing | None:
    """The place named between one date, which ends at ``end``, and the next: "on sale in Spain in May and in Italy in June"."""
    text = ctx.page.text
    for t in starting(ctx.page.things, end, start):
        if t.type == PLACE and t.end < start and _TO_PLACE.fullmatch(text, end, t.start):
            token = ctx.page.root_of(t.start, t.end)
            own = token.dep_ == "nsubj" and token.head.tag_ in _FINITE  # "and Italy in June had a blackout"
            return t if not own and _FROM_PLACE.fullmatch(text, t.end, start) else None
    return None


def _tokens(ctx: Context, found: re.Match[str], group: str) -> Iterable[Token]:
    """The tokens of the group; none where it is empty."""
    return ctx.page.span(*found.span(group)) if found[group] else ()
