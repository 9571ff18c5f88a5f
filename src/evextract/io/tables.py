"""Tables from records: what a column is, and how a table is made of columns.

:mod:`evextract.io.columns` lists the columns themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import pyarrow as pa

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, whole
from evextract.domain.wording import encodable
from evextract.records import Claim, Fact, Polarity, Resolution

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Context:
    """What a column may look at besides its own record."""

    pack: DomainPack
    claims: Mapping[str, Claim]
    facts_of: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Claim id -> (fact id, "supports", "set aside" or "disputed")."""
    support: Mapping[str, list[Claim]] = field(default_factory=dict)
    """Fact id -> the claims behind it, best first."""
    disputed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Id of a fact that has no value yet -> the claims that compete for it."""
    denied: frozenset[str] = frozenset()
    """Ids of the facts that say that something is not so."""


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. ``of`` takes the cell from a record; cells are None where there is nothing to say."""

    name: str
    type: pa.DataType
    meaning: str
    of: Callable[[Row, Context], Any]


GROUP = 20_000
"""Rows of a row group in a Parquet file."""
TEXT, NUMBER, DAY, COUNT, LIST = pa.string(), pa.float64(), pa.date32(), pa.int32(), pa.list_(pa.string())


def context(resolution: Resolution, pack: DomainPack) -> Context:
    """Index a resolution for the columns."""
    return context_of([whole(resolution)], pack)


def context_of(pieces: Sequence[Settled], pack: DomainPack) -> Context:
    """Index the outcomes for some subjects for the columns."""
    facts = [fact for each in pieces for fact in each.known_facts]
    claims = {key: claim for each in pieces for key, claim in each.known_claims.items()}
    conflicts = [conflict for each in pieces for conflict in each.conflicts]
    conflicts += [conflict for each in pieces for conflict in each.beside.conflicts]
    denied = frozenset(fact.id for fact in facts if fact.polarity is Polarity.DENIED)
    told = {fact.id: list(fact.set_aside) for fact in facts if fact.value is None}
    for conflict in conflicts:
        if conflict.fact_id in told:
            told[conflict.fact_id] += (claim for side in conflict.sides for claim in side.claims)
    disputed = {fact_id: tuple(dict.fromkeys(said)) for fact_id, said in told.items()}
    facts_of = {claim: (fact.id, "set aside") for fact in facts for claim in fact.set_aside}
    facts_of |= {claim: (fact_id, "disputed") for fact_id, said in disputed.items() for claim in said}
    facts_of |= {claim: (fact.id, "supports") for fact in facts for claim in fact.supported_by}
    support = {fact.id: _supporters(fact, claims) for fact in facts}
    return Context(pack, claims, facts_of, support, disputed, denied)


def table(columns: Sequence[Column[Row]], records: Iterable[Row], where: Context) -> pa.Table:
    """An Arrow table of ``records`` with exactly ``columns``."""
    kept = list(records)
    arrays = [_array([column.of(record, where) for record in kept], column.type) for column in columns]
    return pa.Table.from_arrays(arrays, schema=pa.schema([(column.name, column.type) for column in columns]))


def rows(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """The rows of a table as Python values, a batch in memory at a time."""
    for batch in table.to_batches(max_chunksize=10_000):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _supporters(fact: Fact, claims: Mapping[str, Claim]) -> list[Claim]:
    """Those that give exactly the fact's value come first, then originals before copies, older before newer."""
    known = [claims[claim] for claim in fact.supported_by if claim in claims]
    if len(known) < 2:
        return known
    return sorted(
        known,
        key=lambda c: (c.value != fact.value, c.source.copy_of is not None, str(c.source.published or "9"), c.id),
    )


def _array(cells: list[Any], kind: pa.DataType) -> pa.Array:
    if kind == NUMBER:
        return pa.array([None if cell is None else float(cell) for cell in cells], kind)
    try:
        return pa.array(cells, kind)
    except UnicodeEncodeError:  # Hardly ever, and slow to look for.
        return pa.array([_encodable(cell) for cell in cells], kind)


def _encodable(cell: Any) -> Any:
    return encodable(cell) if isinstance(cell, str) else [encodable(part) for part in cell] if cell else cell
