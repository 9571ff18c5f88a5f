"""Articles that repeat one another, across batches: each text is compared once, with those that share a key with it."""

from __future__ import annotations

import sqlite3
import struct
from datetime import date

from evextract.io.copies import ALGORITHM, originals, repeats, sign
from evextract.io.store.base import set_setting, setting

_SETTING = "signatures"


def check_signatures(base: sqlite3.Connection) -> None:
    """Where signatures are made in another way than those in the store, make them anew."""
    made = setting(base, _SETTING)
    if made is not None and made != ALGORITHM:
        base.execute("DELETE FROM bands")
        base.execute("DELETE FROM repeats")
        texts = base.execute("SELECT words, min(id) FROM articles GROUP BY words ORDER BY 1").fetchall()
        for words, id_ in texts:
            (text,) = base.execute("SELECT text FROM articles WHERE id = ?", (id_,)).fetchone()
            _add(base, words, text, sign(text).bands)
    set_setting(base, _SETTING, ALGORITHM)


def add_incoming(base: sqlite3.Connection) -> None:
    """Compare the texts in ``incoming`` that no article of the store has, with the store's and with one another."""
    query = """
        SELECT i.words, i.text, i.bands FROM incoming i
        WHERE i.rowid = (SELECT min(o.rowid) FROM incoming o WHERE o.words = i.words)
        AND NOT EXISTS (SELECT 1 FROM articles a WHERE a.words = i.words)
    """
    for words, text, packed in base.execute(query):
        _add(base, words, text, struct.unpack(f"<{len(packed) // 8}q", packed))


def drop_unused(base: sqlite3.Connection, texts: dict[bytes, str]) -> None:
    """Forget those of ``texts`` (by the digests of their words) that no article has any more."""
    for words, text in sorted(texts.items()):
        if base.execute("SELECT 1 FROM articles WHERE words = ?", (words,)).fetchone() is None:
            base.executemany(
                "DELETE FROM bands WHERE band = ? AND words = ?", [(band, words) for band in sign(text).bands]
            )
            base.execute("DELETE FROM repeats WHERE a = ? OR b = ?", (words, words))


def find_copies(base: sqlite3.Connection) -> dict[str, str]:
    """Each copy's id with its original's, as :class:`evextract.io.copies.Copies` of all articles would say."""
    pairs = base.execute("SELECT a, b FROM repeats").fetchall()
    members = base.execute("""
        SELECT published, id, words FROM articles WHERE words IN (
            SELECT a FROM repeats UNION SELECT b FROM repeats
            UNION SELECT words FROM articles GROUP BY words HAVING count(*) > 1
        )
    """)
    days = ((date.fromisoformat(day) if day else None, id_, words) for day, id_, words in members)
    return originals(days, pairs)


def _add(base: sqlite3.Connection, words: bytes, text: str, bands: tuple[int, ...]) -> None:
    found: set[bytes] = set()
    for band in bands:
        found.update(row[0] for row in base.execute("SELECT words FROM bands WHERE band = ?", (band,)))
    for other in sorted(found - {words}):
        (theirs,) = base.execute(
            "SELECT text FROM articles WHERE words = ? UNION ALL SELECT text FROM incoming WHERE words = ? LIMIT 1",
            (other, other),
        ).fetchone()
        if repeats(text, theirs):
            base.execute("INSERT OR IGNORE INTO repeats VALUES (?, ?)", (min(words, other), max(words, other)))
    base.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, words) for band in bands])
