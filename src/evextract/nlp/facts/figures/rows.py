"""Measures written as one, "4,825/1,930/1,656 mm", and words listed before their values in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.fitting import quantity_attributes
from evextract.nlp.facts.figures.scoring import is_list_gap
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.records import Mention, Quantity

_NUMBER = r"\d{1,2}[,\u202f ]?\d{3}(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"(?:mm|cm|m|in|inches|metres|meters|millimetres|millimeters)"
_ROW = re.compile(
    rf"(?<![\w.,/])({_NUMBER})(?: ?{_UNIT})?(?P<glue> ?[/×x*] ?| by )({_NUMBER})(?: ?{_UNIT})?(?P=glue)({_NUMBER})"
    rf"[ -]?({_UNIT})(?!\w)"
)
_UNITS = {"inches": "in", "metres": "m", "meters": "m", "millimetres": "mm", "millimeters": "mm"}


def find_row_facts(ctx: Context) -> Iterator[Mention]:
    """The measures of rows of three; their figures are marked as taken."""
    places = sorted((a for a in ctx.pack.attributes.values() if a.row_place), key=lambda a: a.row_place or 0)
    if len(places) != 3:
        return
    for m in _ROW.finditer(ctx.page.text):
        unit = _UNITS.get(m[5], m[5])
        row = [(m.start(n), m.end(n), Decimal(re.sub(r"[^\d.]", "", m[n]))) for n in (1, 3, 4)]
        ctx.taken.update(q.start for q in starting(ctx.page.quantities, m.start(), m.end()))
        if not all(_is_plausible(ctx, a, v, unit) for a, (_, _, v) in zip(places, row, strict=True)):
            continue
        for a, (start, end, amount) in zip(places, row, strict=True):
            step = Decimal(1).scaleb(int(amount.as_tuple().exponent))
            value = Quantity(amount, amount, unit, step=step, written=ctx.page.text[start:end])
            for link in ctx.linker.subjects(start, end, a.subjects):
                found = ctx.mention(link, a, value, (start, end), cover=[(m.start(), m.end())])
                if found is not None:
                    yield found


def _is_plausible(ctx: Context, a: AttributeDef, amount: Decimal, unit: str) -> bool:
    wanted = ctx.pack.amount_in(amount, unit, a.unit or unit)
    return wanted is not None and a.plausible is not None and a.plausible[0] <= wanted <= a.plausible[1]


def in_order(ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention]) -> dict[int, Hit[Cue]]:
    """ "Length, width and height are A, B and C": start of a value -> the cue in its place of the list."""
    text = ctx.page.text
    own = [q for q in quantities if q.converts is None]
    found: dict[int, Hit[Cue]] = {}
    fitting: dict[int, set[str]] = {}
    hits = sorted(ctx.cue_hits.get(sentence.number, []), key=lambda h: (h.start, -h.end))
    for n, q in enumerate(own):
        if q.start in found or n + 1 == len(own) or not is_list_gap(text[q.end : own[n + 1].start]):
            continue
        row = [q]
        for o in own[n + 1 :]:
            if not is_list_gap(text[row[-1].end : o.start]):
                break
            row.append(o)
        for o in row:
            fitting.setdefault(o.start, {a.id for a in quantity_attributes(ctx, o) if not a.reader})
        words = [h for h in hits if h.end <= q.start and h.thing.attribute in fitting[q.start]][-len(row) :]
        if (
            len(words) == len(row)
            and len({h.thing.attribute for h in words}) == len(row)
            and all(is_list_gap(text[a.end : b.start]) for a, b in pairwise(words))
            and all(h.thing.attribute in fitting[o.start] for h, o in zip(words, row, strict=True))
        ):
            found.update((o.start, h) for h, o in zip(words, row, strict=True))
    return found
