"""What the words at a pronoun or a noun say of how it points back."""

from __future__ import annotations

from spacy.tokens import Span, Token

from evextract.nlp.syntax import SUBJECT_DEPS

_SHARING = frozenset({"both", "either", "each"})
_SHARED_PREPS = frozenset({"for", "in", "on", "with"})
_CASES = frozenset({"case", "cases", "instance", "instances"})
_OPEN = frozenset({"clear", "unclear", "worth", "likely", "possible", "important", "understood"})
_GOING_ON = frozenset({"and", "but", "while", "which", "though", "although", "as", "whereas"})


def is_of_which(token: Token) -> bool:
    """ "Two new models, both of which": what has just been told of, and is not named."""
    return any(c.lower_ == "of" and any(g.lower_ == "which" for g in c.children) for c in token.children)


def is_of(token: Token) -> bool:
    """ "Both of its motors"."""
    return any(c.lower_ == "of" for c in token.children)


def is_this(token: Token) -> bool:
    """ "… the A and the B; this is a saloon": what the noun is said of is "this"."""
    return token.dep_ == "attr" and any(c.lower_ == "this" and c.dep_ in SUBJECT_DEPS for c in token.head.children)


def antecedent_beside(token: Token) -> Token | None:
    """ "The X, on which it is based": what the clause is about by its "which" is not what its pronoun stands for."""
    clause = next((t for t in token.ancestors if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    led = any(c.dep_ == "prep" and any(g.tag_ == "WDT" for g in c.children) for c in clause.children)
    return clause.head if led else None


def is_expletive(token: Token) -> bool:
    """ "It's clear that …", "it remains to be seen", "it is likely that …": nothing is meant.

    Not so "it is likely to share its motor", "it will likely cost 30,000 euros".
    """
    if token.lower_ != "it" or token.dep_ not in {"nsubj", "expl", "nsubjpass"}:
        return False
    head = token.head
    if any(c.dep_ in {"ccomp", "csubj"} and c.i > head.i for c in head.children):
        return True
    return any(c.lower_ in _OPEN and not (c.lower_ == "likely" and _is_of_subject(c)) for c in head.children)


def _is_of_subject(likely: Token) -> bool:
    return likely.dep_ == "advmod" or any(c.dep_ == "xcomp" for c in likely.children)


def is_one_of(token: Token) -> bool:
    """ "The most efficient of them", "the cheapest of these": one that is not named."""
    head = token.head.head
    return token.head.lower_ == "of" and (head.tag_ in {"JJS", "JJ"} or head.lower_ in {"first", "last"})


def is_shared_by(token: Token) -> bool:
    """ "Top speed is 170 km/h for both", "in either case", "either way": what a value holds for; not "in both rows"."""
    if token.lower_ not in _SHARING or token.i == 0:
        return False
    before, words = token.nbor(-1), token.doc[token.i + 1 : token.i + 3]
    if token.lower_ == "either" and words and words[0].lower_ == "way":
        return _ends(words[1:])
    if before.lower_ not in _SHARED_PREPS:
        return False
    return _ends(words) or (words[0].lower_ in _CASES and _ends(words[1:]))


def _ends(words: Span) -> bool:
    """Whether the phrase before ``words`` ends there."""
    return not words or words[0].is_punct or words[0].is_space or words[0].lower_ in _GOING_ON
