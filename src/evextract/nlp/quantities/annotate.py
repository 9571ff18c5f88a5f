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
from evextract.nlp.quantities.unsaid import antecedents
from evextract.records import Bound

_ENGLISH = inflect.engine()
_SPELLED_OUT = {
    "kn": "knot",
    **{f"{short}2": f"square {name}" for short, name in (("mm", "millimetre"), ("cm", "centimetre"), ("m", "metre"))},
    **{f"{short}3": f"cubic {name}" for short, name in (("cm", "centimetre"), ("m", "metre"))},
}
"""Ids that say too little for themselves: "kn" is the kuna too."""
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
    This form has one slot for bound and change, where "<" and ">" win, then the change. A counted thing's unit is its
    noun phrase in dictionary form. Amounts in a row ("1 hour 20 minutes") are listed apart. An old and a new value ("from
    310 to 345") are one interval, a vague plural ("thousands of") is the decade that it opens.
    """
    pairs = ((str(row["text"]), row.get("id")) for row in rows)
    for doc, name in nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
        yield {"id": name, "quantities": plain_quantities(find_quantities(doc, units), doc.text)}


def plain_quantities(mentions: Sequence[QuantityMention], text: str) -> list[dict[str, Any]]:
    """The mentions of ``text`` in the form described above."""
    told = antecedents(text, mentions)
    moves = {i: m.changed_from for i, m in enumerate(mentions) if m.changed_from is not None and m.changed_from < i}
    replaced = set(moves.values())
    found: list[dict[str, Any]] = []
    for i, mention in enumerate(mentions):
        if i not in replaced:
            whole = _plain(mention, mentions[moves[i]] if i in moves else None)
            if i in told:
                whole["unit"] = _unit(mentions[told[i]])
            found += [whole] if not mention.parts or i in moves else _apart(mention, whole)
    return found


def _apart(mention: QuantityMention, whole: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {**whole, "value_low": float(q.low), "value_high": float(q.high), "unit": q.unit, "start": start, "end": end}
        for start, end, q in mention.parts
    ]


def _plain(mention: QuantityMention, origin: QuantityMention | None) -> dict[str, Any]:
    quantity = mention.quantity
    low, high = quantity.low, quantity.high * 10 if mention.vague else quantity.high
    return {
        "value_low": float(origin.quantity.low if origin else low),
        "value_high": float(high),
        "unit": _unit(mention),
        "op": _op(mention),
        "start": origin.start if origin else mention.start,
        "end": mention.end,
    }


def _op(mention: QuantityMention) -> str:
    """Bound and change in one: that a change is approximate says less than where it went."""
    bound = mention.hedge if mention.quantity.bound is Bound.RANGE else mention.quantity.bound
    change = mention.change or mention.reached
    unbounded = mention.vague or bound is Bound.EXACT or (bound is Bound.ABOUT and change)
    return change or "=" if unbounded else str(bound)


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
    unit = "/".join(_SPELLED_OUT.get(part, part) for part in unit.split("/"))
    return f"{unit} per {mention.per}" if mention.per and "/" not in unit and " per " not in unit else unit
