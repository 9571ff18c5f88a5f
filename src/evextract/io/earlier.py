"""What stands of the files that were written before: their rows are taken over, not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from evextract.io.claims import claim_to_json, encode
from evextract.io.columns import CLAIMS, FACTS
from evextract.io.tables import Column, Context, table
from evextract.records import Claim, Fact

Record = TypeVar("Record", Fact, Claim)

FACT_TABLE, CLAIM_TABLE, CLAIM_LINES = FILES = ("facts.parquet", "claims.parquet", "claims.jsonl")
_SURE = next(column for column in FACTS if column.name == "confidence")
_ID = '"id": "'


@dataclass(frozen=True, slots=True)
class Earlier:
    """A folder in which facts and claims were written, and the ids (``alike``) of those that are as they were then, but
    for how sure a fact is.
    """

    folder: Path
    alike: Collection[str]

    def facts(self, facts: Sequence[Fact], where: Context) -> pa.Table:
        made = self._renewed(FACTS, facts, where, FACT_TABLE)
        at = made.column_names.index(_SURE.name)
        return made.set_column(at, made.field(at), table([_SURE], facts, where).column(0))

    def claims(self, claims: Sequence[Claim], where: Context) -> pa.Table:
        return self._renewed(CLAIMS, claims, where, CLAIM_TABLE)

    def lines(self, claims: Iterable[Claim]) -> Iterator[str]:
        """Each claim as a line of JSON."""
        with (self.folder / CLAIM_LINES).open(encoding="utf-8", newline="\n") as lines:
            # A quotation mark within a string is escaped, so that the first match is the key.
            known = {line.split(_ID, 1)[1].split('"', 1)[0]: line for line in lines}
        for claim in claims:
            line = known.get(claim.id) if claim.id in self.alike else None
            yield line or encode(claim_to_json(claim)) + "\n"

    def _renewed(
        self, columns: Sequence[Column[Record]], records: Sequence[Record], where: Context, name: str
    ) -> pa.Table:
        """A table of all ``records``; the rows of those that are as they were come from the file ``name``."""
        kept = pq.read_table(self.folder / name)
        places = {key: at for at, key in enumerate(kept.column(0).to_pylist()) if key in self.alike}
        fresh = table(columns, (record for record in records if record.id not in places), where)
        # Without what the file's columns are marked with, which would be written again.
        before = pa.Table.from_arrays(kept.columns, schema=fresh.schema)
        others = count(len(before))
        order = [at if (at := places.get(record.id)) is not None else next(others) for record in records]
        return pa.concat_tables([before, fresh]).take(pa.array(order, pa.int64())).combine_chunks()


def digests(folder: Path) -> dict[str, str]:
    """What the files are known by; those that are not there are left out."""
    found = {}
    for name in FILES:
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
