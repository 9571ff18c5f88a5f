"""What a batch brings: articles are set against those that the store knows, and wait in shards until they are read."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from evextract.io.articles import REPEAT, Found
from evextract.io.copies import sign
from evextract.io.store.base import transaction
from evextract.io.store.rows import COLUMNS, article_of, cells_of
from evextract.records import Article, Rejected

SHARD_SIZE = 64
"""Articles in a shard: what a run that was killed has to read again, at most, for each worker."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many articles of a batch are new, corrected, known, known as withdrawn, or read again for another reason."""

    added: int = 0
    corrected: int = 0
    known: int = 0
    withdrawn: int = 0
    again: int = 0

    @property
    def to_read(self) -> int:
        return self.added + self.corrected + self.again


@dataclass(frozen=True, slots=True)
class _Arrival:
    article: Article
    content: str
    origin: str
    reason: str


def stage(
    base: sqlite3.Connection, items: Iterable[Found | Rejected], *, setup: str, stale: Iterable[str], size: int
) -> Arrivals:
    """Put every article that has to be read into the table ``incoming``, in shards of ``size``.

    ``setup``: the digest of what claims depend on beside the article; ``stale``: ids of known articles whose claims
    are missing or were made with another set-up. The same arguments give the same shards. Memory does not grow with
    the number of articles.
    """
    with transaction(base):
        base.execute("DELETE FROM incoming")
        base.execute("DELETE FROM visited")
    staging = _Staging(base, setup, size)
    for item in items:
        if isinstance(item, Found):
            staging.take(item)
        elif item.step == REPEAT:
            staging.counts["known"] += 1
        else:
            staging.visits.append((item.where, item.step, item.because))
    for id_ in stale:
        staging.take_again(id_)
    staging.flush()
    return Arrivals(**staging.counts)


def shards(base: sqlite3.Connection) -> Iterator[tuple[str, tuple[Article, ...]]]:
    """The shards that wait, in their order, with their articles."""
    keys = base.execute("SELECT shard FROM incoming GROUP BY shard ORDER BY min(rowid)").fetchall()
    for (key,) in keys:
        rows = base.execute(f"SELECT {COLUMNS} FROM incoming WHERE shard = ? ORDER BY rowid", (key,))
        yield key, tuple(article_of(row) for row in rows)


def shard_sizes(base: sqlite3.Connection) -> list[int]:
    """How many articles each shard has that waits."""
    return [number for (number,) in base.execute("SELECT count(*) FROM incoming GROUP BY shard")]


def content_of(article: Article) -> str:
    """A digest of the article as it was read; another one under the same id is a correction."""
    return _digest([None if cell is None else str(cell) for cell in cells_of(article)[1:]])


class _Staging:
    """The shard that is being filled, and what was visited since the last one was written."""

    def __init__(self, base: sqlite3.Connection, setup: str, size: int) -> None:
        self.counts: Counter[str] = Counter()
        self.visits: list[tuple[str, str | None, str | None]] = []
        self._base = base
        self._setup = setup
        self._size = size
        self._shard: dict[str, _Arrival] = {}

    def take(self, found: Found) -> None:
        self.visits.append((found.where, None, None))
        content = content_of(found.article)
        article = replace(found.article, id=self._id_of(found, content))
        reason = self._compare(article.id, content)
        self.counts[reason] += 1
        if reason in ("added", "corrected"):
            self._add(_Arrival(article, content, found.origin, reason))

    def take_again(self, id_: str) -> None:
        if not self._is_waiting(id_):
            *cells, content, origin = self._row("articles", id_, f"{COLUMNS}, content, origin") or ()
            self.counts["again"] += 1
            self._add(_Arrival(article_of(cells), content, origin, "again"))

    def flush(self) -> None:
        """Write the shard under a name made of all that its claims depend on."""
        arrivals = self._shard.values()
        key = _digest([self._setup, *(part for a in arrivals for part in (a.article.id, a.content))])
        with transaction(self._base):
            self._base.executemany("INSERT INTO visited VALUES (?, ?, ?)", self.visits)
            for arrival in arrivals:
                signature = sign(arrival.article.text)
                bands = struct.pack(f"<{len(signature.bands)}q", *signature.bands)
                self._base.execute(
                    f"INSERT INTO incoming ({COLUMNS}, content, origin, words, shard, bands, reason) "
                    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        *cells_of(arrival.article), arrival.content, arrival.origin, signature.words, key, bands,
                        arrival.reason,
                    ),
                )  # fmt: skip
        self.visits.clear()
        self._shard.clear()

    def _add(self, arrival: _Arrival) -> None:
        self._shard[arrival.article.id] = arrival
        if len(self._shard) >= self._size:
            self.flush()

    def _compare(self, id_: str, content: str) -> str:
        withdrawn = self._row("withdrawn", id_, "content")
        if withdrawn is not None and withdrawn[0] == content:
            return "withdrawn"
        known = self._row("articles", id_, "content")
        if known is None:
            return "added"
        return "known" if known[0] == content else "corrected"

    def _id_of(self, found: Found, content: str) -> str:
        """An id that was given stands for one article. One that was made of a file's name belongs to that file; another
        file of that name gets its folder's name before it, or a number after it.
        """
        if found.named:
            return found.article.id
        same = self._base.execute("SELECT id FROM articles WHERE origin = ?", (found.origin,)).fetchone()
        if same is not None:
            return str(same[0])
        id_, folder, number = found.article.id, PurePath(found.origin).parent.name, 1
        names = [id_, f"{folder}/{id_}"] if folder else [id_]
        while True:
            for name in names:
                known = self._row("articles", name, "content")
                if not self._is_waiting(name) and known in (None, (content,)):
                    return name
            number += 1
            names = [f"{id_}~{number}"]

    def _is_waiting(self, id_: str) -> bool:
        return id_ in self._shard or self._row("incoming", id_, "id") is not None

    def _row(self, table: str, id_: str, columns: str) -> tuple[str, ...] | None:
        row: tuple[str, ...] | None = self._base.execute(
            f"SELECT {columns} FROM {table} WHERE id = ?", (id_,)
        ).fetchone()
        return row


def _digest(parts: Sequence[str | None]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]
