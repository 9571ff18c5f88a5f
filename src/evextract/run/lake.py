"""Articles that lie in Parquet files to claims in Parquet files, a job a file: as many machines as there are files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from evextract.errors import InputError
from evextract.io.store.files import iter_rows, write_claims_file
from evextract.records import Article, Claim, Rejected
from evextract.run.executors import Workers, work_off
from evextract.run.parts import Setup, parts_of, process_part

COLUMNS = ("id", "text", "title", "outlet", "published", "url")
"""What a file of articles may hold; ``id`` and ``text`` it must. ``published``: a date, a time, or YYYY-MM-DD."""


@dataclass(frozen=True, slots=True)
class FileJob:
    """Read the articles of ``source`` and write their claims into the folder ``target``; both are seen by all."""

    source: str
    target: str
    setup: str

    @property
    def key(self) -> str:
        return self.source

    @property
    def names(self) -> tuple[str, ...]:
        return (self.source,)


@dataclass(frozen=True, slots=True)
class FileDone:
    """``articles`` and ``claims`` are numbers; both are 0 for a file that was there already (``known``)."""

    source: str
    path: str
    articles: int = 0
    claims: int = 0
    known: bool = False


def process_lake(source: Path, target: Path, workers: Workers, setup: Setup) -> Iterator[FileDone]:
    """Every Parquet file below ``source`` to one of claims at the same place below ``target``.

    A claims file's name holds a digest of the articles' file and of ``setup``: files that are there are not made
    again, so that what was interrupted goes on. Copies are not looked for: that needs all articles at once.

    Raises :class:`~evextract.errors.InputError` where ``source`` holds no Parquet file, or one without ids or texts.
    """
    files = sorted(path for path in source.rglob("*.parquet") if path.is_file())
    if not files:
        raise InputError(f"{source}: holds no Parquet file")
    jobs = (FileJob(str(path), str(target / path.relative_to(source).parent), setup.digest) for path in files)
    return work_off(jobs, workers, process_file)


def process_file(job: FileJob) -> FileDone:
    """Done by a worker, which holds the claims of one file, and the texts of few of its articles."""
    source = Path(job.source)
    with source.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    made = hashlib.sha256(f"{job.setup} {digest}".encode()).hexdigest()[:16]
    path = Path(job.target) / f"{source.stem}-{made}.parquet"
    if path.is_file():
        return FileDone(job.source, str(path), known=True)
    articles = 0
    claims: list[Claim] = []
    doubtful: list[Rejected] = []
    for part in parts_of(_articles(source), job.setup):
        read = process_part(part)
        articles += len(part.articles)
        claims += read.claims
        doubtful += read.doubtful
    write_claims_file(path, claims, doubtful)
    for other in path.parent.glob(f"{source.stem}-{'[0-9a-f]' * 16}.parquet"):
        if other != path:  # Made of what the file was before, or by an earlier version.
            other.unlink(missing_ok=True)
    return FileDone(job.source, str(path), articles, len(claims))


def _articles(source: Path) -> Iterator[Article]:
    for number, row in enumerate(iter_rows(source), start=1):
        try:
            if not isinstance(row["id"], str) or not isinstance(row["text"], str):
                raise ValueError("id and text must be texts")
            texts = {name: row.get(name) or None for name in ("title", "outlet", "url")}
            yield Article(row["id"], row["text"], published=_day(row.get("published")), **texts)
        except (KeyError, ValueError) as problem:
            raise InputError(
                f"{source} row {number}: no article ({problem}); columns are {', '.join(COLUMNS)}"
            ) from problem


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str):
        return date.fromisoformat(value[:10]) if value else None
    return value if isinstance(value, date) else None
