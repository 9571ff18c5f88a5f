"""The articles of a run as they were read, in ``articles.jsonl``: what a report or an editor looks up later."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from evextract.errors import InputError
from evextract.io.claims import write_jsonl
from evextract.records import Article


def write_texts(articles: Iterable[Article], path: str | Path) -> int:
    """One article a line, whole or not at all; returns how many."""
    return write_jsonl(
        (
            {
                "id": article.id,
                "title": article.title,
                "outlet": article.outlet,
                "published": article.published.isoformat() if article.published else None,
                "url": article.url,
                "text": article.text,
            }
            for article in articles
        ),
        path,
    )


def read_texts(path: str | Path) -> Iterator[Article]:
    """What :func:`write_texts` wrote; nothing where the file is not there.

    Raises :class:`InputError` with file and line for a line that is none of its own.
    """
    if not Path(path).is_file():
        return
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                row = json.loads(line)
                day = date.fromisoformat(row["published"]) if row["published"] else None
                yield Article(row["id"], row["text"], row["title"], row["outlet"], day, row["url"])
            except (ValueError, KeyError, TypeError) as problem:
                raise InputError(f"{path} line {number}: no article ({problem}); run again") from problem
