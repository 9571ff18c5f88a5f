"""The shards of a batch are read in parts, so that workers share them out evenly; a shard's file is written when all are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from evextract.io.store.articles import claims_path
from evextract.io.store.files import write_claims_file
from evextract.io.store.staging import shard_sizes, shards
from evextract.run.executors import local_workers, process_parts
from evextract.run.parts import Part, PartRead, Setup, full_parts, share_out
from evextract.run.pipeline import Progress


def read_shards(
    base: sqlite3.Connection, store: Path, setup: Setup, workers: int, total: int, progress: Progress | None
) -> None:
    """Read the shards that wait and whose file is not there yet; ``total``: how many articles wait."""
    done = 0
    wanted = min(workers, sum(map(full_parts, shard_sizes(base))))
    begun: dict[str, _Shard] = {}

    def tell(more: int) -> None:
        nonlocal done
        done += more
        if progress is not None:
            progress(done, total)

    def unfinished() -> Iterator[Part]:
        behind = total
        for key, articles in shards(base):
            behind -= len(articles)
            if claims_path(store, key).is_file():
                tell(len(articles))
                continue
            begun[key] = _Shard(len(articles))
            yield from share_out(articles, setup.digest, wanted, prefix=f"{key} ", behind=behind)

    waiting = unfinished()
    first = next(waiting, None)
    if first is None:
        return
    for read in process_parts(chain((first,), waiting), local_workers(setup, wanted)):
        key, _, place = read.key.partition(" ")
        if begun[key].take(int(place), read):
            begun.pop(key).write(claims_path(store, key))
        tell(len(read.articles))


class _Shard:
    """What was read of a shard so far, each part by its place in it."""

    def __init__(self, articles: int) -> None:
        self._missing = articles
        self._parts: dict[int, PartRead] = {}

    def take(self, place: int, read: PartRead) -> bool:
        """Whether the shard is complete with this part."""
        self._parts[place] = read
        self._missing -= len(read.articles)
        return not self._missing

    def write(self, path: Path) -> None:
        parts = [self._parts[place] for place in sorted(self._parts)]
        write_claims_file(
            path, [claim for part in parts for claim in part.claims], [each for part in parts for each in part.doubtful]
        )
