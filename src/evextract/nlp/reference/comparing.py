"""Whether a thing is named only to be compared with: "longer than the Ariya", "a rival of the Model Y"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.syntax import SUBJECT_DEPS

_RIVALS = frozenset(stem(w) for w in [
    "rival", "competitor", "alternative", "compete", "rivals", "outsell", "undercut", "challenge", "beat", "trail",
    "outperform",
])  # fmt: skip
COMPARING = frozenset({
    "than", "like", "unlike", "as", "versus", "vs", "against", "alongside", "compared", "rival", "rivals",
    "similar", "beside", "besides", "following", "replaces", "replacing", "succeeds", "replace", "behind", "beyond",
    "including", "beaten", "above", "below", "beneath", "among", "between", "according", "except", "excluding",
})  # fmt: skip


_OF_PLACE = frozenset({"behind", "beside", "above", "below", "beneath", "between", "among", "beyond"})
"""What compares only the thing right behind it: "behind the Ariya", but not "behind the wheel of the Ariya"."""


_TIMES = frozenset({"double", "twice", "triple", "quadruple", "times", "half", "thrice"})
_GIVING = frozenset({"as", "like", "including"})
"""Before examples."""
_BETWEEN = frozenset({"between", "among"})
_POSTS = frozenset({
    "ceo", "cfo", "coo", "cto", "chief", "boss", "head", "president", "chairman", "chairwoman", "chair", "director", "executive",
    "officer", "manager", "leader", "founder", "designer",
})  # fmt: skip
_MORE = frozenset(map(stem, ["premium", "advantage", "improvement", "increase", "saving", "gain", "lead", "edge"]))
_CHOOSING = frozenset(map(stem, ["choose", "choice", "pick", "select", "selection", "opt"]))


def is_compared(token: Token) -> bool:
    """Whether the token's phrase is only something to compare with ("than the Ariya", "like the Ariya")."""
    node = token
    for _ in range(4):
        head = node.head
        if (
            node.dep_ in {"pobj", "pcomp", "prep"}
            and head.lower_ in COMPARING
            and (node.i == token.i or head.lower_ not in _OF_PLACE)
            and not (head.lower_ == "as" and node.lower_ in {"for", "to"})  # "as for the A"
            and not _gives_example(node if node.dep_ == "prep" else head)
            and not (head.lower_ in _BETWEEN and stem(head.head.lower_) in _CHOOSING)
            and not (head.lower_ == "as" and token.dep_ == "poss" and node.lower_ in _POSTS)  # "took over as A's boss"
            and not (head.lower_ == "as" and head.i and head.nbor(-1).lower_ in {"known", "sold", "such", "badged"})
        ):
            return True
        if node.dep_ in {"dobj", "attr", "pobj"} and _competes(node):
            return True
        if head.lower_ == "from" and head.i and head.nbor(-1).lower_ in {"up", "down"}:
            return True  # "up from 58 kWh in the A"
        if node.dep_ == "pobj" and head.lower_ == "over" and _is_more(head.head):
            return True  # "a premium of 3,000 euros over the A"
        if node.dep_ == "pobj" and head.lower_ == "of" and _is_multiple(head.head):
            return True
        if head.lower_ in {"compared", "similar", "identical", "compare", "comparable", "twinned"} and node.dep_ in {
            "prep",
            "pobj",
        }:
            return True
        if head.i == node.i or node.dep_ in SUBJECT_DEPS or node.dep_ == "ROOT":
            return False
        node = head
    return False


def _is_more(token: Token) -> bool:
    """ "An advantage", "have an advantage"."""
    return any(stem(t.lower_) in _MORE for t in (token, *(c for c in token.children if c.dep_ == "dobj")))


def _is_multiple(noun: Token) -> bool:
    """ "Nearly triple the rate of the A", "twice the range of the B", "double that of the C"."""
    return any(c.lower_ in _TIMES and c.i < noun.i for c in (*noun.lefts, *(g for c in noun.lefts for g in c.lefts)))


def _gives_example(preposition: Token) -> bool:
    """ "Rivals such as the A have 300 hp": what is said of them is said of the A."""
    noun = preposition.head
    return preposition.lower_ in _GIVING and noun.dep_ in SUBJECT_DEPS and stem(noun.lower_) in _RIVALS


def _competes(token: Token) -> bool:
    """ "Rivals are the A and B", "it will rival the A", "competes with the A"."""
    head = token.head
    if token.dep_ == "attr":
        return any(c.dep_ == "nsubj" and stem(c.lower_) in _RIVALS for c in head.children)
    if token.dep_ == "pobj":
        if _gives_example(head):
            return False
        head = head.head
    return stem(head.lower_) in _RIVALS


def is_of_noun_above(name: Token, value: Token) -> bool:
    """ "A rival to the X that promises 500 km": a restrictive clause tells nothing of a name, but of the noun above it."""
    told = next((t for t in (value, *value.ancestors) if t.dep_ == "relcl" and t.head.i == name.i), None)
    if told is None:
        return False
    first = told.left_edge
    return first.lower_ == "that" and first.i > 0 and first.nbor(-1).text != ","
