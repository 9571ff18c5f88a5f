"""Where cars are made, as reports on plants tell it: moved, on the same line, of a list of makers, beside what is dropped."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention

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
CASES = {**OF_SEVERAL_MAKERS, **ON_A_LINE, **MOVED, **PARTS, **DROPPED}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_where_cars_are_made(mentions: Read, text: str, expected: set[tuple[str, str]]) -> None:
    found = [(m.subject, m.value) for m in mentions(text) if m.attribute == "assembly_location"]
    assert {(subject, value.id) for subject, value in found if isinstance(value, EntityRef)} == expected
