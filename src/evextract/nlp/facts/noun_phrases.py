"""Noun phrases by the parse alone: their heads, what they contain, what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.syntax import is_loose_apposition

VAGUE = frozenset({"CD", "PRP", "DT", "PDT", "EX", "PRP$", "WDT", "WP", "WP$"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "’s", "'s", "becomes", "become", "remains"})
_HAVING_MEMBERS = frozenset(map(stem, ["consist", "comprise", "include", "cover", "span", "count"]))
_MODIFYING = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "nummod"})
_CALLED = frozenset({"called", "named", "dubbed", "badged", "christened"})
_COPIES = frozenset({"cars", "vehicles", "units", "examples", "copies"})
_EARLY = frozenset({"first", "initial", "early", "finished", "second", "customer", "earliest"})
_CLOSE = 2
"""So far stands a member of a list behind the last one: nothing but "and" lies between."""
_LISTING = frozenset({"of", "including", "like", "as", "namely"})
KIN = frozenset({
    "sister", "sibling", "twin", "cousin", "brother", "relative", "counterpart", "stablemate", "rival", "competitor",
    "predecessor", "successor", "replacement", "derivative", "spin-off", "offshoot", "companion",
})  # fmt: skip
"""Behind a genitive: another thing than the one that it is told by."""


def phrase_head(token: Token) -> Token:
    """The head noun of the phrase that the word belongs to: "electric" -> "sedan" in "the electric sedan".

    A list of modifiers has one head: "hybrid" -> "versions" in "petrol, hybrid and electric versions".
    """
    node = token
    for _ in range(8):
        above = node.head
        if above.i == node.i or is_loose_apposition(node) or not above.tag_.startswith(("NN", "JJ", "VB", "CD", "FW")):
            break
        if node.dep_ == "conj":
            if above.dep_ not in _MODIFYING or above.tag_.startswith("VB"):
                break
        elif node.dep_ not in _MODIFYING or (above.tag_.startswith("VB") and node.dep_ != "npadvmod"):
            break
        node = above
    return node


def members_of(noun: Token) -> Token | None:
    """What a range is made of: "its electric range consists of the A and the B"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or stem(verb.lower_) not in _HAVING_MEMBERS:
        return None
    objects = [c for c in verb.children if c.dep_ == "dobj"]
    objects += [c for p in verb.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj"]
    return objects[0] if objects else None


def explained_by(noun: Token, end: int) -> list[Token]:
    """The names that a list of kinds is explained by: "two plug-in hybrids, the A and the B"; ``end``: of the sentence."""
    children = [c for c in noun.children if c.dep_ == "appos"]
    if not children and noun.tag_ in {"NN", "NNP"}:
        return called_so(noun)
    if not children and noun.tag_ in {"NNS", "NNPS"} and noun.i + 1 < end:
        comma = noun.nbor(1)
        children = [c for c in noun.children if c.dep_ == "conj" and comma.text in {",", ":"} and c.i <= comma.i + 3]
    return children


def called_so(noun: Token) -> list[Token]:
    """The name in "a coupe called the A", "a seven-seat version dubbed B"."""
    clauses = [c for c in noun.children if c.dep_ == "acl" and c.lower_ in _CALLED]
    return [n for c in clauses for n in c.children if n.dep_ == "oprd"]


def examples_of(noun: Token) -> list[Token]:
    """The names given for a kind in the plural: "plug-in hybrids like the A", "electric vans such as the A and the B"."""
    if noun.tag_ not in {"NNS", "NNPS"}:
        return []
    leading = [c for c in noun.children if c.dep_ == "prep" and (c.lower_ == "like" or c.nbor(-1).lower_ == "such")]
    return [g for c in leading for g in c.children if g.dep_ == "pobj" and g.tag_ in {"NNP", "NNPS"}]


def is_kin(noun: Token) -> bool:
    """Whether the noun stands for another thing of the same family: "sibling", "offshoot"."""
    return noun.lower_.removesuffix("s") in KIN


def members_in_list(noun: Token) -> list[Token]:
    """The noun and the others of its list; of three, the parser takes the second for an apposition to the first.

    It hangs some on the verb: "builds the A and the B".
    """
    mates = list(noun.conjuncts)
    number = noun.nbor(1) if noun.i + 1 < len(noun.doc) else noun
    if noun.dep_ == "dobj" and not mates and number.tag_ == "CD" and number.dep_ == "dobj":
        mates = list(
            number.conjuncts
        )  # "the BE 6 and the XEV 9e": the parser may take the number for an object of its own
    if noun.dep_ == "dobj" and not mates:
        mates = [
            c
            for c in noun.head.rights
            if c.dep_ == "conj" and c.tag_ == "NNP" and 0 < c.left_edge.i - noun.right_edge.i <= _CLOSE
        ]
    return [noun, *(c for c in noun.children if mates and c.dep_ == "appos" and c.tag_.startswith("NNP")), *mates]


def subject_over(verb: Token) -> Token | None:
    """The subject of the verb, or of what the participle hangs on: "sharing its base with the Y, the X is"."""
    for _ in range(3):
        subject = next((c for c in verb.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if subject is not None or verb.dep_ not in {"advcl", "xcomp"} or verb.tag_ not in {"VBG", "VBN"}:
            return subject
        verb = verb.head
    return None


def told_of(noun: Token) -> Token | None:
    """What the noun is said of: "the X is the first model to use …" speaks of the X."""
    if noun.dep_ != "attr" or noun.head.lower_ not in _BEING:
        return None
    return next((c for c in noun.head.children if c.dep_ == "nsubj" and c.tag_ not in VAGUE), None)


def listed(noun: Token) -> Iterator[Token]:
    """What the noun contains: "versions of the X and Y", "cars, including the X", "the electric supermini, the X"."""
    todo, seen = [noun], {noun.i}
    while todo:
        for child in todo.pop(0).children:
            if child.i in seen:
                continue
            seen.add(child.i)
            if child.dep_ == "prep" and child.lower_ in _LISTING:
                todo.append(child)
            elif child.dep_ == "acl" and child.lower_ in _CALLED:
                todo += [c for c in child.children if c.dep_ == "oprd"]
                yield from todo[-1:]
            elif child.dep_ in {"pobj", "pcomp", "conj", "appos", "compound", "poss", "nmod"}:
                todo.append(child)
                yield child


def is_any_copy(noun: Token) -> bool:
    """ "The first cars will arrive", "units reach buyers": copies of what the text is about, like a pronoun."""
    if noun.lower_ not in _COPIES:
        return False
    told = any(c.lower_ in _EARLY for c in noun.children)
    if not told and noun.head.dep_ == "relcl":
        return False  # "the suburb where cars had been made"
    return all(c.dep_ == "det" or c.lower_ in _EARLY or (told and c.dep_ == "acl") for c in noun.children)
