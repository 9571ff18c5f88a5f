"""A small world that tests of several stages share: a phone, three outlets, one question settled and one open."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from evextract.domain.pack import AttributeDef, DomainPack, EntityDef, UnitDef, ValueKind
from evextract.records import (
    Article,
    Bound,
    Conflict,
    ConflictKind,
    DateSpan,
    Fact,
    Finding,
    Grain,
    Modality,
    Polarity,
    Quantity,
    Resolution,
    Scope,
    Side,
    Status,
)
from small_world import COPY, LEDGER, WIRE, claim, euros


@pytest.fixture
def phones() -> DomainPack:
    """Phones: a pack of another field, made by hand."""
    return DomainPack(
        id="phones",
        title="Phones",
        attributes={
            "price": AttributeDef("price", "price", ValueKind.QUANTITY, ("phone",), "money", scope=("market",)),
            "screen": AttributeDef("screen", "screen size", ValueKind.QUANTITY, ("phone",), "length", "in"),
            "launch": AttributeDef("launch", "launch date", ValueKind.DATE, ("phone",)),
        },
        units={
            "mm": UnitDef("mm", "length", Decimal("0.001")),
            "in": UnitDef("in", "length", Decimal("0.0254")),
            "EUR": UnitDef("EUR", "money", None),
        },
        entities={"orbit-5": EntityDef("orbit-5", "phone", "Orbit 5")},
        outlets={},
        phrases=(),
        resolution={},
    )


@pytest.fixture
def articles() -> dict[str, Article]:
    return {article.id: article for article in (LEDGER, WIRE, COPY)}


@pytest.fixture
def resolution() -> Resolution:
    """Price: resolved against a slip, a copy counted once. Screen: open. Launch: one source."""
    price, copied, slip = (
        claim(LEDGER, "c1", "price", "starts at 499 euros", euros(499), "499 euros"),
        claim(COPY, "c2", "price", "starts at 499 euros", euros(499), "499 euros", copy_of="ledger-1"),
        claim(WIRE, "c3", "price", "will pay 999 euros", euros(999), "999 euros"),
    )
    inches = Quantity(Decimal("6.1"), Decimal("6.1"), "in", step=Decimal("0.1"), written="6.1 inches")
    metric = Quantity(Decimal(155), Decimal(155), "mm", Bound.ABOUT, written="155 mm")
    small = claim(LEDGER, "c4", "screen", "screen measures 6.1 inches", inches, "6.1 inches")
    large = claim(WIRE, "c5", "screen", "has a 155 mm screen", metric, "155 mm")
    may = DateSpan(date(2031, 5, 1), date(2031, 5, 31), Grain.MONTH, "May 2031")
    launch = claim(LEDGER, "c6", "launch", "sales begin in May 2031", may, "May 2031", modality=Modality.PLANNED)
    told = (Polarity.AFFIRMED, Modality.ASSERTED)
    reason = "Two euro prices of the same phone differ in one digit."
    plan = (Polarity.AFFIRMED, Modality.PLANNED)
    facts = (
        Fact(
            "f1", "orbit-5", "price", Scope(market="DE"), *told, euros(499), (),
            Status.RESOLVED, 0.93, ("c1", "c2"), ("c3",), reason,
        ),
        Fact(
            "f2", "orbit-5", "screen", Scope(), *told, None, (),
            Status.REVIEW, 0.5, (), (), "Nothing decides.",
        ),
        Fact("f3", "orbit-5", "launch", Scope(), *plan, may, (), Status.SINGLE, 0.8, ("c6",), (), ""),
    )  # fmt: skip
    conflicts = (
        Conflict(
            "k1", "f1", "orbit-5", "price", Scope(market="DE"), ConflictKind.SLIP,
            (Side(euros(499), ("c1", "c2")), Side(euros(999), ("c3",))),
            euros(499), 0.93, (Finding("referee.digit", ("c3",), reason),), reason,
        ),
        Conflict(
            "k2", "f2", "orbit-5", "screen", Scope(), ConflictKind.CONTRADICTION,
            (Side(inches, ("c4",)), Side(metric, ("c5",))), None, 0.5, (), "Nothing decides.",
        ),
    )  # fmt: skip
    return Resolution((price, copied, slip, small, large, launch), facts, conflicts)
