"""What a car has already, however sure it is that another gets it: "it could borrow the 210 hp motor of the X".

"It won't get the X's 77 kWh battery" tells as little against the battery of the X. So does "there won't be all-wheel drive
like in the X".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.facts.noun_phrases import subject_over
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, verb_above, verb_group

_MODIFYING = frozenset({"nummod", "amod", "compound", "nmod", "npadvmod", "quantmod"})
_VERSIONS = frozenset({"version", "variant", "edition", "derivative", "trim", "grade"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_WHOSE = frozenset({"of", "from"})
_BORROWING = frozenset(map(stem, ["borrow", "share", "use", "adopt", "take", "carry", "inherit", "recycle"]))
"""What a firm does with a part of one of its cars for the sake of another."""
_AS_IN = re.compile(r",? (?:like|as) (?:in|on|with|for) (?:the |its )?(?:[a-z]+(?:-[a-z]+)? ){0,2}")
"""Between a part and the car that has it."""


def has_already(focus: Focus, link: Link, start: int, end: int) -> bool:
    """Whether the value at ``start``…``end`` tells of a part of the link's car that another car is to get, or not to get."""
    r = link.referent
    if r is None or r.how != "name" or r.type != PRODUCT:
        return False
    part = _part(focus.page.root_of(start, end))
    if _is_version(part) or part.lower_ in focus.nouns.products or not _is_of(part, focus.root(r)):
        return False
    return _goes_to_another(focus, part, r)


def is_as_in(text: str, end: int, r: Referent | None) -> bool:
    """ "All-wheel drive like in the larger X": whether the car is the one that has the part whose words end there."""
    return r is not None and r.type == PRODUCT and r.how == "name" and _AS_IN.fullmatch(text, end, r.start) is not None


def _part(value: Token) -> Token:
    """The noun that the value tells more of: the motor in "the 210 hp motor"."""
    node = value
    while node.dep_ in _MODIFYING and node.head.tag_.startswith(("NN", "CD")) and node.head.i != node.i:
        node = node.head
    return node


def _is_of(part: Token, name: Token) -> bool:
    """ "The motor of the X", "the motor from the X", "the X's motor"."""
    while name.dep_ in {"compound", "nmod"} and name.head.tag_.startswith("NNP"):
        name = name.head  # "of the X Sport"
    if name.dep_ in {"poss", "nmod"} and any(
        c.tag_ == "POS" for c in (*name.children, name.nbor(1), *name.nbor(1).children)
    ):
        return name.head.i == part.i
    preposition = name.head
    first = part.left_edge.lower_
    return name.dep_ == "pobj" and preposition.lower_ in _WHOSE and preposition.head.i == part.i and first in _DEFINITE


def _goes_to_another(focus: Focus, part: Token, r: Referent) -> bool:
    sentence = focus.page.sentence_at(part.idx)
    verb = verb_above(part)
    if part.dep_ in SUBJECT_DEPS:  # "the 85 kWh battery of the X will do for 650 km in the Y"
        others = [o for o in focus.referents(sentence) if o.how == "name" and part.right_edge.idx < o.start]
        return any(_is_other([o], r) and verb is not None and verb.is_ancestor(focus.root(o)) for o in others)
    subject = subject_over(verb_group(verb)[-1]) if verb is not None else None
    if verb is None or subject is None or subject.i >= part.i:
        return False
    named = [o for o in focus.referents(sentence) if o.start <= subject.idx < o.end]
    if any(o.type in COMPANY_TYPES for o in named):
        return stem(verb.lower_) in _BORROWING
    return _is_other(named, r) or (not named and _is_version(subject))


def _is_other(named: Sequence[Referent], r: Referent) -> bool:
    return any(o.type == PRODUCT and set(r.ids).isdisjoint(o.ids) for o in named)


def _is_version(noun: Token) -> bool:
    return noun.lower_.removesuffix("s") in _VERSIONS
