"""Vehicles without a name beside others: what introduces one more, whose it is, and what points to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention

Read = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "subject", "attribute"),
    [
        (
            "Mazda has come to terms with Changan. The outcome is a Mazda crossover built in Thailand.",
            "mazda-unnamed-crossover",
            "assembly_location",
        ),
        (
            "Mazda will launch the MX-30 in May. Another EV developed by Changan will debut in Thailand in 2027.",
            "mazda-unnamed-ev",
            "developer",
        ),
        (
            "Mazda will launch the CX-30 in May. It is also working with Changan on a separate SUV for Thailand. "
            "The yet-unnamed model will arrive in 2027.",
            "mazda-unnamed-suv",
            "launch_date",
        ),
    ],
)
def test_one_more_vehicle(mentions: Read, text: str, subject: str, attribute: str) -> None:
    assert (subject, attribute) in {(m.subject, m.attribute) for m in mentions(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Kia EV5 may lend its body to the Hyundai Ioniq 5, first unveiled in 2021.",
        "The Kia EV5 may lend its body to the Hyundai Ioniq 5, originally unveiled in 2021.",
    ],
)
def test_a_participle_behind_an_adverb_is_of_the_name_before(mentions: Read, text: str) -> None:
    assert [m.subject for m in mentions(text) if m.attribute == "reveal_date"] == ["hyundai-ioniq-5"]
