"""What is new, corrected or known; ids across batches; shards that come out the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evextract.io.articles import Found, find_articles
from evextract.io.copies import Copies
from evextract.io.store import articles as stored
from evextract.io.store.base import connected, create, transaction
from evextract.io.store.copies import find_copies
from evextract.io.store.staging import Arrivals, shards, stage
from evextract.records import Article, Rejected

TODAY = date(2024, 5, 6)
WORDS = [
    "the",
    "council",
    "of",
    "the",
    "town",
    "heard",
    "on",
    "monday",
    "that",
    "the",
    "bridge",
    "over",
    "the",
    "river",
    "will",
    "be",
    "closed",
    "to",
    "carts",
    "for",
    "a",
    "year",
]


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create(tmp_path)
    with connected(tmp_path) as base:
        yield base


def found(id_: str, text: str, *, named: bool = True, origin: str = "", **more: object) -> Found:
    return Found(Article(id_, text, **more), origin or id_, origin or id_, named)  # type: ignore[arg-type]


def batch(base: sqlite3.Connection, *items: Found | Rejected, setup: str = "s", size: int = 2) -> Arrivals:
    """All that happens to a batch but for reading and resolving."""
    arrivals = stage(base, items, setup=setup, stale=(), size=size)
    with transaction(base):
        stored.take_in(base, stored.begin_batch(base, TODAY, arrivals), setup)
    return arrivals


def texts(base: sqlite3.Connection) -> dict[str, str]:
    return {article.id: article.text for article in stored.iter_articles(base)}


def test_known_articles_are_skipped_and_another_text_corrects(base: sqlite3.Connection) -> None:
    assert batch(base, found("a", "one"), found("b", "two")) == Arrivals(added=2)
    assert batch(base, found("a", "one"), found("b", "TWO"), found("c", "3")) == Arrivals(added=1, corrected=1, known=1)
    assert texts(base) == {"a": "one", "b": "TWO", "c": "3"}


def test_what_is_known_of_an_article_is_part_of_it(base: sqlite3.Connection) -> None:
    batch(base, found("a", "one"))
    assert batch(base, found("a", "one", published=TODAY)).corrected == 1
    assert next(stored.iter_articles(base)).published == TODAY


def test_a_withdrawn_article_stays_away_until_it_is_another(base: sqlite3.Connection) -> None:
    batch(base, found("a", "one"), found("b", "two"))
    with transaction(base):
        stored.take_out(base, stored.begin_batch(base, TODAY, Arrivals(), 1), ["a"])
    assert batch(base, found("a", "one")) == Arrivals(withdrawn=1)
    assert texts(base) == {"b": "two"}
    assert batch(base, found("a", "ones")).added == 1
    assert batch(base, found("a", "one")).corrected == 1


def test_files_of_one_name_are_different_articles_in_whatever_batch_they_come(tmp_path: Path) -> None:
    for month in ("april", "may", "june"):
        (tmp_path / month).mkdir()
        (tmp_path / month / "report.txt").write_text(f"What happened in {month}.", encoding="utf-8")
    ids = {}
    for name, deliveries in (("one", [("april", "june", "may")]), ("many", [("april",), ("june",), ("may",)])):
        create(tmp_path / name)
        with connected(tmp_path / name) as base:
            for months in deliveries:
                batch(base, *find_articles([tmp_path / month for month in months]))
            ids[name] = texts(base)
            again = batch(base, *find_articles([tmp_path / "may", tmp_path / "june"]))
            assert again == Arrivals(known=2)
            (tmp_path / "june" / "report.txt").write_text("What really happened in june.", encoding="utf-8")
            assert batch(base, *find_articles([tmp_path / "june"])) == Arrivals(corrected=1)
            assert texts(base)["june/report"] == "What really happened in june."
            (tmp_path / "june" / "report.txt").write_text("What happened in june.", encoding="utf-8")
    assert ids["one"] == ids["many"]
    assert set(ids["one"]) == {"report", "june/report", "may/report"}


def test_the_same_batch_makes_the_same_shards_and_another_set_up_others(base: sqlite3.Connection) -> None:
    items = [found(str(number), f"text {number}") for number in range(5)]
    keys = []
    for setup in ("s", "s", "t"):
        stage(base, items, setup=setup, stale=(), size=2)
        waiting = list(shards(base))
        assert [[a.id for a in articles] for _, articles in waiting] == [["0", "1"], ["2", "3"], ["4"]]
        keys.append([key for key, _ in waiting])
    assert keys[0] == keys[1]
    assert not set(keys[0]) & set(keys[2])


def test_articles_whose_claims_are_lost_or_made_otherwise_are_read_again(
    base: sqlite3.Connection, tmp_path: Path
) -> None:
    batch(base, found("a", "one"), found("b", "two"), found("c", "three"))
    kept = next(key for (key,) in base.execute("SELECT shard FROM articles WHERE id = 'a'"))
    stored.claims_path(tmp_path, kept).parent.mkdir()
    stored.claims_path(tmp_path, kept).touch()
    assert list(stored.stale(base, tmp_path, "s")) == ["c"]
    assert list(stored.stale(base, tmp_path, "t")) == ["a", "b", "c"]
    arrivals = stage(base, [found("b", "TWO")], setup="t", stale=stored.stale(base, tmp_path, "t"), size=9)
    assert arrivals == Arrivals(corrected=1, again=2)
    with transaction(base):
        new = stored.take_in(base, stored.begin_batch(base, TODAY, arrivals), "t")
    assert new == {"b"}


def test_a_rejected_input_is_remembered_until_it_can_be_read(base: sqlite3.Connection) -> None:
    empty = Rejected("x.txt", "read", "empty")
    batch(base, found("a", "one"), empty)
    batch(base, found("b", "two"))
    assert stored.rejected(base) == (empty,)
    batch(base, found("x", "three", origin="x.txt"))
    assert stored.rejected(base) == ()


def test_copies_are_found_across_batches_as_in_one(base: sqlite3.Connection) -> None:
    long = " ".join(WORDS * 2 + [f"word{n}" for n in range(60)])
    reprint = long.replace("monday", "tuesday").replace("word7 ", "")
    cut = " ".join(long.split()[:55])
    all_of_them = [
        Article("late", reprint, published=date(2024, 3, 9)),
        Article("same", long.upper(), published=date(2024, 3, 8)),
        Article("cut", cut),
        Article("other", " ".join(reversed(long.split())), published=date(2024, 3, 1)),
        Article("early", long, published=date(2024, 3, 2)),
    ]
    for article in all_of_them:
        batch(base, Found(article, article.id, article.id, True))
    expected = Copies(all_of_them).found()
    assert find_copies(base) == expected == {"late": "early", "same": "early", "cut": "early"}
    with transaction(base):
        stored.take_out(base, stored.begin_batch(base, TODAY, Arrivals(), 1), ["early"])
    assert find_copies(base) == Copies(all_of_them[:-1]).found()
    batch(base, Found(replace(all_of_them[0], text="Something else was said by them."), "late", "late", True))
    assert find_copies(base) == Copies([replace(all_of_them[0], text="Something else"), *all_of_them[1:-1]]).found()


def test_signatures_made_in_another_way_are_made_anew(base: sqlite3.Connection) -> None:
    batch(base, found("a", " ".join(WORDS * 3)))
    bands = base.execute("SELECT * FROM bands").fetchall()
    base.execute("UPDATE bands SET band = band + 1")
    base.execute("UPDATE settings SET value = 'older' WHERE name = 'signatures'")
    batch(base, found("b", " ".join(WORDS * 3) + " again"))
    assert set(bands) <= set(base.execute("SELECT * FROM bands").fetchall())
    assert find_copies(base) == {"b": "a"}
