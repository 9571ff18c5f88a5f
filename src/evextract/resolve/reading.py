"""A claim as the rules see it: canonical names, numbers in base units, days as ordinals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from evextract.domain.identity import value_key
from evextract.domain.pack import AttributeDef, DomainPack, ValueKind
from evextract.domain.printed import round_step
from evextract.records import (
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Polarity,
    Quantity,
    Scope,
    Text,
    Value,
)
from evextract.resolve.names import Canon

INFINITY = float("inf")
CLOCK = "time of day"
"""Unit and dimension of minutes since midnight."""
CALENDAR = ("date", CLOCK)
"""Dimensions of which figures aren't rounded as numbers are."""

AT_MOST = re.compile(r"\b(?:up to|as (?:much|many|far|high) as|max(?:imum|imal|\.)?|at most|at best|tops? out)\b", re.I)
BASE = re.compile(
    r"\b(?:base|entry|starting|opening) price\b|\b(?:start|begin|open)(?:s|ing)? (?:at|from)\b|\bprice[sd]? from\b",
    re.I,
)
FROM = re.compile(r"\b(?:start(?:s|ing|ed)?|begins?|beginning|from|entry|opens?|base price)\b", re.I)


class Reach(StrEnum):
    """Which part of the truth a number names."""

    POINT = "point"
    CEILING = "ceiling"
    """The highest of several versions: "up to 600 km"."""
    FLOOR = "floor"
    """The lowest of several versions: "from 30,000 dollars"."""
    BOUND = "bound"
    """Merely a limit: "less than seven seconds", "more than 10,000 orders"."""
    SPREAD = "spread"
    """From the lowest version to the highest, or anywhere between."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Numbers in the base unit of ``dimension`` (a currency is its own dimension); days as ordinals.

    ``step`` is the printed precision, ``loose`` the coarsest rounding that the digits allow (10,000 for 140,000).
    """

    low: float
    high: float
    step: float
    loose: float
    dimension: str
    unit: str
    bound: Bound
    reach: Reach

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Reading:
    """``measure`` is set for quantities and dates, ``word`` (canonical) for everything else."""

    claim: Claim
    subject: str
    definition: AttributeDef
    scope: Scope
    variant: str | None
    """The folded name of the version."""
    measure: Measure | None
    conversions: tuple[Measure, ...]
    word: str
    key: str
    """Equal for claims that say exactly the same."""

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def article(self) -> str:
        return self.claim.source.article_id

    @property
    def denied(self) -> bool:
        return self.claim.polarity is Polarity.DENIED

    @property
    def reach(self) -> Reach | None:
        return self.measure.reach if self.measure is not None else None

    @property
    def measures(self) -> tuple[Measure, ...]:
        return (self.measure, *self.conversions) if self.measure is not None else self.conversions


def read(claim: Claim, pack: DomainPack, canon: Canon) -> Reading:
    """Prepare ``claim``. An attribute that the pack doesn't know is taken as one with a single answer."""
    definition = pack.attributes.get(claim.attribute) or unknown_attribute(claim)
    words = f"{claim.evidence.quote} {getattr(claim.value, 'written', '')}"
    named = claim.scope.variant is not None
    measure = measured(claim.value, pack, definition, words, named=named)
    return Reading(
        claim=claim,
        subject=canon(claim.subject),
        definition=definition,
        scope=claim.scope,
        variant=canon.variant(claim.scope.variant) if claim.scope.variant else None,
        measure=measure,
        conversions=tuple(
            m for v in claim.alternatives if (m := measured(v, pack, definition, words, named=named)) is not None
        ),
        word="" if measure is not None else canonical_word(claim.value, canon),
        key=value_key(claim.value),
    )


def unknown_attribute(claim: Claim) -> AttributeDef:
    kinds = {Quantity: ValueKind.QUANTITY, DateSpan: ValueKind.DATE, EntityRef: ValueKind.ENTITY}
    kind = kinds.get(type(claim.value), ValueKind.CATEGORY if isinstance(claim.value, Category) else ValueKind.TEXT)
    return AttributeDef(
        id=claim.attribute, label=claim.attribute, kind=kind, subjects=(), scope=tuple(claim.scope.stated)
    )


def measured(
    value: Value, pack: DomainPack, definition: AttributeDef, words: str, *, named: bool = False
) -> Measure | None:
    """``named``: the claim is about one named version, of which "up to" gives the figure itself."""
    if isinstance(value, Quantity):
        factor, dimension = scale(value.unit, pack)
        base = [pack.to_base(end, value.unit) for end in (value.low, value.high)]
        low, high = (
            float(b[0]) if b is not None else float(v) for b, v in zip(base, (value.low, value.high), strict=True)
        )
        loose = (
            min(round_step(end) for end in (value.low, value.high) if end) if value.low or value.high else value.step
        )
        kind = reach(value, definition, words)
        if named and kind in (Reach.CEILING, Reach.FLOOR):
            kind = Reach.POINT
        exact = kind is Reach.POINT and value.bound in (Bound.BELOW, Bound.ABOVE)
        return Measure(
            low=low,
            high=high,
            step=float(value.step) * factor,
            loose=max(float(loose), float(value.step)) * factor,
            dimension=dimension,
            unit=value.unit,
            bound=Bound.EXACT if exact else value.bound,
            reach=kind,
        )
    if isinstance(value, DateSpan) and (value.start or value.end):
        return Measure(
            low=float(value.start.toordinal()) if value.start else -INFINITY,
            high=float(value.end.toordinal()) if value.end else INFINITY,
            step=1.0,
            loose=1.0,
            dimension="date",
            unit="day",
            bound=Bound.RANGE,
            reach=Reach.POINT,
        )
    return None


def scale(unit: str, pack: DomainPack) -> tuple[float, str]:
    """Factor to the base unit, and the dimension; currencies and unknown units are their own."""
    known = pack.units.get(unit)
    if known is None or known.factor is None:
        return 1.0, unit
    return float(known.factor), known.dimension


def reach(value: Quantity, definition: AttributeDef, words: str) -> Reach:
    match value.bound:
        case Bound.RANGE:
            return Reach.SPREAD
        case Bound.BELOW:
            return Reach.CEILING if AT_MOST.search(words) else Reach.BOUND
        case Bound.ABOVE:
            return Reach.FLOOR if "variant" in definition.scope and FROM.search(words) else Reach.BOUND
        case Bound.EXACT if "variant" in definition.scope and AT_MOST.search(words):
            return Reach.CEILING
        case Bound.EXACT | Bound.ABOUT if "variant" in definition.scope and BASE.search(words):
            return Reach.FLOOR
    return Reach.POINT


def canonical_word(value: Value, canon: Canon) -> str:
    match value:
        case EntityRef() | Category():
            return canon(value.id)
        case Text():
            return " ".join(value.text.casefold().split())
    return ""
