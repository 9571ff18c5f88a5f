"""What vehicles stand on: several that share it, short names that only their lead makes a platform's, whose it is besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Opel's Grandland and Peugeot's 3008 use STLA Medium, as do the Jeep Compass and the DS No8.",
            {
                ("opel-grandland", "stla-medium"),
                ("peugeot-3008", "stla-medium"),
                ("jeep-compass", "stla-medium"),
                ("ds-8", "stla-medium"),
            },
        ),
        (
            "Both the Skoda Elroq and the Ford Capri run on MEB.",
            {("skoda-elroq", "meb"), ("ford-capri", "meb")},
        ),
        (
            "The Kia EV5 and the Hyundai Ioniq 9 are distant relatives on E-GMP.",
            {("kia-ev5", "e-gmp"), ("hyundai-ioniq-9", "e-gmp")},
        ),
        (
            "The Alpine A390 sits on the AmpR Medium platform of the Renault Scenic.",
            {("alpine-a390", "ampr-medium"), ("renault-scenic-e-tech", "ampr-medium")},
        ),
        ("The Citroen C3 is assembled in Trnava on STLA Smart.", {("citroen-c3", "stla-smart")}),
        ("The Mercedes GLB uses MMA.", {("mercedes-benz-glb", "mma")}),
        ("The Mercedes GLB won at the MMA.", set()),
        ("The Kia EV5 uses MMA.", set()),
        ("Volkswagen spends 3 billion euros on SSP and builds the ID.3 in Zwickau.", set()),
    ],
)
def test_what_vehicles_stand_on(
    mentions: Callable[[str], list[Mention]], text: str, expected: set[tuple[str, str]]
) -> None:
    found = {
        (m.subject, m.value.id) for m in mentions(text) if m.attribute == "platform" and isinstance(m.value, EntityRef)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Skoda cut prices, and a diesel sibling of the Kia EV5 is late.", set()),
        ("The Nio EL6 is here. The SUV, a 4.85 metre sibling of the Onvo L60, has 500 km.", set()),
        ("Seat praised the VW ID. Polo and its Cupra counterpart, the Raval.", set()),
        ("CATL runs stations; a taxi version of the BAIC EU5 is the best guest.", set()),
        ("Mazda plans its own version of the Toyota bZ4X.", {("mazda-unnamed-bz4x-version", "toyota-bz4x")}),
        ("The Ford Capri is a cousin of the Skoda Enyaq.", {("ford-capri", "skoda-enyaq")}),
    ],
)
def test_what_vehicles_are_made_from(
    mentions: Callable[[str], list[Mention]], text: str, expected: set[tuple[str, str]]
) -> None:
    found = {
        (m.subject, m.value.id) for m in mentions(text) if m.attribute == "based_on" and isinstance(m.value, EntityRef)
    }
    assert found == expected


@pytest.mark.parametrize(
    ("text", "firms"),
    [
        ("Kia will launch five electric models by 2029.", {"kia"}),
        ("Ten electric cars for 2027\n\nAudi leads the list with the Q4.", set()),
        ("Honda and Isuzu agreed to develop two electric vehicles jointly.", set()),
    ],
)
def test_who_plans_models(mentions: Callable[[str], list[Mention]], text: str, firms: set[str]) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "models_planned"} == firms
