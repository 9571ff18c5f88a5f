"""The exported tables as one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow as pa

from evextract.io.tables import COUNT, NUMBER, rows

# Declared types: an untyped id column would take "1" for a number and lose the rows that join on it.
_TYPES = {NUMBER: "REAL", COUNT: "INTEGER"}
_INDEXES = ("facts (subject, attribute)", "claims (fact_id)", "conflicts (fact_id)")


def write_sqlite(tables: Mapping[str, pa.Table], path: Path) -> None:
    """A new database: each table keyed by its first column; lists as JSON text, days as ISO text."""
    with closing(sqlite3.connect(path)) as base:
        for name, table in tables.items():
            key, *others = (f'"{field.name}" {_TYPES.get(field.type, "TEXT")}' for field in table.schema)
            base.execute(f"CREATE TABLE {name} ({key} PRIMARY KEY, {', '.join(others)}) WITHOUT ROWID")
            marks = ", ".join("?" * table.num_columns)
            cells = ([_cell(cell) for cell in row] for row in rows(table))
            # An id is a digest of what the row says, so that a second one is the same row given twice.
            base.executemany(f"INSERT OR IGNORE INTO {name} VALUES ({marks})", cells)
        for number, columns in enumerate(_INDEXES):
            base.execute(f"CREATE INDEX index_{number} ON {columns}")
        base.commit()


def _cell(cell: Any) -> Any:
    if isinstance(cell, list):
        return json.dumps(cell, ensure_ascii=False)
    return cell if cell is None or isinstance(cell, str | int | float) else cell.isoformat()
