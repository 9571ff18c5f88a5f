"""Break runs on a store in every way, and compare what the next run ends with, byte for byte, with an unbroken one.

    python tests/fault/kill.py [--kills 20] [--seed 1]

Three batches of sample articles go into a store. Each trial kills one of them (SIGKILL): half of the times at a random
moment (of its processor time, so that a busy machine shifts nothing), half at a random one of the calls that make files
last or visible (fsync, rename, unlink), which hits the narrow gaps between them. Then the same call is made again. Besides: a killed worker, two runs at once, a clock that jumps, a
full disk. The model is loaded once; each run is a forked process of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from evextract.domain.load import load_pack
from evextract.errors import StoreError
from evextract.io.store.base import FILE
from evextract.run.batch import add_batch
from evextract.run.parts import Setup, prepare

SEEDS = Path(__file__).parents[2] / "seeds"
FEW = (
    "luxgen-n7-taiwan.md", "model-y-l-china.txt", "tesla-denies-search.txt", "micra-returns.txt", "vw-deal-35000.txt",
    "byd-lowers-target.md", "lucid-gravity-europe.md", "lucid-gravity-touring.md", "leaf-price-rumour.md",
    "leaf-official-price.md", "honda-nissan-called-off.md", "foxconn-denies-takeover.md",
)  # fmt: skip
BATCHES = tuple([SEEDS / name for name in FEW[start::3]] for start in range(3))
SHARD = 2
PACK = load_pack("ev")
CALLS = ("fsync", "replace", "unlink")


def batch(store: Path, number: int, **more: object) -> None:
    add_batch(BATCHES[number], store=store, pack=PACK, shard_size=SHARD, **more)  # type: ignore[arg-type]


def forked(job: Callable[[], None]) -> int:
    """Start ``job`` in a forked process; its id."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    with contextlib.suppress(BaseException):
        job()
        os._exit(0)
    os._exit(1)


def counting(job: Callable[[], None], told: Callable[[int], None]) -> Callable[[], None]:
    """``job``; ``told`` is given the number of each call that makes something last or visible, before it is made."""

    def run() -> None:
        made = 0

        def counted(real: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **named: object) -> object:
                nonlocal made
                made += 1
                told(made)
                return real(*arguments, **named)

            return call

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        job()

    return run


def dies_at_call(number: int, job: Callable[[], None]) -> Callable[[], None]:
    """``job``, killed before its ``number``-th call that makes something last or visible."""
    return counting(job, lambda made: os.kill(os.getpid(), signal.SIGKILL) if made == number else None)


@dataclass(frozen=True, slots=True)
class Unbroken:
    """What a run takes that nobody kills: seconds of processor time, and calls that make something last or visible."""

    seconds: float
    calls: int


def unbroken(job: Callable[[], None]) -> Unbroken:
    read, write = os.pipe()
    child = forked(counting(job, lambda made: os.write(write, b".") and None))
    os.close(write)
    with os.fdopen(read, "rb") as told:
        calls = len(told.read())
    _, status, used = os.wait4(child, 0)
    assert status == 0
    return Unbroken(used.ru_utime + used.ru_stime, calls)


def kill_after(seconds: float, child: int) -> None:
    """Kill ``child`` once it has used that much processor time, unless it is done before."""
    ticks = os.sysconf("SC_CLK_TCK")
    while True:
        # Behind the name, which may hold blanks: state, parent, …; user and system time are the 12th and 13th from there.
        state, *rest = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        if state == "Z" or (int(rest[10]) + int(rest[11])) / ticks >= seconds:
            break
        time.sleep(0.002)
    os.kill(child, signal.SIGKILL)


def exports(store: Path) -> dict[str, bytes]:
    """Everything but the file that tells when it was written."""
    return {p.name: p.read_bytes() for p in sorted((store / "exports").iterdir()) if p.name != "run.json"}


def history(store: Path) -> list[tuple[object, ...]]:
    """What moved in which batch, without the times."""
    with closing(sqlite3.connect(store / FILE)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return base.execute("SELECT batch, fact_id, before, after, articles FROM history ORDER BY 1, 2").fetchall()


def check(store: Path, reference: Path, what: str) -> None:
    """Nothing is missing, nothing is there twice, nothing is left lying about."""
    found, expected = exports(store), exports(reference)
    assert found.keys() == expected.keys(), f"{what}: other files"
    for name in expected:
        assert found[name] == expected[name], f"{what}: {name} differs; kept in {store}"
    assert history(store) == history(reference), f"{what}: another history"
    ids = [json.loads(line)["id"] for line in found["claims.jsonl"].decode().splitlines()]
    assert len(ids) == len(set(ids)), f"{what}: claims twice"
    left = [p.name for p in store.rglob("*") if "unfinished" in p.name or p.name == "writing.json"]
    assert not left, f"{what}: left behind {left}"


def kills(folder: Path, number: int, draw: random.Random, whole: list[Unbroken]) -> Counter[str]:
    """Kill ``number`` batches; where their runs were is counted by what was on the disk."""
    caught: Counter[str] = Counter()
    for trial in range(number):
        store = folder / f"kill-{trial}"
        doomed = trial % 3
        for done in range(doomed):
            shutil.copytree(folder / f"after-{done}", store, dirs_exist_ok=True)
        job = partial(batch, store, doomed)
        for _ in range(draw.choice((1, 1, 2))):
            if trial % 2:
                child = forked(dies_at_call(draw.randint(1, whole[doomed].calls), job))
            else:
                child = forked(job)
                kill_after(draw.uniform(0, whole[doomed].seconds), child)
            _, status = os.waitpid(child, 0)
            caught[_where(store, doomed) if os.WIFSIGNALED(status) else "after it was done"] += 1
        batch(store, doomed)
        check(store, folder / f"after-{doomed}", f"kill {trial} of batch {doomed}")
        shutil.rmtree(store)
    return caught


def _where(store: Path, doomed: int) -> str:
    if not (store / FILE).is_file():
        return "before the store was made"
    with closing(sqlite3.connect(store / FILE)) as base:
        try:
            finished = base.execute("SELECT count(*) FROM batches").fetchone()[0]
            waiting = base.execute("SELECT count(*) FROM incoming").fetchone()[0]
        except sqlite3.OperationalError:
            return "before the store was made"
    if finished > doomed:
        return "while exports were written"
    return "while articles were read or resolved" if waiting else "before articles were listed"


def killed_worker(folder: Path, reference: Path) -> None:
    store = folder / "worker"

    def kill(done: int, total: int) -> None:
        for child in multiprocessing.active_children()[:1] if not killed else ():
            os.kill(child.pid or 0, signal.SIGKILL)
            killed.append(child.pid)

    killed: list[int | None] = []
    for number in range(len(BATCHES)):
        batch(store, number, workers=2 if number == 1 else 1, progress=kill if number == 1 else None)
    assert killed
    check(store, reference, "a worker killed")


def orphans(folder: Path) -> None:
    """Workers go when their parent is killed. To be tried before this process has workers: what it forks has none."""
    store = folder / "orphans"

    def run() -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # A worker that was still being told what to do says so.
        batch(store, 0, workers=2)

    parent = forked(run)
    workers = _eventually(lambda: _workers(parent), 60)
    time.sleep(2)  # By now they load the model, or read.
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    _eventually(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers) or None, 60)


def _workers(parent: int) -> list[int] | None:
    """The server of ``parent`` and the workers that were forked from it; None while there are less than two of them."""
    for server in _children(parent):
        if b"forkserver" in Path(f"/proc/{server}/cmdline").read_bytes() and len(mine := _children(server)) >= 2:
            return [server, *mine]
    return None


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _eventually(look: Callable[[], object], seconds: float) -> list[int]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := look():
            return found  # type: ignore[return-value]
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def two_at_once(folder: Path, reference: Path) -> None:
    store = folder / "two"
    for number in range(len(BATCHES)):
        refused: list[str] = []

        def meanwhile(done: int, total: int, number: int = number, refused: list[str] = refused) -> None:
            read, write = os.pipe()

            def second() -> None:
                try:
                    batch(store, number)
                except StoreError as problem:
                    os.write(write, str(problem).encode())

            os.waitpid(forked(second), 0)
            os.close(write)
            with os.fdopen(read) as answer:
                refused.append(answer.read())

        batch(store, number, progress=meanwhile)
        assert refused
        assert all("is writing to this store" in answer for answer in refused), refused
    check(store, reference, "two runs at once")


def jumping_clock(folder: Path, reference: Path) -> None:
    store = folder / "clock"
    days = (date.today(), date(1970, 1, 1), date(2999, 1, 1))
    for number, day in enumerate(days):
        os.waitpid(forked(dies_at_call(9, partial(batch, store, number, today=day))), 0)
        batch(store, number, today=days[-1 - number] if number else day)
    check(store, reference, "a clock that jumps")


@contextlib.contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of that size; needs the right to mount one."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def full_disk(folder: Path, reference: Path) -> int:
    """Let the disk run full at many sizes; then the same call goes on with more room. How often it was full."""
    full = 0
    size = sum(p.stat().st_size for p in reference.rglob("*") if p.is_file()) // 1024
    for number, share in enumerate((0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8)):
        with small_disk(folder / f"disk-{number}", max(64, int(size * share))) as disk:
            store = disk / "store"
            for each in range(len(BATCHES)):
                try:
                    batch(store, each)
                except StoreError as problem:
                    if "the disk is full" not in str(problem):
                        raise
                    full += 1
                    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
                    batch(store, each)
            check(store, reference, f"a disk of {share:.0%}")
    return full


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    draw = random.Random(given.seed)
    began = time.monotonic()
    prepare(Setup.of(PACK))
    folder = Path(tempfile.mkdtemp(prefix="evextract-fault-"))
    # First, so that what is loaded on first use is there for all that are forked.
    once = folder / "once"
    add_batch([path for paths in BATCHES for path in paths], store=once, pack=PACK)
    reference, whole = folder / "reference", []
    for number in range(len(BATCHES)):
        whole.append(unbroken(partial(batch, reference, number)))
        shutil.copytree(reference, folder / f"after-{number}")
    corpus = exports(once)  # What it tells of a batch it can't have: there was one.
    assert {name: exports(reference)[name] for name in corpus if name != "report.html"} == {
        name: content for name, content in corpus.items() if name != "report.html"
    }, "three batches are not as one"
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    calls, spent = [each.calls for each in whole], sum(each.seconds for each in whole)
    print(f"batches of {[len(paths) for paths in BATCHES]} articles, {calls} lasting calls, {spent:.1f} s unbroken")
    caught = kills(folder, given.kills, draw, whole)
    print(f"{given.kills} stores, {caught.total()} runs killed, all exports byte for byte as unbroken; killed")
    for where, times in sorted(caught.items()):
        print(f"  {times:4} {where}")
    orphans(folder)
    print("workers left when their parent was killed")
    killed_worker(folder, reference)
    print("a worker killed: as unbroken")
    two_at_once(folder, reference)
    print("two runs at once: the second refused, the first as unbroken")
    jumping_clock(folder, reference)
    print("a clock that jumps from today to 1970 and 2999: as unbroken")
    try:
        print(f"disk full {full_disk(folder, reference)} times: told as such, then as unbroken")
    except subprocess.CalledProcessError:
        print(
            "full disk: not tried, no right to mount a small one (tests/io/store/test_base.py has what can do without)"
        )
    shutil.rmtree(folder)
    spent = sum(os.times()[:4])
    print(f"seed {given.seed}, {time.monotonic() - began:.0f} s, of processor time {spent:.0f} s")


if __name__ == "__main__":
    main()
