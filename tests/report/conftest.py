"""Reports to look at: a plain one, and one whose every text is an attack."""

from __future__ import annotations

import pytest

from evextract.domain.pack import DomainPack
from evextract.records import Article, Changes, Resolution
from report_pages import CHANGES, hostile_page, plain_page


@pytest.fixture
def changes() -> Changes:
    return CHANGES


@pytest.fixture
def page(resolution: Resolution, phones: DomainPack, articles: dict[str, Article]) -> str:
    return plain_page(resolution, phones, articles)


@pytest.fixture
def hostile(resolution: Resolution, phones: DomainPack) -> str:
    return hostile_page(resolution, phones)
