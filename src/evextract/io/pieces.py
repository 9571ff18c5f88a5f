"""The tables of an outcome that comes in pieces: what is held of it at a time is one group of rows a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from evextract.domain.newcomers import Newcomer
from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled
from evextract.io import columns, tables
from evextract.io.aside import Sorted
from evextract.io.claims import encode
from evextract.io.conflicts import conflict_to_json
from evextract.io.spreadsheet import write_head, write_rows
from evextract.io.tables import Column, Context, context_of, table
from evextract.io.things import THINGS
from evextract.io.whole import replacing
from evextract.records import Claim

Item = TypeVar("Item")

AT_ONCE = 4_000
"""Claims of which rows are made together."""


def write_pieces(
    settled: Iterable[Settled], claims: Iterable[Claim], pack: DomainPack, folder: Path, *, aside: Path
) -> None:
    """The files that :func:`~evextract.io.export.write_tables` and :func:`~evextract.io.conflicts.write_conflicts` make of
    a resolution, the same to the byte. ``settled`` and, after them, ``claims`` (those given, by id) are gone through once.
    ``aside``: a folder for what has to wait meanwhile.
    """
    folder.mkdir(parents=True, exist_ok=True)
    roles: Sorted[tuple[str, tuple[str, str]]] = Sorted(aside / "roles")
    with ExitStack() as open_files:
        enter = open_files.enter_context
        lines = enter(_text(folder / "conflicts.jsonl", "utf-8"))
        facts = [
            enter(_csv(columns.FACTS, folder / "facts.csv")),
            enter(_parquet(columns.FACTS, folder / "facts.parquet")),
        ]
        conflicts = enter(_csv(columns.CONFLICTS, folder / "conflicts.csv"))
        for pieces in in_groups(settled, lambda each: len(each.claims) + 1):
            where = context_of(pieces, pack)
            made = table(columns.FACTS, (fact for each in pieces for fact in each.facts), where)
            for write in facts:
                write(made)
            disputed = [conflict for each in pieces for conflict in each.conflicts]
            conflicts(table(columns.CONFLICTS, disputed, where))
            lines.writelines(encode(conflict_to_json(conflict, where.claims)) + "\n" for conflict in disputed)
            for claim in (claim for each in pieces for claim in each.claims):
                if claim in where.facts_of:
                    roles.put(claim, (claim, where.facts_of[claim]))
    with _parquet(columns.CLAIMS, folder / "claims.parquet") as write:
        told = iter(roles)
        ahead = next(told, None)
        for some in in_groups(claims, lambda _: 1):
            facts_of = {}
            while ahead is not None and ahead[0] <= some[-1].id:
                facts_of[ahead[0]] = ahead[1]
                ahead = next(told, None)
            write(table(columns.CLAIMS, some, Context(pack, {}, facts_of)))


def write_things_of(found: Iterable[Newcomer], pack: DomainPack, folder: Path) -> None:
    """``things.csv``, as :func:`~evextract.io.export.write_things` makes it."""
    with _csv(THINGS, folder / "things.csv") as write:
        for some in in_groups(found, lambda _: 1):
            write(table(THINGS, some, Context(pack, {})))


def in_groups(items: Iterable[Item], size: Callable[[Item], int]) -> Iterator[list[Item]]:
    """Neighbours together, until they have :data:`AT_ONCE` in all."""
    held: list[Item] = []
    sizes = 0
    for item in items:
        held.append(item)
        sizes += size(item)
        if sizes >= AT_ONCE:
            yield held
            held, sizes = [], 0
    if held:
        yield held


@contextmanager
def _text(path: Path, encoding: str, newline: str = "\n") -> Iterator[TextIO]:
    with replacing(path) as fresh, fresh.open("w", encoding=encoding, newline=newline) as file:
        yield file


@contextmanager
def _csv(layout: Sequence[Column[Any]], path: Path) -> Iterator[Callable[[pa.Table], None]]:
    with _text(path, "utf-8-sig", newline="") as file:
        write_head([column.name for column in layout], file)
        yield lambda made: write_rows(made, file)


@contextmanager
def _parquet(layout: Sequence[Column[Any]], path: Path) -> Iterator[Callable[[pa.Table], None]]:
    """Groups of :data:`~evextract.io.tables.GROUP` rows, whatever comes together."""
    schema = pa.schema([(column.name, column.type) for column in layout])
    held = [schema.empty_table()]
    rows = written = 0

    def keep(made: pa.Table) -> None:
        nonlocal rows
        held.append(made)
        rows += made.num_rows
        if rows >= tables.GROUP:
            write(rows // tables.GROUP * tables.GROUP)

    def write(count: int) -> None:
        nonlocal rows, written
        joined = pa.concat_tables(held)
        file.write_table(joined.slice(0, count).combine_chunks(), row_group_size=tables.GROUP)
        held[:] = [joined.slice(count)]
        rows -= count
        written += count

    with replacing(path) as fresh, pq.ParquetWriter(fresh, schema, compression="zstd") as file:
        yield keep
        if rows or not written:
            write(rows)
