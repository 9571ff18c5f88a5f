"""Two cars set against each other: which value is of which, also where a maker's name or nothing at all stands for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Quantity

CASES = {
    "The Kia EV3 and the Volvo EX30 are rivals. The Kia sprints to 100 km/h in 7.7 seconds and the Volvo in 5.3.": [
        "kia-ev3 acceleration 7.7 s",
        "volvo-ex30 acceleration 5.3 s",
    ],
    "The Volvo EX30 meets the Kia EV3. The Kia has the longer wheelbase, 2.68 metres versus 2.65, and the bigger "
    "trunk: 460 litres against 318.": [
        "kia-ev3 wheelbase 2.68 m",
        "volvo-ex30 wheelbase 2.65 m",
        "kia-ev3 cargo_volume 460 L",
        "volvo-ex30 cargo_volume 318 L",
    ],
    "The Xpeng G6 and the Tesla Model Y compete. Xpeng charges 47,600 euros in Germany, Tesla 44,990 euros.": [
        "xpeng-g6 price 47600 EUR",
        "tesla-model-y price 44990 EUR",
    ],
    "The Volvo EX30 accepts up to 153 kW, the Kia EV3 128 kW.": [
        "volvo-ex30 charging_power 153 kW",
        "kia-ev3 charging_power 128 kW",
    ],
    "The Ford Explorer and the Skoda Enyaq were tested. Top speed is 180 km/h for both cars.": [
        "ford-explorer top_speed 180 km/h",
        "skoda-enyaq top_speed 180 km/h",
    ],
    "The Kia EV9 pulls 2.5 tonnes. The Volvo EX90 stops at 2.2 tonnes.": [
        "kia-ev9 towing_capacity 2.5 t",
        "volvo-ex90 towing_capacity 2.2 t",
    ],
    "The Polestar 4 has a boot of 526 litres. That is more than the 480 of the old car.": [
        "polestar-4 cargo_volume 526 L",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_whose_value(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    found = sorted(
        f"{m.subject} {m.attribute} {m.value.low:f} {m.value.unit}"
        for m in mentions(text)
        if isinstance(m.value, Quantity)
    )
    assert found == sorted(CASES[text])
