"""The stages of a resolution over claims that need not fit into memory, in one process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from evextract.resolve.hearing import Hearing
from evextract.resolve.resolver import Batch, Resolver
from evextract.resolve.survey import Census
from evextract.run.buckets import Buckets, load
from evextract.run.pool import LocalPool

T = TypeVar("T")
Work = Callable[[Resolver, Hearing, Mapping[str, float]], T]
"""What is made of one subject; a function, or a partial one, that another process can import."""


@dataclass(frozen=True, slots=True)
class Bench(Generic[T]):
    """All that a process needs beside the claims."""

    resolver: Resolver
    census: Census
    trust: Mapping[str, float]
    work: Work[T]

    def of(self, batch: Batch | Path) -> list[T]:
        groups = self.resolver.groups(load(batch), self.census)
        return [self.work(self.resolver, self.resolver.hear(group, self.census), self.trust) for group in groups]


def by_subject(buckets: Buckets, resolver: Resolver, census: Census, work: Work[T], *, workers: int = 1) -> Iterator[T]:
    """What ``work`` makes of each subject, in the order of their ranks, whatever the number of workers."""
    batches = buckets.batches()
    opinions = resolver.opinions(map(load, batches), census)
    for hearing in opinions.hearings:
        yield work(resolver, hearing, opinions.trust)
    bench = Bench(resolver, census, opinions.trust, work)
    if workers == 1:
        for batch in batches:
            yield from bench.of(batch)
    else:
        yield from _spread(batches, bench, workers)


def _spread(batches: Iterator[Batch | Path], bench: Bench[T], workers: int) -> Iterator[T]:
    first = next(batches, None)
    if first is None:
        return
    with LocalPool(workers, partial(_begin, bench), (__name__,)) as pool:
        # Few at a time, and taken in their order, so that neither claims nor outcomes pile up.
        running: deque[Future[list[T]]] = deque([pool.submit(_process, first)])
        while running:
            while len(running) < 2 * workers and (batch := next(batches, None)) is not None:
                running.append(pool.submit(_process, batch))
            yield from running.popleft().result()


_bench: Bench[Any] | None = None


def _begin(bench: Bench[Any]) -> None:
    global _bench
    _bench = bench


def _process(batch: Batch | Path) -> list[Any]:
    assert _bench is not None
    return _bench.of(batch)
