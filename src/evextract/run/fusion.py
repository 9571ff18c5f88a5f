"""Fuse a plain table of claims, from anywhere, with the machinery that judges articles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from evextract.domain.pack import DomainPack
from evextract.io.aside import Sorted
from evextract.io.spreadsheet import Writer
from evextract.io.whole import replacing
from evextract.records import Claim
from evextract.resolve.fusion.fuse import Layout, Rows, rows_of
from evextract.resolve.fusion.table import SCOPE, Column, read_rows, read_schema, row_claim, table_pack
from evextract.resolve.resolver import Resolver
from evextract.resolve.survey import Census
from evextract.run.buckets import Buckets
from evextract.run.stages import by_subject


@dataclass(frozen=True, slots=True)
class Fused:
    """How many claims were read, facts written, and items on which claims contradict one another."""

    claims: int
    facts: int
    conflicts: int


def fuse(
    claims: str | Path, out: str | Path, pack: DomainPack, *, schema: str | Path | None = None, workers: int = 1
) -> Fused:
    """Write ``facts.csv`` and, where claims have ids, ``verdicts.csv`` into the folder ``out``.

    ``claims`` is a CSV file with the columns object, attribute, source, value; optional are date, claim_id, article,
    unit, op, alt_value, alt_unit, variant, market, test_cycle, period, modality, attribution. ``schema`` has the
    columns attribute, kind (number, time, date, category, set, hierarchy) and unit; without it the ``schema.csv``
    beside the claims is read, if there is one. ``pack`` gives units and the parameters of the rules. Raises
    :class:`~evextract.errors.InputError` for a file that can't be used.

    Memory holds the claims about one object and what is counted over all; the rest waits in temporary files.
    """
    path, folder = Path(claims), Path(out)
    columns = read_schema(Path(schema) if schema is not None else path.with_name("schema.csv"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="evextract-") as aside:
        table = _Table(path, columns)
        census, buckets = Census(), Buckets(Path(aside) / "claims")
        buckets.put(Resolver(table_pack(pack, columns, {})).waiting(table.claims(), census))
        layout = Layout([key for key in SCOPE if any(key in stated for stated in table.scoped.values())], columns)
        resolver = Resolver(table_pack(pack, columns, {name: frozenset(keys) for name, keys in table.scoped.items()}))
        made: Sorted[Rows] = Sorted(Path(aside) / "rows", most=2000)
        for rows in by_subject(buckets, resolver, census, partial(rows_of, layout=layout), workers=workers):
            made.put(rows.subject, rows)
        facts = conflicts = 0
        with _table(folder / "facts.csv") as fact_rows, _table(folder / "verdicts.csv") as verdict_rows:
            fact_rows.write(layout.head)
            verdict_rows.write(["claim_id", "verdict", "p_ok"])
            for rows in made:
                for row in rows.facts:
                    fact_rows.write(row)
                for row in rows.verdicts:
                    verdict_rows.write(row)
                facts += len(rows.facts)
                conflicts += rows.disputed
    if not table.with_ids:
        (folder / "verdicts.csv").unlink()
    return Fused(table.rows, facts, conflicts)


@contextmanager
def _table(path: Path) -> Iterator[Writer]:
    """A CSV file for programs: without the mark that spreadsheets want, and safe to open in one all the same."""
    with replacing(path) as fresh, fresh.open("w", newline="", encoding="utf-8") as file:
        yield Writer(file)


class _Table:
    """The claims of a file, and what is known of it once all are read."""

    def __init__(self, path: Path, columns: Mapping[str, Column]) -> None:
        self._path = path
        self._columns = columns
        self.rows = 0
        self.with_ids = False
        self.scoped: dict[str, set[str]] = {}
        """Attribute -> the scope keys that claims on it state."""

    def claims(self) -> Iterator[Claim]:
        for number, row in read_rows(self._path):
            claim = row_claim(number, row, self._columns.get(row["attribute"], Column()))
            self.rows += 1
            self.with_ids = self.with_ids or bool(row.get("claim_id"))
            self.scoped.setdefault(claim.attribute, set()).update(claim.scope.stated)
            yield claim
