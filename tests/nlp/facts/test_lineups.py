"""Plans for many cars: what is no car of its own, no market and no place where one is made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention

Read = Callable[..., list[Mention]]


def told(found: list[Mention]) -> set[tuple[str, str, str]]:
    return {(m.subject, m.attribute, m.value.id) for m in found if isinstance(m.value, EntityRef)}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Alpine A110 replaces a petrol model whose production ended at Dieppe in June.", "petrol-model"),
        ("Kia will show the EV4 and the EV5. One of them is a hatchback that will arrive in May.", "hatchback"),
        ("Kia sells the EV3 in Spain. The EV3 will offer a hatchback with more room to nobody.", "kia-unnamed"),
        ("Would Kia build one more electric model in Spain by 2028?", "electric-model"),
    ],
)
def test_no_car_of_its_own(mentions: Read, text: str, word: str) -> None:
    assert not [m.subject for m in mentions(text) if word in m.subject]


@pytest.mark.parametrize(
    "text",
    [
        "The Germans build the Ford Tourneo Connect in Poznan.",
        "Germany makes cars that cost too much, and Ford sells the Tourneo Connect there.",
        "Germany builds on batteries. The Ford Tourneo Connect is sold there.",
    ],
)
def test_country_that_builds_none(mentions: Read, text: str) -> None:
    assert not {t for t in told(mentions(text)) if t[1:] == ("assembly_location", "DE")}


def test_verb_behind_a_maker_is_no_name(mentions: Read) -> None:
    found = mentions("Lexus is building a van in Shanghai. The Lexus IS is sold in Japan.")
    assert [m.subject for m in found if m.subject == "lexus-is" and m.attribute != "market"] == []


@pytest.mark.parametrize(
    "text",
    [
        "Kia in China\n\nChina\n\nThe Kia EV5 will arrive in May.",  # one such line is no walk through the world
        "Kia abroad\n\nEurope\n\nThe Kia EV5 arrives in May.\n\nMore\n\nThe Kia EV5 is five metres long.",
        "Kia abroad\n\nEurope\n\nThe Kia EV5 has won.\n\nChina\n\nThe Kia EV5 will arrive in Thailand in May.",
    ],
)
def test_market_that_no_heading_tells(mentions: Read, text: str) -> None:
    assert not {t for t in told(mentions(text)) if t[1] == "market" and t[2] in {"europe", "CN"}}


def test_each_place_is_told_of_one(mentions: Read) -> None:
    found = told(mentions("BYD will launch a minivan for Brazil and a pickup for Australia."))
    assert ("byd-unnamed-minivan", "market", "BR") in found
    assert ("byd-unnamed-pickup", "market", "AU") in found
    assert ("byd-unnamed-minivan", "market", "AU") not in found


def test_one_place_for_all(mentions: Read) -> None:
    found = told(mentions("Next year it will launch the BYD Dolphin and the BYD Atto 2 in Australia in May 2027."))
    assert {("byd-dolphin", "market", "AU"), ("byd-atto-2", "market", "AU")} <= found
