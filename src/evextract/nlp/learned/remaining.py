"""Figures that no rule has read: what they are about, and whose they are, judged as learned from annotated articles.

The rules say what they read, and why; where they are silent, one model says which attribute a figure most likely answers, or
that it answers none (:mod:`evextract.nlp.learned.figures`), another whose it is (:mod:`evextract.nlp.learned.owners`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.domain.weights import NOTHING, OWNER
from evextract.nlp.facts.business.figure_clauses import is_of_stranger
from evextract.nlp.facts.business.tally import tally_mentions
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.fitting import is_difference, quantity_attributes
from evextract.nlp.facts.figures.quantity import quantity_mentions
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.facts.figures.scoring import blocks
from evextract.nlp.facts.figures.versions import Versions
from evextract.nlp.learned.figures import Figures, Told
from evextract.nlp.learned.owners import Candidate, as_links, candidates, signs
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.linking.said_of import is_said_of
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import ancestors, is_verb
from evextract.records import Mention

FIGURES, OWNERS = "figures", "owners"
"""The names of the two models."""
_LIKELY = 0.6
"""How likely attribute and owner have to be, together."""
_SAID = 0.95
"""How likely the figure is of the thing right behind it, "216 in the Kia"."""
_LAST = 8
"""So many figures back is looked for whose the last one was."""


def with_remaining(ctx: Context, found: Sequence[Mention]) -> list[Mention]:
    """``found``, and the facts of the figures that it leaves out."""
    if not {FIGURES, OWNERS} <= ctx.pack.weights.keys():
        return list(found)
    return [*found, *_remaining(ctx, read_already(ctx, found), _periods(found))]


def read_already(ctx: Context, found: Sequence[Mention]) -> dict[int, tuple[str, str]]:
    """Where a figure begins of which ``found`` tells -> attribute and subject."""
    return {
        m.focus_start: (m.attribute, m.subject)
        for m in found
        if ctx.pack.attributes[m.attribute].kind is ValueKind.QUANTITY
    }


def _periods(found: Sequence[Mention]) -> dict[int, list[str]]:
    """Where a sentence begins -> the periods that facts of it are told of: "10,000 orders within seven minutes"."""
    told: dict[int, list[str]] = {}
    for m in found:
        if m.scope.period:
            told.setdefault(m.sentence_start, []).append(m.scope.period)
    return told


def is_open(ctx: Context, q: QuantityMention) -> bool:
    """Whether it is a figure of the running text that can answer something by itself."""
    return q.converts is None and not ctx.in_table(q.start) and not is_difference(ctx, q)


def attributes_of(ctx: Context, q: QuantityMention) -> list[AttributeDef]:
    """The attributes that the figure can answer.

    Those that words beside it rule out are left out, and who owns a part of whom, of which a rule makes sure of both ends.
    """
    sentence = ctx.page.sentence_at(q.start)
    near = [o for _, o in ctx.page.quantities_in(sentence) if o is not q and o.converts is None]
    fitting = [a for a in quantity_attributes(ctx, q) if a.reader in {"", "tally"}]
    return [a for a in fitting if not blocks(ctx, a, q, sentence, near)]


def owner_before(ctx: Context, n: int, told: Told) -> str | None:
    """Whose the figure before the ``n``-th is known to be."""
    starts = (q.start for q in reversed(ctx.page.quantities[max(0, n - _LAST) : n]))
    return next((told[start][1] for start in starts if start in told), None)


def _remaining(
    ctx: Context, told: dict[int, tuple[str, str]], periods: Mapping[int, Sequence[str]]
) -> Iterator[Mention]:
    figures, versions = Figures(ctx), Versions(ctx, ctx.page.quantities)
    for n, q in enumerate(ctx.page.quantities):
        if q.start in told or q.start in ctx.taken or not is_open(ctx, q):
            continue
        words = ctx.page.text[q.start : q.end]
        if any(words in period for period in periods.get(ctx.page.sentence_at(q.start).start, ())):
            continue
        labels = [NOTHING, *(a.id for a in attributes_of(ctx, q))]
        likely = ctx.pack.weights[FIGURES].probabilities(figures.signs(n, told), labels) if labels[1:] else {}
        attribute, sure = max(sorted(likely.items()), key=lambda item: item[1], default=(NOTHING, 1.0))
        if attribute == NOTHING or sure < _LIKELY:
            continue
        a = ctx.pack.attributes[attribute]
        owner, surely = _owner(ctx, a, n, told)
        if owner is not None and sure * surely >= _LIKELY:
            told[q.start] = (attribute, owner.id)
            yield from _mentions(ctx, a, n, versions, as_links(ctx, owner, q, a))


def _owner(ctx: Context, a: AttributeDef, n: int, told: Told) -> tuple[Candidate | None, float]:
    """The likeliest owner of the figure, and how likely. None where the parse shows that it is somebody else's."""
    weights, q = ctx.pack.weights[OWNERS], ctx.page.quantities[n]
    if not ctx.linker.subjects(q.start, q.end, a.subjects) or (a.reader and is_of_stranger(ctx, q.start, q.end)):
        return None, 0.0
    among, last = candidates(ctx, q, a), owner_before(ctx, n, told)
    said = [one for one in among if any(is_said_of(ctx.page.text, q.end, r) for r in one.referents)]
    if len(said) == 1:
        return said[0], _SAID
    rated = [(one, weights.probabilities(signs(ctx, q, a, one, among, last), (NOTHING, OWNER))[OWNER]) for one in among]
    return max(rated, key=lambda r: r[1], default=(None, 0.0))


def _mentions(ctx: Context, a: AttributeDef, n: int, versions: Versions, links: list[Link]) -> Iterator[Mention]:
    q = ctx.page.quantities[n]
    conversions = ctx.page.conversions.get(n, ())
    if a.reader:
        measure = Measure(a, _governor(ctx, a, q), 1.0)
        return tally_mentions(ctx, measure, q, conversions, links, ctx.page.sentence_at(q.start))
    return quantity_mentions(ctx, a, q, conversions, None, versions, links)


def _governor(ctx: Context, a: AttributeDef, q: QuantityMention) -> Hit[Cue]:
    """The word that the figure depends on, in the place of the cue that a rule would name."""
    above = ancestors(ctx.page.root_of(q.start, q.end))
    word = next((t for t in above if is_verb(t)), above[min(1, len(above) - 1)])
    return Hit(word.idx, word.idx + len(word), Cue(a.id, "any", 1.0))
