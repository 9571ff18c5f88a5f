"""Whether a noun phrase takes for granted what it says, whatever its clause does: "the sedan will cost …" is a sedan."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from spacy.tokens import Token

from evextract.nlp.facts.categories.generic import is_given_up, is_of_that
from evextract.nlp.facts.phrases import is_version
from evextract.nlp.lexicon import stem
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.stance.signs import is_negated
from evextract.nlp.syntax import INDEFINITE, SUBJECT_DEPS, clause, is_loose_apposition
from evextract.records import Category, Mention, Modality, Polarity

_DEFINITE = frozenset({"the", "this", "that", "these", "its", "their"})
_INDEFINITE = INDEFINITE | {"two", "three"}
_BECOMING = frozenset(map(stem, ["go", "turn", "become"]))
_ANNOUNCING = frozenset(map(stem, ["confirm", "announce"]))


def settled(mention: Mention, head: Token, word: Token, named: Referent | None, nouns: Collection[str]) -> Mention:
    """The mention as sure as its own phrase is, whatever the clause says of the thing.

    ``head``: of the phrase that says it; ``named``: the thing that the phrase itself names; ``nouns``: words for things.
    """
    if _is_presupposed(head, named):
        if mention.polarity is Polarity.AFFIRMED or _is_denied_away(head):
            return replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.ASSERTED)
    elif mention.polarity is Polarity.DENIED:
        verb = clause(head)
        if verb is not None and not is_negated(verb) and _is_introduced(head, nouns):
            return replace(mention, polarity=Polarity.AFFIRMED)  # "cancelled an electric SUV": an SUV it was
        return _of_the_whole(mention)
    elif mention.modality is Modality.ASSERTED and _is_announced(head, word):
        return replace(mention, modality=Modality.PLANNED)
    elif mention.modality is Modality.PLANNED and not is_of_that(head) and _is_introduced(head, nouns):
        return replace(mention, modality=Modality.ASSERTED)
    return mention


def _of_the_whole(denial: Mention) -> Mention:
    """ "There is no all-wheel-drive version": it is the car that has none."""
    variant = (denial.scope.variant or "").lower()
    said = denial.value.written.lower() if isinstance(denial.value, Category) else ""
    return replace(denial, scope=replace(denial.scope, variant=None)) if variant and variant in said else denial


def _is_presupposed(head: Token, named: Referent | None) -> bool:
    """Whether the phrase with this head is definite, or an apposition; ``named``: what the phrase itself names.

    A definite description keeps what it says under plans, denials and guesses (Karttunen, "Presuppositions of compound
    sentences", 1973).
    """
    if head.dep_ == "appos" or is_loose_apposition(head) or _is_of_aside(head) or is_given_up(head):
        return True
    if named is None:
        return False
    first = head.left_edge
    if first.lower_ in _DEFINITE or first.tag_ in {"PRP$", "WDT"} or any(c.dep_ == "poss" for c in head.lefts):
        return True
    return named.how == "name" and first.tag_ in {"NNP", "NNPS"}


def _is_of_aside(part: Token) -> bool:
    """ "Will be built next to the X, a hatchback with front-wheel drive": what an apposition to a name has."""
    with_ = part.head
    noun = with_.head
    if part.dep_ != "pobj" or with_.lower_ != "with":
        return False
    return is_loose_apposition(noun) or (noun.dep_ == "appos" and noun.head.tag_ in {"NNP", "NNPS"})


def _is_denied_away(head: Token) -> bool:
    """Whether a denial is of what the clause says rather than of what the phrase is: "the wagon won't come to Canada"."""
    return head.dep_ not in {"attr", "oprd", "acomp"} and (
        head.dep_ in SUBJECT_DEPS or head.left_edge.lower_ in _DEFINITE
    )


def _is_introduced(head: Token, nouns: Collection[str]) -> bool:
    """ "Renault plans an electric SUV for India": what the new thing is needs no plan, whatever is planned with it.

    Only where the phrase's head is a word for the thing itself, and not where it is predicated ("will be an SUV").
    """
    if any(t.lower_.removesuffix("s") not in nouns or is_version(t) for t in (head, *head.conjuncts)):
        return False
    first = head
    while first.dep_ in {"conj", "appos"} and first.head.i != first.i:
        first = first.head
    if first.dep_ == "pobj":
        return first.head.lower_ not in {"as", "into", "to"}
    if first.dep_ == "dobj" and stem(first.head.lower_) in _BECOMING:
        return False
    return first.dep_ in {"dobj", *SUBJECT_DEPS, "ROOT"} or (first.dep_ == "attr" and _is_inverted(first))


def _is_inverted(noun: Token) -> bool:
    """ "Next up is a small hatchback"."""
    return noun.head.i < noun.i and not any(
        c.dep_ in SUBJECT_DEPS | {"expl"} and c.i < noun.i for c in noun.head.children
    )


def _is_announced(head: Token, word: Token) -> bool:
    """ "Kia has confirmed an electric Stonic": what is new to the reader is still to come."""
    return (
        head.dep_ == "dobj"
        and head.i != word.i
        and stem(head.head.lower_) in _ANNOUNCING
        and head.left_edge.lower_ in _INDEFINITE
    )
