"""What closes, and who takes what over, where other nouns stand beside the plant or the firm."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article

CASES = {
    "Kia will close its plant in Zilina at the end of 2027.": {"kia-zilina-plant plant_closure"},
    "Kia will cease operations at its plant in Zilina at the end of 2027.": {"kia-zilina-plant plant_closure"},
    "Kia, which runs a plant in Zilina, closed nine showrooms in May 2025.": set(),
    "Kia will shut one of three Zilina plants in May 2027.": set(),
    "Lotus was bought by the American start-up Canoo in May.": {"canoo acquisition"},
    "Kia will close its plant in Zilina, which it opened in 2006, in May 2027.": {"kia-zilina-plant plant_closure"},
    "Kia will end vehicle production at its plant in Zilina in May 2027.": {"kia-zilina-plant plant_closure"},
    "Canoo assembles the van that it sells to Walmart.": set(),
    "Geely has taken full control of Lotus.": {"geely acquisition"},
}


@pytest.mark.parametrize("text", CASES)
def test_only_what_is_named_closes_or_changes_hands(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    found = {f"{m.subject} {m.attribute}" for m in mentions if m.attribute in {"plant_closure", "acquisition"}}
    assert found == CASES[text]
