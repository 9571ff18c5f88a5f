"""Whose figure of a business it is, and whether it is one at all, by the words of its clause."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Mention, Quantity

PARTS = {
    "Opel said that 700 of its 3,900 workers will have to go.": {"opel job_cuts 700", "opel employees 3900"},
    "Opel said that 700 more of its 3,900 jobs are to go.": {"opel job_cuts 700", "opel employees 3900"},
    "Opel will lay off 700 of 3,900 workers in spring.": {"opel job_cuts 700", "opel employees 3900"},
    "Opel said that 700 of the 3,900 job cuts had been made.": {"opel job_cuts 700", "opel job_cuts 3900"},
    "Three of four buyers of the Opel Frontera order the bigger battery.": set(),
}
PLANNED = {
    "Opel will launch three electric models by 2028.": {"opel models_planned 3"},
    "Opel had a good year. Next year buyers can choose between three electric models.": set(),
    "Opel will launch new cars by 2028. The first two models will be electric.": set(),
    "Opel has to build one and a half electric cars for each new model by 2028.": set(),
}
BARE = {
    "Opel's annual capacity in Eisenach was 160,000 cars. It is to be cut to 90,000.": {
        "stellantis-eisenach-plant production_capacity 160000"
    },
    "Opel has 3,900 employees in Eisenach. By spring it will shed 700.": {
        "stellantis-eisenach-plant employees 3900",
        "opel job_cuts 700",
    },
}
OWNERS = {
    "Kia unveiled the Kia EV4, of which Zilina makes 900 a week.": {"kia-ev4 production_volume 900"},
    "Hertz has ordered 9,000 electric vans for its fleet in Spain.": set(),
    "Hertz has ordered 9,000 electric vans from Renault for its fleet in Spain.": {"renault orders 9000"},
    "The union wants guarantees for 8,000 Renault employees in Spain.": {"renault employees 8000"},
    "Renault is worried. Last month Sunnow in Arles, France, filed for bankruptcy with debts of 1.9 billion euros.": set(),
}
OF_THEM = {
    "Mazda unveiled the Mazda MX-30. Dealers had shifted 900 of them by May.": {"mazda-mx-30 sales 900"},
    "Mazda unveiled the Mazda MX-30. In Spain 900 of them were registered by May.": {"mazda-mx-30 sales 900"},
    "Mazda showed the Mazda MX-30 in May. Mazda built it in Ghent and sold 900 in the first year.": {
        "mazda-mx-30 sales 900"
    },
    "Mazda and Isuzu founded Quint, a joint venture, in May. The venture has 900 employees.": {"quint employees 900"},
}
MARKET = {
    "Skoda did well. Of 9,700 electric cars registered in May, a third were vans.": set(),
    "Skoda did well. In May, 9,700 electric cars were registered in the country.": set(),
    "Skoda did well. The country's four carmakers sold a combined 97,000 vehicles in May.": set(),
    "Skoda did well. Nationwide, electric car registrations rose to 9,700 in May.": set(),
    "Skoda had a good month. It sold 9,700 electric cars in May.": {"skoda sales 9700"},
}
RANKED = {
    "Leapmotor led with deliveries of 50,029 vehicles in May 2024, followed by Li Auto with 41,053 and Nio with 35,486.": {
        "leapmotor deliveries 50029",
        "li-auto deliveries 41053",
        "nio deliveries 35486",
    },
    "Cuts come from Audi, which wants to shed 7,400 jobs, from Porsche with 3,800 and from Skoda with 1,900.": {
        "audi job_cuts 7400",
        "porsche job_cuts 3800",
        "skoda job_cuts 1900",
    },
    "Kia shipped 46,200 EV3 and EV4 cars in May 2024.": set(),
    "Kia shipped 46,200 EV3 cars and 900 EV4 cars in May 2024.": {"kia-ev3 deliveries 46200", "kia-ev4 deliveries 900"},
}
OBSERVERS = {
    "Renault had a bad year. Moody's cut its rating. It sold 90,000 cars in May.": {"renault sales 90000"},
    "Renault had a bad year. IG Metall said that 900 jobs were at risk.": {"renault job_cuts 900"},
}
NO_NUMBERS = {
    "Peugeot builds the 308 in Mulhouse.": set(),
    "Peugeot built the first 308 cars in Mulhouse.": {"stellantis-mulhouse-plant production_volume 308"},
    "Fiat will go on building the electric 500 in Turin until May.": set(),
    "Skoda lowered the price of the Skoda Elroq, which it builds in Mlada Boleslav, by 900 euros to 32,900.": {
        "skoda-elroq price 32900"
    },
    "Kia cut output in Zilina by 12 percent to 61,000.": {"kia-zilina-plant production_volume 61000"},
    "Kia recalls 7,100 Kia EV4s built in Zilina.": set(),
    "Kia has built 7,100 Kia EV4s in Zilina.": {"kia-ev4 production_volume 7100"},
}
"""Names that are written like numbers, what is left of a price, and cars that are called back."""


@pytest.mark.parametrize(
    "text",
    [
        text
        for cases in (PARTS, PLANNED, BARE, OWNERS, OF_THEM, MARKET, RANKED, OBSERVERS, NO_NUMBERS)
        for text in cases
    ],
)
def test_a_figure_is_of_the_one_that_its_clause_tells_of(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    found = {f"{m.subject} {m.attribute} {m.value.high:f}" for m in mentions if isinstance(m.value, Quantity)}
    assert (
        found == {**PARTS, **PLANNED, **BARE, **OWNERS, **OF_THEM, **MARKET, **RANKED, **OBSERVERS, **NO_NUMBERS}[text]
    )


def test_a_participle_that_tells_when_leaves_the_object_near(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions(
        "The Kia EV9 costs more. Kia will build a midsize pickup in Georgia, starting in 2027, at a price of about $30,000."
    )
    assert {m.subject for m in found if m.attribute == "price"} == {"kia-unnamed-midsize-pickup"}


def test_what_follows_from_a_size_does_not_say_what_it_is(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions(
        "The Xpeng G9 has a height of 1,800 mm and a wheelbase of 3,030 mm, making it longer than the BMW iX."
    )
    assert [m.attribute for m in found] == ["height", "wheelbase"]


def test_what_a_firm_takes_is_no_revenue(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("Ford said on Monday that it would take a $19.5 billion writedown.")
    assert not [m for m in found if m.attribute == "revenue"]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "Tesla slipped. Registrations of electric cars in Europe rose to 168,400, the industry group ACEA said.",
            set(),
        ),
        ("Renault came third. Germany was the largest market for electric cars with 46,300 registrations.", set()),
        ("JLR is in trouble. The Tata-owned carmaker, which sold 41,000 cars, cut its target.", {"jlr"}),
    ],
)
def test_figures_of_a_market_and_of_who_belongs_to_another(
    mentions: Callable[[str], list[Mention]], text: str, owners: set[str]
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "sales"} == owners


def test_who_supplies_several(mentions: Callable[[str], list[Mention]]) -> None:
    found = {
        (m.subject, m.value.id) for m in mentions("CATL supplies Tesla, BMW and Xiaomi.") if m.attribute == "partner"
    }
    assert found == {("catl", "tesla"), ("catl", "bmw"), ("catl", "xiaomi")}


def test_what_was_delivered_in_a_month_lies_behind(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("Nio led again, with deliveries of 41,300 cars in December, the firm said.")
    assert [m.scope.period for m in found if m.attribute == "deliveries"] == ["December 2024"]


def test_a_drop_in_sales_is_no_end(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Ford sold 51,600 of the Mustang Mach-E in America last year, a slight drop from 2023."
    assert {(m.attribute, m.polarity.value) for m in mentions(text)} == {("sales", "+"), ("market", "+")}


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        (
            "The Hyundai Ioniq 3 meets the Kia EV3. The Ioniq peaks at 119kW, the EV3 at 135kW.",
            "charging_power",
            {("hyundai-ioniq-3", 119), ("kia-ev3", 135)},
        ),
        ("Toyota Urban Cruiser vs Suzuki e Vitara\n\nOn paper they are twins. Both weigh 1,702 kg.", "curb_weight",
         {("toyota-urban-cruiser", 1702), ("suzuki-e-vitara", 1702)}),
    ],
)  # fmt: skip
def test_each_of_two(
    mentions: Callable[[str], list[Mention]], text: str, attribute: str, expected: set[tuple[str, int]]
) -> None:
    found = {(m.subject, int(m.value.low)) for m in mentions(text) if isinstance(m.value, Quantity)}
    assert {m.attribute for m in mentions(text)} >= {attribute}
    assert found == expected


def test_a_sum_is_in_the_currency_of_the_one_before_it(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Renault made a net profit of 2.1 billion euros ($2.4 billion) on revenue of 56.2 billion."
    found = {m.attribute: (int(m.value.low), m.value.unit) for m in mentions(text) if isinstance(m.value, Quantity)}
    assert found == {"net_income": (2_100_000_000, "EUR"), "revenue": (56_200_000_000, "EUR")}


def test_orders_in_hand_are_of_what_is_ordered(mentions: Callable[[str], list[Mention]]) -> None:
    text = '"We have 60,000 orders in hand for the Renault 5," said Renault.'
    assert {m.subject for m in mentions(text) if m.attribute == "orders"} == {"renault-5"}


def test_a_share_of_a_venture_that_is_named_behind_it(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Stellantis owns 51% of their joint venture, Leapmotor International."
    assert {m.scope.object for m in mentions(text) if m.attribute == "stake"} == {"leapmotor-international"}


def test_departments_are_no_sales(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Mazda is to shed 4,000 posts. The maker adds 2,500, in purchasing, sales, marketing and development."
    assert {m.attribute for m in mentions(text)} == {"job_cuts"}


@pytest.mark.parametrize(
    "opening",
    ["SEOUL, May 2 (Reuters) - ", "SEOUL -- ", "(Bloomberg) -- ", "SEOUL: ", "May 2 - ", "Seoul, May 2 (dpa) – "],
)
def test_a_dateline_is_no_part_of_the_sentence_behind_it(
    mentions: Callable[[str], list[Mention]], opening: str
) -> None:
    found = mentions(f"{opening}Kia on Friday posted a net loss of 90 million euros and sold 9,100 cars in Peru.")
    assert [(m.subject, m.attribute) for m in found] == [("kia", "net_income"), ("kia", "sales")]


def test_the_entries_of_a_calendar_are_no_datelines(mentions: Callable[[str], list[Mention]]) -> None:
    found = mentions("May 20 - Kia launches the EV2.\nMay 27 - Kia launches the EV5.\nNIO - The maker sold 900 cars.")
    assert [m.subject for m in found if m.attribute == "launch_date"] == ["kia-ev2", "kia-ev5"]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        ("Kia sells the EV4. Its design studio in Frankfurt has about 75 employees.", set()),
        ("Kia sells the EV4. It has about 75 employees in Frankfurt.", {"kia"}),
    ],
)
def test_the_staff_of_an_office_is_not_all(
    mentions: Callable[[str], list[Mention]], text: str, owners: set[str]
) -> None:
    assert {m.subject for m in mentions(text) if m.attribute == "employees"} == owners


def test_a_carmaker_of_a_continent_is_one_from_there(mentions: Callable[[str], list[Mention]]) -> None:
    text = "Renault sells the Renault 5. Chery agreed to buy a stake of 5 percent. The European carmaker posted a net loss of 90 million euros."
    assert {m.subject for m in mentions(text) if m.attribute == "net_income"} == {"renault"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kia cut the U.S. price of the EV9 by $3,000 to $51,900.", {("kia-ev9", "price", 51900)}),
        ("Kia sells the EV9 for 47,000 to 51,900 euros.", {("kia-ev9", "price", 47000)}),
        ("Volvo sells the EX60. It has taken 12,000 orders for it.", {("volvo-ex60", "orders", 12000)}),
        ("Varta lost contracts worth 90 million euros in May.", set()),
        ("Varta lost 90 million euros in May.", {("varta", "net_income", -90000000)}),
    ],
)
def test_changes_orders_and_losses(
    mentions: Callable[[str], list[Mention]], text: str, told: set[tuple[str, str, int]]
) -> None:
    found = {(m.subject, m.attribute, m.value.low) for m in mentions(text) if isinstance(m.value, Quantity)}
    assert found == told
