"""What a store shows: the files of a run's folder, made of all that it holds."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evextract.claims.normalise import place
from evextract.domain.pack import DomainPack
from evextract.io.changes import write_changes
from evextract.io.claims import write_claims, write_lines
from evextract.io.earlier import CLAIM_LINES, Earlier
from evextract.io.store import articles as stored
from evextract.io.store.base import setting
from evextract.io.store.facts import moves_of
from evextract.io.store.published import note
from evextract.io.texts import write_texts
from evextract.io.whole import UNFINISHED
from evextract.records import Decision, Rejected, Resolution
from evextract.run.changes import of_batch
from evextract.run.code import code_digest, version
from evextract.run.pipeline import as_rows, counts, now, versions, write_report, write_resolution, write_summary


@dataclass(frozen=True, slots=True)
class Settled:
    """What a store says under ``decisions``. ``doubtful``: values that were left out as impossible; ``earlier``: what
    still holds of the exports that are there.
    """

    resolution: Resolution
    doubtful: Sequence[Rejected]
    decisions: Sequence[Decision]
    earlier: Earlier | None


def publish(base: sqlite3.Connection, out: Path, pack: DomainPack, settled: Settled) -> None:
    """Write the files of a run's folder beside ``out``, then put them in place one by one."""
    resolution, earlier = settled.resolution, settled.earlier
    fresh = out.with_name(out.name + UNFINISHED)
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    rejected = stored.rejected(base)
    about: dict[str, object] = {"pack": pack.id, "model": setting(base, "model"), "versions": versions()}
    write_texts(stored.iter_articles(base), fresh / "articles.jsonl")
    claims = sorted(resolution.claims, key=place)
    if earlier is None:
        write_claims(claims, fresh / CLAIM_LINES)
    else:
        write_lines(earlier.lines(claims), fresh / CLAIM_LINES)
    write_resolution(resolution, pack, fresh, decisions=settled.decisions, earlier=earlier)
    *before, last = stored.batches(base)
    # The first batch has nothing before it that it could have changed.
    since = f"batch {before[-1].number}" if before else None
    changes = of_batch(moves_of(base, last.number), resolution, pack, since=since) if since is not None else None
    write_changes(changes, fresh / "changes.jsonl")
    texts = stored.iter_articles(base)
    write_report(resolution, pack, fresh, articles=texts, summary=about, rejected=rejected, changes=changes)
    summary = {
        "finished": now(),
        **about,
        "batch": last.number,
        "counts": counts(resolution, articles=stored.count(base), rejected=len(rejected)),
        "rejected": as_rows(rejected),
        "doubtful": as_rows(settled.doubtful),
    }
    write_summary(summary, fresh)
    out.mkdir(parents=True, exist_ok=True)
    for path in sorted(fresh.iterdir()):
        os.replace(path, out / path.name)
    fresh.rmdir()
    if changes is None:
        (out / "changes.jsonl").unlink(missing_ok=True)
    note(base, out, writer())


def writer() -> str:
    """What the tables depend on beside what they show. Another pack moves every subject."""
    return code_digest("io", "domain", "records.py") + version("pyarrow")
