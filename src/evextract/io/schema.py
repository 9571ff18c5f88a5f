"""Versions of the databases that evextract keeps."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from evextract.errors import EvextractError


def schema_version(base: sqlite3.Connection) -> int:
    """The version of its tables; 0 where there are none yet."""
    found: int = base.execute("PRAGMA user_version").fetchone()[0]
    return found


def refuse_newer(base: sqlite3.Connection, path: Path, newest: int, error: type[EvextractError]) -> None:
    """Raises ``error`` where the tables are of a later version than the ``newest`` that is known."""
    version = schema_version(base)
    if version > newest:
        raise error(f"{path}: made by a newer evextract (schema {version}, this one knows {newest}); install that one")
