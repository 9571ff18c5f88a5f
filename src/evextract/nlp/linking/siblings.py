"""Another car that is told only by its kinship with the one in focus: "its bigger sibling costs 36,000 euros"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.page import Page
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import ancestors, is_verb, subject_of

_SIBLINGS = frozenset({"sibling", "sister", "brother", "twin", "cousin", "relative", "relation", "stablemate"})
_RIVALS = frozenset({"rival", "opponent", "competitor", "counterpart"})
_AT_LARGE = frozenset({"rivals", "competitors", "alternatives", "opponents"})
_SENTENCES = 2
"""How many sentences before its own may name it."""


def kin_that_has(value: Token) -> Token | None:
    """The noun for such a car that is the subject of the value's clause, with what it is kin to or an article before it."""
    for verb in ancestors(value):
        if is_verb(verb) and (subject := subject_of(verb)) is not None:
            kin = subject.lower_ in _SIBLINGS or subject.lower_ in _RIVALS
            led = any(c.dep_ == "poss" or c.lower_ == "the" for c in subject.children)
            return subject if kin and led and subject.i < value.i else None
    return None


def rivals_at_large(value: Token) -> Token | None:
    """ "Rivals with 800 volts", "many rivals offer 400 km": whoever has the value is none that the text speaks of."""
    for node in ancestors(value):
        if node.lower_ in _AT_LARGE:
            return node
        if is_verb(node) and (subject := subject_of(node)) is not None:
            return subject if subject.lower_ in _AT_LARGE and subject.i < value.i else None
    return None


def told_by_kin(kin: Token, owner: Referent, referents: Sequence[Referent]) -> bool:
    """Whether ``owner`` is what the noun is told by, or stands before it, rather than its name or a version of it."""
    start = kin.left_edge.idx
    if owner.type != PRODUCT or owner.start > kin.idx or (owner.start <= kin.idx < owner.end):
        return False
    return not any(r.how == "trim" and start <= r.start < kin.idx for r in referents)


def kin_meant(kin: Token, own: Sequence[str], focus: Focus, page: Page) -> str | None:
    """The one other car of the family that was named last, or the one other car; None where nobody knows."""
    sentence = page.sentence_at(kin.idx)
    last = page.sentences[max(0, sentence.number - _SENTENCES) : sentence.number + 1]
    named = [
        i
        for s in last
        for r in focus.referents(s)
        if r.type == PRODUCT and r.how == "name"
        for i in r.ids
        if r.end <= kin.idx
    ]
    others = set(named) - set(own)
    if kin.lower_ in _SIBLINGS:
        brand = focus.brand_of(own[0])
        others = {i for i in others if focus.brand_of(i) == brand} or others
    return next(iter(others)) if len(others) == 1 else None
