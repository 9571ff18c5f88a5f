"""Firms that only talk: "is in talks with B about sharing a plant". What they talk about is a guess, whoever tells of it."""

from __future__ import annotations

import re

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence

_TALKING = re.compile(r"(?:talk|negotiat|discussion)", re.IGNORECASE)
_TAKEOVER = "takeover"
_OF_OWNING = frozenset({_TAKEOVER, "share"})
"""Readers of the attributes of who owns whom."""


def is_talking(ctx: Context, cue: Hit[Cue]) -> bool:
    """Whether the words of the tie say that it is being negotiated: "in talks with"."""
    return _TALKING.search(ctx.page.text, cue.start, cue.end) is not None


def is_about_owning(ctx: Context, sentence: Sentence, cue: Hit[Cue]) -> bool:
    """ "In talks with B to buy its plant", "negotiates with B over a stake": who is to own what, and no tie of equals."""
    for a in ctx.pack.attributes.values():
        for hit in ctx.cues_in(sentence, a.id) if a.reader in _OF_OWNING else ():
            noun = ctx.page.root_of(hit.start, hit.end).tag_.startswith("NN")
            if hit.start >= cue.end and (noun or a.reader == _TAKEOVER):
                return True
    return False
