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
            "Mazda signed an agreement with Changan. The result will be a new Mazda crossover built in Thailand.",
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
        "The Mitsubishi Outlander EV could be a version of the Foxtron Model B, first shown in 2022.",
        "The Mitsubishi Outlander EV could be a version of the Foxtron Model B, originally shown in 2022.",
    ],
)
def test_a_participle_behind_an_adverb_is_of_the_name_before(mentions: Read, text: str) -> None:
    assert [m.subject for m in mentions(text) if m.attribute == "reveal_date"] == ["foxtron-model-b"]
