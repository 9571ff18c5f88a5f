"""From character offsets to the tokens of a document, without building spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from spacy.tokens import Doc, Token

_VEHICLE = re.compile(
    r"\b(?:cars?|vehicles?|evs?|suvs?|sedan|hatchback|pickup|trucks?|crossovers?|minivan|(?:auto|car)makers?)\b",
    re.IGNORECASE,
)


class Spots:
    """The tokens of one document by character offset. Built once for all expressions of the document."""

    def __init__(self, doc: Doc, text: str) -> None:
        # spaCy builds `doc.text` anew at every call, and a Token object at every access: both are worth avoiding.
        self.text = text
        self._doc = doc
        self._starts: list[int] = doc.to_array("IDX").tolist()

    def at(self, offset: int) -> Token:
        """The token at a character (the one before, where it stands in white space)."""
        return self._doc[max(bisect_right(self._starts, offset) - 1, 0)]

    def head(self, start: int, end: int) -> Token:
        """The token of ``start``…``end`` that hangs on a word outside; of several the first that is no article."""
        first, last = self.at(start), self.at(end - 1)
        for i in range(first.i, last.i + 1):
            token = self._doc[i]
            outside = token.head.i == i or not first.i <= token.head.i <= last.i
            if outside and (i == last.i or token.tag_ != "DT"):
                return token
        return first

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that start in ``start``…``end``, both offsets of characters."""
        return [self._doc[i] for i in range(bisect_left(self._starts, start), bisect_left(self._starts, end))]

    @cached_property
    def about_vehicles(self) -> bool:
        """Whether the text names any kind of vehicle: only there a year before a name is a model year."""
        return _VEHICLE.search(self.text) is not None

    def after(self, token: Token) -> Token | None:
        return self._doc[token.i + 1] if token.i + 1 < len(self._starts) else None

    def before(self, token: Token) -> Token | None:
        return self._doc[token.i - 1] if token.i > 0 else None
