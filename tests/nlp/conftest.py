"""One extractor for all tests of this folder: the model takes a second to load."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor
from evextract.nlp.facts.context import Context
from evextract.records import Article, Mention


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(load_pack("ev"))


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Callable[[str], Context]:
    """A text, annotated."""

    def annotate(text: str, published: date | None = date(2025, 5, 15)) -> Context:
        article = Article("a", text, published=published)
        return extractor.context(extractor.page(article, extractor.parse(text)))

    return annotate


@pytest.fixture(scope="session")
def mentions(extractor: Extractor) -> Callable[[str], list[Mention]]:
    """What a text says."""

    def extract(text: str, published: date | None = date(2025, 5, 15)) -> list[Mention]:
        return next(found for _, found in extractor.read([Article("a", text, published=published)]))

    return extract
