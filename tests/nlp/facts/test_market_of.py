"""Which market a fact is of, where no "in Spain" stands beside its value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import DateSpan, Mention

Read = Callable[[str], list[Mention]]


def _markets(found: list[Mention], attribute: str) -> list[tuple[str, str | None]]:
    return [(m.subject, m.scope.market) for m in found if m.attribute == attribute]


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Production of the Kia EV4 at the Zilina plant in Slovakia started in August 2025.", "SK"),
        ("The Renault 5 has been built in Douai since November 2024.", "FR"),
        ("Since March 2025, BMW's factory in Rosslyn, South Africa, has been building the BMW X3 for Europe.", "ZA"),
        ("Production of the Kia EV4 started in August 2025.", None),
        ("The Kia EV4 is built in Zilina. Its production started in August 2025.", None),
    ],
)
def test_production_begins_in_the_country_of_the_plant(mentions: Read, text: str, market: str | None) -> None:
    assert {found for _, found in _markets(mentions(text), "production_start")} == {market}


def test_a_place_right_behind_a_figure_is_of_that_figure_alone(mentions: Read) -> None:
    found = mentions("The Kia EV4 costs 37,590 euros in Germany and has a range of 430 km.")
    assert _markets(found, "price") == [("kia-ev4", "DE")]
    assert _markets(found, "range") == [("kia-ev4", None)]


def test_a_place_that_leads_in_is_of_all_figures(mentions: Read) -> None:
    found = mentions("In Canada the Kia EV4 costs 38,995 Canadian dollars and has a range of 391 km.")
    assert _markets(found, "price") + _markets(found, "range") == [("kia-ev4", "CA"), ("kia-ev4", "CA")]


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Thailand is a hard market. The MG4 now costs 569,900 baht.", "TH"),
        ("The MG4 now costs 569,900 baht.", "TH"),
        ("China is a hard market. The MG4 now costs 73,800 yuan.", None),
    ],
)
def test_a_currency_that_is_not_quoted_abroad_is_of_its_country(mentions: Read, text: str, market: str | None) -> None:
    assert [found for _, found in _markets(mentions(text), "price")] == [market]


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Norway set a record in May. The Kia EV3 sold 912 units.", "NO"),
        ("Norway set a record in May. In Sweden the Kia EV3 sold 912 units.", "SE"),
        ("Norway set a record in May. Taxes are low in Norway. The German brand Audi sold 912 cars.", "NO"),
        ("The Kia EV3 sold 912 units. Norway set a record in May.", None),
    ],
)
def test_what_sells_is_told_of_the_country_that_the_article_is_about(mentions: Read, text: str, market: str) -> None:
    assert [found for _, found in _markets(mentions(text), "sales")] == [market]


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Norway set a record in May. The Kia EV3 arrives in September 2030.", "NO"),
        ("South Korea set a record in May. The Kia EV3 arrives in September 2030.", None),
        ("Norway set a record in May. The Kia EV3 will not arrive in September 2030.", None),
        (
            "The MG4 costs 569,900 baht, the BYD Dolphin 499,900 baht. The Kia EV3, at 1,399,000 baht, comes in May 2030.",
            "TH",
        ),
    ],
)
def test_what_comes_from_abroad_is_told_of_the_country_that_the_article_is_about(
    mentions: Read, text: str, market: str | None
) -> None:
    assert [found for _, found in _markets(mentions(text), "launch_date")] == [market]


def test_what_a_maker_sells_at_home_is_not_taken_for_what_it_sells_in_all(mentions: Read) -> None:
    found = mentions("South Korea set a record in May. Kia sold 266,900 cars and Renault 7,900.")
    assert _markets(found, "sales") == [("kia", None), ("renault", "KR")]


@pytest.mark.parametrize(
    ("text", "attribute", "market"),
    [
        ("Kia has dealers in Norway and Peru. The EV3 went on sale there in May 2024.", "launch_date", "PE"),
        ("Kia has dealers in Norway and Peru. There are 700 of them. The EV3 came in May 2024.", "launch_date", None),
        ("Kia has no dealers in Peru or Chile. At home, the Kia EV3 costs 38,900 euros.", "price", "KR"),
        ("Kia has dealers in Peru and Chile. It sold 46,005 vehicles in its home market.", "sales", "KR"),
        ("The Kia EV3 costs £33,005 and the EV4 £34,695. The EV5 arrives here in May 2030.", "launch_date", "GB"),
        ("The Kia EV3 costs €33,005 and the EV4 €34,695. The EV5 arrives here in May 2030.", "launch_date", None),
        ("The Kia EV3 costs $33,005 and the EV4 $34,695. The EV5 arrives here in May 2030.", "launch_date", None),
        ("Kia has dealers in Peru and Chile. It sold 912 vehicles in the country in May 2024.", "sales", "CL"),
        ("Kia has dealers in Peru and Chile. It sold 912 vehicles in May 2024.", "sales", None),
    ],
)
def test_a_word_that_points_to_a_place_tells_the_market(
    mentions: Read, text: str, attribute: str, market: str | None
) -> None:
    assert [found for _, found in _markets(mentions(text), attribute)] == [market]


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("Spain and Peru are markets. Kia sold 4,115 cars in Norway, of which 702 were Kia EV3s.", ["NO", "NO"]),
        ("Spain and Peru are markets. Kia sold 4,115 cars in Norway, ahead of Renault with 3,902.", ["NO", "NO"]),
        ("Spain and Peru are markets. Kia sold 4,115 cars in Norway, while its EV3 sold 70,200.", ["NO", None]),
    ],
)
def test_the_members_of_a_ranking_are_of_one_market(mentions: Read, text: str, markets: list[str | None]) -> None:
    assert [market for _, market in _markets(mentions(text), "sales")] == markets


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("Kia sold 46,005 cars, 30,112 of them abroad.", [None, "overseas"]),
        ("Kia's sales came to 46,005 cars, of which 30,112 were exported.", [None, "overseas"]),
        ("Kia sold 46,005 cars, with exports accounting for 30,112.", [None, "overseas"]),
        ("Kia had domestic sales of 15,893 cars and overseas sales of 30,112.", ["KR", "overseas"]),
        ("Kia sold 46,005 cars, known abroad as Sephia.", [None]),
        ("Kia sold 46,005 cars outside South Korea.", ["overseas"]),
        ("Kia sold 46,005 cars outside its home market, up from 41,200.", ["overseas", "overseas"]),
        ("Skoda sold 46,005 cars outside South Korea.", [None]),
        ("Kia sold 46,005 cars. Its domestic sales rose 8.8 percent to 15,893 units.", [None, "KR"]),
    ],
)
def test_what_is_sold_at_home_or_abroad(mentions: Read, text: str, markets: list[str | None]) -> None:
    assert [market for _, market in _markets(mentions(text), "sales")] == markets


def test_the_place_of_a_part_is_not_that_of_the_whole(mentions: Read) -> None:
    assert _markets(mentions("Kia will cut 9,000 jobs, about half of them in Spain."), "job_cuts")[0][1] is None
    assert _markets(mentions("Kia will cut 9,000 jobs in Spain, half of them soon."), "job_cuts")[0][1] == "ES"


@pytest.mark.parametrize("words", ["among them Australia", "including Australia"])
def test_markets_told_with_their_number(mentions: Read, words: str) -> None:
    found = mentions(f"The Geely EX5 is sold in more than 30 countries, {words}, where it costs 40,990 AUD.")
    assert [(m.subject, getattr(m.value, "id", None)) for m in found if m.attribute == "market"] == [
        ("geely-ex5", "AU")
    ]


def test_sales_of_a_firm_are_no_market_of_one_car(mentions: Read) -> None:
    found = mentions("BYD builds the Dolphin Surf. BYD's sales in Europe tripled last year to 187,657 vehicles.")
    assert not [m for m in found if m.attribute == "market"]


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("Norway set a record in May. The Renault 5 will arrive in June 2027.", []),
        ("Norway set a record in May. The Renault 5, launched in June 2024, costs 249,900 kroner.", ["NO"]),
        ("Norway set a record in May. The Renault 5 costs 249,900 kroner.", []),
        ("Norway set a record in May. The Renault 5 was launched in June 2024.", []),
        ("Many set a record in May. The Renault 5 will arrive in June 2027.", []),
    ],
)
def test_what_comes_on_sale_in_the_country_of_an_article_is_sold_there(
    mentions: Read, text: str, markets: list[str]
) -> None:
    assert [getattr(m.value, "id", None) for m in mentions(text) if m.attribute == "market"] == markets


@pytest.mark.parametrize(
    ("text", "months"),
    [
        (
            "The Renault 5 begins deliveries in Spain in June 2027 and in Italy from October 2027.",
            [("ES", 6), ("IT", 10)],
        ),
        (
            "Renault wants to put the Renault 5 on the Spanish market in June 2027 and on the Italian one in October 2027.",
            [("ES", 6), ("IT", 10)],
        ),
        (
            "The Renault 5 arrives in Spain in May 2027, in Italy in June 2027 and in Japan in July 2027.",
            [("ES", 5), ("IT", 6), ("JP", 7)],
        ),
        (
            "The Renault 5 will be launched in Spain in June 2027, followed by Italy in October 2027.",
            [("ES", 6), ("IT", 10)],
        ),
        (
            "The Renault 5 reaches Spain in June 2027, with Italy following in October 2027.",
            [("ES", 6), ("IT", 10)],
        ),
    ],
)
def test_the_next_place_has_the_next_date(mentions: Read, text: str, months: list[tuple[str, int]]) -> None:
    found = [m for m in mentions(text) if m.attribute in {"launch_date", "delivery_start"}]
    told = [(m.scope.market, m.value.start.month) for m in found if isinstance(m.value, DateSpan) and m.value.start]
    assert told == months


def test_a_place_with_a_verb_of_its_own_is_no_next_place(mentions: Read) -> None:
    found = mentions("The Renault 5 arrived in May 2025, and Italy in June 2025 had a blackout.")
    assert len([m for m in found if m.attribute == "launch_date"]) == 1


@pytest.mark.parametrize(
    ("text", "markets"),
    [
        ("The Kia EV4 will be made by Kia in Zilina, Slovakia, from 2027.", []),
        ("Renault may send the Renault 5 to Novo Mesto in Slovenia.", []),
        ("The Renault 5 goes on sale in Wuhan, China, in May.", ["CN"]),
        ("The Renault 5 goes to Slovenia in May.", ["SI"]),
    ],
)
def test_the_country_of_a_town_with_a_plant_is_no_market(mentions: Read, text: str, markets: list[str]) -> None:
    assert [getattr(m.value, "id", None) for m in mentions(text) if m.attribute == "market"] == markets


def test_results_in_the_currency_of_its_home_tell_no_market(mentions: Read) -> None:
    text = "Mazda had revenue of 900 billion yen, a profit of 30 billion yen and debt of 9 billion yen. The CX-80 sold 912 units."
    assert _markets(mentions(text), "sales") == [("mazda-cx-80", None)]


def test_demand_for_whatever_is_sold_there_makes_no_market(mentions: Read) -> None:
    found = mentions(
        "Kia has put off the launch of the EV4 to 2027, as demand in Chile and Peru falls short of its hopes."
    )
    assert _markets(found, "market") == []
    assert {market for _, market in _markets(found, "launch_date")} <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "LG will supply Mercedes with electric car batteries in North America. The Mercedes CLA is new.",
        "The cells for the Kia EV4 and the Kia EV5 will be bought in Canada.",
        "The Citroen e-C3 is cheap. The French version comes from Trnava in Slovakia.",
    ],
)
def test_parts_of_cars_and_where_they_come_from_are_no_market(mentions: Read, text: str) -> None:
    assert not [m for m in mentions(text) if m.attribute == "market"]
