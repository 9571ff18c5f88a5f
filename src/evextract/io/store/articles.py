"""The articles of a store: what a batch makes of them, and where their claims are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evextract.errors import InputError
from evextract.io.store import copies
from evextract.io.store.base import set_setting, setting
from evextract.io.store.files import read_claims_file
from evextract.io.store.rows import COLUMNS, article_of
from evextract.io.store.staging import Arrivals
from evextract.records import Article, Claim, Rejected

CLAIMS = "claims"
"""The folder of the claims' files, in the store's."""
_SETUP = "set-up"
_ALL = f"{COLUMNS}, content, origin, words, shard"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as the store remembers it."""

    number: int
    at: str
    added: int
    corrected: int
    again: int
    withdrawn: int


def claims_path(folder: Path, shard: str) -> Path:
    return folder / CLAIMS / f"{shard}.parquet"


def last_day(base: sqlite3.Connection) -> date:
    """The latest day on which a batch was added: a clock that was set back must not make articles lie in the future."""
    (day,) = base.execute("SELECT max(day) FROM batches").fetchone()
    return date.fromisoformat(day) if day else date.min


def stale(base: sqlite3.Connection, folder: Path, setup: str) -> Iterator[str]:
    """Ids of articles whose claims' file is missing, or was made with another set-up."""
    if setting(base, _SETUP) not in (None, setup):
        where = "SELECT id FROM articles ORDER BY id"
        yield from (id_ for (id_,) in base.execute(where).fetchall())
        return
    for (shard,) in base.execute("SELECT DISTINCT shard FROM articles ORDER BY shard").fetchall():
        if not claims_path(folder, shard).is_file():
            rows = base.execute("SELECT id FROM articles WHERE shard = ? ORDER BY id", (shard,)).fetchall()
            yield from (id_ for (id_,) in rows)


def begin_batch(base: sqlite3.Connection, day: date, arrivals: Arrivals, withdrawn: int = 0) -> int:
    """A new batch's number."""
    made = base.execute(
        "INSERT INTO batches (at, day, added, corrected, read_again, withdrawn) VALUES (?, ?, ?, ?, ?, ?)",
        (
            datetime.now(UTC).isoformat(timespec="seconds"), day.isoformat(),
            arrivals.added, arrivals.corrected, arrivals.again, withdrawn,
        ),
    )  # fmt: skip
    return made.lastrowid or 0


def drop_batch(base: sqlite3.Connection, number: int) -> None:
    """Forget a batch that changed nothing."""
    base.execute("DELETE FROM batches WHERE number = ?", (number,))


def batches(base: sqlite3.Connection) -> list[Batch]:
    rows = base.execute("SELECT number, at, added, corrected, read_again, withdrawn FROM batches ORDER BY number")
    return [Batch(*row) for row in rows]


def take_in(base: sqlite3.Connection, batch: int, setup: str) -> set[str]:
    """Make what is incoming part of the store, in place of what it corrects; the ids of what is new in it."""
    copies.check_signatures(base)
    copies.add_incoming(base)
    replaced = dict(base.execute("SELECT words, text FROM articles WHERE id IN (SELECT id FROM incoming)").fetchall())
    new = {id_ for (id_,) in base.execute("SELECT id FROM incoming WHERE reason <> 'again'")}
    base.execute(f"""
        INSERT OR REPLACE INTO articles ({_ALL}, batch)
        SELECT {_ALL}, CASE reason WHEN 'again' THEN (SELECT batch FROM articles a WHERE a.id = i.id) ELSE {batch:d} END
        FROM incoming i ORDER BY rowid
    """)
    base.execute("DELETE FROM withdrawn WHERE id IN (SELECT id FROM incoming)")
    base.execute("DELETE FROM incoming")
    copies.drop_unused(base, replaced)
    base.execute("DELETE FROM left_out WHERE place IN (SELECT place FROM visited)")
    base.execute("INSERT OR IGNORE INTO left_out SELECT * FROM visited WHERE step IS NOT NULL")
    base.execute("DELETE FROM visited")
    set_setting(base, _SETUP, setup)
    return new


def take_out(base: sqlite3.Connection, batch: int, ids: Iterable[str]) -> None:
    """Withdraw articles. Raises :class:`~evextract.errors.InputError` for an id that the store does not have."""
    texts: dict[bytes, str] = {}
    for id_ in ids:
        row = base.execute("SELECT content, words, text FROM articles WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise InputError(f"no article {id_!r} in the store; its articles.jsonl names them all")
        content, words, text = row
        texts[words] = text
        base.execute("INSERT OR REPLACE INTO withdrawn VALUES (?, ?, ?)", (id_, content, batch))
        base.execute("DELETE FROM articles WHERE id = ?", (id_,))
    copies.drop_unused(base, texts)


def count(base: sqlite3.Connection) -> int:
    (number,) = base.execute("SELECT count(*) FROM articles").fetchone()
    return int(number)


def iter_articles(base: sqlite3.Connection) -> Iterator[Article]:
    """All articles by id."""
    return (article_of(row) for row in base.execute(f"SELECT {COLUMNS} FROM articles ORDER BY id"))


def iter_claims(base: sqlite3.Connection, folder: Path) -> Iterator[tuple[str, list[Claim], list[Rejected]]]:
    """A file at a time, its key, what the articles as they now are say, and the values that were left out."""
    for (shard,) in base.execute("SELECT DISTINCT shard FROM articles ORDER BY shard").fetchall():
        ids = {id_ for (id_,) in base.execute("SELECT id FROM articles WHERE shard = ?", (shard,))}
        claims, doubtful = read_claims_file(claims_path(folder, shard))
        yield (
            shard,
            [claim for claim in claims if claim.source.article_id in ids],
            [each for each in doubtful if each.where.rpartition(":")[0] in ids],
        )


def rejected(base: sqlite3.Connection) -> tuple[Rejected, ...]:
    """The inputs that could not be read when they were last tried."""
    return tuple(Rejected(*row) for row in base.execute("SELECT * FROM left_out ORDER BY place, step, because"))


def turned_away(base: sqlite3.Connection) -> tuple[Rejected, ...]:
    """The inputs of the waiting batch that can't be read."""
    query = "SELECT DISTINCT place, step, because FROM visited WHERE step IS NOT NULL ORDER BY 1, 2, 3"
    return tuple(Rejected(*row) for row in base.execute(query))


def remove_unused(base: sqlite3.Connection, folder: Path) -> None:
    """Delete the files of claims to which no article refers."""
    used = {shard for (shard,) in base.execute("SELECT DISTINCT shard FROM articles")}
    paths: Sequence[Path] = sorted((folder / CLAIMS).glob("*.parquet"))
    for path in paths:
        if path.stem not in used:
            path.unlink(missing_ok=True)
