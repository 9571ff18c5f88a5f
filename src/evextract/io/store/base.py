"""The database of a store: its tables, its version, and how it is opened."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from evextract.errors import StoreError
from evextract.io.schema import refuse_newer, schema_version

FILE = "store.sqlite"
VERSION = 6
_PATIENCE = 10.0
"""Seconds to wait where SQLite locks the file for a moment."""

# Declared types (STRICT): an untyped id column would take "1" for a number and lose the rows that join on it.
_ARTICLE = """
    id TEXT PRIMARY KEY,
    content TEXT NOT NULL,
    origin TEXT NOT NULL,
    text TEXT NOT NULL,
    title TEXT,
    outlet TEXT,
    published TEXT,
    url TEXT,
    words BLOB NOT NULL,
    shard TEXT NOT NULL"""
_SCHEMA = f"""
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE batches (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    day TEXT NOT NULL,
    added INTEGER NOT NULL,
    corrected INTEGER NOT NULL,
    read_again INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL
) STRICT;
CREATE TABLE articles ({_ARTICLE}, batch INTEGER NOT NULL REFERENCES batches (number)) STRICT;
CREATE INDEX articles_by_origin ON articles (origin);
CREATE INDEX articles_by_words ON articles (words);
CREATE INDEX articles_by_shard ON articles (shard);
CREATE TABLE incoming ({_ARTICLE}, bands BLOB NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE INDEX incoming_by_shard ON incoming (shard);
CREATE TABLE visited (place TEXT NOT NULL, step TEXT, because TEXT) STRICT;
CREATE TABLE withdrawn (id TEXT PRIMARY KEY, content TEXT NOT NULL, batch INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE left_out (place TEXT, step TEXT, because TEXT, PRIMARY KEY (place, step, because)) STRICT, WITHOUT ROWID;
CREATE TABLE bands (band INTEGER, words BLOB, PRIMARY KEY (band, words)) STRICT, WITHOUT ROWID;
CREATE TABLE repeats (a BLOB, b BLOB, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
CREATE TABLE facts (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    attribute TEXT NOT NULL,
    status TEXT NOT NULL,
    since INTEGER NOT NULL REFERENCES batches (number),
    record TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX facts_by_subject ON facts (subject, attribute);
CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    batch INTEGER NOT NULL REFERENCES batches (number),
    fact_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    attribute TEXT NOT NULL,
    before TEXT,
    after TEXT,
    articles TEXT NOT NULL
) STRICT;
CREATE INDEX history_by_subject ON history (subject, attribute);
"""
_SUBJECTS = """
CREATE TABLE subjects (
    subject TEXT PRIMARY KEY,
    heard TEXT NOT NULL,
    polls TEXT NOT NULL,
    settled TEXT NOT NULL,
    outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_BASES = """
DROP TABLE subjects;
CREATE TABLE subjects (
    subject TEXT PRIMARY KEY,
    inputs TEXT NOT NULL,
    heard TEXT NOT NULL,
    bases TEXT NOT NULL,
    settled TEXT NOT NULL,
    outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_CONFIDENCE = """
ALTER TABLE facts ADD COLUMN confidence REAL NOT NULL DEFAULT 0;
UPDATE facts SET confidence = json_extract(record, '$.confidence'), record = json_remove(record, '$.confidence');
"""
_WAITING = "CREATE INDEX incoming_by_words ON incoming (words);"
_POLLS = """
DROP TABLE subjects;
CREATE TABLE subjects (
    subject TEXT PRIMARY KEY,
    inputs TEXT NOT NULL,
    heard TEXT NOT NULL,
    polls TEXT NOT NULL,
    bases TEXT NOT NULL,
    settled TEXT NOT NULL,
    sure TEXT NOT NULL,
    outcome TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""
_UPGRADES = {0: _SCHEMA, 1: _SUBJECTS, 2: _BASES, 3: _CONFIDENCE, 4: _WAITING, 5: _POLLS}
"""What makes the next version of each; an empty file is version 0."""


def create(folder: Path) -> None:
    """Make ``folder`` a store where it is none yet."""
    folder.mkdir(parents=True, exist_ok=True)
    with connected(folder) as base:
        if not schema_version(base):
            base.execute("PRAGMA journal_mode = WAL")
            _upgrade(base)


@contextmanager
def writing(folder: Path) -> Iterator[sqlite3.Connection]:
    """The store in ``folder`` to change, brought to this version's tables; whoever writes holds its lock.

    Raises :class:`~evextract.errors.StoreError` as :func:`reading`.
    """
    _look_for(folder)
    with connected(folder) as base:
        _upgrade(base)
        yield base


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection]:
    """One state of the store, the last that a run finished, whatever a run writes meanwhile.

    Raises :class:`~evextract.errors.StoreError` where ``folder`` is no store, or not one of this version.
    """
    _look_for(folder)
    with connected(folder) as base:
        if not schema_version(base):
            raise StoreError(f"{folder}: its first run did not get to its end; start that again")
        base.execute("BEGIN")
        yield base


@contextmanager
def connected(folder: Path) -> Iterator[sqlite3.Connection]:
    """The database of ``folder``; its failures become :class:`~evextract.errors.StoreError`."""
    path = folder / FILE
    with told(folder), closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as base:
        refuse_newer(base, path, VERSION, StoreError)
        if not schema_version(base) and base.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise StoreError(f"{path}: no store of evextract; choose another folder")
        # Finished batches outlive a loss of power.
        base.execute("PRAGMA synchronous = FULL")
        base.execute("PRAGMA foreign_keys = ON")
        yield base


@contextmanager
def told(folder: Path) -> Iterator[None]:
    """Say what happened to the store, and that nothing is lost, in place of SQLite's or the system's words."""
    try:
        yield
    except (sqlite3.Error, OSError) as problem:
        full = getattr(problem, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or (
            getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        )
        if full:
            raise StoreError(
                f"{folder}: the disk is full; what was finished before is kept. Free some space and start the same "
                "command again, it goes on from there"
            ) from problem
        if isinstance(problem, sqlite3.Error):
            raise StoreError(f"{folder / FILE}: can't be used ({problem})") from problem
        raise


def setting(base: sqlite3.Connection, name: str) -> str | None:
    row = base.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return None if row is None else row[0]


def set_setting(base: sqlite3.Connection, name: str, value: str) -> None:
    base.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))


@contextmanager
def transaction(base: sqlite3.Connection) -> Iterator[None]:
    """All of it or nothing."""
    base.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if base.in_transaction:  # SQLite itself rolls back where the disk is full.
            base.execute("ROLLBACK")
        raise
    base.execute("COMMIT")


def _look_for(folder: Path) -> None:
    if not (folder / FILE).is_file():
        raise StoreError(f"{folder}: no store; `evextract run ARTICLES --store {folder}` makes one")


def _upgrade(base: sqlite3.Connection) -> None:
    for version in range(schema_version(base), VERSION):
        script = f"BEGIN IMMEDIATE; {_UPGRADES[version]} PRAGMA user_version = {version + 1}; COMMIT;"
        base.executescript(script)
