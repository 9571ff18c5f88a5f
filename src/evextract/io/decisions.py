"""The editors' trail: an append-only table in ``decisions.sqlite``, beside what it decides about.

Kept apart from everything that a run writes, so that no run can lose a decision. The file is in write-ahead mode: those
who read never wait for the one who writes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from evextract.errors import InputError
from evextract.io.claims import value_from_json, value_to_json
from evextract.io.schema import refuse_newer, schema_version
from evextract.io.store.base import FILE as STORE_FILE
from evextract.records import Action, Decision

FILE = "decisions.sqlite"
VERSION = 1
_PATIENCE = 10.0
"""Seconds to wait for another writer."""

# Declared types: an untyped id column would take "1" for a number and lose the rows that join on it.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    editor TEXT NOT NULL,
    action TEXT NOT NULL,
    fact_id TEXT NOT NULL,
    conflict_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    attribute TEXT NOT NULL,
    claims TEXT NOT NULL,
    seen TEXT NOT NULL,
    value TEXT,
    things TEXT NOT NULL,
    undoes INTEGER REFERENCES decisions (id),
    note TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS decisions_stay BEFORE UPDATE ON decisions
BEGIN SELECT RAISE(ABORT, 'the trail is never edited'); END;
CREATE TRIGGER IF NOT EXISTS decisions_last BEFORE DELETE ON decisions
BEGIN SELECT RAISE(ABORT, 'the trail is never edited'); END;
"""
_COLUMNS = (
    "id", "at", "editor", "action", "fact_id", "conflict_id", "subject", "attribute", "claims", "seen", "value", "things",
    "undoes", "note",
)  # fmt: skip


def append(folder: str | Path, decision: Decision) -> Decision:
    """Write ``decision`` at the end of the trail of ``folder``; returns it with the ``id`` that it has there.

    Raises :class:`InputError` where the file is damaged or was made by a newer version.
    """
    record = decision_to_json(decision)
    cells = [
        json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell for cell in record.values()
    ]
    names = ", ".join(_COLUMNS[1:])
    with _open(_home(folder) / FILE) as base, base:
        if not schema_version(base):
            base.execute("PRAGMA journal_mode = WAL")
            base.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version = {VERSION}; COMMIT;")
        marks = ", ".join("?" * (len(_COLUMNS) - 1))
        made = base.execute(f"INSERT INTO decisions ({names}) VALUES ({marks})", cells[1:])
        return replace(decision, id=made.lastrowid or 0)


def read(folder: str | Path) -> tuple[Decision, ...]:
    """All decisions of ``folder`` in the order in which they were made; none where nobody decided anything."""
    path = _home(folder) / FILE
    if not path.is_file():
        return ()
    with _open(path) as base:
        if not schema_version(base):
            return ()
        rows = base.execute(f"SELECT {', '.join(_COLUMNS)} FROM decisions ORDER BY id").fetchall()
    return tuple(_decision(dict(zip(_COLUMNS, row, strict=True)), path) for row in rows)


def _home(folder: str | Path) -> Path:
    """The folder itself, or the store whose exports it holds: what is decided there outlives the next batch."""
    folder = Path(folder)
    return folder.parent if (folder.parent / STORE_FILE).is_file() else folder


def decision_to_json(decision: Decision) -> dict[str, Any]:
    """The record in plain types: ``at`` in ISO 8601, ``value`` as in claims, the rest as it is."""
    return {
        "id": decision.id,
        "at": decision.at.astimezone(UTC).isoformat(timespec="seconds"),
        "editor": decision.editor,
        "action": decision.action.value,
        "fact_id": decision.fact_id,
        "conflict_id": decision.conflict_id,
        "subject": decision.subject,
        "attribute": decision.attribute,
        "claims": list(decision.claims),
        "seen": list(decision.seen),
        "value": value_to_json(decision.value) if decision.value is not None else None,
        "things": list(decision.things),
        "undoes": decision.undoes,
        "note": decision.note,
    }


def _decision(row: dict[str, Any], path: Path) -> Decision:
    try:
        return Decision(
            action=Action(row["action"]),
            editor=row["editor"],
            at=datetime.fromisoformat(row["at"]),
            fact_id=row["fact_id"],
            conflict_id=row["conflict_id"],
            claims=tuple(json.loads(row["claims"])),
            seen=tuple(json.loads(row["seen"])),
            value=value_from_json(json.loads(row["value"], parse_float=Decimal)) if row["value"] is not None else None,
            things=tuple(json.loads(row["things"])),
            undoes=row["undoes"],
            note=row["note"],
            subject=row["subject"],
            attribute=row["attribute"],
            id=row["id"],
        )
    except (ValueError, InputError) as problem:
        raise InputError(f"{path} decision {row['id']}: damaged ({problem}); restore the file from a copy") from problem


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        with closing(sqlite3.connect(path, timeout=_PATIENCE)) as base:
            base.execute("PRAGMA foreign_keys = ON")
            refuse_newer(base, path, VERSION, InputError)
            yield base
    except sqlite3.Error as problem:
        raise InputError(f"{path}: can't be used ({problem})") from problem
