"""The trail is kept in order, is never edited, and is not read by a version that doesn't know it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from evextract.errors import InputError
from evextract.io.decisions import FILE, append, read
from evextract.records import Action, Bound, Category, DateSpan, Decision, EntityRef, Grain, Quantity, Text

NOON = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
FULL = Decision(
    Action.CHOOSE, "Ada", NOON, "f1", "f1-seat", ("1", "02"), ("1", "02", "c3"), Text("Head of Toys"),
    ("orbit-5", "orbit-6"), None, "a note: “yes”", "orbit-5", "role",
)  # fmt: skip
VALUES = (
    Quantity(Decimal("10.1"), Decimal("10.1"), "s", Bound.ABOUT, Decimal("0.1"), "10.1 s"),
    DateSpan(date(2031, 5, 1), None, Grain.MONTH, "from May"),
    EntityRef("orbit-5", "Orbit"),
    Category("foldable"),
    None,
)


def test_reads_what_was_written_in_order(tmp_path: Path) -> None:
    first = append(tmp_path, FULL)
    others = [append(tmp_path, Decision(Action.ENTER, "Bo", NOON, "f2", value=value)) for value in VALUES]
    undo = append(tmp_path, Decision(Action.UNDO, "Ada", NOON, undoes=first.id))
    assert first == replace(FULL, id=1)
    assert read(tmp_path) == (first, *others, undo)
    assert [d.id for d in read(tmp_path)] == [1, 2, 3, 4, 5, 6, 7]


def test_nothing_is_there_before_the_first_decision(tmp_path: Path) -> None:
    assert read(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("statement", ["DELETE FROM decisions", "UPDATE decisions SET editor = 'Eve'"])
def test_no_record_is_changed(tmp_path: Path, statement: str) -> None:
    append(tmp_path, FULL)
    with closing(sqlite3.connect(tmp_path / FILE)) as base, pytest.raises(sqlite3.IntegrityError, match="never edited"):
        base.execute(statement)


def test_a_newer_file_is_refused(tmp_path: Path) -> None:
    append(tmp_path, FULL)
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        base.execute("PRAGMA user_version = 99")
    for use in (lambda: read(tmp_path), lambda: append(tmp_path, FULL)):
        with pytest.raises(InputError, match=r"decisions\.sqlite: made by a newer evextract \(schema 99"):
            use()


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to look at" * 30)
    with pytest.raises(InputError, match=r"decisions\.sqlite: can't be used"):
        read(tmp_path)


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    append(tmp_path, FULL)
    with closing(sqlite3.connect(tmp_path / FILE)) as base:
        base.execute("BEGIN IMMEDIATE")
        assert len(read(tmp_path)) == 1
