"""Who owns a share, told by the words right around it."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Quantity

CASES = {
    "Subaru did well. Mazda, in which it holds 5.5 percent, will build a sedan.": {"subaru 5.5 mazda"},
    "Mazda buys cells from Gotion, in which it owns about 4 percent.": {"mazda 4 gotion"},
    "Mazda do Brasil, of which Subaru has had 26 percent since May, will build a sedan.": {"subaru 26 None"},
    "Gotion, in whose European arm Subaru holds 30 percent, will build cells.": {"subaru 30 None"},
    "Subaru has 75 percent of the venture, Mazda owns 25.": {"subaru 75 None", "mazda 25 None"},
    "Gotion, a venture of Subaru (60 percent) and Mazda (40 percent), will build cells.": {
        "subaru 60 gotion",
        "mazda 40 gotion",
    },
    "Subaru's stake in Mazda has grown to 15 percent.": {"subaru 15 mazda"},
    "Subaru sold its 15 percent of Mazda in May.": {"subaru 15 mazda"},
    "Subaru sold 90,400 cars. Of these, 9,100 were electric, corresponding to a share of 10 percent.": set(),
    "Mazda, in which Subaru has a stake of 30 percent while India Development Bank owns 12 percent, did well.": {
        "subaru 30 mazda",
        "india-development-bank 12 mazda",
    },
    "Subaru sold a 15 percent stake in Mazda.": set(),
    "Gotion said that Subaru had written off its stake, as had Tenaga Baru, which owned 12 percent.": {
        "tenaga-baru 12 None"
    },
    "Mazda has orders. Gotion is now 79 percent owned by the state.": set(),
    "Gotion is 79 percent owned by the Malaysian state.": {"malaysian-state 79 gotion"},
    "Mazda is 51 percent owned by Subaru and 49 percent by Malaysia's Tenaga Baru.": {
        "subaru 51 mazda",
        "tenaga-baru 49 mazda",
    },
}


@pytest.mark.parametrize("text", CASES)
def test_the_owner_of_a_share_is_told_beside_it(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    stakes = [m for m in mentions if m.attribute == "stake" and isinstance(m.value, Quantity)]
    assert {f"{m.subject} {m.value.high:f} {m.scope.object}" for m in stakes} == CASES[text]


def test_what_is_to_be_cut_is_held_until_then(extractor: Extractor) -> None:
    [(_, mentions)] = extractor.read([Article("a", "Subaru plans to cut its 15% stake in Mazda to about 6%.")])
    stakes = [m for m in mentions if m.attribute == "stake" and isinstance(m.value, Quantity)]
    assert {(f"{m.value.high:f}", m.modality.value) for m in stakes if isinstance(m.value, Quantity)} == {
        ("15", "asserted"),
        ("6", "planned"),
    }
