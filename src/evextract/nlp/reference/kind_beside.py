"""Vehicles without a name that a word for any car introduces, their kind told beside it: "a second model, a small sedan"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.reference.nameless import (
    NEXT,
    ORDINALS,
    OTHER,
    base_of,
    called_so,
    kind_words,
    maker_of,
    nameless,
    noun_of,
    words_before,
)
from evextract.nlp.roles import PRODUCT

_CARS = frozenset({
    "model", "product", "car", "vehicle", "ev", "newcomer", "offering", "addition", "entry", "project", "sibling",
    "brother", "sister", "cousin", "companion", "one", "first", "second", "third", "fourth", "fifth", "other",
})  # fmt: skip
_FURTHER = OTHER | ORDINALS | NEXT | {"new", "its", "their", "only"}


def kind_beside(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A second model, a small sedan, will follow", "the fourth EV, a three-row crossover": the words behind say its kind."""
    if token.lower_ not in _CARS:
        return None
    told = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None) or _said_to_be(token)
    told = told or _put_behind(token)
    if told is None or _FURTHER.isdisjoint(t.lower_ for t in (*words_before(token), token)):
        return None
    left = words_before(told)
    group = _group_of(d, token)
    noun = noun_of(d, told, any_product=token.lower_ in d.nouns.named or group is not None)
    if noun is None or not left or left[0].lower_ not in {"a", "an"}:
        return None
    if is_compared(token) or has_gone_by(token) or _is_named(d, token, told, known):
        return None
    maker, _ = maker_of(d, token, known, state)
    if maker is None:
        return None
    if noun not in d.nouns.named:
        noun = group or token.lower_  # "the fourth EV, a three-row model"
    kind = kind_words(left, [])
    again = called_so(d, maker, noun, kind)
    if again is not None and not (group is not None and again.id in d.groups[-1].members):
        return again, None
    base = base_of(d, told, known)
    return nameless(maker, kind, noun, base), base


def _group_of(d: Discourse, token: Token) -> str | None:
    """What "the first" or "the second" is one of, where the text has just announced several: "two SUVs"."""
    if token.lower_ not in ORDINALS or not d.groups:
        return None
    group = d.groups[-1]
    noun = d.nameless[group.id].noun
    return noun if noun in d.nouns.named and len(group.members) < group.count else None


def _put_behind(token: Token) -> Token | None:
    """ "The second, a small SUV based on the X, is due": the parser may take both for subjects."""
    if token.dep_ != "nsubj":
        return None
    behind = next((c for c in token.head.children if c.dep_ == "nsubj" and c.i > token.i), None)
    return behind if behind is not None and behind.left_edge.i == token.i + 2 and token.nbor(1).text == "," else None


def _said_to_be(token: Token) -> Token | None:
    """ "Its next model will be a small SUV"."""
    verb = token.head
    if token.dep_ != "nsubj" or verb.lower_ != "be" or not any(c.tag_ == "MD" for c in verb.children):
        return None
    return next((c for c in verb.children if c.dep_ == "attr" and c.i > verb.i), None)


def _is_named(d: Discourse, token: Token, told: Token, known: Sequence[Referent]) -> bool:
    """ "Its third model, a crossover called the X"."""
    names = [r for r in known if r.type == PRODUCT and r.how == "name"]
    if any(token.left_edge.idx <= r.start < told.idx for r in names):
        return True
    return any(told.idx < r.start <= told.right_edge.idx and d.root(r).dep_ in {"oprd", "appos", "attr"} for r in names)


def has_gone_by(token: Token) -> bool:
    """Whether the clause tells the past: "the first, a roadster, was built in California" has a name."""
    verb = token.head
    if any(c.dep_ == "xcomp" for c in verb.children):
        return False
    return verb.tag_ == "VBD" or any(c.tag_ == "VBD" for c in verb.children if c.dep_ in {"aux", "auxpass"})
