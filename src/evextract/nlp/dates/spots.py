"""From character offsets to the tokens of a document, without building spans."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token


class Spots:
    """The tokens of one document by character offset. Built once for all expressions of the document."""

    def __init__(self, doc: Doc, text: str) -> None:
        # spaCy builds `doc.text` anew at every call.
        self.text = text
        self.tokens: list[Token] = list(doc)
        self._starts = [token.idx for token in self.tokens]

    def at(self, offset: int) -> Token:
        """The token at a character (the one before, where it stands in white space)."""
        return self.tokens[max(bisect_right(self._starts, offset) - 1, 0)]

    def head(self, start: int, end: int) -> Token:
        """The token of ``start``…``end`` that hangs on a word outside, the first one of several."""
        first, last = self.at(start), self.at(end - 1)
        for i in range(first.i, last.i + 1):
            head = self.tokens[i].head.i
            if not first.i <= head <= last.i or head == i:
                return self.tokens[i]
        return first

    def after(self, token: Token) -> Token | None:
        return self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None

    def before(self, token: Token) -> Token | None:
        return self.tokens[token.i - 1] if token.i > 0 else None
