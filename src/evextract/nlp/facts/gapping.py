"""Clauses that leave out their verb: "the X is built in Bremen, the Y in Rastatt", "the X arrives in May and the Y in June"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.naming.things import PLACE, Thing
from evextract.nlp.page import Sentence, starting
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT

_NEXT = re.compile(
    r"(?:, [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)?[,;]?(?: and| while| but| with| followed by| and then)? (?:(?:the|its) )?(?P<told>(?:[a-z][\w-]* ){0,3})"
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
    r"(?: (?:one|ones|market|buyers|customers|dealers))?"
    r"(?: (?:follows|following|(?:will|to|is to|are to) follow|follow(?:ed)?|next|coming|later))?,?"
    r"(?: (?:in|at|on|by|from|as of))?(?: the)? "
)
_FOLLOWING = re.compile(
    r" (?:market )?(?:follows|will follow|is to follow|is next|is due next|comes next|followed|gets (?:it|theirs)|comes)(?: later)?,?"
    r"(?: (?:in|at|on|by|from))?(?: the)? "
)
_LISTED = re.compile(r",? and (?:the )?|, (?:the )?")
_NEXT_TO_COME = frozenset({"follows", "followed", "follow"})
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


def gapped_places(ctx: Context, end: int, start: int) -> list[Thing]:
    """The places named between one date, which ends at ``end``, and the next: "on sale in Spain in May and in Italy in June".

    The first date may have its own behind it: "in May in Spain; Italy and France follow in June".
    """
    text = ctx.page.text
    between = [
        t for t in starting(ctx.page.things, end, start) if t.type == PLACE and t.inside is None and t.end < start
    ]
    if not between or not _FROM_PLACE.fullmatch(text, between[-1].end, start) or _is_own(ctx, between[-1]):
        return []
    ends = [end, *(t.end for t in between)]
    if not all(_TO_PLACE.fullmatch(text, at, t.start) for at, t in zip(ends, between, strict=False)):
        return []
    found = [between.pop()]
    while between and _LISTED.fullmatch(text, between[-1].end, found[0].start):
        found.insert(0, between.pop())
    return found


def following_place(ctx: Context, sentence: Sentence, start: int) -> Thing | None:
    """The place that opens the sentence and in which something happens next, at the date at ``start``: "Italy follows in June"."""
    things = starting(ctx.page.things, sentence.start, start)
    first = next((t for t in things if t.type == PLACE and t.inside is None), None)
    if first is None or ctx.page.text[sentence.start : first.start].strip().lower() not in {"", "the", "then"}:
        return None
    return first if _FOLLOWING.fullmatch(ctx.page.text, first.end, start) else None


def _is_own(ctx: Context, place: Thing) -> bool:
    """ "And Italy in June had a blackout": a clause that says something else."""
    token = ctx.page.root_of(place.start, place.end)
    while token.dep_ == "conj" and token.head.tag_.startswith("NNP"):
        token = token.head
    return token.dep_ == "nsubj" and token.head.tag_ in _FINITE and token.head.lower_ not in _NEXT_TO_COME


def _tokens(ctx: Context, found: re.Match[str], group: str) -> Iterable[Token]:
    """The tokens of the group; none where it is empty."""
    return ctx.page.span(*found.span(group)) if found[group] else ()
