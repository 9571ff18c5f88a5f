"""Who says a statement: people without a name, the author's own guess, what "is said"; all of them make it a guess."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.stance.governors import TELLING, is_infinitive
from evextract.nlp.stance.signs import stems, subject_noun

_HEARSAY = stems("said thought believed understood rumoured rumored reported tipped speculated alleged touted")
_TALK = stems("talk word report rumour rumor whisper chatter suggestion indication hint speculation")
_GUESSERS = frozenset(
    {"we", "i", "you", "analysts", "observers", "experts", "insiders", "watchers", "pundits", "many", "some", "dealers"}
)
_INDUSTRY = "industry"
_TALKERS = stems("source insider leaker blogger tipster observer watcher analyst")
_FIRMS = stems("supplier dealer")
"""They are talkers where they have no name: "a supplier", "two dealers"; "the supplier" is the firm that was named."""
_PUTTING = stems("put peg speak talk see quote")
_UNNAMED = stems("person people source insider leaker blogger tipster supplier dealer")


def is_unnamed(according: Token) -> bool:
    """ "According to two suppliers", "a person at the company": a source that has no name."""
    return any(
        t.dep_ == "pobj" and t.head.lower_ == "to" and stem(t.lower_) in _UNNAMED and t.left_edge.tag_ != "NNP"
        for t in according.subtree
    )


def is_hearsay(token: Token) -> bool:
    """ "Is said to have", "it's understood that", "a sedan rumoured to cost", "there is talk of"."""
    if token.tag_ in {"VBN", "VBD"} and stem(token.lower_) in _HEARSAY:
        return any(c.dep_ in {"auxpass", "xcomp"} for c in token.children)
    return (
        token.tag_.startswith("NN")
        and stem(token.lower_) in _TALK
        and token.dep_ in {"attr", "nsubj"}
        and any(c.dep_ == "expl" for c in token.head.children)
    )


def guesses(token: Token) -> bool:
    """ "Expect around 450 km in winter", "we expect it to cost"; what a maker expects is its plan."""
    if token.tag_ not in {"VB", "VBP"} or token.lower_ != "expect" or is_infinitive(token):
        return False
    subject = subject_noun(token)
    return subject is None or subject.lower_ in _GUESSERS or any(c.lower_ == _INDUSTRY for c in subject.lefts)


def is_told_by_talkers(verb: Token) -> bool:
    """ "Insiders say that", "a supplier speaks of", also in between ("it will, two analysts reckon, cost"): nobody who decides."""
    if stem(verb.lower_) not in TELLING | _PUTTING or not verb.tag_.startswith("VB"):
        return False
    subject = subject_noun(verb)
    if subject is None or subject.tag_ not in {"NN", "NNS"} or verb.doc[verb.i + 1 : verb.i + 2].text == ";":
        return False
    if stem(subject.lower_) in _FIRMS:
        return subject.left_edge.lower_ not in {"the", "this", "that"} and subject.left_edge.tag_ not in {"NNP", "PRP$"}
    return stem(subject.lower_) in _TALKERS
