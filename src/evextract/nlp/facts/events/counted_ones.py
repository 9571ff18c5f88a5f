"""Which one of a series an event is told of: "the first Enyaq left the line", "the last", "the 500,000th".

The last one to be built tells of an end, not of a beginning; one in between tells of neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, DomainPack
from evextract.nlp.lexicon import stem
from evextract.nlp.syntax import SUBJECT_DEPS

_LAST = frozenset({"last", "final"})
_FIRST = frozenset({"first"})
_FINISHING = frozenset(map(stem, ["finish", "complete"]))
"""What is done to every single car: it tells of an event only where it was the first or the last."""
_IN_BETWEEN = re.compile(r"(?!1st\Z)\d[\d,.]*(?:st|nd|rd|th)|(?:\w+-)?(?:hundredth|thousandth|millionth)")


def attributes_told(pack: DomainPack, a: AttributeDef, cue: Token) -> Sequence[AttributeDef]:
    """What a cue of the event ``a`` tells of: ``a`` itself, its end where the last one is meant, or nothing."""
    begun = _activities(a, "start")
    if not begun:
        return [a]
    words = {t.lower_ for c in cue.children if c.dep_ in SUBJECT_DEPS for t in (*c.children, *_of_first_name(c))}
    if stem(cue.lower_) in _FINISHING and not words & (_LAST | _FIRST):
        return []
    if words & _LAST:
        return ends_of(pack, a)
    return [] if any(map(_IN_BETWEEN.fullmatch, words)) else [a]


def ends_of(pack: DomainPack, a: AttributeDef) -> list[AttributeDef]:
    """The events that end what ``a`` begins."""
    begun = _activities(a, "start")
    return [b for b in pack.attributes.values() if b.kind is a.kind and begun & _activities(b, "end")]


def is_one_of_series(word: Token) -> bool:
    """ "The 10,000th": one in a series, neither its first nor its last."""
    return _IN_BETWEEN.fullmatch(word.lower_) is not None


def _of_first_name(subject: Token) -> list[Token]:
    """What hangs on the first word of a name: "the last Jaguar I-Pace"."""
    return [t for part in subject.children if part.dep_ == "compound" for t in part.children]


def _activities(a: AttributeDef, phase: str) -> frozenset[str]:
    return frozenset(noun for f in a.frames if f.phase == phase for noun in f.object)
