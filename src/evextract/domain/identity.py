"""Stable ids: what is said again in the same place, or asked again, has the id that it had before."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from evextract.records import Category, DateSpan, EntityRef, Polarity, Quantity, Scope, Text, Value

CLAIM_ID_LENGTH = 16
FACT_ID_LENGTH = 12
UNNAMED = "unnamed"
"""The word in the id of a thing that articles describe but don't name."""


def claim_id(
    *,
    article_id: str,
    start: int,
    end: int,
    subject: str,
    attribute: str,
    value: Value,
    scope: Scope,
    polarity: Polarity = Polarity.AFFIRMED,
) -> str:
    """16 hexadecimal digits of SHA-256 over what a claim says and where; a rerun gives the same.

    How the value is written, the modality and the attribution do not enter: a better reading of the words around a
    value must not lose an editor's decision about it.
    """
    parts = (article_id, str(start), str(end), subject, attribute, value_key(value), scope_key(scope), polarity.value)
    return digest(parts, CLAIM_ID_LENGTH)


def fact_id(subject: str, attribute: str, scope: Scope, polarity: Polarity, *, option: str = "") -> str:
    """12 hexadecimal digits over the question. ``option`` tells apart facts of which one question may have several:
    the markets of a car, its two batteries.
    """
    return digest((subject, attribute, scope_key(scope), polarity.value, option), FACT_ID_LENGTH)


def value_key(value: Value) -> str:
    """One string for each distinct value; ``1.0`` and ``1`` are the same number, words in capitals the same words."""
    match value:
        case Quantity():
            return f"q|{value.bound.value}|{plain(value.low)}|{plain(value.high)}|{value.unit}"
        case DateSpan():
            return f"d|{value.start or ''}|{value.end or ''}"
        case EntityRef():
            return f"e|{value.id}"
        case Category():
            return f"c|{value.id}"
        case Text():
            return "t|" + " ".join(value.text.casefold().split())


def scope_key(scope: Scope) -> str:
    """The stated keys in the order of :data:`~evextract.records.SCOPE_KEYS`."""
    return "|".join(f"{key}={value}" for key, value in scope.stated.items())


def plain(number: Decimal) -> str:
    """Digits without exponent and trailing zeros: 119900, 0.208."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_unnamed(entity_id: str) -> bool:
    """Whether it is the id of a thing that articles describe but don't name."""
    return UNNAMED in entity_id.split("-")


def is_country(place_id: str) -> bool:
    """Whether it is a country's id, an ISO 3166 code: other places have slugs."""
    return place_id.isupper()


def digest(parts: tuple[str, ...], length: int) -> str:
    """``length`` hexadecimal digits of SHA-256 over ``parts``."""
    # The unit separator can't occur in any part that was read from text, so parts can't run into one another.
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:length]
