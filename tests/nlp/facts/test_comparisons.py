"""Two cars set against each other: which value is of which, also where a maker's name or nothing at all stands for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Modality, Quantity

CASES = {
    "The Skoda Elroq makes 150 kW. A Comfort pack is available for 2,500 euros. Metallic paint costs 900 euros. With the Comfort "
    "pack it is 38,400 euros.": [
        "skoda-elroq power 150 kW",
        "skoda-elroq price 38400 EUR",
    ],
    "The Skoda Elroq is cheap. The Ford Explorer Premium produces 250 kW versus 125 kW for the rear-drive car.": [
        "ford-explorer power 250 kW",
        "ford-explorer power 125 kW",
    ],
    "The Kia EV4 is new. Skoda's Elroq, its main rival, starts at 33,900 euros and covers 375 km.": [
        "skoda-elroq price 33900 EUR",
        "skoda-elroq range 375 km",
    ],
    "The Smart #3 has 272 hp, the Zeekr X 428. The boot of the Smart holds 370 litres, that of the Zeekr 404.": [
        "smart-hashtag-3 power 272 hp",
        "zeekr-x power 428 hp",
        "smart-hashtag-3 cargo_volume 370 L",
        "zeekr-x cargo_volume 404 L",
    ],
    "Two crossovers compared: Kia EV5 against Skoda Enyaq\n\nThe EV5 needs 8.4 seconds to 100 km/h, the Enyaq 6.7. "
    "It charges at 141 kW, its rival at 165 kW.": [
        "kia-ev5 acceleration 8.4 s",
        "skoda-enyaq acceleration 6.7 s",
        "kia-ev5 charging_power 141 kW",
        "skoda-enyaq charging_power 165 kW",
    ],
    "The Fiat Grande Panda and the Citroen e-C3 are twins. These two use the same 44 kWh battery. Each has 113 hp.": [
        "citroen-e-c3 battery_capacity 44 kWh",
        "fiat-grande-panda battery_capacity 44 kWh",
        "citroen-e-c3 power 113 hp",
        "fiat-grande-panda power 113 hp",
    ],
    "The Renault 4 reaches Dutch dealers this month at 29,990 euros. The Renault, at that price, is cheap; the Jeep Avenger, "
    "at 38,500 euros, is cheaper than it was.": [
        "renault-4 price 29990 EUR",
        "jeep-avenger price 38500 EUR",
    ],
    "The Seat Mii costs 20,000 euros. Skoda will hit back with the Epiq in May at 25,900 euros (310 km).": [
        "seat-mii price 20000 EUR",
        "skoda-epiq price 25900 EUR",
        "skoda-epiq range 310 km",
    ],
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
    "The Kia EV5 is new. It charges at 141 kW, almost double the rate of the old Niro, and takes 30 minutes from 10 to 80 percent.": [
        "kia-ev5 charging_power 141 kW",
        "kia-ev5 charging_time 30 min",
    ],
    "The Zeekr 7X is new. Rivals such as the Audi Q6 e-tron and Polestar 3 cover about 600 km.": [
        "audi-q6-e-tron range 600 km",
        "polestar-3 range 600 km",
    ],
    "Cupra unveiled the Tavascan, a rival to the Nissan Ariya that covers 550 km on one charge.": [
        "cupra-tavascan range 550 km",
    ],
    "The Smart #3 Brabus goes 415 km and costs 48,490 euros; the Alpine A290 manages 364 km on its 52 kWh battery.": [
        "smart-hashtag-3 range 415 km",
        "smart-hashtag-3 price 48490 EUR",
        "alpine-a290 range 364 km",
        "alpine-a290 battery_capacity 52 kWh",
    ],
    "The Peugeot E-5008 seats seven people. A Nio EL8 has 644 hp. Both are heavier, at 2,260 and 2,620 kg.": [
        "peugeot-e-5008 seats 7 count",
        "nio-es8 power 644 hp",
        "peugeot-e-5008 curb_weight 2260 kg",
        "nio-es8 curb_weight 2620 kg",
    ],
    "The Fiat 600e comes with packs of 42 and 54 kWh, while the Jeep Avenger has one of 51 kWh. "
    "In our hands the former managed 310 km, the latter 295.": [
        "fiat-600e battery_capacity 42 kWh",
        "fiat-600e battery_capacity 54 kWh",
        "jeep-avenger battery_capacity 51 kWh",
        "fiat-600e range 310 km",
        "jeep-avenger range 295 km",
    ],
    "The Nissan Micra and the Opel Corsa Electric were compared. The Opel is the cheaper of the two at 29,990 euros; "
    "its rival costs 34,990 euros.": [
        "opel-corsa price 29990 EUR",
        "nissan-micra price 34990 EUR",
    ],
    "We averaged 16.2 kWh per 100 km in the Mazda 6e and 15.4 kWh per 100 km in the Hyundai Ioniq 6, which translates "
    "into ranges of 485 and 500 km respectively.": [
        "mazda-6e consumption 16.2 kWh/100 km",
        "hyundai-ioniq-6 consumption 15.4 kWh/100 km",
        "mazda-6e range 485 km",
        "hyundai-ioniq-6 range 500 km",
    ],
    "The Mini Aceman SE met the Smart #1 Pro+. Both are small. At 130 km/h we managed 248 km with the Mini and 263 km with the Smart.": [
        "mini-aceman range 248 km",
        "smart-hashtag-1 range 263 km",
    ],
    "The Cupra Born is new. The boot holds 385 litres (a Nissan Micra offers 326, a BYD Dolphin only 345).": [
        "cupra-born cargo_volume 385 L",
    ],
    "The Peugeot E-208, the Opel Corsa Electric and the Mini Aceman SE were compared. "
    "All three have a 10-inch screen.": [
        "peugeot-e-208 display_size 10 in",
        "opel-corsa display_size 10 in",
        "mini-aceman display_size 10 in",
    ],
    "The Volvo EX40 has 82 kWh and charges at 150 kW, or 100 in the base model.": [
        "volvo-ex40 battery_capacity 82 kWh",
        "volvo-ex40 charging_power 150 kW",
        "volvo-ex40 charging_power 100 kW",
    ],
    "The Polestar 4 has a boot of 526 litres. That is more than the 480 of the old car.": [
        "polestar-4 cargo_volume 526 L",
    ],
}


@pytest.mark.parametrize("text", CASES)
def test_whose_value(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    assert told(mentions(text)) == sorted(CASES[text])


def told(mentions: list[Mention]) -> list[str]:
    return sorted(
        f"{m.subject} {m.attribute} {m.value.low:f} {m.value.unit}" for m in mentions if isinstance(m.value, Quantity)
    )


SINGLE = {
    "The Rivian R2 has 350 horsepower. What about the Model Y? It starts at $41,630 with destination.": [
        "rivian-r2 power 350 hp",
        "tesla-model-y price 41630 USD",
    ],
    "A third model, the Toyota C-HR, will arrive next year from under $38,000.": ["toyota-c-hr price 38000 USD"],
    "Xiaomi's YU7 SUV, launched in June at 253,500 yuan, sells well.": ["xiaomi-yu7 price 253500 CNY"],
    "On a mixed route the Dacia Spring averaged 4.9mpkWh. The Nissan Ariya uses 17.2kWh/100km.": [
        "dacia-spring consumption 4.9 mi/kWh",
        "nissan-ariya consumption 17.2 kWh/100 km",
    ],
    "The Skoda Elroq is new. Skoda sold 15,609 examples of the car's predecessor, the Enyaq, in May.": [
        "skoda-enyaq sales 15609 count"
    ],
    "The Kia PV5's 51.5kWh battery gives 183 miles, the 71.2kWh one 256 miles.": [
        "kia-pv5 battery_capacity 51.5 kWh",
        "kia-pv5 range 183 mi",
        "kia-pv5 battery_capacity 71.2 kWh",
        "kia-pv5 range 256 mi",
    ],
    "The Mini Cooper (£26,905) and the Mazda 6e (from £38,995) are rivals.": [
        "mini-cooper price 26905 GBP",
        "mazda-6e price 38995 GBP",
    ],
    "The Skoda Enyaq is quick. Rapid charging peaks at 133 kW.": ["skoda-enyaq charging_power 133 kW"],
}


@pytest.mark.parametrize("text", SINGLE)
def test_values_by_few_words(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    assert told(mentions(text)) == sorted(SINGLE[text])


SCOPED = {
    "When it was new the Honda e cost 33,850 euros.": [("33850", None, None, None)],
    "The Genesis GV60 covered 388 km in the test, or 83 percent of its WLTP range of 466 km.": [
        ("388", None, None, None),
        ("466", None, None, "WLTP"),
    ],
    "The Lexus RZ 450e F Sport makes 308 hp.": [("308", "450e F Sport", None, None)],
    "The Leapmotor B10 Life and the B10 Design are in showrooms. They are priced at €29,900 (Life) and €32,900 "
    "(Design). Charging power is 140 and 168 kW respectively.": [
        ("29900", "Life", None, None),
        ("32900", "Design", None, None),
        ("140", "Life", None, None),
        ("168", "Design", None, None),
    ],
}


@pytest.mark.parametrize("text", SCOPED)
def test_what_a_value_holds_for(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    """Version, generation and test cycle."""
    found = [
        (f"{m.value.low:f}", m.scope.variant, m.scope.generation, m.scope.test_cycle)
        for m in mentions(text)
        if isinstance(m.value, Quantity)
    ]
    assert found == SCOPED[text]


@pytest.mark.parametrize(
    "text",
    [
        "The BMW iX1 is good. In January 2026 the range dropped to about 300 km.",
        "When our BMW iX1 arrived in September 2025, it had a range of 440 km.",
        "My BMW iX1 was delivered in June 2025.",
        "The BMW iX1 leaves us. Next up on our fleet is a Kia EV4.",
    ],
)
def test_long_term_tests_tell_no_events_or_ties(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    assert {m.attribute for m in mentions(text)} <= {"range"}


def test_what_a_car_may_tow_is_no_guess(mentions: Callable[[str], list[Mention]]) -> None:
    found = [m.modality for m in mentions("The Skoda Enyaq is roomy. It may tow 1,200 kg.")]
    assert found == [Modality.ASSERTED]
