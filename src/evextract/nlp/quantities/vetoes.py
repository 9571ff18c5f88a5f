"""Numbers that are no quantities: dates, years, clock times, ordinals, names, versions, scores."""

from __future__ import annotations

import re
from bisect import bisect_right

from spacy.tokens import Doc

from evextract.nlp.quantities.scan import Atom

_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_MONTH_LEFT = re.compile(rf"\b{_MONTH}\.? ?$", re.IGNORECASE)
_MONTH_RIGHT = re.compile(rf"(?:st|nd|rd|th)?(?: of)? {_MONTH}\b", re.IGNORECASE)
_CLOCK = re.compile(r":\d\d|[.:]\d\d ?[ap]\.?m\b|\s?[ap]\.?m\b\.?|\s?o.clock", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def vetoed(doc: Doc, starts: list[int], atom: Atom) -> bool:
    """Whether ``atom`` is no quantity."""
    text = doc.text
    number = text[atom.number_start : atom.number_end]
    before = text[max(0, atom.start - 24) : atom.start]
    if _CLOCK.match(text, atom.number_end) or re.search(r"\d:$", before):
        return True
    if atom.unit is not None or atom.scale is not None:
        return False
    if atom.kind == "fraction" and not re.compile(r" of\b").match(text, atom.end):
        return True
    if _MONTH_LEFT.search(before) or _MONTH_RIGHT.match(text, atom.end):
        return True
    if _YEAR.fullmatch(number):
        return True
    if atom.kind == "digits":
        if re.search(r"[A-Za-z]-$|/$", before) or re.compile(r"/\d|-[A-Z]").match(text, atom.end):
            return True
        token = bisect_right(starts, atom.start) - 1
        if (
            token > 0
            and doc[token - 1].tag_ in ("NNP", "NNPS")
            and doc[token - 1].text[:1].isupper()
            and doc[token - 1].idx + len(doc[token - 1]) + 1 >= atom.start
        ):
            return True
    if atom.kind == "words":
        token = bisect_right(starts, atom.start) - 1
        if doc[token].tag_ in ("PRP", "NN", "NNS") and doc[token].lower_ == "one":
            return True
    return False
