"""Figures that stand in a clause and are not what it says: what another is set against, and what is added to a name."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.page import Page
from evextract.nlp.stance.governors import describes_subject
from evextract.nlp.stance.signs import is_forecast
from evextract.nlp.syntax import INDEFINITE, is_loose_apposition

_REPLACED = re.compile(
    r"(?<!\w)(?:instead of|rather than|in place of) (?:the|its) (?:standard|regular|usual|normal|present|current|previous|old) \Z"
)
"""Before what there is, whatever is to come in its place."""
_NEAR = 40
_AGAINST = frozenset({"against", "versus", "vs", "vs.", "after"})
_STILL = frozenset({"now", "today", "currently", "previously", "before", "earlier"})
_TIMES = frozenset({"year", "quarter", "month", "week"})
_PASSED = frozenset({"last", "previous"})
_REVISING = frozenset(
    map(stem, ("raise", "lift", "increase", "cut", "lower", "trim", "reduce", "revise", "narrow", "slash", "hike"))
)
_CHANGES = frozenset(
    map(stem, ("jump", "rise", "increase", "gain", "drop", "fall", "decline", "decrease", "improvement"))
)
_NAMES = frozenset({"NNP", "NNPS"})
_NOUNS = _NAMES | {"NN", "NNS"}


def below_clause(
    page: Page, chain: Sequence[Token], start: int, end: int, cue: Token | None = None, words: Collection[str] = ()
) -> int | None:
    """How many governors (``chain``) of the figure at ``start``…``end`` still speak of it; None where all do.

    ``cue``, ``words``: the word for the figure, and the stems of all such words. What is said of "the price of 30,000" or
    "the 60 kWh battery" is said of the figure.

    "Will deliver 60,000 cars, against 42,000", "capacity will rise from 90,000 to 120,000": the second and the first
    are there already, and so is what stands in the bracket behind a name ("the X (91 kWh) will arrive") or in an
    apposition to it ("the X, a 163 hp SUV, will be made in Spain").
    """
    if _REPLACED.search(page.text, max(0, start - _NEAR), start):
        return 1
    opened = page.bracket_around(start, end)
    if opened and opened > 1 and page.token_at(opened - 2).tag_ in _NOUNS:
        return max(1, sum(1 for _ in takewhile(lambda t: t.idx > opened, chain)))
    if _is_between(chain[0]):
        return 1
    for n, token in enumerate(chain):
        if n and (_is_base(token, chain[n - 1]) or _is_whole_before(token)):
            return n
        if _is_added(token) or _is_of_past(token):
            return n + 1
        if n and _is_settled(chain[n - 1]) and stem(token.lower_) not in words and not _heads(cue, token):
            return n + 1
    return None


def _is_settled(part: Token) -> bool:
    """ "The 641-hp Performance will arrive in May", "its sister, with 95 kWh, isn't coming here": what a definite subject is
    like, it is already, whatever its verb says; "a 641-hp version will arrive" tells it anew.
    """
    return describes_subject(part) and part.head.left_edge.lower_ not in INDEFINITE


def _heads(cue: Token | None, noun: Token) -> bool:
    """Whether the cue, or the verb that it helps, stands above the noun: "the 500 jobs will go"."""
    if cue is None:
        return False
    verb = cue.head if cue.dep_ in {"aux", "auxpass"} else cue
    return verb == noun or verb.is_ancestor(noun)


def _is_added(noun: Token) -> bool:
    """An apposition to a name that is no name itself."""
    if is_loose_apposition(noun):
        return True
    if noun.dep_ != "appos" or noun.head.tag_ not in _NAMES:
        return False
    return noun.left_edge.tag_ == "DT" or noun.tag_ not in _NAMES | {"CD"}


def _is_of_past(noun: Token) -> bool:
    """ "Wants to double last year's 9,000 sales": what is told of a year that has passed is there already."""
    times = (c for c in noun.children if c.dep_ == "poss" and c.lower_ in _TIMES)
    return any(w.lower_ in _PASSED for time in times for w in time.children)


def _is_whole_before(preposition: Token) -> bool:
    """ "Of the 600 workers, 150 will leave": the whole is there, whatever is to come of its part."""
    fronted = preposition.lower_ == "of" and preposition.i < preposition.head.i
    return fronted and preposition.is_sent_start is True


def _is_base(preposition: Token, below: Token) -> bool:
    """Whether the preposition leads in what something is set against; ``below``: the governor under it."""
    word = preposition.lower_
    if word == "compared":
        return below.lower_ in {"with", "to"}
    if below.dep_ != "pobj":
        return False
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    if (before, word) in {("instead", "of"), ("rather", "than")}:
        return True
    if preposition.dep_ != "prep":
        return False
    if word == "from" and (preposition.head.lower_ in {"up", "down"} or _is_change(preposition)):
        return True  # "60,000, up from 42,000", "a jump from 42,000"
    return word in _AGAINST or (word == "from" and _is_left(preposition) and not moves_forecast(preposition))


def _is_change(preposition: Token) -> bool:
    """ "A jump from 42,000"; not "from the 42,000 that it had predicted"."""
    noun = preposition.head
    if noun.tag_ not in {"NN", "NNS"} or stem(noun.lower_) not in _CHANGES:
        return False
    return not any(t.dep_ == "relcl" and t.i > preposition.i for t in noun.subtree)


def moves_forecast(preposition: Token) -> bool:
    """ "Raised its goal to 1.5 million from 1.3 million": both are what is aimed at."""
    verb = preposition.head
    if preposition.dep_ != "prep" or stem(verb.lower_) not in _REVISING:
        return False
    return any(c.dep_ in {"dobj", "nsubjpass", "nsubj"} and is_forecast(c) for c in verb.children)


def _is_between(value: Token) -> bool:
    """ "From 90,000 to": the parser may take the rest for its head."""
    doc = value.doc
    return (
        value.dep_ == "quantmod"
        and 0 < value.i < len(doc) - 1
        and ((value.nbor(-1).lower_, value.nbor(1).lower_) == ("from", "to"))
    )


def _is_left(start: Token) -> bool:
    """ "From 90,000 to 120,000", "to 120,000 from 90,000", "120,000, from 90,000 now": what is left behind."""
    beside = (*start.head.children, *start.children)
    if any(c.lower_ == "to" and c.dep_ == "prep" for c in beside):
        return True
    return any(t.lower_ in _STILL for t in start.subtree)
