"""What a sentence that names nothing tells is not of everything that was named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention

Read = Callable[..., list[Mention]]


def _told(found: list[Mention], attribute: str) -> list[str]:
    return [m.subject for m in found if m.attribute == attribute]


def test_a_vehicle_without_a_name_needs_a_word_for_it(mentions: Read) -> None:
    introduced = "The Kia EV3 is doing well. Kia is preparing an electric pickup for Brazil. "
    assert _told(mentions(introduced + "It has a range of 420 km."), "range") == ["kia-unnamed-electric-pickup"]
    assert _told(mentions(introduced + "Fast charging takes 28 minutes, as everywhere."), "charging_time") == []


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("BYD is hiring people. The annual capacity is 150,000 cars.", []),
        ("Polestar has capacity for 90,000 cars a year at a site near the sea.", []),
        ("Polestar wants to cut its global capacity to 90,000 cars a year.", ["polestar"]),
        ("BYD is hiring people. Across all its plants the annual capacity is 5 million cars.", ["byd"]),
    ],
)
def test_a_firm_has_the_capacity_of_all_its_works(mentions: Read, text: str, subjects: list[str]) -> None:
    assert _told(mentions(text), "production_capacity") == subjects


def test_what_is_counted_without_a_word_of_a_car_is_not_of_the_last_one(mentions: Read) -> None:
    two = (
        "The Skoda Elroq has 210 kW of power. The Elroq starts at 33,000 euros. The Skoda Epiq has a smaller battery. "
    )
    assert _told(mentions(two + "Registrations in Norway rose to 4,851 last year."), "sales") == []
    assert _told(mentions(two + "Skoda sold 4,851 units of the Epiq last year."), "sales") == ["skoda-epiq"]


def test_neither_plants_nor_names_that_nobody_knows_stand_for_the_last_vehicle(mentions: Read) -> None:
    told = "The GMC Hummer EV sells well. "
    assert _told(mentions(told + "The plant in Zilina is being converted to LFP cells."), "battery_chemistry") == []
    home = "The plant in Zilina, home to the Brightbox van until last October, stands empty."
    assert "gmc-hummer-ev" not in _told(mentions(told + home), "assembly_location")


def test_a_number_with_a_point_is_no_drive(mentions: Read) -> None:
    assert _told(mentions("The Acura RSX is late. A $4.4 billion plant will build it."), "drivetrain") == []
    assert _told(mentions("The Acura RSX is a 4×4."), "drivetrain") == ["acura-rsx"]


def test_where_something_is_made_it_is_not_sold(mentions: Read) -> None:
    assert _told(mentions("In India the Honda 0 Alpha is to be made in Tapukara from 2027."), "market") == []
