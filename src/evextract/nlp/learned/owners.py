"""Whose a figure is: the things that it can be of, and the signs by which a learned model ranks them.

Each candidate is judged on its own by a logistic regression, and the likeliest is taken, as in the mention-ranking models of
coreference (Denis and Baldridge, "Specialized models and ranking for coreference resolution", 2008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import is_compared
from evextract.nlp.discourse import Referent
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.fitting import dimension
from evextract.nlp.facts.scoring import CLAUSE_BREAK
from evextract.nlp.lexicon import stem
from evextract.nlp.link import Link, links_of, nearest
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import ancestors
from evextract.nlp.things import COMPANY_TYPES

HERE = "here"
_WORD = re.compile(r"[\w'’]+|[,;:()]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that the figure can be of. ``sources``: where it comes from: named "here", in the sentence "before",
    "inherited" as what the text speaks of, or "topic" of the whole; ``referents``: its mentions in the sentence itself.
    """

    id: str
    sources: tuple[str, ...]
    referents: tuple[Referent, ...]


def candidates(ctx: Context, q: QuantityMention, a: AttributeDef) -> list[Candidate]:
    """Everything of a fitting type that stands in the sentence, or that the text has spoken of before."""
    focus, sentence = ctx.focus, ctx.page.sentence_at(q.start)
    allowed = {"company" if t == "brand" else t for t in a.subjects}
    sources: dict[str, dict[str, None]] = {}
    here: dict[str, list[Referent]] = {}

    def add(id_: str, source: str) -> None:
        sources.setdefault(id_, {})[source] = None

    for r in nearest(focus.referents(sentence), q.start):
        if r.type in allowed and (r.how == "trim" or not (r.start <= q.start and q.end <= r.end)):
            for id_ in r.ids:
                add(id_, HERE)
                here.setdefault(id_, []).append(r)
    companies, products = not allowed.isdisjoint(COMPANY_TYPES), PRODUCT in allowed
    for fits, of_company, topic in ((products, False, focus.topic), (companies, True, focus.topic_company)):
        if fits:
            for k, id_ in enumerate(focus.before(sentence, company=of_company)):
                add(id_, f"inherited {min(k, 1)} {of_company}")
            if topic is not None:
                add(topic, f"topic {of_company}")
    if sentence.number:
        for r in nearest(focus.referents(ctx.page.sentences[sentence.number - 1]), q.start):
            if r.type in allowed:
                for id_ in r.ids:
                    add(id_, "before")
    return [Candidate(id_, tuple(sorted(told)), tuple(here.get(id_, ()))) for id_, told in sorted(sources.items())]


class Owners:
    """The signs of candidates on one page. ``last``: whose the figure before is known to be."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    def signs(
        self, q: QuantityMention, a: AttributeDef, one: Candidate, all_: Sequence[Candidate], last: str | None
    ) -> list[str]:
        sentence = self._ctx.page.sentence_at(q.start)
        closest = min(one.referents, key=lambda r: self._gap(r, q), default=None)
        return [
            "always",
            *self._whence(a, one, all_, last),
            *(self._place(q, closest, one, all_, sentence) if closest is not None else ()),
        ]

    def _whence(self, a: AttributeDef, one: Candidate, all_: Sequence[Candidate], last: str | None) -> Iterator[str]:
        kind = next((r.type for r in one.referents), "not here")
        whence = " + ".join(one.sources)
        named = any(other.referents for other in all_)
        yield f"attribute {a.id}"
        yield f"kind {kind}"
        yield f"kind {kind} {a.id}"
        yield f"sources {whence}"
        yield f"candidates {min(len(all_), 5)}"
        yield from (f"source {source}" for source in one.sources)
        if not one.referents:
            yield f"{'others' if named else 'nobody'} here"
            yield f"{'others' if named else 'nobody'} here {whence}"
        if last is not None:
            yield f"{'same' if one.id == last else 'other'} as last"
            if one.id == last:
                yield f"same as last {bool(one.referents)}"
        if one.id == self._ctx.focus.topic:
            yield "topic"
        if one.id == self._ctx.focus.topic_company:
            yield "topic company"

    def _place(
        self, q: QuantityMention, r: Referent, one: Candidate, all_: Sequence[Candidate], sentence: Sentence
    ) -> Iterator[str]:
        ctx, text = self._ctx, self._ctx.page.text
        token, value = ctx.page.root_of(r.start, r.end), ctx.page.root_of(q.start, q.end)
        before = r.end <= q.start
        side = "before" if before else "behind"
        low, high = (r.end, q.bound_start) if before else (q.end, r.start)
        gap = text[low:high]
        words = [stem(w) for w in _WORD.findall(gap.lower())]
        yield f"{side} distance {min(int(math.log2(abs(value.i - token.i) + 1)), 5)}"
        yield f"how {r.how}"
        yield f"{side} how {r.how}"
        yield f"role {token.dep_}"
        yield f"{side} role {token.dep_}"
        kind = dimension(ctx, q.quantity.unit)
        figures = [
            o
            for _, o in ctx.page.quantities_in(sentence)
            if o is not q and o.converts is None and low <= o.start < high and dimension(ctx, o.quantity.unit) == kind
        ]
        yield f"{side} figures between {min(len(figures), 3)}"
        others = sum(other.id != one.id and any(low <= o.start < high for o in other.referents) for other in all_)
        yield f"{side} others between {min(others, 3)}"
        if CLAUSE_BREAK.search(gap):
            yield f"{side} clause ends"
        if words:
            yield f"{side} first {words[0]}"
            yield f"{side} last {words[-1]}"
        if len(words) < 4:
            yield f"{side} words {' '.join(words)}"
        if is_compared(token):
            yield f"compared {token.is_ancestor(value)}"
        first = ctx.page.token_at(r.start)
        yield f"{side} led in by {first.nbor(-1).lower_ if first.i else ''}"
        yield from self._path(r, q, side)

    def _path(self, r: Referent, q: QuantityMention, side: str) -> Iterator[str]:
        token, value = self._ctx.page.root_of(r.start, r.end), self._ctx.page.root_of(q.start, q.end)
        up, down = ancestors(token), ancestors(value)
        places = {t.i: k for k, t in enumerate(down)}
        for n, node in enumerate(up):
            m = places.get(node.i)
            if m is not None:
                rising, falling = [t.dep_ for t in up[:n]], [t.dep_ for t in down[:m]]
                yield f"{side} path {'>'.join(rising)} {node.tag_[:2]} {'<'.join(falling)}"
                yield f"steps {min(n, 4)} {min(m, 5)}"
                yield f"branch {rising[-1] if rising else 'self'} {falling[-1] if falling else 'self'}"
                yield f"branch {rising[-1] if rising else 'self'}"
                return
        yield "no path"

    def _gap(self, r: Referent, q: QuantityMention) -> int:
        return q.start - r.end if r.end <= q.start else max(0, r.start - q.end)


def as_links(one: Candidate, q: QuantityMention) -> list[Link]:
    """The candidate as the subject of the figure, by its nearest mention and the versions that this one names."""
    here = min(one.referents, key=lambda r: abs(r.start - q.start), default=None)
    links = [] if here is None else [link for link in links_of(here, 1.0) if link.id == one.id]
    return links or [Link(one.id, None, 1.0)]
