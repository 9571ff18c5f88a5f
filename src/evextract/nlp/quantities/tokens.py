"""A Doc by character offset, and its noun phrases by tag."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
PLURALS = frozenset(("NNS", "NNPS"))


class Tokens:
    """``doc`` with a way from character offsets to tokens."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text  # Doc.text is put together anew at each access.
        self._starts = doc.to_array("IDX").tolist()

    def at(self, offset: int) -> int:
        """Index of the token that holds the character at ``offset``, or of the one before it."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def get(self, index: int) -> Token | None:
        """The token, or None outside the document."""
        return self.doc[index] if 0 <= index < len(self.doc) else None

    def after(self, offset: int) -> Token | None:
        """The first token that begins at or after ``offset``."""
        index = bisect_right(self._starts, offset - 1)
        return self.get(index)

    def noun_end(self, first: int) -> int:
        """The last of the nouns in a row from token ``first``."""
        last = first
        while last + 1 < len(self.doc) and self.doc[last + 1].tag_ in NOUNS:
            last += 1
        return last

    def counts_of(self, offset: int) -> bool:
        """Whether "of its", "of the" or the like and a plural stand right after ``offset``: "35m of its parcels"."""
        of = self.after(offset + 1)
        whose = self.get(of.i + 1) if of is not None and of.lower_ == "of" else None
        if whose is None or whose.tag_ not in ("PRP$", "DT"):
            return False
        index = whose.i + 1
        while (token := self.get(index)) is not None and token.tag_ in ("JJ", "NN", "NNP", "VBN"):
            index += 1
        return token is not None and token.tag_ in PLURALS

    def counts_after(self, offset: int) -> bool:
        """Whether a plural noun stands right after ``offset``."""
        token = self.after(offset)
        return token is not None and token.tag_ == "NNS" and token.idx == offset + 1
