"""The words of a page as learned models see them: names by what they name, numbers as numbers, the rest by their stems."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.lexicon import stem
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Page


class Words:
    """Made once for a page."""

    def __init__(self, page: Page) -> None:
        self._doc = page.doc
        self._names: dict[int, str] = {}
        for thing in page.things:
            kind = "<company>" if thing.type in COMPANY_TYPES else f"<{thing.type}>"
            for token in page.span(thing.start, thing.end):
                self._names.setdefault(token.i, kind)
        for date in page.dates:
            for token in page.span(date.start, date.end):
                self._names.setdefault(token.i, "<date>")

    def of(self, token: Token) -> str:
        name = self._names.get(token.i)
        if name is not None:
            return name
        if token.tag_ == "CD" or token.like_num:
            return "#"
        return "<name>" if token.tag_ in {"NNP", "NNPS"} else stem(token.lower_)

    def between(self, first: int, last: int) -> Sequence[str]:
        """The words of the tokens ``first``…``last`` (exclusive), each name once."""
        out: list[str] = []
        for i in range(first, last):
            word = self.of(self._doc[i])
            if not (out and out[-1] == word and word[0] == "<"):
                out.append(word)
        return out
