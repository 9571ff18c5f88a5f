"""Where claims wait beside the others about their subject: in memory while they are few, then in temporary files."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evextract.io.aside import chunks
from evextract.records import Claim
from evextract.resolve.resolver import Batch, rank

MOST = 20_000
"""So many claims are held in memory; a bucket of more is divided, unless all of them are about one subject."""
BITS = 6
FAN = 1 << BITS
LEVELS = 64 // BITS


@dataclass(slots=True)
class _Tally:
    claims: int = 0
    subject: str = ""
    mixed: bool = False


class Buckets:
    """Pairs of subject and claim, given back in batches in the order of :func:`~evextract.resolve.resolver.rank`, each
    with all claims of its subjects. ``folder`` need not exist; it is the caller's to remove.
    """

    def __init__(self, folder: Path, *, level: int = 0, most: int = MOST) -> None:
        self._folder = folder
        self._level = level
        self._most = most
        self._held: list[tuple[str, Claim]] = []
        self._tallies: dict[int, _Tally] = {}

    def put(self, pairs: Iterable[tuple[str, Claim]]) -> None:
        for pair in pairs:
            self._held.append(pair)
            if len(self._held) > self._most:
                self._spill()

    def batches(self) -> Iterator[Batch | Path]:
        """A batch that is in memory, or the file that :func:`load` reads. Each file is gone when the next is asked for."""
        if not self._tallies:
            yield self._held
            return
        self._spill()
        for place in sorted(self._tallies):
            path, tally = self._path(place), self._tallies[place]
            if tally.claims > self._most and tally.mixed and self._level + 1 < LEVELS:
                parts = Buckets(self._folder / f"{place:02d}", level=self._level + 1, most=self._most)
                for chunk in chunks(path):
                    parts.put(chunk)
                path.unlink()
                yield from parts.batches()
            else:
                yield path

    def _spill(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        by_place: dict[int, list[tuple[str, Claim]]] = {}
        for pair in self._held:
            bits = int(rank(pair[0]), 16) >> (64 - BITS * (self._level + 1))
            by_place.setdefault(bits % FAN, []).append(pair)
        for place, pairs in by_place.items():
            with self._path(place).open("ab") as file:
                pickle.dump(pairs, file, pickle.HIGHEST_PROTOCOL)
            tally = self._tallies.setdefault(place, _Tally(subject=pairs[0][0]))
            tally.claims += len(pairs)
            tally.mixed = tally.mixed or any(subject != tally.subject for subject, _ in pairs)
        self._held = []

    def _path(self, place: int) -> Path:
        return self._folder / f"{place:02d}.claims"


def load(batch: Batch | Path) -> Batch:
    """The pairs of a batch; its file is read once and removed."""
    if not isinstance(batch, Path):
        return batch
    pairs = [pair for chunk in chunks(batch) for pair in chunk]
    batch.unlink()
    return pairs
