"""Lengths of cars that another one is longer or shorter than: "longer than the X (4,540 mm)"."""

from __future__ import annotations

import re

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT

_IN_SIZE = re.compile(
    r"(?<!\w)(?P<word>longer than|shorter than|(?:slots|slotting|sits|sitting|fits|positioned) (?:in )?(?:under|below|above|between))"
    r" (?:[A-Za-z’'-]+ ){0,3}\Z"
)
"""Before the name of another car."""


def compared_in_size(ctx: Context, a: AttributeDef, q: QuantityMention, sentence: Sentence) -> Hit[Cue] | None:
    """The words that say that the measure in brackets behind a name is a length: "slots in below the Y (4,780 mm)"."""
    text = ctx.page.text
    for r in ctx.focus.referents(sentence) if text.startswith(")", q.end) else ():
        if r.type == PRODUCT and text[r.end : q.bound_start] == " (":
            m = _IN_SIZE.search(text, max(sentence.start, r.start - 60), r.start)
            return Hit(*m.span("word"), Cue(a.id, "after", 1.0)) if m is not None else None
    return None
