"""Quantities as plain dicts, for scoring and for other tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from spacy.language import Language

from evextract.nlp.quantities.find import find_quantities
from evextract.nlp.quantities.record import QuantityMention
from evextract.nlp.quantities.units import QuantityUnits
from evextract.records import Bound


def annotate_quantities(
    rows: Iterable[Mapping[str, Any]], nlp: Language, units: QuantityUnits, *, batch_size: int = 16
) -> Iterator[dict[str, Any]]:
    """For each row with ``text`` (and ``id``) one dict ``{"id", "quantities": [...]}``, in order.

    A quantity has ``value_low``, ``value_high`` (floats), ``unit``, ``op`` (one of = ~ < > up down), ``start``, ``end``.
    A counted thing's unit is its noun phrase; a vague plural ("thousands of") is the decade that it opens.
    """
    pairs = ((str(row["text"]), row.get("id")) for row in rows)
    for doc, name in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        found = [_plain(mention) for mention in find_quantities(doc, units)]
        yield {"id": name, "quantities": found}


def _plain(mention: QuantityMention) -> dict[str, Any]:
    quantity = mention.quantity
    low, high = quantity.low, quantity.high * 10 if mention.vague else quantity.high
    bounded = quantity.bound not in (Bound.EXACT, Bound.RANGE) and not mention.vague
    op = str(quantity.bound) if bounded else mention.change or "="
    unit = "-" if quantity.unit == "1" else quantity.unit
    if quantity.unit == "count" and mention.noun:
        unit = f"{mention.noun} per {mention.per}" if mention.per else mention.noun
    return {
        "value_low": float(low), "value_high": float(high), "unit": unit, "op": op, "start": mention.start,
        "end": mention.end,
    }  # fmt: skip
