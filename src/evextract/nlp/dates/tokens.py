"""Cut a text into islands: runs of words that temporal expressions are made of.

Everything else in the package sees islands only, which is what keeps the annotator cheap: most of a text is in none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from evextract.nlp.dates.lexicon import ABBREVIATED, ABBREVIATIONS, CODES, HOT, TRIGGERS, VOCABULARY

# Each alternative consumes a run of one character class, so the scan is linear.
_TOKEN = re.compile(
    r"""
    (?P<numeric>\d{1,4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,4}(?!(?P=sep)?\d))
  | (?P<slashed>\d{1,2}/\d{1,2}(?![\d/]))
  | (?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?)
  | (?P<short>['’]\d{2}(?!\w|['’]s))
  | (?P<decade>\d{2,4}['’]?s\b)
  | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
  | (?P<number>\d+(?:[.,]\d+)*(?!\w))
  | (?P<word>\w+)
  | (?P<mark>[^\w\s])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_QUARTER_AND_YEAR = re.compile(r"([1-4][qh]|[qh][1-4])(\d{4}|\d{2})")
_GLUED_WORD = re.compile(r"([a-z]+)(\d+)|(\d+)([a-z]+)")
_JOINTS = frozenset("-–—/,()~&")
_MONEY = frozenset("$€£¥₹₩#№@")
# Longer runs are lists or hostile; the grammar is recursive, so they are cut.
_LONGEST = 60
_APOSTROPHES = ("'", "’")
_OPENING = frozenset("([\"'‘“’”–—")
_TAGS = frozenset("@#$")
_AFTER_NUMBER = frozenset("%°€£")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; ``low`` is its lower-case form, ``number`` the value of plain digits.

    ``kind`` is the group of the scanner that found it; the foreign word that ends an island is kept as
    ``foreign``, with an empty form. ``glued``: no space before it. ``ordinal`` is the value of "3rd".
    """

    low: str
    start: int
    end: int
    kind: str
    glued: bool
    number: int | None = None
    ordinal: int | None = None


def islands(text: str) -> Iterator[list[Token]]:
    """The runs of vocabulary words and numbers in ``text`` that hold at least one word or number that can be a date."""
    island: list[Token] = []
    hot = False
    last_end, last_known = 0, True
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        low = match[0].lower()
        if kind == "word" and low not in VOCABULARY and low.isalpha() and low != "s":
            # The way of most words; everything below is for the few that matter.
            if hot:
                island.append(Token("", match.start(), match.end(), "foreign", False))
                yield island
            if island:
                island, hot = [], False
            last_end, last_known = match.end(), False
            continue
        start, end = match.span()
        glued = start == last_end > 0
        if island:
            if not glued and "\n" in text[last_end:start]:
                if hot:
                    yield island
                island, hot = [], False
            # A possessive ending says nothing here: "last year's results", "Presidents' Day".
            elif (glued and (low in _APOSTROPHES or (low == "s" and text[last_end - 1] in _APOSTROPHES))) or (
                low == "." and glued and island[-1].low in ABBREVIATIONS
            ):
                last_end = end
                continue
        tokens = _known(low, "numeric" if kind == "sep" else kind or "", start, end, glued, text, last_known)
        last_end, last_known = end, bool(tokens)
        if not tokens:
            if hot:
                if kind != "mark":
                    island.append(Token("", start, end, "foreign", glued))
                yield island
            if island:
                island, hot = [], False
        elif island or kind != "mark":
            island += tokens
            hot = hot or any(map(_hot, tokens))
            if len(island) >= _LONGEST:
                if hot:
                    yield island
                island, hot = [], False
    if hot:
        yield island


def _hot(token: Token) -> bool:
    if token.kind == "word":
        return token.low in HOT
    if token.kind == "number":
        return token.number is not None and (1000 <= token.number <= 2199 or len(token.low) == 8)
    return token.kind in ("numeric", "slashed", "clock", "decade", "ordinal")


def _known(low: str, kind: str, start: int, end: int, glued: bool, text: str, after_known: bool) -> list[Token]:
    """The token as one or two vocabulary tokens, none where it is foreign to temporal expressions."""
    if kind == "word":
        if glued and text[start - 1] in _TAGS:
            return []
        if low in ABBREVIATED and not text[start:end].isupper():
            return []
        if low in VOCABULARY or low in CODES:
            return [Token(low, start, end, kind, glued)]
        return _split(low, start, end, glued)
    if kind == "mark":
        return [Token(low, start, end, kind, glued)] if low in _JOINTS else []
    if text[end : end + 1] in _AFTER_NUMBER:
        return []
    if glued:
        before = text[start - 1]
        iso = kind == "numeric" and low[4:5] == "-"
        if before in _MONEY or not (after_known or iso or before in _OPENING):
            return []
    if kind == "number":
        return [Token(low, start, end, kind, glued, number=int(low) if low.isdigit() and len(low) < 9 else None)]
    if kind == "ordinal":
        return [Token(low, start, end, kind, glued, ordinal=int(low[:-2]))]
    return [Token(low, start, end, kind, glued)]


def _split(low: str, start: int, end: int, glued: bool) -> list[Token]:
    """ "October2", "3years" and "4Q24" are two words each."""
    coded = _QUARTER_AND_YEAR.fullmatch(low)
    if coded is not None:
        middle = start + 2
        code = Token(coded[1], start, middle, "word", glued)
        return [code, Token(coded[2], middle, end, "number", True, number=int(coded[2]))]
    match = _GLUED_WORD.fullmatch(low)
    if match is None:
        return []
    word, digits = (match[1], match[2]) if match[1] else (match[4], match[3])
    if word not in TRIGGERS or len(digits) > 4:
        return []
    middle = start + (len(word) if match[1] else len(digits))
    number = Token(
        digits, *((middle, end) if match[1] else (start, middle)), "number", bool(match[1]) or glued, number=int(digits)
    )
    name = Token(word, *((start, middle) if match[1] else (middle, end)), "word", bool(match[3]) or glued)
    return [name, number] if match[1] else [number, name]
