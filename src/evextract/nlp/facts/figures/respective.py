"""Values in a list that belong to things listed before them in the same order.

"A and B cost X and Y, respectively"; "it comes as a 60 and an 80. Prices are X and Y".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.scoring import is_list_gap, without_asides
from evextract.nlp.linking.link import Link, links_of
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import TOLD_IN_ORDER

_OTHERS = re.compile(r"(?<!\w)(?:two|three|four|other|others|another|further|more|additional|also)(?!\w)", re.I)
"""Before values of versions that are only now told of: "two more versions cost X and Y"."""
_SENTENCES = 3
"""How many sentences before the values may hold the versions that they are of."""


def told_in_order(ctx: Context, a: AttributeDef, q: QuantityMention, links: Sequence[Link]) -> Sequence[Link]:
    """ "A and B cost X and Y, respectively": the n-th value belongs to the n-th subject."""
    sentence = ctx.page.sentence_at(q.start)
    told = TOLD_IN_ORDER.search(ctx.page.text, q.end, sentence.end)
    if told is not None and len(links) == 1:
        lists = [r for r in ctx.focus.referents(sentence) if r.how == "trim" and len(r.variants) > 1]
        before = [r for r in lists if r.end <= q.start and r.ids == (links[0].id,)]
        links = links_of(before[-1], links[0].score) if before else _named_in_order(ctx, q, told.start()) or links
    if len(links) == 1 and links[0].variant is None and "variant" in a.scope:
        links = _of_versions(ctx, a, q, links[0], told.start() if told is not None else None) or links
    if len(links) < 2:
        return links
    ordered = told is not None or TOLD_IN_ORDER.search(ctx.page.text, sentence.start, q.start) is not None
    dim = ctx.pack.dimension(q.quantity.unit)
    row = [
        o
        for _, o in ctx.page.quantities_in(sentence)
        if o.converts is None and ctx.pack.dimension(o.quantity.unit) == dim
    ]
    if told is not None:
        row = [o for o in row if o.end <= told.start()][-len(links) :]
    links = _without_families(links) if len(row) < len(links) else links
    if len(row) != len(links) or q not in row:
        return links
    return [links[row.index(q)]] if ordered or _is_joined(ctx, row) else links


def _without_families(links: Sequence[Link]) -> Sequence[Link]:
    """Without versions of which others told beside them are: "the B7 cars, the B7 X and the B7 G"."""
    names = [link.variant or "" for link in links]
    return [x for x in links if not (x.variant and any(name.startswith(f"{x.variant} ") for name in names))]


def _named_in_order(ctx: Context, q: QuantityMention, end: int) -> list[Link]:
    """ "The A goes on sale with the B; their ranges are 400 and 450 km respectively": the one of as many names as there are
    values, in the sentence or else in the one before it.
    """
    sentence = ctx.page.sentence_at(q.start)
    row = _row(ctx, q, end)
    if len(row) < 2 or q not in row:
        return []
    for s in ctx.page.sentences[max(0, sentence.number - 1) : sentence.number + 1][::-1]:
        named: dict[tuple[str, str | None], Link] = {}
        for r in ctx.focus.referents(s):
            if r.type == PRODUCT and r.how in {"name", "brand", "trim"} and r.end <= row[0].start:
                for link in links_of(r, 1.0):
                    named.setdefault((link.id, link.variant), link)
        if named:
            return [list(named.values())[row.index(q)]] if len(named) == len(row) else []
    return []


def _row(ctx: Context, q: QuantityMention, end: int) -> list[QuantityMention]:
    """The last list of values in the unit that the value's sentence has before ``end``."""
    sentence = ctx.page.sentence_at(q.start)
    alike = [o for _, o in ctx.page.quantities_in(sentence) if o.converts is None and o.end <= end]
    alike = [o for o in alike if o.quantity.unit == q.quantity.unit]
    row = alike[-1:]
    for o in reversed(alike[:-1]):
        if not is_list_gap(ctx.page.text[o.end : row[0].start]):
            break
        row.insert(0, o)
    return row


def _of_versions(ctx: Context, a: AttributeDef, q: QuantityMention, link: Link, told: int | None) -> list[Link]:
    """ "It comes as a 60 and an 80. Prices are X and Y": the version in the value's place among those that the text named last.

    Where no word tells the order (at ``told``), the values have to be some that tell versions apart, each above the last.
    """
    sentence = ctx.page.sentence_at(q.start)
    row = _row(ctx, q, told if told is not None else sentence.end)
    if len(row) < 2 or q not in row:
        return []
    if told is None:
        sizes = [o.quantity.low for o in row]
        apart = a.names_version or a.dimension == "money" or "test_cycle" in a.scope
        if not apart or not _is_joined(ctx, row) or sizes != sorted(set(sizes)):
            return []
    if not a.names_version and len(_naming_in(ctx, sentence.start, row[0].start)) == len(row):
        return []  # "a 58 or a 77 kWh battery, good for 420 and 550 km": of these
    if told is None and _OTHERS.search(ctx.page.text, sentence.start, row[0].start):
        return []
    names = _last_versions(ctx, link.id, sentence, battery=a.names_version)
    return [replace(link, variant=names[row.index(q)])] if len(names) == len(row) else []


def _naming_in(ctx: Context, start: int, end: int) -> list[QuantityMention]:
    """The values that versions are called by."""
    naming = {a.dimension for a in ctx.pack.attributes.values() if a.names_version}
    here = (o for o in starting(ctx.page.quantities, start, end) if o.converts is None and o.end <= end)
    return [o for o in here if ctx.pack.dimension(o.quantity.unit) in naming]


def _last_versions(ctx: Context, vehicle: str, sentence: Sentence, *, battery: bool) -> list[str]:
    """The versions of the vehicle in the last sentence before that names some, unless something was named since.

    Nor where two batteries were told since, unless it is a ``battery`` itself: "… is sold as an Air and an Earth. There are
    batteries of 51 and 66 kWh. The former …".
    """
    here = [r for r in ctx.focus.referents(sentence) if r.type == PRODUCT]
    if any(r.variants or r.how == "name" for r in here):
        return []
    for s in reversed(ctx.page.sentences[max(0, sentence.number - _SENTENCES) : sentence.number]):
        vehicles = [r for r in ctx.focus.referents(s) if r.type == PRODUCT]
        if any(vehicle not in r.ids for r in vehicles):
            return []
        if names := list(dict.fromkeys(v for r in vehicles for v in r.variants)):
            return names
        if not battery and len(_naming_in(ctx, s.start, s.end)) > 1:
            return []
    return []


def _is_joined(ctx: Context, row: Sequence[QuantityMention]) -> bool:
    """ "The A and B cost X and Y": a list of as many values as there are subjects gives each its own."""
    gaps = [ctx.page.text[a.end : b.start] for a, b in pairwise(row)]
    return all(map(is_list_gap, gaps)) and without_asides(gaps[-1]).strip(" ,") == "and"
