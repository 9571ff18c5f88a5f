"""Records that memory need not hold all at once: they wait in temporary files, and come back in order."""

from __future__ import annotations

import copyreg
import pickle
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from heapq import merge
from itertools import islice
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar

from evextract import records
from evextract.domain.newcomers import Newcomer
from evextract.domain.settled import Settled

Record = TypeVar("Record")

MOST = 20_000
"""So many records are held in memory."""
_FAN = 64
"""So many files are open at once; more are merged into one first."""
_CHUNK = 64
"""So many records are pickled together, so that what they share is written once."""
_first = itemgetter(0)


class Sorted(Generic[Record]):
    """Records by key, given back in order, those of equal keys in the order in which they came; as often as wanted.

    Beyond ``most`` they wait in files of sorted runs. ``folder`` need not exist; it is the caller's to remove.
    """

    def __init__(self, folder: Path, *, most: int = MOST) -> None:
        self._folder = folder
        self._most = most
        self._held: list[tuple[Any, Record]] = []
        self._size = 0
        self._runs: list[list[Path]] = []
        """By level: a file of the next one is made of as many as are merged at once."""
        self._made = 0

    def put(self, key: Any, record: Record, *, size: int = 1) -> None:
        """``size``: as how many records it counts."""
        self._held.append((key, record))
        self._size += size
        if self._size > self._most:
            self._spill()

    def __iter__(self) -> Iterator[Record]:
        return (record for _, record in self.pairs())

    def pairs(self) -> Iterator[tuple[Any, Record]]:
        """Each with its key."""
        if self._runs and self._held:
            self._spill()
        # The oldest come first, so that merging keeps the order of equal keys.
        runs = [_read(path) for level in reversed(self._runs) for path in level]
        self._held.sort(key=_first)
        return merge(*runs, key=_first) if runs else iter(self._held)

    def _spill(self) -> None:
        self._keep(sorted(self._held, key=_first), 0)
        self._held, self._size = [], 0

    def _keep(self, pairs: Iterable[tuple[Any, Record]], level: int) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{self._made:06d}.sorted"
        self._made += 1
        left = iter(pairs)
        with path.open("wb") as file:
            while chunk := list(islice(left, _CHUNK)):
                pickle.dump(chunk, file, pickle.HIGHEST_PROTOCOL)
        if level == len(self._runs):
            self._runs.append([])
        self._runs[level].append(path)
        if len(self._runs[level]) == _FAN:
            full, self._runs[level] = self._runs[level], []
            self._keep(merge(*map(_read, full), key=_first), level + 1)
            for each in full:
                each.unlink()


def _read(path: Path) -> Iterator[Any]:
    for chunk in chunks(path):
        yield from chunk


def chunks(path: Path) -> Iterator[Any]:
    """What was pickled into a file, one after another."""
    # Only this process and its workers write there, so that unpickling is safe.
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


def _reducer(kind: type) -> Callable[[Any], tuple[type, tuple[Any, ...]]]:
    names = [field.name for field in fields(kind)]
    cells = attrgetter(*names) if len(names) > 1 else lambda record: (getattr(record, names[0]),)
    return lambda record: (kind, cells(record))


# A frozen dataclass with slots is pickled by functions that look its fields up each time: this takes half of that.
for _kind in (*vars(records).values(), Settled, Newcomer):
    if isinstance(_kind, type) and is_dataclass(_kind):
        copyreg.pickle(_kind, _reducer(_kind))
