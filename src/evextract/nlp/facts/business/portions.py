"""Figures that are parts of the one before: "Avatr sold 10,906 cars, among them 3,870 of the 07 and 4,115 of the 06".

A part counts what its whole counts, and is of the product that it names, or of the brand: "including 2,900 from Firefly".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from evextract.domain.pack import UNWRITTEN
from evextract.nlp.facts.business.rankings import can_be_shared_out
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.nouns import OF_THEM, noun_span
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.facts.figures.scoring import without_asides
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT

_HEDGE = r"(?:(?:about|around|some|roughly|nearly|almost|more than|over|under|just|only|no fewer than) )?"
_ARTICLE = r"(?:(?!(?:and|or|by|from|in|at|with|that|which|to|of|for) )[a-z-]+ ){0,3}"
_OPENING = r"(?:[Oo]f (?:which|whom|them|these|those)|including|among (?:them|these|which)|split into)"
_UNNAMED = r"(?:\d[\d,.]* [a-z][a-z’' -]{2,30}(?:,? and|,) )?"
"""A part before, of something without a name: "18,393 of its own brand, "."""
_BEGUN = re.compile(rf"(?:.*[\s,;(])?{_OPENING},? {_UNNAMED}{_HEDGE}|[^:]*: {_HEDGE}", re.DOTALL)
_BEGUN_BY_NAME = re.compile(rf"(?:.*[\s,;(])?{_OPENING},? {_ARTICLE}", re.DOTALL)
_GOES_ON = re.compile(rf"(?:s|es)?(?: [a-z]+){{0,2}}?(?:,? and |, ){_HEDGE}")
_GOES_ON_BY_NAME = re.compile(rf"(?:,? and|,|;) {_ARTICLE}")
_HAS = re.compile(
    r"(?: (?!and |or |with )[A-Za-z][\w-]*){0,2}?(?: alone)?(?: (?:accounts?|accounted|stands?|stood) for| makes? up| made up| were| was| contributed| represented| got| took| had"
    rf"| comprised|,? with|,? at|,? for|) {_HEDGE}"
)
_NAMED_BEHIND = re.compile(rf" (?:of|for) {_ARTICLE}")
_COUNTED = r"(?: (?:units|cars|vehicles|examples|copies|sales|deliveries|registrations|orders))?"
_OF_NAME = re.compile(
    rf"{_COUNTED}(?: or so)?(?: of (?:them|which|these|those))?,?(?: (?:were|being|are|was))?(?: (?:of|for|from))? {_ARTICLE}"
)
_OF_A_NAME = re.compile(rf"{_COUNTED} (?:from|by|under|of|for) (?:the )?[A-Z]")
_OF_BRAND = re.compile(rf"{_COUNTED}(?: were)?(?: sold)? (?:from|by|under|at|for) (?:(?:the|its) )?(?:\w+ )?")

_SHARING = {PRODUCT, *COMPANY_TYPES}

Last = tuple[int, Measure] | None


def portions(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], found: Mapping[int, Measure], last: Last
) -> dict[int, tuple[Measure, Link]]:
    """The parts in the sentence: number in ``quantities`` -> measure, as of the whole, and the product.

    ``found``: the measured figures of the sentence; ``last``: the figure that was measured last before it.
    """
    products = [r for r in ctx.focus.referents(sentence) if r.type in _SHARING and r.how in {"name", "trim"}]
    out: dict[int, tuple[Measure, Link]] = {}
    own = set[int]()
    """Parts that are none of a thing that is told apart: "including 17,950 from the Nio brand" of all that Nio sold."""
    text = ctx.page.text
    for n, q in ctx.page.quantities_in(sentence) if products else ():
        if q.converts is not None or q.change is not None or q.quantity.unit not in UNWRITTEN or q.quantity.high < 1:
            continue
        earlier = {k: m for k, m in found.items() if k < n and k not in out}
        if not earlier and last is not None and not _other_whole(ctx, sentence, n):
            part = OF_THEM.match(text, quantities[last[0]].end)
            earlier = {} if part else dict([last])  # "built 9,000 and sold 4,000 of them": either can be the whole
        whole = max(earlier, default=None)
        if (
            whole is None
            or not can_be_shared_out(earlier[whole].attribute)
            or not q.quantity.high < quantities[whole].quantity.high
        ):
            continue
        since = max(sentence.start, noun_span(text, quantities[whole])[1])
        measure = replace(earlier[whole], score=0.0, source=whole)
        makers = {i for r in products if r.type in COMPANY_TYPES and r.end <= quantities[whole].start for i in r.ids}
        pair = _pair(ctx, quantities, n, since, products)
        if pair is not None:
            out |= {n + i: (measure, Link(r.ids[0], r, 5.0)) for i, r in enumerate(pair)}
        elif n not in out and (r := _product(ctx, quantities, n, since, products, out.keys() | own)) is not None:
            if makers.isdisjoint(r.ids):
                out[n] = measure, Link(r.ids[0], r, 5.0)
            else:
                own.add(n)
        elif n - 1 in out.keys() | own and _OF_A_NAME.match(text, q.end):
            own.add(n)  # of a brand that nobody knows
    ctx.taken.update(quantities[n].start for n in own)
    return out


def _other_whole(ctx: Context, sentence: Sentence, n: int) -> bool:
    """Whether the sentence itself has a count before the figure that can be what it is a part of."""
    high = ctx.page.quantities[n].quantity.high
    return any(
        k < n and o.quantity.unit == "count" and o.quantity.high > high for k, o in ctx.page.quantities_in(sentence)
    )


def _pair(
    ctx: Context, quantities: Sequence[QuantityMention], n: int, since: int, products: Sequence[Referent]
) -> tuple[Referent, Referent] | None:
    """ "Of which the VF 3 and the VF 5 accounted for 19,230 and 12,604": the two, where the next figure is the other's."""
    text, q = ctx.page.text, quantities[n]
    if n + 1 == len(quantities) or not _GOES_ON.fullmatch(text, q.end, quantities[n + 1].bound_start):
        return None
    for a, b in pairwise(products):
        if (
            since <= a.start
            and b.end <= q.bound_start
            and _GOES_ON_BY_NAME.fullmatch(text, a.end, b.start)
            and _HAS.fullmatch(text, b.end, q.bound_start)
            and _BEGUN_BY_NAME.fullmatch(text, since, a.start)
        ):
            return a, b
    return None


def _product(
    ctx: Context,
    quantities: Sequence[QuantityMention],
    n: int,
    since: int,
    products: Sequence[Referent],
    parts: Collection[int],
) -> Referent | None:
    """The product that the part names before or behind its number; ``since``: where the whole ends."""
    text, q = ctx.page.text, quantities[n]
    last_part = quantities[n - 1].end if n - 1 in parts else None
    told = OF_THEM.match(text, q.end) is not None
    for r in products:
        if since <= r.start and r.end <= q.bound_start and _HAS.fullmatch(without_asides(text[r.end : q.bound_start])):
            joined = last_part is not None and _GOES_ON_BY_NAME.fullmatch(text, last_part, r.start)
            if told or joined or _BEGUN_BY_NAME.fullmatch(text, since, r.start):
                return r
    if last_part is not None:  # "3,870 of the 07 and 4,115 of the 06"
        between = [r.end for r in products if last_part <= r.start and r.end <= q.bound_start]
        told = told or _GOES_ON.fullmatch(text, max([last_part, *between]), q.bound_start) is not None
    if told or _BEGUN.fullmatch(text, since, q.bound_start):
        ends = q.end, noun_span(text, q)[1]
        behind = (r for r in products if r.start >= q.end)
        return next(
            (r for r in behind if any(_of(r).fullmatch(text, x, r.start) for x in ends) or _are_its_cars(text, q, r)),
            None,
        )
    return None


def named_behind(ctx: Context, q: QuantityMention) -> Link | None:
    """The product that a bare number names as its own: "312 of the E07, compared with 1,204 for the smaller S07"."""
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if q.noun is None else ():
        if r.type == PRODUCT and r.how == "name" and r.start > q.end and ctx.page.text[r.start - 1] == " ":
            return Link(r.ids[0], r, 5.0) if _NAMED_BEHIND.fullmatch(ctx.page.text, q.end, r.start) else None
    return None


def _are_its_cars(text: str, q: QuantityMention, r: Referent) -> bool:
    """ "6,088 Fireflys": what a brand makes, called by its name."""
    return text[q.end : r.start] == " " and text[r.start : r.end].endswith("s") and not r.ids[0].endswith("s")


def _of(r: Referent) -> re.Pattern[str]:
    """What can stand between a number and the name of its own."""
    return _OF_NAME if r.type == PRODUCT else _OF_BRAND
