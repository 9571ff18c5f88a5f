"""Which dates are those of an event, and whose event it is, where a sentence tells more than one thing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import DateSpan, Mention

Read = Callable[..., list[Mention]]
EVENTS = {"launch_date", "production_start", "delivery_start", "reveal_date", "discontinuation_date"}


def _events(found: list[Mention]) -> list[tuple[str, str, str]]:
    """Subject, event and the month in which it begins, or by which it is over."""
    told = []
    for m in found:
        if m.attribute in EVENTS and isinstance(m.value, DateSpan):
            day = m.value.start or m.value.end
            told.append((m.subject, m.attribute, f"{day:%Y-%m}" if day else ""))
    return sorted(told)


@pytest.mark.parametrize(
    "text",
    [
        # The period of a count.
        "The Polestar 3 sells well. Nearly 9,000 were built here by the end of May 2025.",
        "Polestar handed over the 5,000th Polestar 3 in May 2025.",
        "The Kia EV4 does well: 640 delivered in May 2025.",
        "Deliveries of the Polestar 3, a large SUV, came to 1,240 in May 2025.",
        "The Polestar 3 is sold out until 2027.",
        "The Polestar 3 leads. This brings its deliveries in the first three months of 2025 to 4,340 units.",
        "On the whole, a total of 1,430 units of the Polestar 3 were delivered in May 2025.",
        # When a firm came.
        "The Polestar 3 leads. Zeekr has sold 7,400 vehicles in Australia since it launched there in May 2024.",
        "The Polestar 3 leads. Zeekr Australia says it has handed over 900 cars since entering the market in 2023.",
        # When things were made, rather than when that began.
        "The Polestar 3 and the Polestar 4 are recalled. They were built between May 2021 and June 2024.",
        # The year of a model, and the time after an event.
        "Polestar drops the Polestar 3 from the 2027 range.",
        "Its derivative is promised for 2028, says the maker of the Polestar 3.",
        "Polestar counted 1,100 orders of the Polestar 3 today, two weeks after a launch.",
        # A state, and the day on which something was put off.
        "The Polestar 3 and the Polestar 4, where both are on sale, took 900 buyers in May 2025.",
        "The launch of the Polestar 3 was postponed indefinitely in May 2025.",
        # A pause is no end.
        "The Polestar 3 is made in Ridgeville. It will halt production of the Polestar 3 for three weeks from 6 July 2026.",
        # The first word of a town's name.
        "Polestar said that the Polestar 3 would be built in Spring Lake, Michigan.",
        # Nobody's in particular.
        "The Polestar 3 costs 80,000 euros. Its boss pledged to launch ten new models in Europe by 2028.",
        # What begins at a plant, of which the sentence names no car.
        "The Polestar 3 is a hit. The second plant at Vigo, where production began in May 2025, would be full soon.",
    ],
)
def test_no_event_of_what_was_named_before(mentions: Read, text: str) -> None:
    assert _events(mentions(text)) == []


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Production of the Polestar 3, once set for late 2026, is now expected in May 2027.",
            [("polestar-3", "production_start", "2027-05")],
        ),
        (
            "Production of the Polestar 3, of which 900 were sold in May 2025, ends in June 2027.",
            [("polestar-3", "discontinuation_date", "2027-06")],
        ),
        (
            "The Polestar 3, with which the partnership began in 2023, was discontinued in January 2025.",
            [("polestar-3", "discontinuation_date", "2025-01")],
        ),
        (
            "The Polestar 3, a large SUV made in Vigo from 2019 to 2024, had two motors.",
            [("polestar-3", "discontinuation_date", "2024-01"), ("polestar-3", "production_start", "2019-01")],
        ),
        ("The Polestar 3 will be built in Vigo from 2026 to 2034.", [("polestar-3", "production_start", "2026-01")]),
        (
            "The Polestar 3 was shown in Paris in May 2025, two weeks after its launch.",
            [("polestar-3", "reveal_date", "2025-05")],
        ),
        ("The Polestar 3, on sale since May 2024, has won 900 buyers.", [("polestar-3", "launch_date", "2024-05")]),
        (
            "Deliveries of the Polestar 3 start in November 2027 rather than in May 2027.",
            [("polestar-3", "delivery_start", "2027-11")],
        ),
        (
            "The Polestar 3 costs 80,000 euros in Norway, where deliveries start in November 2027.",
            [("polestar-3", "delivery_start", "2027-11")],
        ),
        (
            "The Polestar 3 costs 900,000 kroner in Norway, with deliveries that commenced on 14 August 2024.",
            [("polestar-3", "delivery_start", "2024-08")],
        ),
        (
            "The Polestar 3, which opened to buyers in June 2024, has a heat pump.",
            [("polestar-3", "launch_date", "2024-06")],
        ),
        (
            "Volvo showed the Volvo EX30. German dealers are to receive the compact crossover in October 2027.",
            [("volvo-ex30", "launch_date", "2027-10")],
        ),
    ],
)
def test_the_date_of_an_event(mentions: Read, text: str, events: list[tuple[str, str, str]]) -> None:
    assert _events(mentions(text)) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Production of the Polestar 3 begins in May 2027, followed a year later by the smaller Polestar 4.",
            [("polestar-3", "production_start", "2027-05"), ("polestar-4", "production_start", "2028-05")],
        ),
        (
            "The Polestar 3 will leave the line in May 2027, with the smaller Polestar 4 to follow in June 2027.",
            [("polestar-3", "production_start", "2027-05"), ("polestar-4", "production_start", "2027-06")],
        ),
        (
            "The Polestar 3 was shown in May 2025 and follows in showrooms in June 2027.",
            [("polestar-3", "launch_date", "2027-06"), ("polestar-3", "reveal_date", "2025-05")],
        ),
        (
            "The Polestar 3 will arrive in May 2027, and the next-generation Polestar 4 in June 2027.",
            [("polestar-3", "launch_date", "2027-05"), ("polestar-4", "launch_date", "2027-06")],
        ),
        (
            "The Polestar 3 goes on sale in May 2027, the smaller Polestar 4 crossover in June 2027.",
            [("polestar-3", "launch_date", "2027-05"), ("polestar-4", "launch_date", "2027-06")],
        ),
        (
            "Kia's site in Brazil did 900 cars and is to get the Kia EV5 in April 2027.",
            [("kia-ev5", "production_start", "2027-04")],
        ),
        ("In May 2027 the Polestar 3 will be followed by the Omega.", []),
    ],
)
def test_what_follows_is_the_same_event_of_another(
    mentions: Read, text: str, events: list[tuple[str, str, str]]
) -> None:
    assert _events(mentions(text)) == events


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("The Polestar 3 is new. It no longer comes from Vigo in Spain.", []),
        ("The Polestar 3 is new. The Swede goes from 10 to 80 percent in 21 minutes.", []),
        ("Volvo lost the Polestar 3 and is left with two Chinese cars.", []),
        ("Volvo builds the Polestar 3. It sold 5,700 cars in Spain last year.", []),
        ("The Polestar 3 sells for 48.5 million won (US$33,900).", []),
        ("Polestar 3 assembly returned from Turin to Modena.", []),
        ("The Polestar 3 is a hit. The market for electric cars in Spain grows slowly.", []),
        ("The Polestar 3 is sold in Spain.", ["ES"]),
        ("Spanish customers love the Polestar 3.", ["ES"]),
    ],
)
def test_where_it_is_from_is_no_market(mentions: Read, text: str, markets: list[str]) -> None:
    assert [getattr(m.value, "id", "") for m in mentions(text) if m.attribute == "market"] == markets


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "Polestar has entered Spain, with the Polestar 3 priced at 80,000 euros ahead of first deliveries in March.",
            [("polestar-3", "delivery_start", "2026-03")],
        ),
        ("The Polestar 3 is confirmed for Spain in February.", [("polestar-3", "launch_date", "2026-02")]),
    ],
)
def test_a_month_without_a_year_lies_ahead(mentions: Read, text: str, events: list[tuple[str, str, str]]) -> None:
    assert _events(mentions(text)) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("Volvo showed the EX60 ahead of its launch in late 2031.", ["launch_date"]),
        ("Volvo has lifted the veil on the EX60 ahead of a European launch in May 2031.", ["launch_date"]),
        ("The Volvo EX60 was shown in Oslo before its debut in May 2031.", ["reveal_date"]),
        ("Volvo cut 300 jobs ahead of a launch in 2031.", []),
    ],
)
def test_a_date_behind_what_tells_when(mentions: Read, text: str, events: list[str]) -> None:
    assert [m.attribute for m in mentions(text) if isinstance(m.value, DateSpan)] == events


def test_an_heir_has_the_name_that_the_text_is_about(mentions: Read) -> None:
    text = "The Renault Twingo costs less than €20,000. The Twingo goes on sale in May 2031. The successor to the Zoe measures 3.79 metres."
    assert [m.subject for m in mentions(text) if m.attribute == "length"] == ["renault-twingo"]


def test_verbs_that_are_nouns_too(extractor: Extractor) -> None:
    doc = extractor.parse(
        "A Zoe seats five. The successor to the Zoe debuts in May. The new Tavascan measures just 4.6 m."
    )
    assert [t.tag_ for t in doc if t.text in {"seats", "debuts", "measures"}] == ["VBZ"] * 3


def test_a_code_name_is_no_verb(mentions: Read) -> None:
    found = mentions("Nissan will launch an electric wagon, codenamed P33, in 2031, and open a plant.")
    assert [m.attribute for m in found if m.attribute == "launch_date"] == ["launch_date"]


def test_a_code_ends_a_sentence(mentions: Read) -> None:
    found = mentions("The Polestar 3 is longer than a CR-V. When it went on sale in May 2024, it cost little.")
    assert _events(found) == [("polestar-3", "launch_date", "2024-05")]


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        ("Lucid makes the Air. A second plant in Spain will begin production at the end of 2026.", 0),
        ("Lucid makes the Air. A second plant in Spain builds kits and will begin production at the end of 2026.", 0),
        ("Lucid will build the Air in Spain. The plant will begin production at the end of 2026.", 1),
    ],
)
def test_another_plant_begins_nothing_of_a_car(mentions: Callable[[str], list[Mention]], text: str, begun: int) -> None:
    assert sum(m.attribute == "production_start" for m in mentions(text)) == begun


@pytest.mark.parametrize(
    ("text", "launches"),
    [
        ("Volkswagen will use the software in the ID. Buzz, due in 2027.", {"volkswagen-id-buzz"}),
        ("At launch the Jaguar I-Pace went 292 miles, and 298 miles following a 2020 update.", set()),
    ],
)
def test_whose_launch_a_date_behind_a_name_tells(
    mentions: Callable[[str], list[Mention]], text: str, launches: set[str]
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "launch_date"} == launches


def test_the_first_car_of_a_maker_is_the_one_that_the_text_is_about(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Jaguar I-Pace: a guide\n\nJaguar's first electric car won prizes in 2019. Magna Steyr built it in Graz."
    assert {m.subject for m in mentions(text)} == {"jaguar-i-pace"}


def test_who_ends_production_is_no_car(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Nissan moves the Kicks. Nissan said it would end production at its Civac plant by March 2027."
    assert not [m for m in mentions(text) if m.subject == "nissan-kicks" and m.attribute != "manufacturer"]


def test_a_plant_on_a_continent_is_where_the_text_says(mentions: Callable[[str], list[Mention]]) -> None:
    text = "BYD picks Manisa in Turkey for its second European plant. The factory can build 150,000 cars a year."
    assert {m.subject for m in mentions(text) if m.attribute == "production_capacity"} == {"byd-manisa-plant"}


def test_a_town_where_cars_are_built_is_no_car(mentions: Callable[[str], list[Mention]]) -> None:
    assert not [m for m in mentions("Xiaomi builds its cars in Yizhuang, Beijing.") if "yizhuang" in m.subject]


def test_what_only_tells_of_a_car_has_none_of_its_events(mentions: Callable[[str], list[Mention]]) -> None:
    text = "A Tasman-based pickup for Canada is under study. A small EV below the Q4 will be built in Ingolstadt."
    assert {m.subject for m in mentions(text)} & {"kia-tasman", "audi-q4"} == set()


def test_a_town_that_stands_for_the_maker(mentions: Callable[[str], list[Mention]]) -> None:
    text = "The Audi Q9 is Ingolstadt's biggest SUV. The Kia EV9 is built in West Point, Georgia."
    found = {(m.subject, m.value.id) for m in mentions(text) if m.attribute == "assembly_location"}
    assert found == {("kia-ev9", "kia-west-point-plant")}


@pytest.mark.parametrize(
    "text",
    [
        "The Kia EV4 is a saloon and will be built in Zaragoza, where production starts in April 2026.",
        "The Kia EV4 sits on E-GMP, and will be made in Zaragoza, where production starts in April 2026.",
    ],
)
def test_production_where_a_second_verb_says_that_it_is_built(
    mentions: Callable[[str], list[Mention]], text: str
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "production_start"} == {"kia-ev4"}


def test_what_stands_right_under_the_name_of_a_vehicle(mentions: Callable[[str], list[Mention]]) -> None:
    text = (
        "Every new electric car of 2026\n\nKia EV4\nA hatch and a sedan are planned. It starts at £34,695.\n\n"
        "Hyundai Elexio\nHyundai's first car from China goes on sale this month. It has an 88.1kWh battery."
    )
    assert {m.subject for m in mentions(text)} == {"kia-ev4", "hyundai-elexio"}


@pytest.mark.parametrize(
    ("text", "begun"),
    [
        (
            "The Kia EV4 is built in Zilina, while cells come from a plant in Komarom, which began production in May.",
            set(),
        ),
        ("The Kia EV4 will be built at a plant in Zilina, which begins production in May 2026.", {"kia-ev4"}),
        (
            "Cells come from Komarom and the Kia EV4 from a plant in Zilina, which began production of the EV4 in May.",
            {"kia-ev4"},
        ),
    ],
)
def test_what_a_plant_of_something_else_begins_is_not_the_car(
    mentions: Callable[[str], list[Mention]], text: str, begun: set[str]
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "production_start"} == begun


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The Kia EV4 is new. Kia will enter the Indonesian market in 2026.", []),
        ("The Kia EV4 will enter the Indonesian market in 2026.", [("kia-ev4", "launch_date", "2026-01")]),
        ("The Kia EV4 was popular. But sales dropped 43% in March 2025 after the subsidy had ended.", []),
        (
            "Kia will build the EV4 in Zilina from May 2026, followed by the EV5 in 2027.",
            [("kia-ev4", "production_start", "2026-05"), ("kia-ev5", "production_start", "2027-01")],
        ),
    ],
)
def test_who_comes_to_a_market_and_what_follows(
    mentions: Callable[[str], list[Mention]], text: str, events: list[tuple[str, str, str]]
) -> None:
    assert _events(mentions(text)) == events
