"""Whether a noun phrase speaks of kinds of cars rather than of a car."""

from __future__ import annotations

from collections.abc import Collection

from spacy.tokens import Token

from evextract.nlp.facts.noun_phrases import explained_by
from evextract.nlp.facts.phrases import is_version
from evextract.nlp.lexicon import stem

_SWAPPING = frozenset(map(stem, ["trade", "swap", "exchange", "ditch"]))


def is_general(head: Token, word: Token, end: int) -> bool:
    """ "Its hybrids", "the vans it will assemble", "but no EV"; ``word``: for the kind, ``end``: of the sentence."""
    if head.i != word.i or explained_by(head, end):
        return False
    below = [c for c in head.children if c.dep_ in {"poss", "relcl", "det"}]
    if head.tag_ in {"NNS", "NNPS"}:
        return any(c.tag_ == "PRP$" or c.dep_ == "relcl" for c in below)
    subject = next((c for c in head.head.children if c.dep_ in {"nsubj", "expl"}), None)
    is_predicate = head.dep_ == "attr" and subject is not None and subject.dep_ == "nsubj"
    return any(c.lower_ == "no" for c in below) and not is_predicate


def is_of_that(head: Token) -> bool:
    """ "Trades its hatchback shape for that of a crossover": "that" is another shape."""
    that = head.head.head
    swap = that.head.head if that.dep_ == "pobj" else that
    return head.head.lower_ == "of" and that.lower_ == "that" and stem(swap.lower_) in _SWAPPING


def is_given_up(head: Token) -> bool:
    """ "Trades its hatchback shape for …", "will swap the saloon body for …": what it has so far."""
    own = head.left_edge.tag_ == "PRP$" or head.left_edge.lower_ == "the"
    return head.dep_ == "dobj" and own and stem(head.head.lower_) in _SWAPPING


def is_sibling(head: Token) -> bool:
    """ "Alongside petrol and hybrid versions": versions of the same car."""
    return is_version(head) and head.head.lower_ in {"alongside", "beside"}


def tells_kind_too(noun: Token, head: Token, things: Collection[str]) -> bool:
    """ "An electric kei van", "a hybrid family SUV": a noun between that says, too, what kind of thing the head is."""
    is_thing = head.lower_ in things or head.lower_.removesuffix("s") in things
    return is_thing and noun.i < head.i and noun.dep_ == "compound" and noun.head.i == head.i
