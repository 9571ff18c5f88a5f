"""Articles come back as they were read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evextract.errors import InputError
from evextract.io.texts import read_texts, write_texts
from evextract.records import Article

ARTICLES = (
    Article("a", "One line.\r\nAnother\u2028one, “quoted”.", "T", "The Ledger", date(2031, 3, 2), "https://ledger.example/a"),
    Article("b", "\ufeffBare"),
)  # fmt: skip


def test_articles_come_back(tmp_path: Path) -> None:
    assert write_texts(ARTICLES, tmp_path / "articles.jsonl") == 2
    assert tuple(read_texts(tmp_path / "articles.jsonl")) == ARTICLES


def test_no_file_no_articles_and_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    assert list(read_texts(path)) == []
    path.write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 1: no article"):
        list(read_texts(path))
