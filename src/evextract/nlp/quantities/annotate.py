"""Quantities as plain dicts, for scoring and for other tools."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import inflect
from spacy.language import Language

from evextract.nlp.quantities.find import find_quantities
from evextract.nlp.quantities.record import QuantityMention
from evextract.nlp.quantities.units import QuantityUnits
from evextract.records import Bound

_ENGLISH = inflect.engine()
_PRONOUNS = frozenset(("those", "these", "them", "which", "it", "that", "this", "us", "you"))
_POSITIVE = {
    form: word
    for word, forms in {
        **{
            word: (f"{word}er", f"{word}est")
            for word in ("small", "high", "low", "long", "short", "new", "old", "great")
        },
        **{word: (f"{word}r", f"{word}st") for word in ("large", "late", "wide")},
        "big": ("bigger", "biggest"),
        "good": ("better", "best"),
    }.items()
    for form in forms
}
_POSSESSIVE = re.compile(r"['’]s?\b|['’]$")


def annotate_quantities(
    rows: Iterable[Mapping[str, Any]], nlp: Language, units: QuantityUnits, *, batch_size: int = 16
) -> Iterator[dict[str, Any]]:
    """For each row with ``text`` (and ``id``) one dict ``{"id", "quantities": [...]}``, in order.

    A quantity has ``value_low``, ``value_high`` (floats), ``unit``, ``op`` (= ~ < > up down), ``start`` and ``end``.
    This form has one slot for bound and change, where the bound wins. A counted thing's unit is its noun phrase in
    dictionary form. An old and a new value ("from 240 to 273") are one interval, a vague plural ("thousands of") is the
    decade that it opens.
    """
    pairs = ((str(row["text"]), row.get("id")) for row in rows)
    for doc, name in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield {"id": name, "quantities": plain_quantities(find_quantities(doc, units))}


def plain_quantities(mentions: Sequence[QuantityMention]) -> list[dict[str, Any]]:
    """The mentions of one text in the form described above."""
    moves = {i: m.changed_from for i, m in enumerate(mentions) if m.changed_from is not None and m.changed_from < i}
    replaced = set(moves.values())
    return [
        _plain(mention, mentions[moves[i]] if i in moves else None)
        for i, mention in enumerate(mentions)
        if i not in replaced
    ]


def _plain(mention: QuantityMention, origin: QuantityMention | None) -> dict[str, Any]:
    quantity = mention.quantity
    low, high = quantity.low, quantity.high * 10 if mention.vague else quantity.high
    bounded = quantity.bound not in (Bound.EXACT, Bound.RANGE) and not mention.vague
    return {
        "value_low": float(origin.quantity.low if origin else low),
        "value_high": float(high),
        "unit": _unit(mention),
        "op": str(quantity.bound) if bounded else mention.change or "=",
        "start": origin.start if origin else mention.start,
        "end": mention.end,
    }


def _dictionary_form(mention: QuantityMention) -> str | None:
    """What is counted, in the singular, without possessives and degrees: "small boat" for "60 smaller boats"."""
    if mention.noun is None:
        return None
    words = [_POSITIVE.get(word.lower(), word) for word in _POSSESSIVE.sub("", mention.noun).split()]
    if words and mention.quantity.high != 1:
        singular = _ENGLISH.singular_noun(words[-1])
        words[-1] = words[-1] if isinstance(singular, bool) else singular
    return " ".join(words)


def _unit(mention: QuantityMention) -> str:
    unit = mention.quantity.unit
    if unit in ("count", "1"):
        noun = "-" if (mention.noun or "").lower() in _PRONOUNS else _dictionary_form(mention)
        unit = "-" if noun is None else noun if unit == "count" else f"% {noun}"
    return f"{unit} per {mention.per}" if mention.per and "/" not in unit and " per " not in unit else unit
