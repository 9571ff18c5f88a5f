"""Read articles from files, folders, patterns and dumps."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from pathlib import Path

from evextract.errors import ArticleError
from evextract.io.formats import Draft, read_file
from evextract.io.metadata import INDEX_NAME, Metadata, parse_published, read_index
from evextract.io.paths import LEADS_OUT, leads_out, list_files
from evextract.io.split import split_dump
from evextract.records import LONGEST_ARTICLE, Article, Rejected

MAX_BYTES = 5_000_000
REPEAT = "repeat"
"""The step at which an article is left out that was read already."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article and where it was read. ``named``: whether the id was given with it, or else made of the file's name.

    ``origin`` is the file's real path and the place in it; the same file read again has the same.
    """

    article: Article
    where: str
    origin: str
    named: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, in the order of reading, and what could not be."""

    articles: tuple[Article, ...]
    rejected: tuple[Rejected, ...]


def read_articles(
    paths: Iterable[str | Path],
    *,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    max_bytes: int = MAX_BYTES,
) -> Reading:
    """All articles behind ``paths``; :func:`iter_articles` tells how."""
    articles: list[Article] = []
    rejected: list[Rejected] = []
    for item in iter_articles(paths, split=split, published=published, today=today, max_bytes=max_bytes):
        if isinstance(item, Article):
            articles.append(item)
        else:
            rejected.append(item)
    return Reading(tuple(articles), tuple(rejected))


def iter_articles(
    paths: Iterable[str | Path],
    *,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Article | Rejected]:
    """The articles in files, folders and patterns, one file after the other, and what can't be read.

    ``split`` is ``auto``, ``never`` or a pattern for :func:`~evextract.io.split.split_dump`, and concerns plain text
    and Markdown without front matter. ``published`` is the day of articles that state none. An article's id is its
    file's stem, or the id that its line or front matter gives; parts of a dump are ``STEM#01``, ``STEM#02`` …. The
    text is the file's own, decoded, less a byte order mark; line ends are kept, so offsets hold in the file too.

    A folder's ``index.jsonl`` overrides what its files say of themselves; the row of a dump holds for all parts that
    have no row of their own. An id that is taken by another article gets its folder's name before it (``may/report``),
    or a number after it (``report~2``); an article that repeats an id and its text is rejected. A date that can't be
    used is rejected, its article is kept without a date.

    Nothing in an input raises; a pattern in ``split`` that is no regular expression raises InputError at once.
    """
    found = find_articles(paths, split=split, published=published, today=today, max_bytes=max_bytes)
    return (item.article if isinstance(item, Found) else item for item in found)


def find_articles(
    paths: Iterable[str | Path],
    *,
    split: str = "auto",
    published: date | None = None,
    today: date | None = None,
    max_bytes: int = MAX_BYTES,
) -> Iterator[Found | Rejected]:
    """As :func:`iter_articles`, with the place where each article stands."""
    split_dump("", how=split)
    listing = list_files(paths)
    return _read_all(listing.files, listing.rejected, split, published, today or date.today(), max_bytes)


def _read_all(
    files: Iterable[Path], rejected: Iterable[Rejected], split: str, published: date | None, today: date, max_bytes: int
) -> Iterator[Found | Rejected]:
    yield from rejected
    taken: dict[str, bytes] = {}
    folder: Path | None = None
    index: dict[str, Metadata] = {}
    for path in files:
        if path.parent != folder:
            folder, index = path.parent, {}
            yield from _load_index(folder / INDEX_NAME, index, max_bytes)
        try:
            for draft in read_file(path, path.as_posix(), max_bytes=max_bytes):
                if isinstance(draft, Rejected):
                    yield draft
                    continue
                for id_, text, metadata in _parts(draft, path.stem, index, split):
                    for item in _finish(id_, text, metadata, draft.where, path, taken, published, today):
                        if isinstance(item, Rejected):
                            yield item
                        else:
                            place = draft.where.removeprefix(path.as_posix()) + id_.removeprefix(draft.id or path.stem)
                            yield Found(item, draft.where, os.path.realpath(path) + place, draft.id is not None)
        except ArticleError as error:
            yield Rejected(error.where, "read", error.why)


def _load_index(path: Path, into: dict[str, Metadata], max_bytes: int) -> Iterator[Rejected]:
    if not path.is_file():
        return
    where = path.as_posix()
    if leads_out(path, os.path.realpath(path.parent)):
        yield Rejected(where, "read", LEADS_OUT)
        return
    try:
        for row in read_index(path, where, max_bytes=max_bytes):
            if isinstance(row, Rejected):
                yield row
            elif row[0] in into:
                yield Rejected(where, "read", f"a second row for {row[0]}; the first holds")
            else:
                into[row[0]] = row[1]
    except OSError as error:
        yield Rejected(where, "read", f"can't be read: {error.strerror or type(error).__name__}")


def _parts(draft: Draft, stem: str, index: dict[str, Metadata], split: str) -> Iterator[tuple[str, str, Metadata]]:
    id_ = draft.id or stem
    own = index.get(id_, Metadata()).over(draft.metadata)
    spans = [] if draft.whole else split_dump(draft.text, how=split)
    if len(spans) <= 1 and (not spans or spans[0] == (0, len(draft.text))):
        yield id_, draft.text, own
        return
    width = max(2, len(str(len(spans))))
    for number, (start, end) in enumerate(spans, 1):
        part = f"{id_}#{number:0{width}d}"
        yield part, draft.text[start:end], index.get(part, Metadata()).over(own)


def _finish(
    id_: str,
    text: str,
    metadata: Metadata,
    where: str,
    path: Path,
    taken: dict[str, bytes],
    default: date | None,
    today: date,
) -> Iterator[Article | Rejected]:
    if len(text) > LONGEST_ARTICLE:
        limit = f"more than the limit of {LONGEST_ARTICLE:,}"
        yield Rejected(where, "read", f"{id_} has {len(text):,} characters, {limit}; split it into its articles")
        return
    digest = blake2b(text.encode(), digest_size=8).digest()
    if id_ in taken:
        if taken[id_] == digest:
            yield Rejected(where, REPEAT, f"repeats the id {id_} and its text; read once")
            return
        id_ = _free_id(id_, path, taken)
    taken[id_] = digest
    try:
        day = parse_published(metadata.published, today=today) or default
    except ValueError as error:
        day = None
        yield Rejected(where, "date", f"{error}; {id_} is kept without a date")
    yield Article(id_, text, metadata.title, metadata.outlet, day, metadata.url)


def _free_id(id_: str, path: Path, taken: dict[str, bytes]) -> str:
    folder = path.parent.name
    if folder and (named := f"{folder}/{id_}") not in taken:
        return named
    number = 2
    while (numbered := f"{id_}~{number}") in taken:
        number += 1
    return numbered
