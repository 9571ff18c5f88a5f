"""Test cycles: the procedure, named in the text, by which a range or a consumption was measured."""

from __future__ import annotations

import re
from bisect import bisect_left

from evextract.domain.pack import DomainPack
from evextract.nlp.lexicon import Lexicon
from evextract.nlp.page import Page, Sentence

_SET_AGAINST = re.compile(
    r"(?<!\w)(?:of|than|below|under|above|against|from|short of|match(?:es|ed)?|beat(?:s|ing)?|miss(?:es|ed|ing)?"
    r"|not|instead of|versus|vs\.?)"
    r" (?:its|the|their|an?) (?:[a-z]+ |[\d.,]+[ -]?(?:km|miles?|mi|kilomet(?:re|er)s?)[ -])?\Z"
)
"""Before the cycle of a figure that another one is set against: "drove 500 km, 80 percent of its WLTP range"."""


class CycleFinder:
    """Built once from a pack; ``on(page)`` reads one page."""

    def __init__(self, pack: DomainPack) -> None:
        self._names: Lexicon[str] = Lexicon((p.phrase, p.value) for p in pack.phrases if p.effect == "test_cycle")

    def on(self, page: Page) -> Cycles:
        return Cycles(page, [(hit.start, hit.thing) for hit in self._names.find(page.parts, page.stems)])


class Cycles:
    """The cycles that a page names, each with the character at which its name begins, in text order."""

    def __init__(self, page: Page, named: list[tuple[int, str]]) -> None:
        self._page = page
        self._named = named

    def of(self, sentence: Sentence, at: int) -> str | None:
        """The nearest one in the sentence of the value that begins at ``at``."""
        text = self._page.text
        named = self._between(sentence.start, sentence.end)
        found = [c for c in named if c[0] < at or not _is_of_another(text, at, c[0])]
        return min(found, key=lambda c: (abs(c[0] - at), c[0]))[1] if found else None

    def only_one(self, start: int, end: int) -> str | None:
        """The one that the passage names, if it names no other."""
        named = {cycle for _, cycle in self._between(start, end)}
        return named.pop() if len(named) == 1 else None

    def _between(self, start: int, end: int) -> list[tuple[int, str]]:
        return self._named[bisect_left(self._named, (start,)) : bisect_left(self._named, (end,))]


def _is_of_another(text: str, at: int, cycle: int) -> bool:
    """Whether the words before the cycle set its figure against the one at ``at``."""
    against = _SET_AGAINST.search(text, max(0, cycle - 40), cycle)
    return against is not None and at < against.start()
