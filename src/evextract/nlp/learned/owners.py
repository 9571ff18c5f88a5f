"""Whose a figure is: the things that it can be of, and the signs by which a learned model ranks them.

Each candidate is judged on its own by a logistic regression, and the likeliest is taken, as in the mention-ranking models of
coreference (Denis and Baldridge, "Specialized models and ranking for coreference resolution", 2008).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.scoring import CLAUSE_BREAK
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link, links_of, nearest
from evextract.nlp.linking.said_of import is_of_version
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import ancestors

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
                add(id_, "here")
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


def closest(one: Candidate, q: QuantityMention) -> Referent | None:
    """The mention of the candidate in the figure's sentence that stands nearest to it."""
    return min(
        one.referents, key=lambda r: q.start - r.end if r.end <= q.start else max(0, r.start - q.end), default=None
    )


def as_links(ctx: Context, one: Candidate, q: QuantityMention, a: AttributeDef) -> list[Link]:
    """The candidate as the subject of the figure, by the versions that a mention in the sentence names.

    A version that the figure is said to be of, "… and 420 as the saloon", is nearer than any other; then the one that it hangs
    together with, then the nearest mention.
    """
    here = next((r for r in one.referents if is_of_version(ctx.page.text, q.end, r)), None)
    if here is None:
        linked = ctx.linker.subjects(q.start, q.end, a.subjects)
        if own := [link for link in linked if link.id == one.id and link.referent is not None]:
            return own
        here = closest(one, q)
    links = [] if here is None else [link for link in links_of(here, 1.0) if link.id == one.id]
    return links or [Link(one.id, None, 1.0)]


def signs(
    ctx: Context, q: QuantityMention, a: AttributeDef, one: Candidate, all_: Sequence[Candidate], last: str | None
) -> list[str]:
    """Of one candidate among ``all_``; ``last``: whose the figure before is known to be."""
    here = closest(one, q)
    return [
        "always",
        *_whence(ctx, a, one, all_, last),
        *(_place(ctx, q, here, one, all_) if here is not None else ()),
    ]


def _whence(
    ctx: Context, a: AttributeDef, one: Candidate, all_: Sequence[Candidate], last: str | None
) -> Iterator[str]:
    kind = next((r.type for r in one.referents), "not here")
    whence = " + ".join(one.sources)
    yield f"attribute {a.id}"
    yield f"kind {kind}"
    yield f"kind {kind} {a.id}"
    yield f"sources {whence}"
    yield f"candidates {min(len(all_), 5)}"
    yield from (f"source {source}" for source in one.sources)
    if not one.referents:
        named = "others" if any(other.referents for other in all_) else "nobody"
        yield f"{named} here"
        yield f"{named} here {whence}"
    if last is not None:
        yield f"{'same' if one.id == last else 'other'} as last"
        if one.id == last:
            yield f"same as last {bool(one.referents)}"
    if one.id == ctx.focus.topic:
        yield "topic"
    if one.id == ctx.focus.topic_company:
        yield "topic company"


def _place(ctx: Context, q: QuantityMention, r: Referent, one: Candidate, all_: Sequence[Candidate]) -> Iterator[str]:
    token, value = ctx.page.root_of(r.start, r.end), ctx.page.root_of(q.start, q.end)
    side, low, high = ("before", r.end, q.bound_start) if r.end <= q.start else ("behind", q.end, r.start)
    gap = ctx.page.text[low:high]
    words = [stem(w) for w in _WORD.findall(gap.lower())]
    yield f"{side} distance {min(int(math.log2(abs(value.i - token.i) + 1)), 5)}"
    yield f"how {r.how}"
    yield f"{side} how {r.how}"
    yield f"role {token.dep_}"
    yield f"{side} role {token.dep_}"
    kind = ctx.pack.dimension(q.quantity.unit)
    figures = sum(
        o is not q and o.converts is None and ctx.pack.dimension(o.quantity.unit) == kind
        for o in starting(ctx.page.quantities, low, high)
    )
    yield f"{side} figures between {min(figures, 3)}"
    others = sum(other.id != one.id and any(low <= o.start < high for o in other.referents) for other in all_)
    yield f"{side} others between {min(others, 3)}"
    if CLAUSE_BREAK.search(gap):
        yield f"{side} clause ends"
    if words:
        yield f"{side} first {words[0]}"
        yield f"{side} last {words[-1]}"
    if 0 < len(words) < 4:
        yield f"{side} words {' '.join(words)}"
    if is_compared(token):
        yield f"compared {token.is_ancestor(value)}"
    first = ctx.page.token_at(r.start)
    if first.i and not first.nbor(-1).is_space:
        yield f"{side} led in by {first.nbor(-1).lower_}"
    yield from _path(token, value, side)


def _path(token: Token, value: Token, side: str) -> Iterator[str]:
    """How the two hang together in the dependency tree."""
    up, down = ancestors(token), ancestors(value)
    places = {t.i: k for k, t in enumerate(down)}
    n, m = next(((n, places[t.i]) for n, t in enumerate(up) if t.i in places), (-1, -1))
    if n < 0:
        yield "no path"
        return
    rising, falling = [t.dep_ for t in up[:n]], [t.dep_ for t in down[:m]]
    branch = rising[-1] if rising else "self"
    yield f"{side} path {'>'.join(rising) or 'self'} {up[n].tag_[:2]} {'<'.join(falling) or 'self'}"
    yield f"steps {min(n, 4)} {min(m, 5)}"
    yield f"branch {branch} {falling[-1] if falling else 'self'}"
    yield f"branch {branch}"
