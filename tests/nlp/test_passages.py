"""What the extractor gets right on invented passages about many makers: a floor that only ever rises."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from passage_scores import measure, read_passages

from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor

FLOORS = [
    (["dates", "markets", "platforms", "plants", "words", "ties"], 0.89, 0.81),
    (["figures", "whose"], 0.94, 0.84),
    (["launches", "origins", "firms", "arrivals", "allies"], 0.9, 0.8),
    (["articles_read"], 0.85, 0.75),
    (["unseen_companies", "unseen_vehicles"], 0.81, 0.69),
    (["unseen_events", "unseen_partners"], 0.79, 0.72),
    (["unseen_articles"], 0.75, 0.62),
    (["reports_read"], 0.7, 0.55),
    (["unseen_reports"], 0.71, 0.53),
    (["nameless"], 0.95, 0.83),
    (["lineups"], 0.97, 0.97),
    (["schedules"], 0.95, 0.9),
    (["constructions", "phrasing"], 0.97, 0.9),
    (["sites"], 0.97, 0.93),
    (["works"], 0.9, 0.75),
    (["rumours"], 0.95, 0.9),
]
"""Files, and the least precision and recall of their facts. Nobody reads the mistakes on ``unseen_…``."""


FIELDS = [(["stance", "versions", "scope"], {"polarity": 0.97, "modality": 0.97, "variant": 0.97, "market": 0.97})]
"""Files, and the least shares of right fields among their right facts."""


@pytest.mark.parametrize(("files", "precision", "recall"), FLOORS)
def test_facts_of_the_passages(extractor: Extractor, files: Sequence[str], precision: float, recall: float) -> None:
    pack = load_pack("ev")
    measured = measure(read_passages(pack, files), extractor, pack)
    assert measured.fact.precision >= precision
    assert measured.fact.recall >= recall
    assert measured.grounded == 1


@pytest.mark.parametrize(("files", "least"), FIELDS)
def test_fields_of_the_passages(extractor: Extractor, files: Sequence[str], least: dict[str, float]) -> None:
    pack = load_pack("ev")
    measured = measure(read_passages(pack, files), extractor, pack)
    assert {field: share for field, share in measured.facets.items() if share < least.get(field, 0)} == {}
    assert measured.fact.precision >= 0.95
    assert measured.fact.recall >= 0.9
