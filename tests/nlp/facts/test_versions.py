"""Names of versions that no list has, told by where a text puts them, and the values that are theirs."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention


@pytest.mark.parametrize(
    ("text", "attribute", "versions"),
    [
        # A code that the language model takes for a firm.
        (
            "The Volvo EX90 is on sale. The T6 has a 74 kWh battery. The four-wheel-drive T10 (503 hp, 91 kWh) costs more.",
            "power",
            ["T10"],
        ),
        # "As a" before a figure as well as behind one; a list goes on behind "and".
        ("The Audi A6 e-tron is here, as a 300x for €59,995.", "price", ["300x"]),
        ("The Skoda Elroq starts at £24,950 as a 35 and £27,650 as a 65.", "price", ["35", "65"]),
        ("The BYD Seal is sold at €43,990 for the 4WD Ultra, and it seats five.", "price", ["Ultra"]),
        ("The Jeep Recon costs £62,500 in P7 form.", "price", ["P7"]),
        ("The Jeep Recon costs £62,500 in production form.", "price", [None]),
        # A drive's name behind the number of a badge; verbs behind a badge that stands alone.
        ("The Mercedes GLC 420 4Matic counters with 360 kW.", "power", ["420 4Matic"]),
        ("In the BYD Seal 430 it produces 120 kW, in the Seal 560 it's 165 kW.", "power", ["430", "560"]),
        # A number that only the pack's longer name of the vehicle has.
        ("The Mercedes eActros 400 covers 380 km.", "range", ["400"]),
        ("Of the Hyundai Ioniq 5 there is only the 641-hp N left.", "power", ["N"]),
        ("The Kia PV5 Cargo has a range of 416 km.", "range", ["Cargo"]),
        ("The Kia EV5 is a family car. The launch edition costs $57,990.", "price", ["launch"]),
    ],
)
def test_names_of_versions(
    mentions: Callable[[str], list[Mention]], text: str, attribute: str, versions: list[str | None]
) -> None:
    assert [m.scope.variant for m in mentions(text) if m.attribute == attribute] == versions
