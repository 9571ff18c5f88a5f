"""The language model and the shared unit table, loaded once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from evextract.domain.load import load_pack
from evextract.nlp.model.build import load_language
from evextract.nlp.quantities import QuantityMention, QuantityUnits, find_quantities
from evextract.records import Bound


@pytest.fixture(scope="session")
def language() -> Language:
    return load_language()


@pytest.fixture(scope="session")
def shared_pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A pack that has nothing but what all packs share."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "pack.toml").write_text('id = "bare"\ntitle = "Bare"\n', encoding="utf-8")
    return str(folder)


@pytest.fixture(scope="session")
def units(shared_pack: str) -> QuantityUnits:
    pack = load_pack(shared_pack)
    return QuantityUnits(pack.units, pack.home_currencies)


@pytest.fixture(scope="session")
def find(language: Language, units: QuantityUnits) -> Callable[[str], list[QuantityMention]]:
    """The mentions of a text, after a check that their offsets are right."""

    def run(text: str) -> list[QuantityMention]:
        found = find_quantities(language(text), units)
        assert [m.start for m in found] == sorted(m.start for m in found)
        for m in found:
            assert text[m.start : m.end] == m.quantity.written
            assert 0 <= m.bound_start <= m.start < m.end
        return found

    return run


@pytest.fixture(scope="session")
def read(find: Callable[[str], list[QuantityMention]]) -> Callable[[str], list[str]]:
    """The quantities of a text in short: "<5 m", "250..300 mi", "3 count doors", "up 4 %"."""
    return lambda text: [short(m) for m in find(text)]


def short(m: QuantityMention) -> str:
    q = m.quantity
    sign = "" if q.bound in (Bound.EXACT, Bound.RANGE) else q.bound.value
    number = f"{q.low}..{q.high}" if q.bound is Bound.RANGE else f"{q.low}"
    parts = [m.change or "", f"{sign}{number}", q.unit, m.noun or "", f"per {m.per}" if m.per else ""]
    return " ".join(part for part in parts if part)
