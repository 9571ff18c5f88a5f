"""Lists of versions and cars: each member has what is said of them, or its own value where there are as many."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention, Quantity

Read = Callable[..., list[Mention]]


def versions(found: list[Mention], attribute: str) -> set[tuple[str | None, int]]:
    return {
        (m.scope.variant, int(m.value.low)) for m in found if m.attribute == attribute and isinstance(m.value, Quantity)
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Kia EV3 is new. The Air, Sport and Touring trims have an 81-kWh battery.",
        "At first the Air, Sport and Touring versions of the Kia EV3 have an 81-kWh battery.",
    ],
)
def test_listed_versions_share_a_value(mentions: Read, text: str) -> None:
    assert versions(mentions(text), "battery_capacity") == {("Air", 81), ("Sport", 81), ("Touring", 81)}


@pytest.mark.parametrize(
    "text",
    [
        "The Honda Prologue comes in Sport and Touring trims, which cost $47,400 and $51,700.",
        "The Honda Prologue is new. The Sport and Touring trims cost $47,400 and $51,700 respectively.",
        "Honda sells Sport and Touring versions of the Prologue with this same motor, priced at $47,400 and $51,700 respectively.",
    ],
)
def test_as_many_values_as_versions(mentions: Read, text: str) -> None:
    assert versions(mentions(text), "price") == {("Sport", 47400), ("Touring", 51700)}


def test_values_with_or_are_open(mentions: Read) -> None:
    found = mentions("The Kia EV3 is new. The Sport and Touring trims go 400 km or 500 km.")
    assert versions(found, "range") == {(None, 400), (None, 500)}


def test_a_list_that_the_parser_hangs_on_the_verb(mentions: Read) -> None:
    found = mentions("Hyundai builds the Ioniq 5 and the Ioniq 9 at the Metaplant in Georgia.")
    made = {m.subject for m in found if m.attribute == "assembly_location" and isinstance(m.value, EntityRef)}
    assert made == {"hyundai-ioniq-5", "hyundai-ioniq-9"}


@pytest.mark.parametrize("lead", ["Slotting in above the Core in the range is", "Next above the Core comes"])
@pytest.mark.parametrize("priced", ["starting at 35,000 euros, or about $39,000", "costing 35,000 euros"])
def test_a_price_right_behind_a_version_is_that_of_it(mentions: Read, lead: str, priced: str) -> None:
    found = mentions(f"For this sum, customers can get the BYD Seal 450 Core. {lead} the Seal 450 Pro, {priced}.")
    assert ("450 Pro", 35000) in versions(found, "price")


def test_a_version_has_its_short_name_until_the_full_one_is_told(mentions: Read) -> None:
    found = mentions(
        "There are Pro and Max variants of the BYD Seal as well, which cost 35,000 and 39,000 euros respectively. "
        "Two with a larger battery are the Seal 620 Pro and the Seal 620 Max. The Max goes 610 km."
    )
    assert versions(found, "price") == {("Pro", 35000), ("Max", 39000)}
    assert versions(found, "range") == {("620 Max", 610)}
