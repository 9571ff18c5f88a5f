"""Facts told of several vehicles at once, or of one of several: "all three models", "both of which", "the first X model"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention

Read = Callable[[str], list[Mention]]


def ties(mentions: list[Mention], attribute: str) -> set[tuple[str, str]]:
    return {(m.subject, m.value.id) for m in mentions if m.attribute == attribute and isinstance(m.value, EntityRef)}


@pytest.mark.parametrize(
    "text",
    [
        "Kia sells the EV3, the EV4 and the EV5. All three models share the E-GMP architecture.",
        "Kia sells the EV3, the EV4 and the EV5, all of which use the E-GMP platform.",
        "The Kia EV3, the EV4 and the EV5, all on E-GMP, cost less now.",
    ],
)
def test_all_of_a_list(mentions: Read, text: str) -> None:
    assert ties(mentions(text), "platform") == {(f"kia-ev{n}", "e-gmp") for n in (3, 4, 5)}


@pytest.mark.parametrize(
    "text",
    [
        "Kia sells the EV3 and the EV4. The two cars sit on E-GMP.",
        "Kia sells the EV3 and the EV4, both of which are based on E-GMP.",
        "The Kia EV3 sits on E-GMP, and so does the EV4.",
    ],
)
def test_both(mentions: Read, text: str) -> None:
    assert ties(mentions(text), "platform") == {("kia-ev3", "e-gmp"), ("kia-ev4", "e-gmp")}


def test_a_relative_clause_in_the_singular_is_of_the_last_one(mentions: Read) -> None:
    assert ties(mentions("Kia sells the EV3 and the EV4, which sits on E-GMP."), "platform") == {("kia-ev4", "e-gmp")}


@pytest.mark.parametrize(
    "text",
    [
        "The Volkswagen ID. Polo will be the first model on MEB+.",
        "The Volkswagen ID. Polo is the smallest MEB+ car.",
        "Volkswagen will show the ID. Polo, the first MEB+ model, in May.",
        "The Volkswagen ID. Polo is the first of four MEB+ cars.",
    ],
)
def test_one_of_a_kind_has_its_base(mentions: Read, text: str) -> None:
    assert ties(mentions(text), "platform") == {("volkswagen-id-polo", "meb-plus")}


@pytest.mark.parametrize(
    ("subject", "where"),
    [("The three-row Ioniq 9", "at the factory"), ("The Ioniq 9", "there"), ("The Ioniq 9", "at the facility")],
)
def test_the_plant_named_before(mentions: Read, subject: str, where: str) -> None:
    found = mentions(f"Hyundai makes the Ioniq 5 at its Metaplant in Georgia. {subject} is also built {where}.")
    assert ties(found, "assembly_location") == {
        ("hyundai-ioniq-5", "hyundai-metaplant-plant"),
        ("hyundai-ioniq-9", "hyundai-metaplant-plant"),
    }


def test_a_version_named_before_the_pronoun_is_meant(mentions: Read) -> None:
    found = mentions(
        "The Xpeng G9 has two versions. The rear-wheel-drive version has 230 kW. "
        "The all-wheel-drive version has 405 kW, and it gets to 100 km/h in 3.9 seconds."
    )
    assert [m.scope.variant for m in found if m.attribute == "acceleration"] == ["all-wheel-drive"]


@pytest.mark.parametrize("words", ["except the GT", "except for the GT", "excluding the GT"])
def test_a_version_left_out_is_not_the_owner(mentions: Read, words: str) -> None:
    found = mentions(f"All Kia EV6 models, {words}, come with a NACS port.")
    assert [m.scope.variant for m in found if m.attribute == "charging_port"] == [None]


def test_a_period_is_no_duration_of_the_vehicle(mentions: Read) -> None:
    found = mentions(
        "Sales of the Xpeng G9 began on Monday, and the SUV received over 10,000 orders within seven minutes."
    )
    assert not [m for m in found if m.attribute == "charging_time"]


@pytest.mark.parametrize(
    "words", ["For 41,000 euros, buyers get the Kia EV4.", "You can get the Kia EV4 for 41,000 euros."]
)
def test_what_buyers_get_for_a_sum(mentions: Read, words: str) -> None:
    assert [(m.subject, m.attribute) for m in mentions(words)] == [("kia-ev4", "price")]


def test_a_car_by_the_country_of_its_maker(mentions: Read) -> None:
    found = mentions(
        "The Renault 4 meets the Skoda Elroq. The Czech car accepts 175 kW when charging, whereas the 4 manages 100 kW."
    )
    assert [m.subject for m in found if m.attribute == "charging_power"] == ["skoda-elroq", "renault-4"]


def test_the_town_rather_than_its_country(mentions: Read) -> None:
    found = mentions("The Leapmotor T03 was made in Tychy, Poland, until production there was halted in March 2025.")
    assert ties(found, "assembly_location") == {("leapmotor-t03", "tychy")}


@pytest.mark.parametrize("words", ["the Air hatchback", "the Air version"])
def test_a_version_with_the_name_of_another_car(mentions: Read, words: str) -> None:
    found = mentions(f"The Kia EV4 is sold as Air and GT-Line. It is good for 388 miles in {words}.")
    assert [(m.subject, m.scope.variant) for m in found if m.attribute == "range"] == [("kia-ev4", "Air")]


def test_a_version_whose_name_ends_with_a_letter(mentions: Read) -> None:
    found = mentions("The Kia EV4 is here. The range-topping GT-Line S costs £43,895.")
    assert [(m.subject, m.scope.variant) for m in found if m.attribute == "price"] == [("kia-ev4", "GT-Line S")]


@pytest.mark.parametrize(
    "text",
    [
        "Xiaomi sells the YU7. The average selling price of its cars was 260,053 yuan.",
        "Renault showed the Renault 4. Two of the newest small electric SUVs go head to head.",
    ],
)
def test_averages_and_what_is_there_already(mentions: Read, text: str) -> None:
    assert not [m for m in mentions(text) if m.attribute in {"price", "models_planned"}]


def test_a_venture_is_no_partner_of_its_owners(mentions: Read) -> None:
    found = mentions("Stellantis and Leapmotor sell the cars through their joint venture, Leapmotor International.")
    assert ties(found, "partner") <= {("stellantis", "leapmotor")}
