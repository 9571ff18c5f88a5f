"""Who may open a store, and what is said where it can't be used."""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from evextract.errors import StoreError
from evextract.io.store import files
from evextract.io.store.base import FILE, connected, create, reading, told, transaction, writing
from evextract.io.store.files import read_claims_file, write_claims_file
from evextract.io.store.lock import LOCK, WHO, locked
from evextract.records import Rejected
from small_world import LEDGER, claim, euros


def test_a_store_of_a_newer_version_is_refused_in_words(tmp_path: Path) -> None:
    create(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        base.execute("PRAGMA user_version = 99")
    with (
        pytest.raises(StoreError, match=r"made by a newer evextract \(schema 99, this one knows 6\)"),
        reading(tmp_path),
    ):
        pass


def test_a_store_of_an_older_version_is_brought_up_to_date_by_the_next_run(tmp_path: Path) -> None:
    create(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        base.execute("DROP TABLE subjects")
        base.execute("ALTER TABLE facts DROP COLUMN confidence")
        base.execute("DROP INDEX incoming_by_words")
        base.execute("INSERT INTO batches VALUES (1, '2031-01-01', '2031-01-01', 1, 0, 0, 0)")
        fact = json.dumps({"status": "agreed", "confidence": 0.8})
        base.execute("INSERT INTO facts VALUES ('f', 'kia-ev3', 'price', 'agreed', 1, ?)", (fact,))
        base.execute("INSERT INTO settings VALUES ('pack', 'ev')")
        base.execute("PRAGMA user_version = 1")
        base.commit()
    with reading(tmp_path) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (1,)
    with writing(tmp_path) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (6,)
        assert base.execute("SELECT count(*) FROM subjects").fetchone() == (0,)
        assert base.execute("SELECT value FROM settings").fetchall() == [("ev",)]
        assert base.execute("SELECT record, confidence FROM facts").fetchall() == [('{"status":"agreed"}', 0.8)]


def test_a_folder_that_is_no_store_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store; `evextract run ARTICLES --store"), reading(tmp_path):
        pass
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        base.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(StoreError, match="no store of evextract"):
        create(tmp_path)
    (tmp_path / FILE).write_bytes(b"This is no database at all, but a text of some length." * 99)
    with pytest.raises(StoreError, match=r"can't be used \(file is not a database\)"):
        create(tmp_path)


def test_a_second_run_is_told_who_holds_the_store(tmp_path: Path) -> None:
    with locked(tmp_path):
        held = json.loads((tmp_path / WHO).read_text("utf-8"))
        with (
            pytest.raises(StoreError, match=rf"process {held['process']} of .* is writing to this store; start again"),
            locked(tmp_path),
        ):
            pass
    assert not (tmp_path / WHO).exists()
    with pytest.raises(ZeroDivisionError), locked(tmp_path):
        raise ZeroDivisionError
    with locked(tmp_path):
        assert (tmp_path / LOCK).exists()


def test_readers_see_the_last_finished_state_while_a_run_writes(tmp_path: Path) -> None:
    create(tmp_path)
    query = "SELECT count(*) FROM settings"
    with connected(tmp_path) as writer, transaction(writer):
        writer.execute("INSERT INTO settings VALUES ('a', 'b')")
        with reading(tmp_path) as reader:
            assert reader.execute(query).fetchone() == (0,)
    with reading(tmp_path) as reader:
        assert reader.execute(query).fetchone() == (1,)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_told_as_such(tmp_path: Path, number: int) -> None:
    with pytest.raises(StoreError, match="the disk is full; what was finished before is kept"), told(tmp_path):
        raise OSError(number, "full")


def test_sqlite_on_a_full_disk_leaves_what_was_there(tmp_path: Path) -> None:
    create(tmp_path)
    with connected(tmp_path) as base:
        (pages,) = base.execute("PRAGMA page_count").fetchone()
    with pytest.raises(StoreError, match="the disk is full"):
        _fill(tmp_path, most_pages=pages + 2)
    with connected(tmp_path) as base:
        assert base.execute("SELECT count(*) FROM settings").fetchone() == (0,)
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _fill(store: Path, *, most_pages: int) -> None:
    with connected(store) as base:
        base.execute(f"PRAGMA max_page_count = {most_pages}")
        with transaction(base):
            for number in range(100):
                base.execute("INSERT INTO settings VALUES (?, ?)", (str(number), "x" * 4_000))


def test_claims_come_back_as_they_were_written(tmp_path: Path) -> None:
    path = tmp_path / "claims" / "k.parquet"
    claims = [
        claim(LEDGER, "c1", "price", "starts at 499 euros", euros(499), "499 euros"),
        claim(LEDGER, "c2", "price", "starts at 499 euros", euros(Decimal("0.1")), "499 euros", copy_of="x"),
    ]
    doubtful = [Rejected("ledger-1:3-9", "normalise", "a range of 5 000 000 km is beyond anything")]
    write_claims_file(path, claims, doubtful)
    assert read_claims_file(path) == (claims, doubtful)
    assert [p.name for p in path.parent.iterdir()] == ["k.parquet"]
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(StoreError, match=r"k\.parquet: can't be read .*delete it and run again"):
        read_claims_file(path)


def test_a_number_that_is_none_is_told_as_damage(tmp_path: Path) -> None:
    path = tmp_path / "k.parquet"
    write_claims_file(path, [claim(LEDGER, "c1", "price", "starts at 499 euros", euros(499), "499 euros")])
    table = pq.read_table(path)
    (value,) = table["value"].to_pylist()
    broken = pa.array([value.replace('"low": 499', '"low": "much"')])
    pq.write_table(table.set_column(table.column_names.index("value"), "value", broken), path)
    with pytest.raises(StoreError, match=r"k\.parquet: can't be read .*delete it and run again"):
        read_claims_file(path)


def test_a_file_that_could_not_be_written_in_full_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_claims_file(tmp_path / "k.parquet", [])
    assert list(tmp_path.iterdir()) == []
