"""Whose dollars a bare "$" stands for."""

from __future__ import annotations

import pytest

from evextract.nlp.quantities import QuantityMention, with_local_dollars
from evextract.records import Quantity

BARE = "The tent sells for $450"


def units_of(text: str, *written: str) -> list[str]:
    mentions = [
        QuantityMention(text.index(w), text.index(w) + len(w), Quantity(450, 450, "USD", written=w), text.index(w))  # type: ignore[arg-type]
        for w in written
    ]
    return [m.quantity.unit for m in with_local_dollars(mentions, text)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (f"{BARE}.", "USD"),
        (f"{BARE} before on-road costs.", "AUD"),
        (f"{BARE} drive-away in Australia and New Zealand.", "AUD"),
        (f"{BARE} plus on-road costs in New Zealand.", "NZD"),
        (f"Tents for Canada\n\n{BARE}.", "CAD"),
        (f"Tents for Canada\n\n{BARE}, as in the US.", "USD"),
        (f"Tents for Canada and Australia\n\n{BARE}.", "USD"),
    ],
)
def test_the_words_of_a_showroom_tell_whose_dollars_they_are(text: str, unit: str) -> None:
    assert units_of(text, "$450") == [unit]


def test_dollars_that_are_called_american_stay_so() -> None:
    assert units_of("It is $450 before on-road costs here and US$300 there.", "$450", "US$300") == ["AUD", "USD"]
