"""The pack's words for how sure a statement is, found on a page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from spacy.tokens import Token

from evextract.domain.pack import DomainPack
from evextract.nlp.lexicon import Hit, Lexicon
from evextract.nlp.page import Page
from evextract.nlp.stance.signs import Sign

_SIGNS = {
    ("hedge", ""): Sign.HEDGED,
    ("plan", ""): Sign.PLANNED,
    ("conditional", ""): Sign.CONDITIONAL,
    ("denial", "not"): Sign.DENIED,
    ("denial", "cancelled"): Sign.CANCELLED,
}
_NO_WORD = re.compile(r"\d| than(?!\w)")
"""Behind what is no cue: the "AX" of a version "AX7", the "no longer" of "no longer than"."""


_DOING = re.compile(r"(?<!\w)(?!being(?!\w))[a-z]+ing(?!\w)", re.IGNORECASE)
"""What is in progress: "are developing", not "is being developed"."""


class CuesOfPage:
    """The cues of one page; ``hits``: in text order."""

    def __init__(self, page: Page, hits: list[Hit[Sign]]) -> None:
        self._page = page
        self._hits = hits
        self._starts = [h.start for h in hits]

    def at(self, token: Token) -> set[Sign]:
        """What the cues say that begin at or cover the token."""
        near = slice(bisect_left(self._starts, token.idx - 30), bisect_right(self._starts, token.idx))
        return {h.thing for h in self._hits[near] if token.idx < h.end and not self._is_main_have(h)}

    def beginning(self, at: int) -> set[Sign]:
        """What the cues say that begin there."""
        return {h.thing for h in self._hits[bisect_left(self._starts, at) : bisect_right(self._starts, at)]}

    def between(self, start: int, end: int) -> set[Sign]:
        """What all cues say that lie in the passage."""
        inside = self._hits[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return {h.thing for h in inside if h.end <= end}

    def _is_main_have(self, hit: Hit[Sign]) -> bool:
        """ "Could have a range of 600 km" is a guess; only "could have had" is contrary to fact."""
        if hit.thing is not Sign.CONDITIONAL:
            return False
        last = self._page.token_at(max(hit.start, hit.end - 1))
        return last.lower_ == "have" and last.dep_ not in {"aux", "auxpass"}


class StanceCues:
    """Built once from a pack; ``on(page)`` finds the cues of one page."""

    def __init__(self, pack: DomainPack) -> None:
        self._lexicon: Lexicon[tuple[Sign, bool]] = Lexicon(
            (p.phrase, (sign, _is_in_progress(p.phrase)))
            for p in pack.phrases
            if (sign := _SIGNS.get((p.effect, p.value)))
        )

    def on(self, page: Page) -> CuesOfPage:
        dated = {i for d in page.dates for i in range(d.start, d.end)}  # the month of May permits nothing
        hits = [
            Hit(h.start, h.end, h.thing[0])
            for h in self._lexicon.find(page.parts, page.stems)
            if h.start not in dated
            and not _NO_WORD.match(page.text, h.end)
            and not _is_name(page, h.start, h.end)
            and (not h.thing[1] or _DOING.search(page.text, h.start, h.end) is not None)
        ]
        return CuesOfPage(page, hits)


def _is_name(page: Page, start: int, end: int) -> bool:
    """Whether a capital within a sentence makes it a name: "the Explore costs 30,000 euros" tells of no plan."""
    if not page.text[start].isupper() or page.text[start:end].isupper():
        return False
    sentence = page.sentence_at(start)
    return not sentence.heading and start > sentence.start and page.text[start - 2 : start - 1].isalnum()


def _is_in_progress(phrase: str) -> bool:
    """Whether it has a word that is a cue in "-ing" alone: "are developing" is no "are developed", though both have the same stems."""
    return any(word.endswith("ing") and "|" not in word for word in phrase.split())
