"""From articles to a file of claims, of a corpus of any size: articles and claims wait in a store that lasts as long as it takes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from evextract.claims.normalise import place, with_copies
from evextract.domain.pack import DomainPack
from evextract.io.articles import find_articles
from evextract.io.aside import Sorted
from evextract.io.claims import write_claims
from evextract.io.store import articles as stored
from evextract.io.store.base import create, transaction, writing
from evextract.io.store.copies import find_copies
from evextract.io.store.staging import SHARD_SIZE, stage
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.records import Claim, Rejected
from evextract.run.filed import seen
from evextract.run.parts import Setup
from evextract.run.pipeline import Progress, nothing_read
from evextract.run.shards import read_shards


@dataclass(frozen=True, slots=True)
class Extracted:
    """How many articles were read and claims written; the inputs that were left out, in the order of reading."""

    articles: int
    claims: int
    rejected: tuple[Rejected, ...]


def extract_file(
    paths: Iterable[str | Path],
    out: Path,
    *,
    pack: DomainPack,
    model: str = DEFAULT_MODEL,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Extracted:
    """Write the claims that :func:`~evextract.run.pipeline.extract` finds, in its order, into ``out`` (JSON lines).

    Of the corpus, only what names its articles and what can't be read is in memory. Raises what that function raises.
    """
    day = today or date.today()
    # First: a folder that can't be written must not cost the work of hours.
    out.parent.mkdir(parents=True, exist_ok=True)
    rejected: list[Rejected] = []
    with tempfile.TemporaryDirectory(prefix="evextract-") as folder:
        store = Path(folder) / "store"
        create(store)
        with writing(store) as base:
            setup = Setup.of(pack, model)
            found = find_articles(paths, split=split, published=published, today=day)
            items = seen(found, lambda item: rejected.append(item) if isinstance(item, Rejected) else None)
            arrivals = stage(base, items, setup=setup.digest, stale=(), size=SHARD_SIZE)
            if not arrivals.to_read:
                raise nothing_read(rejected)
            read_shards(base, store, setup, workers, arrivals.to_read, progress)
            with transaction(base):
                stored.take_in(base, stored.begin_batch(base, day, arrivals), setup.digest)
            copies = find_copies(base)
            claims: Sorted[Claim] = Sorted(Path(folder) / "claims")
            for _, said, _ in stored.iter_claims(base, store):
                for claim in with_copies(said, copies):
                    claims.put(place(claim), claim)
        return Extracted(arrivals.to_read, write_claims(claims, out), tuple(rejected))
