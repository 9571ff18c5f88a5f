"""Whether a noun phrase takes for granted what it says, whatever its clause does: "the sedan will cost …" is a sedan."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.discourse import Referent
from evextract.nlp.facts.phrases import VERSIONS
from evextract.nlp.lexicon import stem

_DEFINITE = frozenset({"the", "this", "that", "these", "its", "their"})
_INDEFINITE = frozenset({"a", "an", "another", "two", "three"})
_ANNOUNCING = frozenset(map(stem, ["confirm", "announce"]))


def is_presupposed(head: Token, named: Referent | None) -> bool:
    """Whether the phrase with this head is definite, or an apposition; ``named``: what the phrase itself names.

    A definite description keeps what it says under plans, denials and guesses (Karttunen, "Presuppositions of compound
    sentences", 1973).
    """
    if head.dep_ == "appos":
        return True
    if named is None or head.lower_.removesuffix("s") in VERSIONS:
        return False
    first = head.left_edge
    if first.lower_ in _DEFINITE or first.tag_ in {"PRP$", "WDT"}:
        return True
    return named.how == "name" and first.tag_ in {"NNP", "NNPS"}


def is_announced(head: Token, word: Token) -> bool:
    """ "Kia has confirmed an electric Stonic": what is new to the reader is still to come."""
    return (
        head.dep_ == "dobj"
        and head.i != word.i
        and stem(head.head.lower_) in _ANNOUNCING
        and head.left_edge.lower_ in _INDEFINITE
    )
