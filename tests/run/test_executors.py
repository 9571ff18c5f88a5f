"""Parts are processed once each, whatever the order, the number of workers, or the worker that dies."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import Any

import pytest

from evextract.domain.load import load_pack
from evextract.errors import ModelError, WorkerError
from evextract.records import Article
from evextract.run import pipeline, pool
from evextract.run.executors import IN_FLIGHT, InProcess, Workers, local_workers, process_parts
from evextract.run.parts import PART_SIZE, SMALLEST_PART, Part, PartRead, Setup, parts_of, share_out
from evextract.run.pipeline import extract

ARTICLES = [Article(f"a{number:02d}", "A text.") for number in range(20)]


class Scripted(Executor):
    """Reads parts as ``does`` says, at once; counts what it was given."""

    def __init__(self, does: Callable[[Part], PartRead]) -> None:
        self.does = does
        self.given: list[Part] = []
        self.broken = False

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        (part,) = args
        future: Future[Any] = Future()
        self.given.append(part)
        try:
            if self.broken:
                raise BrokenExecutor("broken")
            future.set_result(self.does(part))
        except BrokenExecutor as problem:
            self.broken = True
            future.set_exception(problem)
        return future


def read(part: Part) -> PartRead:
    return PartRead(part.key, tuple(a.id for a in part.articles), (), ())


def ids(parts: Iterator[PartRead]) -> list[str]:
    return sorted(id_ for part in parts for id_ in part.articles)


def test_few_parts_are_held_at_a_time() -> None:
    taken = 0

    def counted() -> Iterator[Part]:
        nonlocal taken
        for part in parts_of(ARTICLES, "s", size=1):
            taken += 1
            yield part

    results = process_parts(counted(), Workers(2, lambda: Scripted(read)))
    next(results)
    assert taken == 2 * IN_FLIGHT
    results.close()  # type: ignore[attr-defined]


def test_what_was_in_flight_with_a_dead_worker_is_read_again() -> None:
    crashes = iter([True, False, False, True])

    def dies_at_times(part: Part) -> PartRead:
        if next(crashes, False):
            raise BrokenExecutor("died")
        return read(part)

    started: list[Scripted] = []

    def start() -> Executor:
        started.append(Scripted(dies_at_times))
        return started[-1]

    done = ids(process_parts(parts_of(ARTICLES, "s", size=3), Workers(2, start)))
    assert done == [a.id for a in ARTICLES]
    assert len(started) == 3


def test_articles_that_kill_every_worker_are_named_and_were_tried_alone() -> None:
    def dies_of_a07(part: Part) -> PartRead:
        if any(a.id == "a07" for a in part.articles):
            raise BrokenExecutor("died")
        return read(part)

    started: list[Scripted] = []

    def start() -> Executor:
        started.append(Scripted(dies_of_a07))
        return started[-1]

    with pytest.raises(WorkerError, match="died three times over these articles: a06, a07;"):
        ids(process_parts(parts_of(ARTICLES, "s", size=2), Workers(2, start)))
    assert [a.id for a in started[-1].given[-1].articles] == ["a06", "a07"]  # Nothing was given beside it.


def test_another_failure_is_no_reason_to_try_again() -> None:
    def fails(part: Part) -> PartRead:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ids(process_parts(parts_of(ARTICLES, "s"), Workers(1, lambda: _Failing(fails))))


class _Failing(InProcess):
    def __init__(self, does: Callable[[Part], PartRead]) -> None:
        self.does = does

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return super().submit(self.does, *args)


def test_a_model_that_is_missing_in_the_workers_is_told_as_such() -> None:
    setup = Setup.of(load_pack("ev"), "no_such_model")
    with pytest.raises(ModelError, match="no_such_model"):
        ids(process_parts(parts_of(ARTICLES[:1], setup.digest), local_workers(setup, 2)))


def test_no_more_workers_begin_than_there_is_work_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "article.txt").write_text("The Kia EV3 costs 35,990 euros in Germany.", encoding="utf-8")
    begun: list[int] = []

    def counted(setup: Setup, count: int) -> Workers:
        begun.append(count)
        return local_workers(setup, count)

    monkeypatch.setattr(pipeline, "local_workers", counted)
    assert extract([tmp_path], pack=load_pack("ev"), workers=8).claims
    assert begun == [1]


@pytest.mark.parametrize("behind", [0, 7, 100])
@pytest.mark.parametrize("workers", [1, 2, 16])
def test_parts_of_several_workers_grow_smaller_towards_the_end(workers: int, behind: int) -> None:
    articles = [Article(f"a{number:03d}", "A text.") for number in range(200)]
    parts = list(share_out(articles, "s", workers, prefix="x ", behind=behind))
    assert [article for part in parts for article in part.articles] == articles
    sizes = [len(part.articles) for part in parts]
    assert [part.key for part in parts] == [f"x {sum(sizes[:place])}" for place in range(len(sizes))]
    if workers == 1 or behind >= 2 * workers * PART_SIZE:
        assert set(sizes[:-1]) == {PART_SIZE}
    else:
        assert sizes == sorted(sizes, reverse=True)
        assert max(sizes) <= PART_SIZE
        assert sizes[-1] <= max(SMALLEST_PART, -(-(behind + sizes[-1]) // (2 * workers)))


def test_a_process_that_was_forked_from_one_with_workers_spawns_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def not_mine() -> None:
        raise ChildProcessError

    monkeypatch.setattr(pool.forkserver, "ensure_running", not_mine)
    assert pool.foresee(pool.READING).get_start_method() == "spawn"


def test_a_process_whose_workers_read_does_without_the_language_model() -> None:
    code = "import sys, evextract.run.batch, evextract.run.pipeline; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_two_workers_of_which_one_is_killed_find_what_one_finds(tmp_path: Path) -> None:
    for number in range(40):
        text = f"The Kia EV3 costs {30 + number},990 euros in Germany. The EV3 has a range of {400 + number} km."
        (tmp_path / f"article-{number}.txt").write_text(text, encoding="utf-8")
    pack = load_pack("ev")
    killed: list[int] = []

    def kill(done: int, total: int) -> None:
        if not killed:
            killed.append(multiprocessing.active_children()[0].pid or 0)
            os.kill(killed[0], signal.SIGKILL)

    two = extract([tmp_path], pack=pack, workers=2, progress=kill)
    one = extract([tmp_path], pack=pack)
    assert killed
    assert one.claims == two.claims
    assert len(one.claims) >= 80
