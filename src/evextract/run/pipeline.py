"""The whole way: read articles, extract claims, resolve them, write a run folder."""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from evextract.claims.normalise import place, with_copies
from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io.articles import read_articles
from evextract.io.changes import read_standing, write_changes
from evextract.io.claims import write_claims
from evextract.io.conflicts import write_conflicts
from evextract.io.copies import Copies
from evextract.io.decisions import read as read_decisions
from evextract.io.earlier import Earlier
from evextract.io.export import write_tables, write_things
from evextract.io.texts import write_texts
from evextract.io.whole import write_whole
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.records import Article, Changes, Claim, Decision, Rejected, Resolution
from evextract.report.html import render_report
from evextract.report.view import build_view
from evextract.resolve.editors.amend import new_things
from evextract.resolve.judge import resolve
from evextract.run.changes import compare
from evextract.run.code import version
from evextract.run.executors import local_workers, process_parts
from evextract.run.parts import Part, Setup, full_parts, share_out

Progress = Callable[[int, int], None]
"""Called with the number of articles done and the number of all."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read and found: articles, claims, and what was left out (inputs and impossible values)."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    rejected: tuple[Rejected, ...]
    doubtful: tuple[Rejected, ...]
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: everything that its folder holds, as records."""

    folder: Path
    extraction: Extraction
    resolution: Resolution


def extract(
    paths: Iterable[str | Path],
    *,
    pack: DomainPack,
    model: str = DEFAULT_MODEL,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Extraction:
    """Read the articles behind ``paths`` and extract their claims, in this process or in several ``workers``.

    Raises :class:`InputError` where ``paths`` hold no readable article at all, :class:`ModelError` and
    :class:`PackError` where the set-up is wrong. Single bad inputs are in ``rejected``.
    """
    clock = time.perf_counter()
    reading = read_articles(paths, split=split, published=published, today=today)
    seconds = {"read": time.perf_counter() - clock}
    if not reading.articles:
        raise nothing_read(reading.rejected)
    clock = time.perf_counter()
    setup = Setup.of(pack, model)
    ready = local_workers(setup, min(workers, full_parts(len(reading.articles))))
    seconds["load model"] = time.perf_counter() - clock
    clock = time.perf_counter()
    claims: list[Claim] = []
    doubtful: list[Rejected] = []
    copies = Copies()
    done = 0

    def parts() -> Iterator[Part]:
        for part in share_out(reading.articles, setup.digest, ready.count):
            yield part
            for article in part.articles:  # While workers read.
                copies.add(article)

    for read in process_parts(parts(), ready):
        claims += read.claims
        doubtful += read.doubtful
        done += len(read.articles)
        if progress is not None:
            progress(done, len(reading.articles))
    seconds["extract"] = time.perf_counter() - clock
    # By article and place, so that neither the order of files nor that of workers changes what is written.
    claims.sort(key=place)
    doubtful.sort(key=lambda left_out: left_out.where)
    return Extraction(
        reading.articles, tuple(with_copies(claims, copies.found())), reading.rejected, tuple(doubtful), seconds
    )


def nothing_read(rejected: Sequence[Rejected]) -> InputError:
    """What to raise where no input is an article, with the first reasons."""
    reasons = "\n".join(f"  {r.where}: {r.because}" for r in rejected[:20])
    return InputError(f"no article could be read:\n{reasons or '  give files, folders or patterns'}")


def run(
    paths: Iterable[str | Path],
    *,
    out: Path,
    pack: DomainPack,
    model: str = DEFAULT_MODEL,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Run:
    """Extract, resolve and write everything into the folder ``out`` (created; its files are replaced).

    What editors decided in that folder stays and holds for the new claims too.
    """
    out.mkdir(parents=True, exist_ok=True)  # First: a folder that can't be written must not cost the work of hours.
    extraction = extract(
        paths, pack=pack, model=model, split=split, published=published, today=today, workers=workers, progress=progress
    )
    clock = time.perf_counter()
    decisions = read_decisions(out)
    resolution = resolve(extraction.claims, pack, decisions=decisions)
    extraction.seconds["resolve"] = time.perf_counter() - clock
    clock = time.perf_counter()
    before = read_standing(out)
    (out / "run.json").unlink(missing_ok=True)  # Written last: a folder without it is no finished run.
    write_texts(sorted(extraction.articles, key=lambda article: article.id), out / "articles.jsonl")
    write_claims(extraction.claims, out / "claims.jsonl")
    write_resolution(resolution, pack, out, decisions=decisions)
    changes = None if before is None else compare(before, resolution, pack)
    write_changes(changes, out / "changes.jsonl")
    extraction.seconds["write"] = time.perf_counter() - clock
    summary = summarise(extraction, resolution, pack=pack, model=model)
    write_report(
        resolution, pack, out, articles=extraction.articles, summary=summary, rejected=extraction.rejected, changes=changes
    )  # fmt: skip
    write_summary(summary, out)
    return Run(out, extraction, resolution)


def write_resolution(
    resolution: Resolution,
    pack: DomainPack,
    out: Path,
    *,
    decisions: Sequence[Decision] = (),
    earlier: Earlier | None = None,
) -> None:
    """Fact and claim tables, ``things.csv`` and ``conflicts.jsonl``."""
    out.mkdir(parents=True, exist_ok=True)
    write_tables(resolution, pack, out, earlier=earlier)
    write_things(new_things(resolution, pack, decisions), pack, out)
    write_conflicts(resolution, out / "conflicts.jsonl")


def write_report(
    resolution: Resolution,
    pack: DomainPack,
    out: Path,
    *,
    articles: Iterable[Article] = (),
    summary: dict[str, object],
    rejected: Sequence[Rejected] = (),
    changes: Changes | None = None,
) -> Path:
    """``report.html`` in ``out``; its path. ``changes`` are what is new since an earlier run."""
    shown = {k: v for k, v in summary.items() if k in {"finished", "versions", "pack", "model"}}
    view = build_view(resolution, pack, {a.id: a for a in articles}, run=shown, rejected=rejected, changes=changes)
    return write_whole(render_report(view), out / "report.html")


def write_summary(summary: dict[str, object], out: Path) -> None:
    """``run.json`` in ``out``."""
    write_whole(json.dumps(summary, ensure_ascii=False, indent=1) + "\n", out / "run.json")


def summarise(extraction: Extraction, resolution: Resolution, *, pack: DomainPack, model: str) -> dict[str, object]:
    """What ``run.json`` says."""
    return {
        "finished": now(),
        "pack": pack.id,
        "model": model,
        "versions": versions(),
        "counts": counts(resolution, articles=len(extraction.articles), rejected=len(extraction.rejected)),
        "seconds": {name: round(value, 3) for name, value in extraction.seconds.items()},
        "rejected": as_rows(extraction.rejected),
        "doubtful": as_rows(extraction.doubtful),
    }


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def counts(resolution: Resolution, *, articles: int, rejected: int) -> dict[str, int]:
    return {
        "articles": articles,
        "copies": len({c.source.article_id for c in resolution.claims if c.source.copy_of}),
        "claims": len(resolution.claims),
        "facts": len(resolution.facts),
        "conflicts": len(resolution.conflicts),
        "open conflicts": sum(c.resolved is None for c in resolution.conflicts),
        "rejected inputs": rejected,
    }


def as_rows(rejected: Iterable[Rejected]) -> list[dict[str, str]]:
    return [{"where": r.where, "step": r.step, "because": r.because} for r in rejected]


def versions() -> dict[str, str]:
    """Of Python and what else may change the outcome."""
    names = ("evextract", "spacy", "quantulum3", "dateparser", "pandas")
    return {"python": platform.python_version(), **{name: version(name) for name in names}}
