"""What a bare number counts where another number says it: "15 deaths in May and 12 in June"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evextract.nlp.quantities.record import QuantityMention

_LONGEST_GAP = 120
_MOST_APART = 20
"""Numbers of one kind differ by less than this factor."""
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z“\"]|[\n;]")
_COMPARED = re.compile(
    r"(?:\b(?:compared|compares) (?:with|to)|\b(?:versus|vs\.?|against|followed by|(?:up|down) from|rather than))"
    r" (?:the |its |an? )?$",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r" points?(?:,[^,;]*,)? (?:lower |higher )?(?:to(?: (?:close|end|finish|settle|trade|stand) at)?|at) $"
)
_CARRIES_ON = re.compile(r"(?:,| and| but| while| then)(?: (?:another|the other))? $")
_PHRASE = re.compile(r" (?P<word>in|on|at|from|by|for|to|during|last|this|of|were|was|are|is|came|went)\b")
_WHEN = re.compile(
    r" (?:in (?:(?:19|20)\d\d|spring|summer|autumn|winter)|(?:last|this|next) (?:year|month|week|quarter|season|spring|summer|autumn|winter)"
    r"|an? (?:year|month|quarter|week) (?:ago|earlier|before|later)|the (?:year|month|quarter) before)\b"
)
_FROM = re.compile(r"\bfrom (?:about |around |roughly )?$", re.IGNORECASE)
_INCLUDES = re.compile(r",? (?:including|of which|of whom|among them) (?:the |its |an? )?$", re.IGNORECASE)
_PART_OF = re.compile(r" of (?:them|which|whom|these|those)\b")
_CONTRAST = re.compile(r",? (?:while|whereas|compared (?:with|to)|versus|vs\.?|against)\b", re.IGNORECASE)


def antecedents(text: str, mentions: Sequence[QuantityMention]) -> dict[int, int]:
    """For bare numbers: index in ``mentions`` -> index of the quantity that says what is counted or measured."""
    found: dict[int, int] = {}
    told: int | None = None
    for n, mention in enumerate(mentions):
        if mention.converts is not None:
            continue
        if not _bare(mention):
            told = n
        elif told is not None and _follows(text, mentions[told], mention):
            found[n] = told
        elif n + 1 < len(mentions) and _precedes(text, mention, mentions[n + 1]):
            found[n] = n + 1
    return found


def _bare(mention: QuantityMention) -> bool:
    return mention.noun is None and mention.quantity.unit in ("1", "count") and not mention.vague


def _follows(text: str, told: QuantityMention, bare: QuantityMention) -> bool:
    """Whether ``bare`` is of the kind of ``told``, which stands before it."""
    if bare.bound_start - told.end > _LONGEST_GAP:
        return False
    gap = text[told.end : bare.bound_start]
    if _SENTENCE_END.search(gap):
        return False
    if told.noun in ("point", "points") and told.change:
        return _LEVEL.fullmatch(gap) is not None
    if told.change or told.vague:
        return False
    if told.noun is not None and bare.quantity.high < told.quantity.high and _PART_OF.match(text, bare.end):
        return True
    if _COMPARED.search(gap):
        return _alike(told, bare)
    if _INCLUDES.search(gap) and bare.quantity.high < told.quantity.high:
        return True
    if gap == " to ":  # "from 20-25 mpg to 31"
        return _FROM.search(text, max(0, told.start - 16), told.start) is not None and _alike(told, bare)
    if _CARRIES_ON.search(gap) and _WHEN.search(gap) and _WHEN.match(text, bare.end):
        return _alike(told, bare)
    phrase = _PHRASE.match(text, bare.end)
    return phrase is not None and _CARRIES_ON.search(gap) is not None and f" {phrase['word']} " in gap


def _precedes(text: str, bare: QuantityMention, told: QuantityMention) -> bool:
    """Whether ``bare`` is set against ``told``: "Ohio had 12 while Iowa came second with 9 wins"."""
    if told.noun is None or told.vague or told.bound_start - bare.end > _LONGEST_GAP:
        return False
    gap = text[bare.end : told.bound_start]
    if _SENTENCE_END.search(gap):
        return False
    return _CONTRAST.search(gap) is not None and _alike(bare, told)


def _alike(a: QuantityMention, b: QuantityMention) -> bool:
    low, high = sorted((abs(a.quantity.high), abs(b.quantity.high)))
    return high < low * _MOST_APART
