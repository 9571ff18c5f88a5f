"""Titles of people in a text: "executive vice president and chief commercial officer", "head of design"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.nlp.naming.things import PERSON, PLACE
from evextract.nlp.page import Page, starting

_HEAD = re.compile(
    r"(?<![\w-])(?:(?:CEO|CFO|COO|CTO|CIO|CMO|CPO|CSO|CHRO|VP|EVP|SVP)(?![\w-])|(?i:"
    r"chief (?:[a-z&-]+ ){1,4}officer|chief executive(?: officer)?|"
    r"chief (?:designer|engineer|economist|analyst|strategist|scientist)"
    r"|(?:vice[- ])?president|(?:vice[- ])?chair(?:man|woman|person)?"
    r"|(?:managing |general )?director|(?:general )?manager|head|boss|chief|spokes(?:man|woman|person)"
    r"|designer|engineer|(?:co-)?founder|executive(?: officer)?|analyst|minister|secretary|treasurer|economist|strategist|leader|lead)(?![\w-]))"
)
_GLUE = re.compile(
    r"(?:,? and |, | & )(?:(?:the|its|their|a) )?(?P<when>(?:future|incoming|former|previous|current|new) )?"
)
_RANKS = frozenset(
    {
        "senior", "executive", "global", "deputy", "corporate", "regional", "interim", "acting", "founding",
        "general", "chief", "vice", "managing", "assistant", "technical", "commercial", "financial", "digital",
        "creative", "junior", "principal", "former", "future", "incoming", "outgoing", "departing", "ex",
    }
)  # fmt: skip
_WHEN = frozenset({"current", "new", "then", "now", "newly", "longtime", "long-time", "today"})
_NAMING = frozenset({"NN", "NNS", "VBG", "NNP", "NNPS", "HYPH"})
_AREA = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG", "CC", ",", "DT", "HYPH", "ADD"})
_LONGEST_AREA = 10
_IN_CHARGE = " in charge of "
_AROUND = 300
"""Characters around a title's head in which the names are looked at that it may be part of, or end at."""


@dataclass(frozen=True, slots=True)
class Title:
    """The characters of a title; ``ahead``: it is still to be held ("future CEO")."""

    start: int
    end: int
    ahead: bool = False


def find_titles(page: Page, *, firms: Collection[str] = ()) -> list[Title]:
    """All titles in text order, those joined by "and" as one unless they are held at different times.

    ``firms``: the nouns that point to a company ("carmaker").
    """
    found: list[Title] = []
    for m in _HEAD.finditer(page.text):
        near = starting(page.things, m.start() - _AROUND, m.end() + _AROUND)
        taken = [(t.start, t.end) for t in near if t.type == PERSON or t.known]
        if any(start <= m.start() and m.end() <= end for start, end in taken) or (found and m.start() < found[-1].end):
            continue
        start = _leftmost(page, m.start(), taken)
        end = _with_area(page, m.end(), taken, firms)
        while found and start < found[-1].end:
            found.pop()
        apart = page.text[found[-1].end : start].startswith(",") and _name_follows(page, end) if found else False
        title = Title(start, end, page.text[start:end].lower().startswith(("future", "incoming")))
        if (
            found
            and not apart
            and (glue := _GLUE.fullmatch(page.text, found[-1].end, start))
            and not glue["when"]
            and not title.ahead
        ):
            found[-1] = Title(found[-1].start, end, found[-1].ahead)
        else:
            found.append(title)
    return found


def _name_follows(page: Page, end: int) -> bool:
    """Whether a name follows: the title is that person's own, whatever is listed before it."""
    return page.text[end : end + 1] == " " and page.token_at(end + 1).tag_ == "NNP"


def _leftmost(page: Page, start: int, taken: Collection[tuple[int, int]]) -> int:
    """Where the title begins: with its ranks and its field ("product planning chief")."""
    token = page.token_at(start)
    capital = page.text[start].isupper()
    for _ in range(4):
        if token.i == 0:
            break
        before = token.nbor(-1)
        low = before.lower_
        inside = any(s <= before.idx < e for s, e in taken)
        field = (
            (before.tag_ in _NAMING or (low, token.lower_) == ("works", "council"))
            and (not before.tag_.startswith("NNP") or capital or before.text.islower())
            and (before.text[0].islower() or capital or before.is_sent_start is True)
        )
        if (
            inside
            or low in _WHEN
            or (before.is_sent_start is True and before.tag_ != "NN" and low not in _RANKS)
            or not (low in _RANKS or field)
        ):
            break
        if before.idx + len(before) < token.idx - 1:
            break
        token = before
    return token.idx if token.text[0].isalnum() else start


def _with_area(page: Page, end: int, taken: Collection[tuple[int, int]], firms: Collection[str]) -> int:
    """Where the title ends: behind its field ("head of design", "director for sales, service and parts")."""
    doc = page.doc
    i = page.token_at(max(0, end - 1)).i + 1
    if page.text.startswith(_IN_CHARGE, end):
        i += 2
    elif i >= len(doc) or doc[i].lower_ not in {"of", "for"} or doc[i].idx != end + 1:
        return end
    tokens: list[Token] = []
    for token in doc[i + 1 : i + 1 + _LONGEST_AREA]:
        if token.tag_ not in _AREA or any(s <= token.idx < e for s, e in taken if not _is_region(page, s)):
            break
        tokens.append(token)
    while tokens and tokens[-1].tag_ in {"CC", ",", "DT", "JJ", "HYPH"}:
        tokens.pop()
    joined = any(t.tag_ == "CC" for t in tokens)
    for n, token in enumerate(tokens):
        if token.tag_ == "," and not (joined and any(t.tag_ == "CC" for t in tokens[n:])):
            tokens = tokens[:n]
            break
    if not tokens or tokens[-1].lower_ in firms:
        return end  # "chairman of the electronics maker" tells the company, not the field
    return tokens[-1].idx + len(tokens[-1])


def _is_region(page: Page, start: int) -> bool:
    return any(t.type == PLACE for t in page.things_at(start))
