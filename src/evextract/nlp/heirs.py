"""Vehicles without a name that are told of by another: its successor, another maker's version of it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.identity import UNNAMED
from evextract.nlp.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.nameless import HEIRS, VERSIONS, maker_of, model_of, other_of, words_before
from evextract.nlp.presented import stands_alone
from evextract.nlp.roles import PRODUCT


def heir(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "The successor to the X", "the X's replacement", "its successor": where it is no other vehicle's description."""
    if token.lower_ not in HEIRS or not stands_alone(d, token, known):
        return None
    other = other_of(d, token, known)
    replaced = other.ids[0] if other is not None else _possessor(token, state)
    if replaced is None or replaced not in d.brands:
        return None
    maker = d.brands[replaced]
    id_ = f"{maker}-{UNNAMED}-{model_of(d, replaced)}-{token.lower_}"
    return Nameless(id_, maker, token.lower_, frozenset([token.lower_])), other


def _possessor(token: Token, state: State) -> str | None:
    """ "Its successor" is of what the text is about; "its third-generation successor" goes by the same name."""
    words = words_before(token)
    if not any(t.tag_ == "PRP$" for t in words) or any("generation" in t.lower_ for t in words):
        return None
    return next(iter(state.vehicles), None)


def version(d: Discourse, token: Token, known: Sequence[Referent]) -> tuple[Nameless, Referent | None] | None:
    """ "A Mazda version of the Toyota X": another maker's car, made from it."""
    if token.lower_ not in VERSIONS or token.dep_ in {"appos", "attr"}:
        return None
    other = other_of(d, token, known)
    if other is None or other.start < token.idx or other.ids[0] not in d.brands:
        return None
    maker, _ = maker_of(d, token, known, State())
    brand = d.brands[other.ids[0]]
    if maker is None or maker in brand.split("-") or brand in maker.split("-"):
        return None
    if any(r.how == "name" and r.type == PRODUCT and d.brands.get(r.ids[0]) == maker for r in known):
        return None  # "the Subaru X is a version of the Toyota Y"
    again = next((n for n in d.nameless.values() if n.maker == maker and n.base == other.ids[0]), None)
    id_ = f"{maker}-{UNNAMED}-{model_of(d, other.ids[0])}-version"
    return again or Nameless(id_, maker, "version", frozenset(), other.ids[0]), other
