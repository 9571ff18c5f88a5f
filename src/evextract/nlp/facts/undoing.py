"""Whether a tie or an event is undone: "called off its merger", "the failed merger", "the end of the alliance".

The word that undoes must be about the tie: what ends something else beside it ("abandoned the talks with A, and put its
joint venture in charge", "from the end of the year") leaves it as it is. So does one that is denied itself.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, attachment, clause, is_verb

PAUSE = re.compile(
    r"(?<!\w)(?:temporarily|temporary|for (?:\w+ ){1,3}(?:days?|weeks?|months?|hours?|shifts?)"
    r"|reopen\w*|restart\w*|resum\w+)(?!\w)",
    re.I,
)
"""Words for what only pauses, and so has no end."""
_BREAK = re.compile(r"[;:\n]|, (?:but|while|whereas|although|and|which|who|after|as)(?!\w)")
_ASIDE = re.compile(r", [^,;:]{1,60},")
_REACH = 5
_TO_AN = re.compile(r"(?<!\w)to an? (?:[a-z-]+ )?\Z")
""" "Came to an end", "brought the alliance to an abrupt end"."""
_FALLS = re.compile(
    r" (?:by|to|below|under) (?:(?:just|about|around|only|some|nearly|over|almost) )?[^\w\s]{0,2}(?!(?:19|20)\d\d(?![\d,]))\d"
)
_INTENDING = frozenset(
    {"plan", "plans", "intention", "intentions", "intent", "need", "reason", "reasons", "wish", "desire"}
)
_MOST_ABOVE = 4


class Undoing(NamedTuple):
    """``hit``: the word that says that the tie has ended or won't come; ``denied``: "no plans to end the alliance"."""

    hit: Hit[str]
    denied: bool

    @property
    def word(self) -> Hit[str] | None:
        """The word, where it is not denied."""
        return None if self.denied else self.hit


def only_lessens(text: str, end: int) -> bool:
    """Whether what the word before ``end`` says is no end but a decrease: "prices drop by 2,000 euros"; not "axed by 2027"."""
    return _FALLS.match(text, end) is not None


def is_undone(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue]) -> Hit[str] | None:
    """The word that says that the tie has ended or won't come."""
    found = undoing(ctx, a, sentence, cue)
    return found.word if found is not None else None


def undoing(ctx: Context, a: AttributeDef, sentence: Sentence, cue: Hit[Cue]) -> Undoing | None:
    """What is said of the end of the tie at ``cue``."""
    text = ctx.page.text
    for hit in ctx.negative_hits.get(sentence.number, []):
        if hit.thing != a.id or only_lessens(text, hit.end):
            continue
        if cue.start <= hit.start and hit.end <= cue.end:
            return Undoing(hit, denied=False)  # "parted ways"
        if hit.start < cue.end and cue.start < hit.end:
            continue
        gap = text[hit.end : cue.start] if hit.end <= cue.start else text[cue.end : hit.start]
        gap = _ASIDE.sub(" ", gap)
        if _BREAK.search(gap) or len(gap) > 110:
            continue
        word, named = ctx.page.root_of(hit.start, hit.end), ctx.page.root_of(cue.start, cue.end)
        if _is_another_event(word, named) or not _is_of(word, named, text):
            continue
        tie = attachment(word, named)
        if len(gap.split()) <= 2 or (tie is not None and tie[0] <= _REACH and tie[1] <= 1):
            return Undoing(hit, _is_denied(word))
    return None


def _is_another_event(word: Token, cue: Token) -> bool:
    """ "After talks with A ended, B proposed an alliance": what ended has a clause and a subject of its own.

    So has what the tie itself gave up: "the joint venture of A and B gave up its plant".
    """
    if cue.dep_ == "nsubj" and cue.head == word and any(c.dep_ == "dobj" for c in word.children):
        return True
    here = clause(word)
    return (
        here is not None
        and here.dep_ == "advcl"
        and here != clause(cue)
        and any(c.dep_ in SUBJECT_DEPS and c.tag_ not in {"PRP", "DT"} for c in here.children)
    )


def _is_of(word: Token, cue: Token, text: str) -> bool:
    """Whether what the word ends, or says to have failed, holds the tie."""
    if is_verb(word) and word.dep_ != "amod":
        ended = [c for c in word.children if c.dep_ in {"dobj", "nsubjpass"} and c.tag_ not in {"PRP", "DT", "WDT"}]
        return not ended or any(c.is_ancestor(cue) or c == cue for c in ended) or word.is_ancestor(cue)
    if word.dep_ == "amod":
        return word.head == cue or word.head.is_ancestor(cue)
    if word.tag_ in {"NN", "NNS"}:
        return word.is_ancestor(cue) or _TO_AN.search(text, max(0, word.idx - 30), word.idx) is not None
    return True


def _is_denied(word: Token) -> bool:
    """Whether it is said that the end won't come: "no plans to end", "did not call off"."""
    for node in ancestors(word)[:_MOST_ABOVE]:
        if any(c.dep_ == "neg" for c in node.children):
            return True
        if node.lower_ in _INTENDING:
            return any(c.lower_ == "no" for c in node.children)
        if not is_verb(node):
            return False
    return False
