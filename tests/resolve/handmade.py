"""Claims and packs by hand, in a line or two."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

from evextract.domain.pack import AttributeDef, DomainPack, UnitDef, ValueKind
from evextract.domain.printed import decimal_step
from evextract.records import (
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Evidence,
    Modality,
    Polarity,
    Quantity,
    Scope,
    Source,
    Text,
    Value,
)

VEHICLE = ("variant", "generation", "market")


def quantity(words: str) -> Quantity:
    """``"119,900 CNY"``, ``"~16500 USD"``, ``"<600 km"``, ``"700..750 JPY"``."""
    amount, unit = words.rsplit(" ", 1)
    bound = {"~": Bound.ABOUT, "<": Bound.BELOW, ">": Bound.ABOVE}.get(amount[0], Bound.EXACT)
    ends = amount.lstrip("~<>").replace(",", "").split("..")
    return Quantity(
        low=Decimal(ends[0]),
        high=Decimal(ends[-1]),
        unit=unit,
        bound=Bound.RANGE if len(ends) == 2 else bound,
        step=decimal_step(ends[0]),
        written=words,
    )


def days(words: str) -> DateSpan:
    """``"2025-04-27"`` or ``"2026-01-01/2026-12-31"``, either end may be empty."""
    start, _, end = words.partition("/")
    return DateSpan(
        date.fromisoformat(start) if start else None,
        date.fromisoformat(end or start) if end or "/" not in words else None,
        written=words,
    )


def value_of(words: str, kind: ValueKind) -> Value:
    match kind:
        case ValueKind.QUANTITY:
            return quantity(words)
        case ValueKind.DATE:
            return days(words)
        case ValueKind.ENTITY:
            return EntityRef(words)
        case ValueKind.CATEGORY:
            return Category(words)
        case ValueKind.TEXT:
            return Text(words)


def claim(
    article: str,
    attribute: str,
    value: str,
    *,
    subject: str = "zephyr-one",
    alt: str = "",
    published: str = "",
    outlet: str = "",
    copy_of: str = "",
    quote: str = "",
    polarity: str = "+",
    modality: str = "asserted",
    attribution: str = "",
    kind: ValueKind | None = None,
    **scope: str,
) -> Claim:
    """A claim of ``article``; ``alt`` are conversions separated by ``;``. ``kind``: that of an attribute of another pack."""
    kind = kind or ATTRIBUTES[attribute].kind
    quote = quote or value
    said = f"{article}|{subject}|{attribute}|{value}|{alt}|{sorted(scope.items())}|{polarity}|{quote}"
    return Claim(
        id=hashlib.sha256(said.encode()).hexdigest()[:16],
        subject=subject,
        attribute=attribute,
        value=value_of(value, kind),
        source=Source(
            article,
            outlet or article,
            date.fromisoformat(published) if published else None,
            copy_of=copy_of or None,
        ),
        evidence=Evidence(article, 0, len(quote), quote, 0, quote, 0, len(quote)),
        alternatives=tuple(value_of(v, kind) for v in alt.split(";") if v),
        scope=Scope(**scope),
        polarity=Polarity(polarity),
        modality=Modality(modality),
        attribution=attribution or None,
    )


def within(made: Claim, sentence: str, words: str = "") -> Claim:
    """The claim as one whose value is ``words``, or what it quotes, in ``sentence``."""
    words = words or made.evidence.quote
    at = sentence.index(words)
    end = at + len(words)
    evidence = Evidence(made.evidence.article_id, at, end, words, 0, sentence, at, end)
    return replace(made, evidence=evidence)


def _attribute(name: str, kind: ValueKind, scope: tuple[str, ...] = VEHICLE, **more: object) -> AttributeDef:
    return AttributeDef(id=name, label=name, kind=kind, subjects=("vehicle",), scope=scope, **more)  # type: ignore[arg-type]


ATTRIBUTES = {
    a.id: a
    for a in (
        _attribute("price", ValueKind.QUANTITY, dimension="money", unit="USD", changes=True),
        _attribute("range", ValueKind.QUANTITY, (*VEHICLE, "test_cycle"), dimension="length", unit="km"),
        _attribute("battery_capacity", ValueKind.QUANTITY, dimension="energy", unit="kWh"),
        _attribute("power", ValueKind.QUANTITY, dimension="power", unit="kW"),
        _attribute("length", ValueKind.QUANTITY, dimension="length", unit="mm"),
        _attribute("orders", ValueKind.QUANTITY, ("market", "period"), dimension="count", unit="count", changes=True),
        _attribute("net_income", ValueKind.QUANTITY, ("period",), dimension="money", unit="USD", changes=True),
        _attribute("launch_date", ValueKind.DATE, changes=True),
        _attribute("market", ValueKind.ENTITY, ("variant", "generation"), single=False),
        _attribute("platform", ValueKind.ENTITY),
        _attribute("body_style", ValueKind.CATEGORY, single=False),
        _attribute("role", ValueKind.TEXT, ("object", "period"), changes=True),
    )
}

UNITS = {
    u.id: u
    for u in (
        UnitDef("km", "length", Decimal(1000)),
        UnitDef("mi", "length", Decimal("1609.344")),
        UnitDef("mm", "length", Decimal("0.001")),
        UnitDef("kW", "power", Decimal(1000)),
        UnitDef("hp", "power", Decimal("745.69987158227022")),
        UnitDef("PS", "power", Decimal("735.49875")),
        UnitDef("kWh", "energy", Decimal(3_600_000)),
        UnitDef("count", "count", Decimal(1)),
        UnitDef("%", "ratio", Decimal("0.01")),
        UnitDef("CNY", "money", None),
        UnitDef("USD", "money", None),
        UnitDef("JPY", "money", None),
        UnitDef("EUR", "money", None),
    )
}

PACK = DomainPack(
    id="test",
    title="Test",
    attributes=ATTRIBUTES,
    units=UNITS,
    entities={},
    outlets={},
    phrases=(),
    resolution={},
)
