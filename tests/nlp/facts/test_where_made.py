"""Where cars are made, as reports on plants tell it: moved, on the same line, of a list of makers, beside what is dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import DateSpan, EntityRef, Mention

Read = Callable[[str], list[Mention]]
OF_SEVERAL_MAKERS = {
    "The Toyota bZ4X and the Subaru Solterra are built in Motomachi and Yajima.": {
        ("toyota-bz4x", "toyota-motomachi-plant"),
        ("subaru-solterra", "subaru-yajima-plant"),
    },
    "The BMW iX3, the Mini Cooper and the Mercedes GLC are made in Debrecen, Oxford and Bremen.": {
        ("bmw-ix3", "bmw-debrecen-plant"),
        ("mini-cooper", "mini-oxford-plant"),
        ("mercedes-benz-glc", "mercedes-benz-bremen-plant"),
    },
    "The VW ID.4 is built in Emden and Zwickau.": {
        ("volkswagen-id-4", "volkswagen-emden-plant"),
        ("volkswagen-id-4", "volkswagen-zwickau-plant"),
    },
}
ON_A_LINE = {
    "Peugeot makes the E-Rifter in Vigo. Its Citroen twin, the e-Berlingo, rolls off the same line.": {
        ("peugeot-e-rifter", "stellantis-vigo-plant"),
        ("citroen-e-berlingo", "stellantis-vigo-plant"),
    },
    "Kia builds the Ceed in Zilina. The Kia EV2 will be built next door from 2027.": {
        ("kia-ceed", "kia-zilina-plant"),
        ("kia-ev2", "kia-zilina-plant"),
    },
    "Opel likes Spain. The Opel Corsa and the Opel Mokka roll off the same line.": set(),
}
MOVED = {
    "Skoda will move assembly of the Superb from Bratislava back to Kvasiny in 2028.": {
        ("skoda-superb", "skoda-kvasiny-plant")
    },
    "The Chevrolet Blazer sold well. GM will move it to Spring Hill next year.": {
        ("chevrolet-blazer", "general-motors-spring-hill-plant")
    },
    "Toyota will bring the RAV4 back to Georgetown.": {("toyota-rav4", "toyota-georgetown-plant")},
}
PARTS = {
    "Toyota will make a battery-electric SUV in Kolin.": {
        ("toyota-unnamed-battery-electric-suv", "toyota-kolin-plant")
    },
    "Toyota will make the battery of the Toyota C-HR in Kolin.": set(),
    "Toyota will make batteries for the Toyota C-HR in Kolin.": set(),
}
DROPPED = {
    "The 4 Prime, which was to be built in Munich, was called off in May, and so was the BMW i4.": set(),
    "Munich, where the BMW i4 is made, has lost its boss.": {("bmw-i4", "bmw-munich-plant")},
}
STAYING = {
    "The Honda Prologue continues at GM's Ramos Arizpe plant.": {
        ("honda-prologue", "general-motors-ramos-arizpe-plant")
    },
    "The Volvo EX30 is made in Ghent. It could go to Kosice in Slovakia.": {
        ("volvo-ex30", "volvo-ghent-plant"),
        ("volvo-ex30", "volvo-kosice-plant"),
    },
    "The first Mazda MX-30 left Renault's complex in Douai in May.": {("mazda-mx-30", "renault-douai-plant")},
    "The Polestar 4 comes from Busan, where Renault Korea makes it under contract.": {
        ("polestar-4", "renault-korea-busan-plant")
    },
    "The VW ID. Buzz goes to the Hanover show.": set(),
    "The first VW ID. Buzz went to a customer in Hanover.": set(),
    "Strikes continue at the plant in Valencia. The Ford Kuga is popular.": set(),
}
SITES = {
    "BMW's plant near Debrecen was laid out for electric cars, and since production of the iX3 began it has run well.": {
        ("bmw-ix3", "bmw-debrecen-plant")
    },
    "The plant in Tychy has gone back to the Fiat 600 and the Jeep Avenger.": {
        ("fiat-600", "stellantis-tychy-plant"),
        ("jeep-avenger", "stellantis-tychy-plant"),
    },
}
PLACES = {
    "Hyundai will build a small electric SUV at its Nosovice plant in 2027, the Korean automaker's European arm said.": {
        ("hyundai-unnamed-electric-suv", "hyundai-nosovice-plant")
    },
    "Mahindra builds the BE 6 and the XEV 9e in Chakan.": {
        ("mahindra-be-6", "mahindra-chakan-plant"),
        ("mahindra-xev-9e", "mahindra-chakan-plant"),
    },
    "The Kia EV4 starts at 31,400 euros, making it one of the cheapest electric saloons in Norway.": set(),
    "Lucid sells the Lucid Air. It makes all its cars in Casa Grande.": set(),
}
SOLD = {"The VW Touran goes on sale in Wolfsburg in May.": set()}
CASES = {**SOLD, **PLACES, **STAYING, **SITES, **OF_SEVERAL_MAKERS, **ON_A_LINE, **MOVED, **PARTS, **DROPPED}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_where_cars_are_made(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = [(m.subject, m.value) for m in mentions(text) if m.attribute == "assembly_location"]
    assert {(subject, value.id) for subject, value in found if isinstance(value, EntityRef)} == expected


def test_a_factory_is_of_the_maker_of_what_is_made_there(mentions: Read) -> None:
    text = (
        "The factory in Forest, where 900 people made the Audi Q8 e-tron, is to be sold. Volvo is near. Volvo's Ghent plant builds the "
        "Volvo EX30 and the Volvo EX40."
    )
    assert {m.subject for m in mentions(text) if m.attribute == "employees"} == {"audi-brussels-plant"}


@pytest.mark.parametrize(
    "text",
    [
        "PRAGUE, April 15 (Agency) - Skoda will move assembly of the Skoda Superb to Kvasiny.",
        "The Jeep Cherokee is made in Toluca. The reopening of Stellantis' Belvidere Assembly Plant was put off to 2028.",
    ],
)
def test_no_start_of_production(mentions: Read, text: str) -> None:
    assert not [m for m in mentions(text) if m.attribute == "production_start"]


def test_production_that_starts_in_a_quotation_is_ahead(mentions: Read) -> None:
    found = mentions('"Production of the Skoda Elroq starts in September," plant manager Jan Novak told reporters.')
    assert [m.value.start.year for m in found if isinstance(m.value, DateSpan) and m.value.start] == [2025]


def test_what_a_car_is_built_alongside_is_another(mentions: Read) -> None:
    found = mentions("The Dodge Charger is built alongside the minivan in Windsor.")
    assert not [m for m in found if m.attribute == "body_style"]


def test_what_is_told_behind_a_semicolon_is_of_another_time(mentions: Read) -> None:
    found = mentions("Toyota's Burnaston plant built 98,500 cars; the plant is to get a successor in 2027.")
    assert [m.scope.period for m in found if m.attribute == "production_volume"] == [None]


@pytest.mark.parametrize(
    ("text", "modalities"),
    [
        ("Ford will end production of the Ford Focus in Saarlouis next year.", {"ford-focus": "asserted"}),
        ("The last Ford Focus will roll off the line in Saarlouis next year.", {"ford-focus": "asserted"}),
        ("Ford will build the Ford Focus in Saarlouis next year.", {"ford-focus": "planned"}),
        (
            "The Kia PV7 will be built in Hwaseong next to the PV5 and the EV5.",
            {"kia-pv7": "planned", "kia-pv5": "asserted", "kia-ev5": "asserted"},
        ),
    ],
)
def test_what_is_made_there_already(mentions: Read, text: str, modalities: dict[str, str]) -> None:
    found = [m for m in mentions(text) if m.attribute == "assembly_location"]
    assert {m.subject: m.modality.value for m in found} == modalities


@pytest.mark.parametrize(
    ("text", "plants"),
    [
        ("Nissan will shut Oppama in 2028.", {"nissan-oppama-plant"}),
        ("Stellantis will end vehicle production at Poissy, its last plant in the Paris region, in 2028.", {
            "stellantis-poissy-plant"
        }),
        ("The closure of Saarlouis by Ford came in November 2025.", {"ford-saarlouis-plant"}),
        ("Ford closed in Cologne on Monday, up 2 percent.", set()),
        ("Kia closed Zilina for two weeks.", set()),
    ],
)  # fmt: skip
def test_towns_of_plants_that_close(mentions: Read, text: str, plants: set[str]) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "plant_closure"} == plants


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rivian makes the R2 in Normal, Illinois. Normal built 42,247 vehicles in 2024.", {"rivian-normal-plant"}),
        ("Mahindra has a plant in Chakan, near Pune, which can make 90,000 cars a year.", {"mahindra-chakan-plant"}),
        (
            "Mahindra is setting up another factory in Nashik with a capacity of 150,000 cars.",
            {"mahindra-nashik-plant"},
        ),
        ("BYD plans another plant in Turkey with a capacity of 150,000 cars a year.", set()),
    ],
)
def test_whose_figures_those_of_a_town_are(mentions: Read, text: str, expected: set[str]) -> None:
    figures = {"production_volume", "production_capacity"}
    assert {m.subject for m in mentions(text) if m.attribute in figures} == expected
