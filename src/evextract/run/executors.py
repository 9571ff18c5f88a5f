"""Where parts are processed: in this process, or in a pool of processes that each load the model once.

Both are a :class:`concurrent.futures.Executor`, and so is what a cluster offers (:mod:`evextract.run.cluster`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, TypeVar

from evextract.errors import WorkerError
from evextract.run.parts import Part, PartRead, Setup, prepare, process_part

T = TypeVar("T")

IN_FLIGHT = 2
"""Parts for each worker that are processed or wait for it: enough to keep it busy, few enough to hold in memory."""
CHANCES = 2
"""How often a part is lost with its worker among others before it is tried alone, to see which part it is."""


@dataclass(frozen=True, slots=True)
class Workers:
    """How many there are, and how to start them: at first, and again when one died and the pool with it."""

    count: int
    start: Callable[[], Executor]


class InProcess(Executor):
    """Runs each call at once, in the calling process."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as problem:
            done.set_exception(problem)
        return done


def local_workers(setup: Setup, count: int) -> Workers:
    """This process for one worker, else as many processes.

    They are spawned: a forked one would inherit threads and locks in whatever state they are in. Raises
    :class:`~evextract.errors.ModelError`, here or from the first part, where the language model is not installed.
    """
    if count == 1:
        prepare(setup)
        return Workers(1, InProcess)
    context = multiprocessing.get_context("spawn")
    return Workers(count, lambda: ProcessPoolExecutor(count, context, _begin, (setup,)))


def _begin(setup: Setup) -> None:
    """Make a new process ready. Ctrl-C is the parent's to handle; a worker whose parent was killed goes, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    prepare(setup, later=True)


def _leave_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def process_parts(parts: Iterable[Part], workers: Workers) -> Iterator[PartRead]:
    """What each part says, in the order in which they are done; few parts are held at a time.

    When a worker dies, what was in flight is processed again. Raises :class:`WorkerError` where a worker dies of a
    part that it has for itself.
    """
    queue = _Queue(parts, IN_FLIGHT * workers.count)
    executor = workers.start()
    try:
        while queue.submit_to(executor):
            finished = wait(queue.running, return_when=FIRST_COMPLETED).done
            broken = any(isinstance(future.exception(), BrokenExecutor) for future in finished)
            if broken:
                # No worker is left: what was in flight will not come back, or has done so already.
                finished = wait(queue.running).done
            for future in finished:
                part = queue.running.pop(future)
                if isinstance(future.exception(), BrokenExecutor):
                    queue.give_back(part)
                else:
                    yield future.result()
            if broken:
                executor.shutdown(wait=True)
                executor = workers.start()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


class _Queue:
    """Parts on their way: still to be taken, in flight, and those that were lost with a worker."""

    def __init__(self, parts: Iterable[Part], most: int) -> None:
        self.running: dict[Future[PartRead], Part] = {}
        self._parts = iter(parts)
        self._most = most
        self._again: deque[Part] = deque()
        self._lost: Counter[str] = Counter()

    def submit_to(self, executor: Executor) -> bool:
        """Fill up what is in flight; whether anything is."""
        while len(self.running) < self._most and (part := self._next()) is not None:
            try:
                self.running[executor.submit(process_part, part)] = part
            except BrokenExecutor as problem:  # The pool broke since: as if the part had been in flight.
                future: Future[PartRead] = Future()
                future.set_exception(problem)
                self.running[future] = part
                break
        return bool(self.running)

    def _next(self) -> Part | None:
        suspects = [part for part in self.running.values() if self._lost[part.key] >= CHANCES]
        if suspects:
            return None
        if not self._again:
            return next(self._parts, None)
        if self._lost[self._again[0].key] >= CHANCES and self.running:
            return None
        return self._again.popleft()

    def give_back(self, part: Part) -> None:
        """``part`` was lost with its worker."""
        self._lost[part.key] += 1
        if self._lost[part.key] > CHANCES:
            raise WorkerError(tuple(article.id for article in part.articles))
        self._again.append(part)
