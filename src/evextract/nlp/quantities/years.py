"""Numbers of four digits: years, and amounts that look like them ("between 2000 and 2200 kg", "from 2000 to 3000 vans")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evextract.domain.wording import MONTHS
from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.counts import counted
from evextract.nlp.quantities.tokens import Tokens

_YEAR = re.compile(r"(?:19|20)\d\d")
_OTHER_YEAR = re.compile(r"(?:1[0-8]|21)\d\d")
_DATED = r"\b(?:in|since|until|till|by|before|after|circa|year|mid|early|late"
_YEAR_LEFT = re.compile(rf"{_DATED}|from)[ -]$", re.IGNORECASE)
_MONTH = rf"(?:{'|'.join(MONTHS)})"
_ONLY_YEAR_LEFT = re.compile(
    rf"{_DATED}|{_MONTH},?|(?:months|month|quarters?|half|weeks|days|period|{_MONTH}) of)[ -]$", re.IGNORECASE
)
"""Before a year that is none of the ends of a range: "brings sales in May 2025 to 4,340"."""
_BEGINS = re.compile(r"(?:Between|From) $")
_BETWEEN = re.compile(r"\bbetween $", re.IGNORECASE)
_TO = re.compile(r" to | ?[-–] ?")
_AND = re.compile(r" and | or |/")
_MOST_APART = 3
"""Ends of a range of amounts differ by less than this factor."""


def is_year(text: str, atom: Atom) -> bool:
    """Whether the bare number ``atom`` is a year by its form and the word before it."""
    number = _number(text, atom)
    if _OTHER_YEAR.fullmatch(number):
        return _YEAR_LEFT.search(text, max(0, atom.start - 8), atom.start) is not None
    return _YEAR.fullmatch(number) is not None


def in_spans(tokens: Tokens, atoms: Sequence[Atom]) -> dict[int, bool]:
    """For numbers that could be years and stand in a range: where each begins -> whether it is a year indeed."""
    found: dict[int, bool] = {}
    for a, b in pairwise(atoms):
        if a.bare and a.kind == "digits" and _like_year(tokens.text, a) and a.end < b.start <= a.end + 5:
            dated = _are_years(tokens, a, b)
            if dated is not None:
                found |= {a.start: dated, b.start: dated}
    return found


def _number(text: str, atom: Atom) -> str:
    return text[atom.number_start : atom.number_end]


def _like_year(text: str, atom: Atom) -> bool:
    number = _number(text, atom)
    return _YEAR.fullmatch(number) is not None or _OTHER_YEAR.fullmatch(number) is not None


def _are_years(tokens: Tokens, a: Atom, b: Atom) -> bool | None:
    """Whether the ends of the range are years or amounts; None where its form does not say, or where it is no range."""
    text = tokens.text
    left = text[max(0, a.start - 20) : a.start]
    between = _BETWEEN.search(left) is not None and text[a.end : b.start] == " and "
    spans = between or _TO.fullmatch(text, a.end, b.start) is not None
    listed = b.unit is not None and _AND.fullmatch(text, a.end, b.start) is not None
    if not (spans or listed) or _ONLY_YEAR_LEFT.search(left) or not a.value < b.value < _MOST_APART * a.value:
        return None
    if b.unit is not None:
        return False
    if not _like_year(text, b):
        return False if counted(tokens, b.start, b.end) else None
    if _YEAR.fullmatch(_number(text, a)):
        return None
    begins = _BEGINS.search(left) is not None
    if not begins and counted(tokens, b.start, b.end):
        return False  # "between 1500 and 2000 seats"; at the start of a sentence ("From 1500 to 1900 wages …") a period
    return True if between or begins else None
