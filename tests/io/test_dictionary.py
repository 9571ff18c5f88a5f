"""The data dictionary says what the tables hold."""

from __future__ import annotations

from pathlib import Path

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.io.dictionary import data_dictionary
from evextract.io.export import claims_frame, conflicts_frame, facts_frame
from evextract.records import Resolution

DOCUMENT = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


def test_document_is_fresh() -> None:
    stale = f"{DOCUMENT.name} is stale; run: python -m evextract.io.dictionary > docs/data-dictionary.md"
    assert DOCUMENT.read_text(encoding="utf-8") == data_dictionary(load_pack("ev")), stale


def test_every_column_and_attribute_has_a_line_with_a_meaning(resolution: Resolution, phones: DomainPack) -> None:
    lines = [line.split(" | ") for line in data_dictionary(phones).splitlines()]
    described = {cells[0].strip("| `"): cells[-1].strip(" |") for cells in lines if cells[0].startswith("| `")}
    frames = [make(resolution, phones) for make in (facts_frame, claims_frame, conflicts_frame)]
    for name in {column for frame in frames for column in frame.columns}:
        assert described[name], name
    assert set(phones.attributes) <= set(described)
