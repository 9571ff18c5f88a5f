"""A batch of articles into a store: only what is new is read, and a batch counts when all of it is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evextract.claims.normalise import place, with_copies
from evextract.domain.identity import digest
from evextract.domain.pack import DomainPack
from evextract.errors import StoreError
from evextract.io.articles import find_articles
from evextract.io.decisions import read as read_decisions
from evextract.io.earlier import Earlier
from evextract.io.store import articles as stored
from evextract.io.store.base import create, set_setting, setting, transaction, writing
from evextract.io.store.copies import find_copies
from evextract.io.store.facts import Moves, record_facts
from evextract.io.store.files import clear_unfinished
from evextract.io.store.lock import locked
from evextract.io.store.memory import Memory
from evextract.io.store.published import take_back
from evextract.io.store.staging import SHARD_SIZE, Arrivals, stage
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.records import Claim, Rejected, Resolution
from evextract.run.code import code_digest
from evextract.run.moved import resolve_moved
from evextract.run.parts import Setup
from evextract.run.pipeline import Progress, nothing_read
from evextract.run.publish import Settled, publish, writer
from evextract.run.shards import read_shards
from evextract.run.uncollected import uncollected

EXPORTS = "exports"


@dataclass(frozen=True, slots=True)
class Done:
    """A finished batch: what came in, what it moved, all that now holds, and where it is written."""

    arrivals: Arrivals
    moves: Moves
    articles: int
    resolution: Resolution
    rejected: tuple[Rejected, ...]
    folder: Path


def add_batch(
    paths: Iterable[str | Path],
    *,
    store: Path,
    pack: DomainPack,
    out: Path | None = None,
    model: str = DEFAULT_MODEL,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    workers: int = 1,
    shard_size: int = SHARD_SIZE,
    progress: Progress | None = None,
) -> Done:
    """Read what is new behind ``paths`` into the folder ``store``, and write its exports into ``out``.

    An article that the store knows is skipped; another text under a known id corrects it. A call that was interrupted
    is made good by the same call again, which reads only the shards that were not finished. Where pack, model or
    evextract changed, everything is read again.

    Raises :class:`~evextract.errors.StoreError` where another run writes to the store, where it belongs to another
    pack or a newer evextract, and where the disk is full; :class:`~evextract.errors.InputError` where there is nothing
    to read and nothing was read before.
    """
    folder = out or store / EXPORTS
    with locked(store):
        create(store)
        clear_unfinished(store / stored.CLAIMS)
        with writing(store) as base:
            _check_pack(base, store, pack)
            setup = Setup.of(pack, model)
            day = max(today or date.today(), stored.last_day(base))
            items = find_articles(paths, split=split, published=published, today=day)
            stale = stored.stale(base, store, setup.digest)
            arrivals = stage(base, items, setup=setup.digest, stale=stale, size=shard_size)
            rejected = stored.turned_away(base)
            if not arrivals.to_read and not stored.count(base):
                raise nothing_read(rejected)
            read_shards(base, store, setup, workers, arrivals.to_read, progress)
            with uncollected():
                with transaction(base):
                    batch = stored.begin_batch(base, day, arrivals)
                    new = stored.take_in(base, batch, setup.digest)
                    set_setting(base, "model", model)
                    settled, moves = _settle(base, store, setup, folder, batch, new)
                    if not arrivals.to_read and moves == Moves(0, 0, 0):
                        stored.drop_batch(base, batch)
                publish(base, folder, pack, settled)
            stored.remove_unused(base, store)
            return Done(arrivals, moves, stored.count(base), settled.resolution, rejected, folder)


def withdraw(ids: Sequence[str], *, store: Path, pack: DomainPack, out: Path | None = None) -> Done:
    """Take back what the articles ``ids`` say; given again as they were, they stay away.

    Raises :class:`~evextract.errors.InputError` for an unknown id, which then withdraws nothing, and
    :class:`~evextract.errors.StoreError` as :func:`add_batch`.
    """
    folder = out or store / EXPORTS
    with locked(store), writing(store) as base, uncollected():
        _check_pack(base, store, pack)
        with transaction(base):
            batch = stored.begin_batch(base, max(date.today(), stored.last_day(base)), Arrivals(), len(set(ids)))
            stored.take_out(base, batch, dict.fromkeys(ids))
            settled, moves = _settle(base, store, _setup(base, pack), folder, batch, set())
        publish(base, folder, pack, settled)
        stored.remove_unused(base, store)
        return Done(Arrivals(), moves, stored.count(base), settled.resolution, (), folder)


def refresh(*, store: Path, pack: DomainPack, out: Path | None = None) -> Done:
    """Make facts and exports anew, after editors have decided something. Facts that moved get a batch of their own.

    Raises :class:`~evextract.errors.StoreError` as :func:`add_batch`.
    """
    folder = out or store / EXPORTS
    with locked(store), writing(store) as base, uncollected():
        _check_pack(base, store, pack)
        with transaction(base):
            batch = stored.begin_batch(base, max(date.today(), stored.last_day(base)), Arrivals())
            settled, moves = _settle(base, store, _setup(base, pack), folder, batch, set())
            if moves == Moves(0, 0, 0):
                stored.drop_batch(base, batch)
        publish(base, folder, pack, settled)
        return Done(Arrivals(), moves, stored.count(base), settled.resolution, (), folder)


def _check_pack(base: sqlite3.Connection, store: Path, pack: DomainPack) -> None:
    made = setting(base, "pack")
    if made is not None and made != pack.id:
        raise StoreError(f"{store}: belongs to the pack {made}, not to {pack.id}; give --pack {made}, or another store")
    if made is None:
        set_setting(base, "pack", pack.id)


def _setup(base: sqlite3.Connection, pack: DomainPack) -> Setup:
    """That with which the store was read."""
    return Setup.of(pack, setting(base, "model") or DEFAULT_MODEL)


def _rules(setup: Setup) -> str:
    """What outcomes depend on beside claims: the pack, of which the set-up leaves one part out, and the code."""
    resolver = code_digest("resolve", "domain", "records.py", "io/store/memory.py")
    return digest((setup.digest, repr(setup.pack.resolution), resolver), 32)


def _settle(
    base: sqlite3.Connection, store: Path, setup: Setup, folder: Path, batch: int, new: set[str]
) -> tuple[Settled, Moves]:
    """Resolve what the store now says, and write down which facts moved."""
    claims: list[Claim] = []
    doubtful: list[Rejected] = []
    origins: dict[str, str] = {}
    for shard, said, left_out in stored.iter_claims(base, store):
        claims += said
        origins |= dict.fromkeys((claim.id for claim in said), shard)
        doubtful += left_out
    claims.sort(key=place)
    doubtful.sort(key=lambda each: each.where)
    decisions = read_decisions(store)
    moved = resolve_moved(
        with_copies(claims, find_copies(base)),
        setup.pack,
        decisions=decisions,
        memory=Memory(base, _rules(setup)),
        origins=origins,
    )
    moves = record_facts(base, batch, moved.resolution, new, still=moved.still, alike=moved.alike)
    earlier = Earlier(folder, moved.alike) if take_back(base, folder, writer()) else None
    return Settled(moved.resolution, doubtful, decisions, earlier), moves
