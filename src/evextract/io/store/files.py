"""Claims in Parquet: a file a shard of articles, there in full or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from evextract.errors import InputError, StoreError
from evextract.io.claims import claim_to_json, value_from_json
from evextract.io.whole import UNFINISHED
from evextract.records import SCOPE_KEYS, Claim, Evidence, Modality, Polarity, Rejected, Scope, Source

_NOTES = b"evextract"
_TEXT, _PLACE = pa.string(), pa.int64()
SCHEMA = pa.schema(
    [
        *((name, _TEXT) for name in ("doc_id", "id", "subject", "attribute", "value", "alt", *SCOPE_KEYS)),
        *((name, _TEXT) for name in ("polarity", "modality", "attribution", "evidence")),
        *((name, _PLACE) for name in ("start", "end")),
        ("sentence", _TEXT),
        *((name, _PLACE) for name in ("sentence_start", "focus_start", "focus_end")),
        ("outlet", _TEXT),
        ("published", pa.date32()),
        *((name, _TEXT) for name in ("url", "title", "copy_of")),
    ]
)
"""As claims in JSON lines (:mod:`evextract.io.claims`); ``value`` and ``alt`` are JSON texts."""
_decode = json.JSONDecoder(parse_float=Decimal).decode


def write_claims_file(path: Path, claims: Iterable[Claim], doubtful: Sequence[Rejected] = ()) -> None:
    """Write to a neighbour, bring it to the disk, rename it: ``path`` is never seen in part, nor after a power cut.

    ``doubtful``: the values of its articles that were left out, kept in the file's metadata.
    """
    rows = [_row(claim) for claim in claims]
    notes = [[r.where, r.step, r.because] for r in doubtful]
    schema = SCHEMA.with_metadata({_NOTES: json.dumps(notes, ensure_ascii=False).encode()})
    write_table(pa.Table.from_pylist(rows, schema=schema), path)


def write_table(table: pa.Table, path: Path) -> None:
    """A Parquet file, whole or not at all, and lasting."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # A name of its own: a part that was thought lost may still be written elsewhere.
    fresh = path.with_name(f"{path.name}.{uuid4().hex}{UNFINISHED}")
    try:
        with fresh.open("wb") as file:
            pq.write_table(table, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    _sync_folder(path.parent)


def read_claims_file(path: Path) -> tuple[list[Claim], list[Rejected]]:
    """The claims of a file, and what was left out. Raises :class:`StoreError` where it is damaged."""
    try:
        table = pq.read_table(path)
        notes = json.loads((table.schema.metadata or {}).get(_NOTES, b"[]"))
        claims = [_claim(row) for row in table.to_pylist()]
        return claims, [Rejected(*note) for note in notes]
    except (OSError, pa.ArrowException, ValueError, KeyError, TypeError, InputError) as problem:
        raise StoreError(f"{path}: can't be read ({problem}); delete it and run again, it is made anew") from problem


def clear_unfinished(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    for path in folder.glob(f"*{UNFINISHED}"):
        path.unlink(missing_ok=True)


def iter_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file, a batch in memory at a time."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=1_000):
            yield from batch.to_pylist()


def _row(claim: Claim) -> dict[str, Any]:
    row = claim_to_json(claim)
    row["value"], row["alt"] = (json.dumps(row[name], ensure_ascii=False) for name in ("value", "alt"))
    row["published"] = date.fromisoformat(row["published"]) if row["published"] else None
    return row


def _claim(row: dict[str, Any]) -> Claim:
    """What :func:`_row` was made of; a claim from elsewhere would be looked at more closely, in four times the time."""
    article = row["doc_id"]
    evidence = Evidence(
        article, row["start"], row["end"], row["evidence"], row["sentence_start"], row["sentence"], row["focus_start"],
        row["focus_end"],
    )  # fmt: skip
    source = Source(article, row["outlet"], row["published"], row["url"], row["title"], row["copy_of"])
    return Claim(
        id=row["id"],
        subject=row["subject"],
        attribute=row["attribute"],
        value=value_from_json(_decode(row["value"])),
        source=source,
        evidence=evidence,
        alternatives=tuple(map(value_from_json, _decode(row["alt"]))),
        scope=Scope(**{key: row[key] for key in SCOPE_KEYS}),
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        attribution=row["attribution"],
    )


def _sync_folder(folder: Path) -> None:
    """Make a renaming last; not every system has folders that can be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
