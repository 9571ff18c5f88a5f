"""What a bare number counts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spacy.tokens import Doc

_NOUN = {"NN", "NNS", "NNP", "NNPS"}
_INSIDE = {*_NOUN, "JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "POS", "RB", "CD"}
_RATE = re.compile(
    r" (?:per|an?|each|every) (day|week|month|quarter|year)\b|,? (annually|yearly|monthly|weekly|daily)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Counted:
    noun: str
    per: str | None


def counted(doc: Doc, last: int) -> Counted | None:
    """The noun phrase right after token ``last``, the last of the number; None where there is none."""
    text = doc.text
    i = last + 1
    n = len(doc)
    if i < n and doc[i].lower_ == "of":
        i += 1
        while i < n and (doc[i].tag_ in ("DT", "PRP$", "CD") or doc[i].lower_ == "all"):
            i += 1
    first = i
    end = None
    while i < n and i - first < 8:
        token = doc[i]
        if token.tag_ not in _INSIDE or token.text in "/–—":
            break
        if token.tag_ in _NOUN:
            end = i
            if (
                token.tag_ in ("NNS", "NNPS")
                and i + 1 < n
                and doc[i + 1].tag_ not in _NOUN
                and doc[i + 1].tag_ != "POS"
            ):
                break
        i += 1
    if end is None:
        return None
    while first < end and doc[first].tag_ in ("HYPH", "POS"):
        first += 1
    stop = doc[end].idx + len(doc[end])
    noun = text[doc[first].idx : stop]
    rate = _RATE.match(text, stop)
    return Counted(noun, (rate[1] or rate[2]).lower() if rate else None)
