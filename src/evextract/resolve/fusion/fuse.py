"""The rows of a table of fused claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from evextract.domain.identity import plain
from evextract.domain.pack import DomainPack
from evextract.records import Category, DateSpan, Quantity, Text, Value
from evextract.resolve.fusion.table import Column
from evextract.resolve.hearing import Hearing
from evextract.resolve.reading import CLOCK
from evextract.resolve.resolver import Resolver
from evextract.resolve.verdicts.ruling import Ruled, Ruling, rule_on
from evextract.resolve.votes.ballot import Ballot
from evextract.resolve.votes.chain import Outcome
from evextract.resolve.votes.confidence import Doubts, leading
from evextract.resolve.votes.poll import count


@dataclass(frozen=True, slots=True)
class Rows:
    """What one object's claims come to: rows of ``facts.csv`` and ``verdicts.csv``, and how many items are disputed."""

    subject: str
    facts: list[list[str]]
    verdicts: list[list[str]]
    disputed: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The scope keys that have a column, and how values are shown."""

    keys: Sequence[str]
    columns: Mapping[str, Column]

    @property
    def head(self) -> list[str]:
        return ["object", "attribute", *self.keys, "value", "confidence", "conflict"]


def rows_of(resolver: Resolver, hearing: Hearing, trust: Mapping[str, float], layout: Layout) -> Rows:
    found = Rows(hearing.group.subject, [], [], 0)
    disputed = 0
    for ballot in hearing.ballots:
        outcome = count(ballot.poll, trust, resolver.policy)
        rulings = list(rule_on(ballot, outcome))
        cells, clash = fact_row(ballot, outcome, rulings, layout)
        found.facts.append(cells)
        disputed += clash
        found.verdicts.extend([r.reading.id, r.ruling.value, f"{r.holds:.4f}"] for r in rulings)
    return replace(found, disputed=disputed)


def fact_row(ballot: Ballot, outcome: Outcome, rulings: Sequence[Ruled], layout: Layout) -> tuple[list[str], bool]:
    """The best answer even where it isn't sure: a table has a value for every item, and says how sure it is."""
    case = ballot.case
    shares = Doubts.of(case).tempered(outcome)
    top = leading(case, shares)
    column = layout.columns.get(case.question.attribute, Column())
    answer = case.answers[top]
    value = answer.best.claim.value
    scope = case.question.scope
    clash = any(r.ruling in (Ruling.REJECTED, Ruling.UNRESOLVED) for r in rulings)
    row = [
        case.question.subject,
        case.question.attribute,
        *(getattr(scope, key) or "" for key in layout.keys),
        shown(value, answer.best.claim.alternatives, column, case.pack),
        f"{shares[top]:.4f}",
        "1" if clash else "0",
    ]
    return row, clash


def shown(value: Value, alternatives: Sequence[Value], column: Column, pack: DomainPack) -> str:
    """The value as a table cell, a number in the column's unit, rounded as finely as it was printed."""
    match value:
        case Quantity():
            if value.unit == CLOCK:
                return f"{int(value.low) // 60:02d}:{int(value.low) % 60:02d}"
            return plain(in_unit(value, alternatives, column.unit, pack))
        case DateSpan():
            return value.written
        case Category():
            return value.written
        case Text():
            return value.text
    return str(value)


def in_unit(value: Quantity, alternatives: Sequence[Value], unit: str, pack: DomainPack) -> Decimal:
    wanted = pack.units.get(unit)
    if wanted is None or wanted.factor is None or value.unit == unit:
        return value.low
    for other in alternatives:
        if isinstance(other, Quantity) and other.unit == unit:
            return other.low
    base = pack.to_base(value.low, value.unit)
    if base is None or base[1] != wanted.dimension:
        return value.low
    amount = (base[0] - wanted.offset) / wanted.factor
    return amount.quantize(Decimal(1) if abs(amount) >= 100 else Decimal("0.1"))
