"""Bare numbers: names that are no figures, units that are not said again, counts that go on, and decreases that end nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import EntityRef, Mention, Polarity, Quantity

Told = list[tuple[str, str, str]]
Read = Callable[[str], list[Mention]]


def _figures(found: list[Mention]) -> Told:
    return [
        (m.subject, m.attribute, f"{m.value.low:f} {m.value.unit}" if m.value.low == m.value.high else "range")
        for m in found
        if isinstance(m.value, Quantity)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Porsche built 21,000 Taycans in 2025. The Taycan Turbo makes 870 hp where the GTS has 690.",
            [
                ("porsche-taycan", "production_volume", "21000 count"),
                ("porsche-taycan", "power", "870 hp"),
                ("porsche-taycan", "power", "690 hp"),
            ],
        ),
        ("Ford ended production of the E-Transit 350 and 420 in Kansas City.", []),
        (
            "Hyundai sold 3,210 Ioniq 5s and 420 Ioniq 6s in March 2025.",
            [("hyundai-ioniq-5", "sales", "3210 count"), ("hyundai-ioniq-6", "sales", "420 count")],
        ),
        ("BYD cut the price of the Seal by 20,000 yuan to 159,800.", [("byd-seal", "price", "159800 CNY")]),
        ("VW raised the range of the ID.3 by 40 km to 560.", [("volkswagen-id-3", "range", "560 km")]),
        (
            "Kia wants to build 20,000 EV4s this year and 80,000 in 2027.",
            [("kia-ev4", "production_volume", "20000 count"), ("kia-ev4", "production_volume", "80000 count")],
        ),
        (
            "Orders for the Xiaomi YU7 passed 289,000 within an hour. The SU7, by comparison, had drawn 50,000 in 27 minutes.",
            [("xiaomi-yu7", "orders", "289000 count"), ("xiaomi-su7", "orders", "50000 count")],
        ),
        (
            "Kia's plant in Zilina can do 350,000 cars a year.",
            [("kia-zilina-plant", "production_capacity", "350000 count")],
        ),
        (
            "The Opel plant in Eisenach could turn out 170,000 cars a year. Some 900 people work in production there.",
            [
                ("stellantis-eisenach-plant", "production_capacity", "170000 count"),
                ("stellantis-eisenach-plant", "employees", "900 count"),
            ],
        ),
        (
            "BYD's plant in Szeged opens in May. Capacity is to go from 150,000 to 300,000 cars a year.",
            [
                ("byd-szeged-plant", "production_capacity", "150000 count"),
                ("byd-szeged-plant", "production_capacity", "300000 count"),
            ],
        ),
    ],
)
def test_figures(mentions: Read, text: str, wanted: Told) -> None:
    assert _figures(mentions(text)) == wanted


def test_ends_of_a_run_stay_together(mentions: Read) -> None:
    assert _figures(mentions("The BYD Seal goes from 10 to 80 percent in 30 minutes.")) == [
        ("byd-seal", "charging_time", "30 min")
    ]


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Prices of the Kia EV4 drop by 2,000 euros in Germany.", Polarity.AFFIRMED),
        ("Kia will drop the EV4 in Germany by 2027.", Polarity.DENIED),
    ],
)
def test_decrease_is_no_end(mentions: Read, text: str, polarity: Polarity) -> None:
    told = [m.polarity for m in mentions(text) if m.attribute == "market" and isinstance(m.value, EntityRef)]
    assert set(told) <= {polarity}
    assert told or polarity is Polarity.AFFIRMED
