"""What a figure is about, told by everything around it: the signs that a learned model weighs.

A multinomial logistic regression over words, syntax, cues and neighbours, as in Mintz, Bills, Snow and Jurafsky, "Distant
supervision for relation extraction without labeled data" (2009), but fitted on annotated articles (``training/fit.py``).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from spacy.tokens import Token

from evextract.domain.weights import NOTHING
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.fitting import quantity_attributes
from evextract.nlp.facts.figures.scoring import is_list_gap, score
from evextract.nlp.learned.words import Words
from evextract.nlp.lexicon import stem
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb

_WINDOW, _WORDS, _NEAR = 12, 8, 4
"""Tokens on each side that are looked at; the words that they come to; how many of these are near."""
_CLOSE = (3, 15, 40, 90)
"""Characters between a cue and the figure: the upper ends of what is told apart."""
_BEFORE, _BEHIND = 300, 200
"""Characters within which another figure of the kind is a neighbour."""

Told = Mapping[int, tuple[str, str]]
"""Where a figure begins -> the attribute that it answers and whose it is."""
_UNKNOWN = (NOTHING, "")


class Figures:
    """The signs of the figures of one page."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._words = Words(ctx.page)
        self._dimensions = [ctx.pack.dimension(q.quantity.unit) for q in ctx.page.quantities]

    def signs(self, n: int, told: Told) -> list[str]:
        """Of the figure ``n``; ``told``: what figures are known to tell."""
        q = self._ctx.page.quantities[n]
        sentence = self._ctx.page.sentence_at(q.start)
        return [
            *self._kind(n, q),
            *self._fits(q, sentence),
            *self._neighbours(n, q, sentence, told),
            "always",
            *self._around(q, sentence),
            *self._syntax(self._ctx.page.root_of(q.bound_start, q.end)),
            *self._cues(q, sentence),
        ]

    def _kind(self, n: int, q: QuantityMention) -> Iterator[str]:
        kind = self._dimensions[n]
        size = math.floor(2 * math.log10(abs(float(q.quantity.high)) + 1e-9))
        yield f"unit {kind if kind == 'money' else q.quantity.unit}"
        yield f"size {kind} {size}"
        if kind == "money":
            yield f"size {q.quantity.unit} {size}"
        yield f"bound {q.quantity.bound.value}"
        if q.change:
            yield f"change {q.change}"
        if q.per:
            yield f"per {stem(q.per.lower())}"
        for word in (q.noun or "").lower().split():
            yield f"counts {stem(word)}"
        if not q.noun:
            yield "counts nothing"

    def _around(self, q: QuantityMention, sentence: Sentence) -> Iterator[str]:
        span = self._ctx.page.span(q.bound_start, q.end)
        first, last = span[0].i, span[-1].i + 1
        left = self._words.between(max(sentence.first, first - _WINDOW), first)[: -_WORDS - 1 : -1]
        right = self._words.between(last, min(sentence.last, last + _WINDOW))[:_WORDS]
        for side, words in (("left", left), ("right", right)):
            for k, word in enumerate(words):
                if k < 3:
                    yield f"{side} {k + 1} {word}"
                yield f"{side} {'near' if k < _NEAR else 'far'} {word}"
            if not words:
                yield f"{side} end"
        if left:
            yield f"left two {' '.join(left[1::-1])}"
        if right:
            yield f"right two {' '.join(right[:2])}"
        if left or right:
            yield f"both {' '.join([*left[:1], *right[:1]])}"

    def _syntax(self, root: Token) -> Iterator[str]:
        yield f"role {root.dep_}"
        for k, token in enumerate(ancestors(root)[1:5]):
            word = self._words.of(token)
            yield f"above {k} {token.dep_ if k == 0 else ''} {word}"
            yield f"above {word}"
            if is_verb(token):
                verb = stem(token.lower_)
                yield f"verb {verb}"
                if auxiliaries := [c.lower_ for c in token.children if c.dep_ == "aux"]:
                    yield f"tense {token.tag_} {' '.join(auxiliaries)}"
                for child in token.children:
                    if child.dep_ in SUBJECT_DEPS:
                        subject = self._words.of(child)
                        yield f"subject {subject}"
                        yield f"verb {verb} {subject}"
                break
        for where, head in (("below", root), ("beside", root.head)):
            for child in head.children:
                if child.i != root.i and child.dep_ in {"prep", "amod", "compound", "nmod"}:
                    yield f"{where} {self._words.of(child)}"

    def _cues(self, q: QuantityMention, sentence: Sentence) -> Iterator[str]:
        nearest: dict[str, int] = {}
        for hit in self._ctx.cue_hits.get(sentence.number, ()):
            gap = q.bound_start - hit.end if hit.end <= q.bound_start else max(0, hit.start - q.end)
            attribute = hit.thing.attribute
            nearest[attribute] = min(gap, nearest.get(attribute, gap))
        for attribute, gap in nearest.items():
            yield f"cue {attribute}"
            yield f"cue {attribute} {sum(gap >= limit for limit in _CLOSE)}"

    def _fits(self, q: QuantityMention, sentence: Sentence) -> Iterator[str]:
        """How well the words around fit each attribute, as rules reckon it."""
        here = [o for _, o in self._ctx.page.quantities_in(sentence)]
        for a in quantity_attributes(self._ctx, q):
            fit, _ = score(self._ctx, a, q, sentence, here)
            if fit > 0:
                yield f"fit {a.id} {int(fit * 5)}"

    def _neighbours(self, n: int, q: QuantityMention, sentence: Sentence, told: Told) -> Iterator[str]:
        """What the figures of the kind right before and behind are about."""
        page = self._ctx.page
        before = self._next(range(n - 1, -1, -1), n, q.start - _BEFORE, q.start)
        if before is not None:
            o = page.quantities[before]
            gap = page.text[o.end : q.bound_start]
            answer, _ = told.get(o.start, _UNKNOWN)
            together = o.start >= sentence.start
            yield f"before {answer} {together}"
            if is_list_gap(gap):
                yield f"listed behind {answer}"
            if together and (words := gap.lower().split()):
                yield f"behind {' '.join(stem(w) for w in words[:3])}"
        behind = self._next(range(n + 1, len(page.quantities)), n, q.end, min(q.end + _BEHIND, sentence.end))
        if behind is not None:
            answer, _ = told.get(page.quantities[behind].start, _UNKNOWN)
            yield f"next {answer}"
            if is_list_gap(page.text[q.end : page.quantities[behind].bound_start]):
                yield f"listed before {answer}"

    def _next(self, numbers: Sequence[int], n: int, start: int, end: int) -> int | None:
        """The first of the figures ``numbers`` that is of the kind of ``n`` and begins at ``start``…``end``."""
        quantities = self._ctx.page.quantities
        for i in numbers:
            if not start <= quantities[i].start < end:
                return None
            if quantities[i].converts is None and self._dimensions[i] == self._dimensions[n]:
                return i
        return None
