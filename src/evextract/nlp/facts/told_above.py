"""Relative clauses that leave to the clause above whose event they tell: "sold in Spain, where deliveries start in May"."""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, verb_above


def told_above(reader: Phrases, verb: Token) -> list[Link] | None:
    """ "In Spain, where sales start in May", "with deliveries that begin in May": of what, the clause above says.

    Of a plant where production begins, or that begins it, what that clause makes there; None where the linker has to choose.
    """
    noun = verb.head
    begun = _is_begun_by(reader, verb)
    if not begun and not (any(c.lower_ == "where" for c in verb.children) and _is_plant(reader, noun)):
        return None
    above = verb_above(noun)
    told = _spoken_of(above) if above is not None else []
    while above is not None and not told and above.dep_ == "conj" and is_verb(above.head):
        above = above.head  # "is an SUV and will be built in Spain, where"
        told = _spoken_of(above)
    return next((links for c in reversed(told) if (links := reader.links(c))), [])


def _spoken_of(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj" or c.dep_ in SUBJECT_DEPS]


def _is_plant(reader: Phrases, noun: Token) -> bool:
    return any(map(reader.is_plant, takewhile(lambda t: not is_verb(t), ancestors(noun))))


def _is_begun_by(reader: Phrases, verb: Token) -> bool:
    """ "Cells come from a plant in Spain, which started production in May": of what it makes, if the clause above says."""
    relative = any(c.tag_ == "WDT" and c.dep_ in SUBJECT_DEPS for c in verb.children)
    done = [c for c in verb.children if c.dep_ == "dobj" and stem(c.lower_) in reader.ctx.activities]
    told = any(p.lower_ == "of" for c in done for p in c.children)
    return relative and bool(done) and not told and _is_plant(reader, verb.head)


def is_told_above(ctx: Context, reader: Phrases, verb: Token) -> bool:
    """Whether the relative clause tells of an activity, or where one takes place, without saying whose it is."""
    if any(c.lower_ == "where" for c in verb.children):
        return any(c.dep_ in SUBJECT_DEPS and stem(c.lower_) in ctx.activities for c in verb.children)
    if _is_begun_by(reader, verb):
        return True
    relative = any(c.tag_ == "WDT" and c.dep_ in SUBJECT_DEPS for c in verb.children)
    noun = verb.head
    said = {"relcl", "amod", "cc", "conj"}
    return relative and stem(noun.lower_) in ctx.activities and all(c.dep_ in said for c in noun.children)
