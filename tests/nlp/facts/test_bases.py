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
