"""What a description can't stand for: "the A is built alongside the van", "the A is longer than the sedan" speak of another car."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import subject_of, verb_above

_BESIDE = frozenset({"alongside", "beside", "besides", "than", "unlike"})


def not_beside_itself(
    d: Discourse, token: Token, described: tuple[str, ...], named: Sequence[Referent]
) -> tuple[str, ...]:
    """``described`` without the subject of the clause, where the description is what that is set beside.

    "The A is longer than the diesel car" sets beside it a version of its own.
    """
    subject = _subject_beside(token) if token.lower_.removesuffix("s") in d.nouns.kinds else None
    if subject is None:
        return described
    own = {i for r in named if r.type == PRODUCT and r.how == "name" and d.root(r).i == subject.i for i in r.ids}
    return tuple(v for v in described if v not in own)


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
