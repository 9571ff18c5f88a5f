"""One article, annotated: the model's parse and everything that the annotators found, with look-ups between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from evextract.nlp.dates import DateMention
from evextract.nlp.lexicon import stem
from evextract.nlp.names import Piece
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.things import Thing
from evextract.records import Article


@dataclass(frozen=True, slots=True)
class Sentence:
    """Characters ``start``…``end`` of the text, tokens ``first``…``last`` (exclusive); ``number`` counts from 0."""

    number: int
    start: int
    end: int
    first: int
    last: int
    heading: bool


@dataclass
class Page:
    article: Article
    doc: Doc
    parts: Sequence[Piece]
    things: Sequence[Thing]
    quantities: Sequence[QuantityMention]
    dates: Sequence[DateMention]
    stems: Sequence[str] = field(init=False)

    def __post_init__(self) -> None:
        self.stems = [stem(p.form) for p in self.parts]

    @cached_property
    def text(self) -> str:
        return self.doc.text  # spaCy puts it together anew at every call

    @cached_property
    def sentences(self) -> list[Sentence]:
        out: list[Sentence] = []
        for sent in self.doc.sents:
            tokens = [t for t in sent if not t.is_space]
            if tokens:
                start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
                heading = tokens[-1].text not in {".", "!", "?", "”", '"', ")", ":", ";"} and len(tokens) < 14
                out.append(Sentence(len(out), start, end, tokens[0].i, tokens[-1].i + 1, heading))
        return out

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, char: int) -> Sentence:
        """The sentence that holds the character, or the last one that begins before it."""
        return self.sentences[max(0, bisect_right(self._starts, char) - 1)]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [t.idx for t in self.doc]

    def token_at(self, char: int) -> Token:
        return self.doc[max(0, bisect_right(self._token_starts, char) - 1)]

    def span(self, start: int, end: int) -> Span:
        """The tokens that cover the characters ``start``…``end``."""
        return self.doc[self.token_at(start).i : self.token_at(max(start, end - 1)).i + 1]

    def root_of(self, start: int, end: int) -> Token:
        """The syntactic head of the tokens at ``start``…``end``."""
        return self.span(start, end).root

    @cached_property
    def _things_by_sentence(self) -> dict[int, list[Thing]]:
        table: dict[int, list[Thing]] = {}
        for thing in self.things:
            table.setdefault(self.sentence_at(thing.start).number, []).append(thing)
        return table

    def things_in(self, sentence: Sentence) -> list[Thing]:
        return self._things_by_sentence.get(sentence.number, [])
