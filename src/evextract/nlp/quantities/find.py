"""The quantities of a Doc."""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal

from spacy.tokens import Doc

from evextract.nlp.quantities.bounds import bound_of, change_of
from evextract.nlp.quantities.counts import counted
from evextract.nlp.quantities.join import Group, join
from evextract.nlp.quantities.record import QuantityMention
from evextract.nlp.quantities.scan import scan
from evextract.nlp.quantities.units import QuantityUnits
from evextract.nlp.quantities.vetoes import vetoed
from evextract.records import Bound, Quantity


def find_quantities(doc: Doc, units: QuantityUnits) -> list[QuantityMention]:
    """All quantities of ``doc`` in text order: measures, money, ratios, counted things and bare numbers.

    Dates, ordinals, names ("N7", "Model 3"), versions and the like are none.
    """
    text = doc.text
    starts = [token.idx for token in doc]
    atoms = [a for a in scan(text, units) if not vetoed(doc, starts, a)]
    groups = join(text, atoms, units)
    mentions: list[QuantityMention] = []
    index: dict[int, int] = {}
    for number, group in enumerate(groups):
        mention = _mention(doc, starts, group, units, mentions, index)
        if mention is not None:
            index[number] = len(mentions)
            mentions.append(mention)
    return mentions


def _mention(
    doc: Doc,
    starts: list[int],
    group: Group,
    units: QuantityUnits,
    before: list[QuantityMention],
    index: dict[int, int],
) -> QuantityMention | None:
    text = doc.text
    bound, bound_start, end = bound_of(text, group.start, group.end)
    unit, noun, per = group.unit, None, group.per
    if unit is None:
        token = bisect_right(starts, max(group.start, group.end - 1)) - 1
        thing = counted(doc, token)
        if thing is None:
            if group.kind in ("words", "fraction", "vague") and not group.counted_alone(text):
                return None
            unit = "1"
        else:
            unit, noun, per = "count", thing.noun, thing.per or per
    converts = index.get(group.converts) if group.converts is not None else None
    if converts is not None and bound is Bound.EXACT and not group.is_range:
        inherited = before[converts].quantity.bound
        bound = inherited if inherited is not Bound.RANGE else bound
    change = change_of(text, doc, starts, bound_start, end, group.sign)
    low, high = sorted((group.low, group.high))
    quantity = Quantity(
        low, high, unit, Bound.RANGE if group.is_range else bound, group.step, text[group.start : group.end]
    )
    return QuantityMention(
        group.start,
        group.end,
        quantity,
        bound_start,
        change,
        noun,
        converts,
        per,
        group.shift,
        group.low > group.high,
        group.kind == "vague",
    )
