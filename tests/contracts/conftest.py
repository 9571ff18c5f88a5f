from __future__ import annotations

from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.run.pipeline import Run, run

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def ev() -> DomainPack:
    return load_pack("ev")


@pytest.fixture(scope="session")
def seeds(ev: DomainPack, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The sample articles, all the way."""
    return run([SEEDS], out=tmp_path_factory.mktemp("seeds"), pack=ev)
