"""Figures that are parts of others or stand in a ranking, and sums that are too small or too large for what they might be read as."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor
from evextract.records import Article, Mention, Quantity

CASES = {
    "Avatr sold 10,906 cars in August, among them 3,870 of the Avatr 07 and 4,115 of the Avatr 06.": {
        "avatr sales 10906",
        "avatr-07 sales 3870",
        "avatr-06 sales 4115",
    },
    "Skoda delivered 52,700 electric cars, 24,100 of them Elroqs.": {
        "skoda deliveries 52700",
        "skoda-elroq deliveries 24100",
    },
    "VinFast delivered 58,110 cars, of which the VF 3 and the VF 5 accounted for 19,230 and 12,604.": {
        "vinfast deliveries 58110",
        "vinfast-vf-3 deliveries 19230",
        "vinfast-vf-5 deliveries 12604",
    },
    "Polestar sold 44,900 cars last year. Of these, the Polestar 4 accounted for 19,900 and the Polestar 2 for 950.": {
        "polestar sales 44900",
        "polestar-4 sales 19900",
        "polestar-2 sales 950",
    },
    "Seres delivered 41,300 vehicles, including 30,200 from the Seres brand, 9,150 from Aito and 1,950 from Qeyvo.": {
        "seres deliveries 41300",
        "aito deliveries 9150",
        "qeyvo deliveries 1950",
    },
    "Changan sold 212,000 vehicles: 31,400 for Deepal, 11,700 for Avatr and 64,000 for Changan Ford.": {
        "changan sales 212000",
        "deepal sales 31400",
        "avatr sales 11700",
        "changan-ford sales 64000",
    },
    "Dongfeng sold 190,000 cars in June. The Fukang and Tianyi series together contributed 152,000 units, Voyah 14,200 and Nammi 9,300.": {
        "dongfeng sales 190000",
        "voyah sales 14200",
        "nammi sales 9300",
    },
    "Only 512 examples of the Zeekr X found homes in Spain, compared with 1,340 for the larger Zeekr 7X.": {
        "zeekr-x sales 512",
        "zeekr-7x sales 1340",
    },
    "Changan sold 230,000 cars. Its two old lines contributed 152,110 units, Deepal 30,980 and Avatr 9,802. Overseas sales passed 61,000 units.": {
        "changan sales 230000",
        "deepal sales 30980",
        "avatr sales 9802",
        "changan sales 61000",
    },
    "Xpeng delivered 36,400 cars, 18 percent less than the 44,300 of the same month of 2024.": {
        "xpeng deliveries 36400",
        "xpeng deliveries 44300",
    },
    "Denza sold 9,407 vehicles, of which the D9 MPV made up 6,115.": {"denza sales 9407", "denza-d9 sales 6115"},
    "SAIC sold 1.43 million battery electric vehicles, Changan 910,000 NEVs.": {
        "saic sales 1430000",
        "changan sales 910000",
    },
    "The Kia EV2 costs £24,245, a stronger charger costs £490.": {"kia-ev2 price 24245"},
    "The Kia EV4 comes from a plant at Autoland Gwangmyeong, built at a cost of 400 billion won.": set(),
    "Model e, the division of Ford that makes EVs, lost $4.8 billion before interest and taxes.": set(),
    "Toyota's revenue came to 48 trillion yen. Fans had revenue of 2.3 million yen.": {"toyota revenue 48000000000000"},
    "All but 8,907 of the cars that Tesla delivered came from China.": set(),
    "The Zeekr X led with 4,310 registrations in June. It passed the Nissan Ariya (1,870) and the Mini Aceman (412).": {
        "zeekr-x sales 4310",
        "nissan-ariya sales 1870",
        "mini-aceman sales 412",
    },
    "Smart delivered 5,120 cars in May.\n\nThe others\n\n* Mini: 3,040\n* Jeep: 760\n": {
        "smart deliveries 5120",
        "mini deliveries 3040",
        "jeep deliveries 760",
    },
    "Mini sold 7,400 cars in May. Jeep came next with 640.": {"mini sales 7400", "jeep sales 640"},
    "Mini sold 7,400 cars in May. The Mini Aceman has 330 litres of luggage space, more than a Cupra Born (285).": {
        "mini sales 7400",
        "mini-aceman cargo_volume 330",
        "cupra-born cargo_volume 285",
    },
    "Charging at 1,000 kWh, the BYD Han is full in no time.": set(),
}


@pytest.mark.parametrize("text", CASES)
def test_figures_of_parts_and_of_plausible_size(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    found = {
        f"{m.subject} {m.attribute} {m.value.high:f}"
        for m in mentions
        if isinstance(m.value, Quantity) and m.attribute != "production_volume"
    }
    assert found == CASES[text]


def test_sums_are_compared_across_currencies_roughly() -> None:
    pack = load_pack("ev")
    dollars = pack.roughly_in(Decimal(150_000), "JPY", "USD")
    assert dollars is not None
    assert 700 < dollars < 1400
    assert pack.roughly_in(Decimal(5), "km", "m") == 5000
    assert pack.roughly_in(Decimal(5), "XXX", "USD") is None


def test_a_part_in_the_next_sentence(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Skoda delivered 170,100 cars last year. Of these, 94,100 were Elroqs."
    assert {(m.subject, int(m.value.low)) for m in mentions(text) if isinstance(m.value, Quantity)} == {
        ("skoda", 170100),
        ("skoda-elroq", 94100),
    }
