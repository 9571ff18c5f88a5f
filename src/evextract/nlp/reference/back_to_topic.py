"""Back to the car that is still to come, behind what the text has told of another that it is set beside.

"The X could get 400 hp. The Y has 300 hp and costs 45,000 euros. Production may take place in Graz": that of the X.
"""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Discourse
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import INDEFINITE, is_verb, subject_of

_MODALS = frozenset({"will", "would", "could", "may", "might", "should", "’ll", "'ll"})
_AHEAD = frozenset({"expected", "likely", "set", "due", "rumoured", "rumored", "believed", "said", "tipped", "slated"})
_WE = frozenset({"we", "i"})


def goes_back(d: Discourse, sentence: Sentence, held: tuple[str, ...]) -> bool:
    """Whether the sentence goes back from the car that is ``held`` to what the text is about.

    It tells of what is to come and has no word for a car of its own before its verb, while the text told of its own car as one
    to come, and of the other as one that there is.
    """
    if d.topic is None or not held or d.topic in held:
        return False
    verb = _root(d, sentence)
    if verb is None or not _is_ahead(verb) or not _is_of_no_other(verb) or not _is_told_on(d, sentence):
        return False
    if any(t.type == PRODUCT and t.inside is None for t in d.page.things_in(sentence) if t.start < verb.idx):
        return False
    told = d.topic in d.ahead and not d.ahead.intersection(held)
    return told and (d.one_topic or d.told_in(0, d.page.sentences[0].end)[:1] == [d.topic])


def _is_of_no_other(verb: Token) -> bool:
    """ "Production may", "a hybrid version could", "we expect": no words for a certain car or version, as "the EV" is one."""
    subject = subject_of(verb)
    if subject is None or subject.lower_ in _WE:
        return subject is not None
    first = subject.left_edge
    return first.lower_ in INDEFINITE or (first.i == subject.i and subject.tag_ in {"NN", "NNS"})


def _is_told_on(d: Discourse, sentence: Sentence) -> bool:
    """Whether the sentence before is one with a verb, in the same paragraph: behind a heading the text stays with its car."""
    if not sentence.number:
        return False
    last = d.page.sentences[sentence.number - 1]
    return "\n" not in d.page.text[last.end : sentence.start] and _root(d, last) is not None


def note_ahead(d: Discourse, sentence: Sentence, vehicles: tuple[str, ...]) -> None:
    """Remember the centre of a sentence that tells of what is to come."""
    verb = _root(d, sentence)
    if verb is not None and _is_ahead(verb):
        d.ahead.update(vehicles)


def _root(d: Discourse, sentence: Sentence) -> Token | None:
    return next((t for t in d.page.doc[sentence.first : sentence.last] if t.dep_ == "ROOT" and is_verb(t)), None)


def _is_ahead(verb: Token) -> bool:
    """ "Could get", "is expected to arrive", "is likely to be built", "we expect it to cost"."""
    if any(c.lower_ in _MODALS and c.dep_ == "aux" for c in verb.children):
        return True
    if verb.lower_ in {"expect", "hear"}:
        return True
    if verb.lower_ in _AHEAD:
        return any(c.dep_ == "xcomp" for c in verb.children)
    return any(c.dep_ == "acomp" and c.lower_ in _AHEAD for c in verb.children)
