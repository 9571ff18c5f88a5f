"""The dependency tree of a sentence: verbs and their subjects, distances, and what breaks a sentence in two."""

from __future__ import annotations

import re

from spacy.tokens import Token

INDEFINITE = frozenset({"a", "an", "another"})
SUBJECT_DEPS = frozenset({"nsubj", "nsubjpass", "csubj"})
CONTRAST = re.compile(r"[;:\n]|, (?:but|while|whereas|although)(?!\w)")
"""What stands on the other side belongs to another statement."""
TOLD_IN_ORDER = re.compile(r"(?<!\w)(?:respectively|in (?:that|this) order)(?!\w)", re.IGNORECASE)
"""Words that give the n-th value of a list to the n-th member of another."""


def ancestors(token: Token) -> list[Token]:
    """The token, its head, its head's head … up to the root of the sentence."""
    out = [token]
    while token.head.i != token.i:
        token = token.head
        out.append(token)
    return out


def is_verb(token: Token) -> bool:
    return token.tag_.startswith("VB") or token.tag_ == "MD"


def verb_above(token: Token) -> Token | None:
    """The token itself or the nearest verb that it depends on."""
    return next((t for t in ancestors(token) if is_verb(t)), None)


def subject_of(verb: Token) -> Token | None:
    """The first subject that the verb has itself."""
    return next((c for c in verb.children if c.dep_ in SUBJECT_DEPS), None)


def sharing_verb(verb: Token) -> Token:
    """The verb whose subject this one shares, in a list of verbs: "built" for "built 2,212 cars and delivered 3,109"."""
    while verb.dep_ == "conj" and is_verb(verb.head) and subject_of(verb) is None:
        verb = verb.head
    return verb


def is_any_one(noun: Token) -> bool:
    """Whether an article says that it is any of its kind: "a van", "another plant"."""
    return any(c.lower_ in INDEFINITE for c in noun.children)


def is_loose_apposition(noun: Token) -> bool:
    """ "Goes head to head with the X, a 400 hp coupe": what is said of a name, where the parser hangs it on the verb."""
    first = noun.left_edge
    if noun.dep_ != "npadvmod" or noun.i < noun.head.i or first.lower_ not in INDEFINITE or first.i < 2:
        return False
    return first.nbor(-1).text == "," and first.nbor(-2).tag_ in {"NNP", "NNPS", "CD"}


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children) or verb.head.dep_ == "auxpass"


def attachment(cue: Token, value: Token) -> tuple[int, int] | None:
    """How the value hangs on the cue: edges between them, and how many verbs of other clauses lie on the way.

    None where they are in different sentences.
    """
    up_cue = ancestors(cue)
    position = {t.i: n for n, t in enumerate(up_cue)}
    for n, node in enumerate(ancestors(value)):
        if node.i in position:
            m = position[node.i]
            between = {t.i: t for t in [*ancestors(value)[1 : n + 1], *up_cue[1 : m + 1]]}
            between.pop(cue.i, None)
            between.pop(value.i, None)
            return n + m, sum(is_verb(t) for t in between.values())
    return None


def clause(token: Token) -> Token | None:
    """The finite verb at the head of the token's clause; "is set to kick off" is one clause, headed by "is set"."""
    node = token
    while not is_verb(node):
        if node.head.i == node.i:
            return None
        node = node.head
    while (
        node.dep_ in {"xcomp", "auxpass", "aux"}
        and node.head.i != node.i
        and (is_verb(node.head) or node.head.dep_ == "acomp")
    ):
        node = node.head
        while not is_verb(node) and node.head.i != node.i:
            node = node.head
    return node


def verb_group(verb: Token) -> list[Token]:
    """The verbs that make one clause with ``verb`` above it: "is", "scheduled" and "start" in "is scheduled to start".

    So does "is due to start".
    """
    group = [verb]
    while (head := verb.head).i != verb.i:
        completes = verb.dep_ == "xcomp" and (is_verb(head) or head.dep_ == "acomp")
        misread = verb.dep_ == "pobj" and verb.tag_ == "VB" and head.dep_ == "acomp"  # "to" taken for a preposition
        if not (completes or misread or (verb.dep_ == "acomp" and len(group) > 1 and is_verb(head))):
            break
        verb = head
        group.append(verb)
    return group


def objects_of(verb: Token) -> list[Token]:
    """What the verb acts on; of "makes it under contract" the parser makes a clause in which "it" is under something."""
    out = []
    for child in verb.children:
        if child.dep_ == "dobj":
            out.append(child)
        elif child.dep_ == "ccomp" and child.tag_ == "IN":
            out += [c for c in child.children if c.dep_ == "nsubj" and c.tag_ == "PRP"]
    return out
