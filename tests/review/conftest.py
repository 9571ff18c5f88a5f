"""The app over a small run folder, as a browser on this machine sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evextract.domain.pack import DomainPack
from evextract.review.app import make_app
from evextract.review.desk import Desk
from evextract.review.security import Keys
from review_world import HOME, Visitor, write_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "run")


@pytest.fixture
def desk(folder: Path, phones: DomainPack) -> Desk:
    return Desk(folder, phones)


@pytest.fixture
def visit(desk: Desk) -> Callable[..., Visitor]:
    """Makes a visitor; ``token``: what the server asks for."""

    def made(token: str | None = None, follow: bool = True) -> Visitor:
        app = make_app(desk, keys=Keys.new(token), hosts=("127.0.0.1", "localhost"), editor="Ada")
        return Visitor(app, base_url=HOME, follow_redirects=follow)

    return made


@pytest.fixture
def visitor(visit: Callable[..., Visitor]) -> Visitor:
    return visit()
