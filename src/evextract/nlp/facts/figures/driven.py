"""Distances that somebody has driven, which are no range: "2,000 km later", "we drove 1,200 km in the X"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import subject_of, verb_above

_LATER = re.compile(r" (?:later|down the road)(?!\w)", re.IGNORECASE)
_AFTER = re.compile(
    r"(?:\A|, |\n)(?:After|Over|For|In) (?:[\w-]+ (?:days?|weeks?|months?) and )?(?:(?:about|around|some|nearly|almost|the|our|my|another|those) ){0,2}\Z",
    re.IGNORECASE,
)
"""Before such a distance, where it opens a clause."""
_IN_CAR = re.compile(r" (?:in|with|behind|of|aboard|at) (?:the|our|my|a|an|it|its|this|that|testing|driving)(?!\w)")
_ON_CHARGE = re.compile(r"(?<!\w)(?:charges?|charged|battery|batteries|tank|range|plug|charger)(?!\w)", re.IGNORECASE)
_DRIVERS = frozenset({"i", "we"})
_DRIVING = frozenset(map(stem, ["drive", "cover", "travel", "clock", "spend", "put", "log"]))
_LEAD = 60


def is_driven(ctx: Context, q: QuantityMention) -> bool:
    """Whether the distance is one that a tester has put behind himself, rather than how far the car goes."""
    if ctx.pack.dimension(q.quantity.unit) != "length":
        return False
    text, sentence = ctx.page.text, ctx.page.sentence_at(q.start)
    if _LATER.match(text, q.end):
        return True
    if _IN_CAR.match(text, q.end) is None or _ON_CHARGE.search(text, sentence.start, sentence.end):
        return False
    start = max(sentence.start, q.bound_start - _LEAD)
    told = _AFTER.search(text[start : q.start])
    if told is not None and (told.start() or start == sentence.start):
        return True
    verb = verb_above(ctx.page.root_of(q.start, q.end))
    return verb is not None and stem(verb.lower_) in _DRIVING and _is_driver(subject_of(verb))


def _is_driver(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ in _DRIVERS
