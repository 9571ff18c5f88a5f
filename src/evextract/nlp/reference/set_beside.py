"""What a description can't stand for: "the A is built alongside the van", "the A is longer than the sedan" speak of another car."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, subject_of, verb_above

_BESIDE = frozenset({"alongside", "beside", "besides", "than", "unlike"})
_LEADING_IN = frozenset({"like", "unlike", "alongside", "beside", "besides"})


def not_beside_itself(
    d: Discourse, token: Token, described: tuple[str, ...], named: Sequence[Referent]
) -> tuple[str, ...]:
    """``described`` without the subject of the clause, where the description is what that is set beside.

    "The A is longer than the diesel car" sets beside it a version of its own.
    """
    described = _not_led_in_beside(d, token, described, named)
    subject = _subject_beside(token) if token.lower_.removesuffix("s") in d.nouns.kinds else None
    if subject is None:
        return described
    own = {i for r in named if r.type == PRODUCT and r.how == "name" and d.root(r).i == subject.i for i in r.ids}
    return tuple(v for v in described if v not in own)


def _not_led_in_beside(
    d: Discourse, token: Token, described: tuple[str, ...], named: Sequence[Referent]
) -> tuple[str, ...]:
    """ "Like the A, the hatchback has one motor": the sentence is about another car than the one that it is set beside."""
    if token.dep_ not in SUBJECT_DEPS:
        return described
    before = (r for r in named if r.type == PRODUCT and r.how == "name" and r.end <= token.left_edge.idx)
    led_in = {i for r in before for i in r.ids if _leads_in(d.root(r), token)}
    return tuple(v for v in described if v not in led_in) or (described if not led_in else ())


def _leads_in(name: Token, subject: Token) -> bool:
    preposition = name.head
    return name.dep_ == "pobj" and preposition.lower_ in _LEADING_IN and preposition.head.i == subject.head.i


def _subject_beside(token: Token) -> Token | None:
    """The subject of the verb that "alongside" and the like belong to, where the token stands behind these words."""
    preposition = token.head
    if token.dep_ != "pobj":
        return None
    if preposition.lower_ == "to" and preposition.head.lower_ == "next":
        preposition = preposition.head
    elif preposition.lower_ not in _BESIDE:
        return None
    verb = verb_above(preposition)
    return subject_of(verb) if verb is not None else None
