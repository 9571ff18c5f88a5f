"""Which version of a vehicle a value is of, where the words beside the value or those before it say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention


@pytest.mark.parametrize(
    ("text", "attribute", "versions"),
    [
        # A list of prices behind the names of versions that are numbers.
        (
            "Skoda asks 33,000 euros for the Elroq 50, 37,900 euros for the Elroq 60 and 43,900 for the Elroq 85.",
            "price",
            ["50", "60", "85"],
        ),
        # Said of a version behind the value, whatever else its clause is about.
        (
            "The Renault 4, which starts at £24,950 as an Evolution and £27,650 as a Techno, is built in Maubeuge.",
            "price",
            ["Evolution", "Techno"],
        ),
        # What a version is told to have, in the phrase that names it.
        (
            "The Kia EV4 starts at 37,590 euros as an Air with a range of 440 km and 150 kW; the Earth goes for 44,000 euros.",
            "range",
            ["Air"],
        ),
        (
            "The Kia EV4 is listed at $39,000 in Light trim, with 58.3 kWh, and at $43,000 in Wind trim, with 81.4 kWh.",
            "battery_capacity",
            ["Light", "Wind"],
        ),
        ("The Kia EV4 costs 37,590 euros as an Air, and it has 400 volts.", "voltage", [None]),
        # A line that goes on in words without a verb.
        (
            "The Kia EV5 comes in two versions.\n\nAir: 45,000 euros. Range: 530 km.\n\nEarth: 51,000 euros. Range: 505 km.",
            "range",
            ["Air", "Earth"],
        ),
        (
            "The Kia EV5 starts as an Air.\n\nThe Earth has two motors. Batteries: 60 and 81 kWh.",
            "battery_capacity",
            [None, None],
        ),
        # As many distances as batteries, both going up; power need not go with the battery.
        ("The Skoda Elroq has a 55 kWh or a 77 kWh battery, good for 370 and 560 km.", "range", ["55 kWh", "77 kWh"]),
        ("The Skoda Elroq has a 55 kWh or a 77 kWh battery and 125 or 210 kW.", "power", [None, None]),
        (
            "The Changan Nevo A07 comes with batteries of 58.1 and 79.9 kWh. It has one motor. CLTC range is 515 or 650 km.",
            "range",
            ["58.1 kWh", "79.9 kWh"],
        ),
        (
            "The Changan Nevo A07 comes with batteries of 58.1, 66.8 and 79.9 kWh. CLTC range is 515 or 650 km.",
            "range",
            [None, None],
        ),
        # A battery's values where the next battery names a version.
        (
            "The Kia EV4 is here. The standard 58 kWh battery gives 410 km, the optional 81 kWh one 590.",
            "range",
            ["58 kWh", "81 kWh"],
        ),
        (
            "The Kia EV4 has 58 kWh, or 81 kWh. The larger 81 kWh pack can be charged with 127 kW, the smaller one with 101 kW.",
            "charging_power",
            ["81 kWh", "58 kWh"],
        ),
        # The version of a vehicle that is only described; the kind of vehicle is that of all versions.
        (
            "Kia sells the EV9. The three-row SUV in Earth trim starts at $72,900; the GT-Line stays at $78,000.",
            "price",
            ["Earth", "GT-Line"],
        ),
        ("Kia sells the EV9. The three-row SUV in Earth trim starts at $72,900.", "body_style", [None]),
        # What is called by a letter or a number behind its drive.
        ("The Kia EV3 is new. The rear-wheel-drive S is $40,555 and does 335 miles.", "price", ["S"]),
        ("The BMW iX3 is new. A rear-drive 40 makes 240 kW.", "power", ["40"]),
        (
            "The Kia EV3 wears a $43,990 sticker in front-drive Earth form and $51,990 as a GT-Line.",
            "price",
            ["Earth", "GT-Line"],
        ),
        # A price of the version with a battery.
        (
            "The Kia EV2 starts at €24,995 for the version with 37 kWh and 85 kW; the 52 kWh variant goes 455 km.",
            "price",
            ["37 kWh"],
        ),
        (
            "The Kia EV2 has 37 or 52 kWh. Kia asks 26,990 euros for the EV2 with the 37 kWh battery.",
            "price",
            ["37 kWh"],
        ),
        # A version that "as for" leads in, and one behind its price.
        (
            "The Polestar 2 is new. The Long range has a range of 655km. As for the Dual motor, it covers 592km.",
            "range",
            ["Long range", "Dual motor"],
        ),
        (
            "The Kia EV4 goes 281 miles on the wheels that come with the $45,445 Wind and the $47,855 Earth.",
            "price",
            ["Wind", "Earth"],
        ),
        (
            "Tesla asks $36,990 for the Model 3 Standard, and $42,490 for the Premium Rear-Wheel Drive, which manages 363.",
            "price",
            ["Standard", "Premium Rear-Wheel Drive"],
        ),
        (
            "The Kia EV4 comes with 58 and 81 kWh. The smaller battery is good for 312km, the larger for 410km.",
            "range",
            ["58 kWh", "81 kWh"],
        ),
        # One of two versions, whatever other car is named before them; nothing behind the latter is of the former.
        (
            "Proton offers the e.MAS 7, a rebadged Geely EX5, in Prime and Premium form. The former goes 345 km; the latter goes 410 km.",
            "range",
            ["Prime", "Premium"],
        ),
        (
            "The Kia EV4 comes as an Air and an Earth. The former goes 460 km, the latter, on 19-inch wheels, 440.",
            "wheel_size",
            ["Earth"],
        ),
        (
            "Kia sells the EV4 as an Air and an Earth next to the Niro EV. The former goes 440 km, the latter 460 km.",
            "range",
            [None, None],
        ),
    ],
)
def test_the_version_of_a_value(
    mentions: Callable[[str], list[Mention]], text: str, attribute: str, versions: list[str | None]
) -> None:
    assert [m.scope.variant for m in mentions(text) if m.attribute == attribute] == versions


def test_batteries_in_the_sentence_come_before_versions_named_above(mentions: Callable[[str], list[Mention]]) -> None:
    text = (
        "The Renault 4 costs £24,950 as an Evolution and £27,650 as a Techno.\n\n"
        "Buyers can choose a 40 kWh or a 52 kWh battery, good for 300 and 400 km."
    )
    assert [m.scope.variant for m in mentions(text) if m.attribute == "range"] == ["40 kWh", "52 kWh"]
