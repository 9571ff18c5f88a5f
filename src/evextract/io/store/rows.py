"""Articles as rows of the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from evextract.records import Article

COLUMNS = "id, text, title, outlet, published, url"


def article_of(cells: Sequence[Any]) -> Article:
    id_, text, title, outlet, published, url = cells
    return Article(id_, text, title, outlet, date.fromisoformat(published) if published else None, url)


def cells_of(article: Article) -> tuple[str | None, ...]:
    day = article.published.isoformat() if article.published else None
    return (article.id, article.text, article.title, article.outlet, day, article.url)
