"""Relative clauses that leave to the clause above whose event they tell: "sold in Spain, where deliveries start in May"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.lexicon import stem
from evextract.nlp.link import Link
from evextract.nlp.syntax import ancestors, is_verb


def told_above(reader: Phrases, verb: Token) -> list[Link] | None:
    """ "In Spain, where sales start in May", "with deliveries that begin in May": of what, the clause above says.

    Of a plant where production begins, what that clause makes there; None where the linker has to choose.
    """
    noun = verb.head
    phrase = takewhile(lambda t: not is_verb(t), ancestors(noun))
    if not any(c.lower_ == "where" for c in verb.children) or not any(map(reader.is_plant, phrase)):
        return None
    above = next((t for t in ancestors(noun) if is_verb(t)), None)
    told = _spoken_of(above) if above is not None else []
    while above is not None and not told and above.dep_ == "conj" and is_verb(above.head):
        above = above.head  # "is an SUV and will be built in Spain, where"
        told = _spoken_of(above)
    return next((links for c in reversed(told) if (links := reader.links(c))), [])


def _spoken_of(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj" or c.dep_ in SUBJECT_DEPS]


def is_told_above(ctx: Context, verb: Token) -> bool:
    """Whether the relative clause tells of an activity, or where one takes place, without saying whose it is."""
    if any(c.lower_ == "where" for c in verb.children):
        return any(c.dep_ in SUBJECT_DEPS and stem(c.lower_) in ctx.activities for c in verb.children)
    relative = any(c.tag_ == "WDT" and c.dep_ in SUBJECT_DEPS for c in verb.children)
    noun = verb.head
    said = {"relcl", "amod", "cc", "conj"}
    return relative and stem(noun.lower_) in ctx.activities and all(c.dep_ in said for c in noun.children)
