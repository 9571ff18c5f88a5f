"""Which of several plants, where products of several makers are told with them: "the X and the Y are built in Ulsan and Gwangju".

Which is built where, such a sentence does not say, but that a maker has a plant in one of the towns does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.value_lists import LIST
from evextract.nlp.naming.things import PLANT
from evextract.records import EntityRef, Mention

_SEVERAL = 2


def with_their_own(ctx: Context, attribute: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions; of a product that a list of places is told of, beside products of other makers, only the places next to its maker."""
    ties = sorted((m for m in mentions if m.attribute == attribute), key=lambda m: (m.sentence_start, m.focus_start))
    dropped = {
        id(m)
        for _, group in groupby(ties, key=lambda m: m.sentence_start)
        for row in _lists(ctx, list(group))
        for m in _of_others(ctx, row)
    }
    return [m for m in mentions if id(m) not in dropped]


def _lists(ctx: Context, ties: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The ties of a sentence whose places stand in one list, for each list of two and more."""
    spans = sorted({(m.focus_start, m.focus_end) for m in ties})
    row = spans[:1]
    for last, span in pairwise([*spans, (-1, -1)]):
        if span[0] >= last[1] and LIST.fullmatch(ctx.page.text, last[1], span[0]):
            row.append(span)
            continue
        if len(row) >= _SEVERAL:
            yield [m for m in ties if (m.focus_start, m.focus_end) in row]
        row = [span]


def _of_others(ctx: Context, ties: Sequence[Mention]) -> list[Mention]:
    """Those that another member of the list is nearer to the maker of the product than."""
    brands = {m.subject: ctx.focus.brand_of(m.subject) for m in ties}
    if len({b for b in brands.values() if b is not None}) < _SEVERAL:
        return []
    near = [(m, _distance(ctx, brands[m.subject], m)) for m in ties]
    best = {subject: min(d for m, d in near if m.subject == subject) for subject in brands}
    return [m for m, d in near if d > best[m.subject]]


def _distance(ctx: Context, brand: str | None, mention: Mention) -> int:
    """0 where the plant is the brand's own, 1 where it is that of its owner, 2 where of its group, else 3."""
    known = ctx.pack.entities.get(mention.value.id) if isinstance(mention.value, EntityRef) else None
    owner = known.parent if known is not None and known.type == PLANT else None
    if brand is None or owner is None:
        return 3
    if owner == brand:
        return 0
    return 1 if ctx.focus.related(brand, {owner}) else 2 if ctx.focus.siblings(brand, owner) else 3
