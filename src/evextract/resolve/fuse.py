"""Fuse a plain table of claims, from anywhere, with the machinery that judges articles."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from evextract.domain.identity import plain
from evextract.domain.pack import DomainPack
from evextract.records import Category, Claim, DateSpan, Quantity, Text, Value
from evextract.resolve.ballot import Ballot
from evextract.resolve.chain import Outcome
from evextract.resolve.confidence import leading, tempered
from evextract.resolve.judge import deliberate
from evextract.resolve.reading import CLOCK
from evextract.resolve.ruling import Ruled, Ruling, rule_on
from evextract.resolve.table import SCOPE, Column, read_rows, read_schema, row_claim, table_pack


@dataclass(frozen=True, slots=True)
class Fused:
    """How many claims were read, facts written, and items on which claims contradict one another."""

    claims: int
    facts: int
    conflicts: int


def fuse(claims: str | Path, out: str | Path, pack: DomainPack, *, schema: str | Path | None = None) -> Fused:
    """Write ``facts.csv`` and, where claims have ids, ``verdicts.csv`` into the folder ``out``.

    ``claims`` is a CSV file with the columns object, attribute, source, value; optional are date, claim_id, article,
    unit, op, alt_value, alt_unit, variant, market, test_cycle, period, modality, attribution. ``schema`` has the
    columns attribute, kind (number, time, date, category, set, hierarchy) and unit; without it the ``schema.csv``
    beside the claims is read, if there is one. ``pack`` gives units and the parameters of the rules. Raises
    :class:`~evextract.errors.InputError` for a file that can't be used.
    """
    path, folder = Path(claims), Path(out)
    columns = read_schema(Path(schema) if schema is not None else path.with_name("schema.csv"))
    read: list[Claim] = []
    scoped: dict[str, set[str]] = {}
    with_ids = False
    for number, row in read_rows(path):
        claim = row_claim(number, row, columns.get(row["attribute"], Column()))
        with_ids = with_ids or bool(row.get("claim_id"))
        scoped.setdefault(claim.attribute, set()).update(claim.scope.stated)
        read.append(claim)
    own = table_pack(pack, columns, {name: frozenset(keys) for name, keys in scoped.items()})
    folder.mkdir(parents=True, exist_ok=True)
    facts = conflicts = 0
    with (
        open(folder / "facts.csv", "w", newline="", encoding="utf-8") as facts_file,
        open(folder / "verdicts.csv", "w", newline="", encoding="utf-8") as verdicts_file,
    ):
        fact_rows, verdict_rows = csv.writer(facts_file), csv.writer(verdicts_file)
        keys = [key for key in SCOPE if any(key in stated for stated in scoped.values())]
        fact_rows.writerow(["object", "attribute", *keys, "value", "confidence", "conflict"])
        verdict_rows.writerow(["claim_id", "verdict", "p_ok"])
        for ballot, outcome in deliberate(read, own):
            rulings = list(rule_on(ballot, outcome))
            cells, clash = fact_row(ballot, outcome, rulings, keys, columns)
            fact_rows.writerow(cells)
            facts += 1
            conflicts += clash
            if with_ids:
                for ruled in rulings:
                    verdict_rows.writerow([ruled.reading.id, ruled.ruling.value, f"{ruled.holds:.4f}"])
    if not with_ids:
        (folder / "verdicts.csv").unlink()
    return Fused(len(read), facts, conflicts)


def fact_row(
    ballot: Ballot, outcome: Outcome, rulings: Sequence[Ruled], keys: Sequence[str], columns: Mapping[str, Column]
) -> tuple[list[str], bool]:
    """The best answer even where it isn't sure: a table has a value for every item, and says how sure it is."""
    case = ballot.case
    shares = tempered(case, outcome)
    top = leading(case, shares)
    column = columns.get(case.question.attribute, Column())
    answer = case.answers[top]
    value = answer.best.claim.value
    scope = case.question.scope
    clash = any(r.ruling in (Ruling.REJECTED, Ruling.UNRESOLVED) for r in rulings)
    row = [
        case.question.subject,
        case.question.attribute,
        *(getattr(scope, key) or "" for key in keys),
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
