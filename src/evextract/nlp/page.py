"""One article, annotated: the model's parse and everything that the annotators found, with look-ups between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from spacy.tokens import Doc, Span, Token

from evextract.nlp.cover import Spanned
from evextract.nlp.dates import DateMention
from evextract.nlp.lexicon import stem
from evextract.nlp.naming.names import Piece
from evextract.nlp.naming.plants import Plants
from evextract.nlp.naming.things import Thing
from evextract.nlp.quantities import QuantityMention
from evextract.records import Article

S = TypeVar("S", bound=Spanned)
_start = attrgetter("start")


def starting(items: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Those of ``items``, which are in text order, that begin at ``start``…``end``, but not at ``end`` itself.

    In logarithmic time: who goes through all of an article's things for each of them takes minutes over a hostile one.
    """
    return items[bisect_left(items, start, key=_start) : bisect_left(items, end, key=_start)]


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
    plants: Plants
    headline: str | None = None
    """The vehicle that the headline names, where the text itself does not."""
    behind_datelines: Collection[int] = ()
    """Where sentences begin that have a dateline before them, which the parser takes for a sentence of its own."""
    stems: Sequence[str] = field(init=False)
    _roots: dict[tuple[int, int], Token] = field(init=False, default_factory=dict)
    """Found so far: finders ask for the same few passages again and again."""

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
            if tokens and tokens[0].idx in self.behind_datelines and out:
                tokens = [*self.doc[out.pop().first : tokens[0].i], *tokens]
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
        root = self._roots.get((start, end))
        if root is None:
            root = self._roots[start, end] = self.span(start, end).root
        return root

    def bracket_around(self, start: int, end: int) -> int | None:
        """Where the round bracket opens in which the characters ``start``…``end`` of a sentence stand."""
        opened = self.text.rfind("(", self.sentence_at(start).start, start)
        return None if opened < 0 or ")" in self.text[opened:end] else opened

    @cached_property
    def _things_by_sentence(self) -> dict[int, list[Thing]]:
        table: dict[int, list[Thing]] = {}
        for thing in self.things:
            table.setdefault(self.sentence_at(thing.start).number, []).append(thing)
        return table

    def quantities_in(self, part: Spanned) -> Iterator[tuple[int, QuantityMention]]:
        """Those that begin in the sentence, or another part of the text, each with its number in :attr:`quantities`."""
        first = bisect_left(self.quantities, part.start, key=_start)
        for n in range(first, bisect_left(self.quantities, part.end, key=_start)):
            yield n, self.quantities[n]

    @cached_property
    def conversions(self) -> Mapping[int, Sequence[QuantityMention]]:
        """Number of a quantity in :attr:`quantities` -> what the text adds of it in other units."""
        table: dict[int, list[QuantityMention]] = {}
        for q in self.quantities:
            if q.converts is not None:
                table.setdefault(q.converts, []).append(q)
        return table

    def things_at(self, start: int) -> Sequence[Thing]:
        """Those that begin at the character."""
        return starting(self.things, start, start + 1)

    def is_told_before(self, id_: str, at: int) -> bool:
        """Whether the text has named it before the character; what the headline names is told from the start."""
        return id_ == self.headline or self._first_told.get(id_, at) < at

    @cached_property
    def _first_told(self) -> dict[str, int]:
        return {t.id: t.start for t in reversed(self.things)}

    def things_over(self, token: Token) -> list[Thing]:
        """Those of its sentence whose names the token stands in."""
        return [t for t in self.things_in(self.sentence_at(token.idx)) if t.start <= token.idx < t.end]

    def things_in(self, sentence: Sentence) -> list[Thing]:
        return self._things_by_sentence.get(sentence.number, [])
