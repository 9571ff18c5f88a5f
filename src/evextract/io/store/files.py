"""Claims in Parquet: a file a shard of articles, there in full or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from evextract.errors import InputError, StoreError
from evextract.io.claims import claim_to_json, value_from_json
from evextract.io.whole import UNFINISHED
from evextract.records import (
    SCOPE_KEYS,
    Bound,
    Claim,
    Evidence,
    Modality,
    Polarity,
    Quantity,
    Rejected,
    Scope,
    Source,
    Value,
)

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
# The columns of a claim's own fields and of its parts, in the order of the records' fields.
_OWN = ("id", "subject", "attribute", "value", "alt", "polarity", "modality", "attribution")
_EVIDENCE = ("doc_id", "start", "end", "evidence", "sentence_start", "sentence", "focus_start", "focus_end")
_SOURCE = ("doc_id", "outlet", "published", "url", "title", "copy_of")
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
        with pq.ParquetFile(path) as file:
            table = file.read(use_threads=False)
        notes = json.loads((table.schema.metadata or {}).get(_NOTES, b"[]"))
        claims = list(_claims(table))
        return claims, [Rejected(*note) for note in notes]
    except (OSError, pa.ArrowException, ValueError, ArithmeticError, KeyError, TypeError, InputError) as problem:
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


def _claims(table: pa.Table) -> Iterator[Claim]:
    """What :func:`_row` was made of; claims from elsewhere would be looked at more closely, in many times the time.

    Claims of an article have one source, and many have the value and the scope of others: such parts are made once.
    """
    source_of, scope_of, value_of, values_of = cache(Source), cache(Scope), cache(_value), cache(_values)
    parts = (_OWN, _EVIDENCE, _SOURCE, SCOPE_KEYS)
    rows = (zip(*(table[name].to_pylist() for name in names), strict=True) for names in parts)
    for own, evidence, source, scope in zip(*rows, strict=True):
        id_, subject, attribute, value, others, polarity, modality, speaker = own
        yield Claim(
            id_, subject, attribute, value_of(value), source_of(*source), Evidence(*evidence), values_of(others),
            scope_of(*scope), Polarity(polarity), Modality(modality), speaker,
        )  # fmt: skip


def _value(text: str) -> Value:
    return _read(_decode(text))


def _values(text: str) -> tuple[Value, ...]:
    return tuple(map(_read, _decode(text)))


def _read(value: dict[str, Any]) -> Value:
    if value["kind"] != "quantity":
        return value_from_json(value)
    low, high, step = Decimal(value["low"]), Decimal(value["high"]), Decimal(value["step"])
    return Quantity(low, high, value["unit"], Bound(value["op"]), step, value["written"])


def _sync_folder(folder: Path) -> None:
    """Make a renaming last; not every system has folders that can be opened."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
