"""Where work is done: in this process, or in a pool of processes that each load the model once.

Both are a :class:`concurrent.futures.Executor`, and so is what a cluster offers (:mod:`evextract.run.cluster`).
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from evextract.errors import WorkerError
from evextract.run.parts import Part, PartRead, Setup, prepare, process_part
from evextract.run.pool import READING, LocalPool

T = TypeVar("T")
R = TypeVar("R")


class Job(Protocol):
    """Something to do that can be pickled. ``names``: what to call it where a worker dies of it."""

    @property
    def key(self) -> str: ...

    @property
    def names(self) -> tuple[str, ...]: ...


J = TypeVar("J", bound=Job)

IN_FLIGHT = 2
"""Jobs for each worker that are being done or wait for it: enough to keep it busy, few enough to hold in memory."""
CHANCES = 2
"""How often a job is lost with its worker among others before it is tried alone, to see which one it is."""


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

    Raises :class:`~evextract.errors.ModelError`, here or from the first part, where the language model is not installed.
    """
    if count == 1:
        prepare(setup)
        return Workers(1, InProcess)
    return Workers(count, lambda: LocalPool(count, partial(prepare, setup, later=True), READING))


def process_parts(parts: Iterable[Part], workers: Workers) -> Iterator[PartRead]:
    """What the articles of each part say; :func:`work_off` tells how."""
    return work_off(parts, workers, process_part)


def work_off(jobs: Iterable[J], workers: Workers, work: Callable[[J], R]) -> Iterator[R]:
    """What ``work`` makes of each job, in the order in which they are done; few jobs are held at a time.

    When a worker dies, what was in flight is done again. Raises :class:`WorkerError` where a worker dies of a job that
    it has for itself.
    """
    queue = _Queue(jobs, IN_FLIGHT * workers.count, work)
    executor = workers.start()
    try:
        while queue.submit_to(executor):
            finished = wait(queue.running, return_when=FIRST_COMPLETED).done
            broken = any(isinstance(future.exception(), BrokenExecutor) for future in finished)
            if broken:
                # No worker is left: what was in flight will not come back, or has done so already.
                finished = wait(queue.running).done
            for future in finished:
                job = queue.running.pop(future)
                if isinstance(future.exception(), BrokenExecutor):
                    queue.give_back(job)
                else:
                    yield future.result()
            if broken:
                executor.shutdown(wait=True)
                executor = workers.start()
    finally:
        for future in queue.running:
            future.cancel()
        executor.shutdown(wait=True)


class _Queue(Generic[J, R]):
    """Jobs on their way: still to be taken, in flight, and those that were lost with a worker."""

    def __init__(self, jobs: Iterable[J], most: int, work: Callable[[J], R]) -> None:
        self.running: dict[Future[R], J] = {}
        self._jobs = iter(jobs)
        self._most = most
        self._work = work
        self._again: deque[J] = deque()
        self._lost: Counter[str] = Counter()

    def submit_to(self, executor: Executor) -> bool:
        """Fill up what is in flight; whether anything is."""
        while len(self.running) < self._most and (job := self._next()) is not None:
            try:
                self.running[executor.submit(self._work, job)] = job
            except BrokenExecutor as problem:  # The pool broke since: as if the job had been in flight.
                future: Future[R] = Future()
                future.set_exception(problem)
                self.running[future] = job
                break
        return bool(self.running)

    def _next(self) -> J | None:
        if any(self._lost[job.key] >= CHANCES for job in self.running.values()):
            return None
        if not self._again:
            return next(self._jobs, None)
        if self._lost[self._again[0].key] >= CHANCES and self.running:
            return None
        return self._again.popleft()

    def give_back(self, job: J) -> None:
        """``job`` was lost with its worker."""
        self._lost[job.key] += 1
        if self._lost[job.key] > CHANCES:
            raise WorkerError(job.names)
        self._again.append(job)
