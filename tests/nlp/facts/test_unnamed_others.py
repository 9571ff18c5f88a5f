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


def test_one_more_body_is_of_the_car_in_focus(mentions: Read) -> None:
    found = mentions("The Kia EV4 went on sale in May. A convertible will follow in 2027.")
    assert not [m for m in found if "unnamed" in m.subject]
    told = {(m.subject, m.attribute, m.scope.variant) for m in found}
    assert {("kia-ev4", "body_style", "convertible"), ("kia-ev4", "launch_date", "convertible")} <= told


@pytest.mark.parametrize(
    "text",
    [
        "The Kia EV4 sedan went on sale in May. There's also a 48-volt hybrid with 120 kW.",
        "Mazda has not built a car in Thailand since 2019.",
        "Mazda plans to build two electric sedans in Thailand. Both will have a 70 kWh battery.",
        "Mazda will launch two small SUVs in Thailand in 2027.",
    ],
)
def test_no_vehicle_of_its_own(mentions: Read, text: str) -> None:
    assert not [m for m in mentions(text) if "unnamed" in m.subject]


def test_one_each_of_two_makers(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("Both Kia and Hyundai will launch new crossovers. Both crossovers will be made in Georgia.")
    assert ("kia-unnamed-crossover", "assembly_location") in {(m.subject, m.attribute) for m in found}
