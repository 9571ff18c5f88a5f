"""Lists with a line for each version, market or maker, and blocks of technical data."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Quantity

CASES = {
    "The Kia EV2 is a small car. The trims and prices are as follows:\n\n"
    "Standard Range Air: 26,990 euros (31,200 USD)\nLong Range GT-Line: from 36,990 euros\n\nSales start in May.": [
        "kia-ev2 price = 26990 EUR Standard Range Air",
        "kia-ev2 price = 36990 EUR Long Range GT-Line",
    ],
    "The Renault 4 costs nearly the same in many countries:\n- Germany: €29,400\n- France: from €29,990": [
        "renault-4 price = 29400 EUR DE",
        "renault-4 price > 29990 EUR FR",
    ],
    "The Volvo EX60 is here. Range by version:\n\nP6: 611 km\nP12: 807 km": [
        "volvo-ex60 range = 611 km P6",
        "volvo-ex60 range = 807 km P12",
    ],
    "New registrations in October:\n\n1. Tesla Model Y – 2,304\n2. Volkswagen ID.4 – 1,120": [
        "tesla-model-y sales = 2304 count",
        "volkswagen-id-4 sales = 1120 count",
    ],
    "Fiat 600e La Prima\nPrice: from 36,490 euros\nTop speed: 150 km/h\nLuggage 360 litres": [
        "fiat-600e price = 36490 EUR La Prima",
        "fiat-600e top_speed = 150 km/h La Prima",
        "fiat-600e cargo_volume = 360 L",
    ],
    "Specifications of the Zeekr 7X: length 4,825 mm, width 1,930 mm, height 1,656 mm, wheelbase 2,925 mm.": [
        "zeekr-7x length = 4825 mm",
        "zeekr-7x width = 1930 mm",
        "zeekr-7x height = 1656 mm",
        "zeekr-7x wheelbase = 2925 mm",
    ],
    "Opel will spend a lot on the Corsa.\nInvestment: 500\nJobs: 2,000": [],
}


@pytest.mark.parametrize("text", CASES)
def test_lists(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    found = sorted(
        f"{m.subject} {m.attribute} {m.value.bound.value} {m.value.low:f} {m.value.unit}"
        f" {m.scope.variant or m.scope.market or ''}".strip()
        for m in mentions(text)
        if isinstance(m.value, Quantity)
    )
    assert found == sorted(CASES[text])


SECTIONS = {
    "Three small electric cars\n\n1. Kia EV2, from £24,245\nThe smallest Kia is slow. There's a 42.2kWh battery and 193 miles "
    "of range.\n\n2. Mini Aceman\nBig name, small car. The battery holds 38.5kWh.\n\nMore to come\nNothing else costs so "
    "little.": ["kia-ev2 24245 GBP", "kia-ev2 42.2 kWh", "kia-ev2 193 mi", "mini-aceman 38.5 kWh"],
    "The Kia PV5 is a van with 51.5 kWh. Ford promises its van with a 79-kWh battery.": ["kia-pv5 51.5 kWh"],
    "The Mini Aceman has 38.5 kWh and 192 miles. The charger is 30 miles away from it.": [
        "mini-aceman 38.5 kWh",
        "mini-aceman 192 mi",
    ],
}


@pytest.mark.parametrize("text", SECTIONS)
def test_parts_of_articles(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    found = [f"{m.subject} {m.value.low:f} {m.value.unit}" for m in mentions(text) if isinstance(m.value, Quantity)]
    assert sorted(found) == sorted(SECTIONS[text])
