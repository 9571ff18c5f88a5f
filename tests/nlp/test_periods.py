"""The time that a flow belongs to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention

Read = Callable[[str], list[Mention]]


@pytest.mark.parametrize(
    ("text", "attribute", "period"),
    [
        ("BYD sold 41,000 cars in Norway in 2023.", "sales", "2023"),
        ("BYD has sold 40,000 cars in Norway since 2021.", "sales", "since 2021"),
        (
            "Toyota has invested $30.6 billion in America since it entered the market in 1957.",
            "investment",
            "since 1957",
        ),
        ("Tesla has delivered 500,000 cars in Germany since the plant opened in 2022.", "deliveries", "since 2022"),
        ("Kia's profit of 2.1 billion euros was the highest since 2019.", "net_income", None),
        ("BYD sold 2.1 million cars in 2025, its third annual increase.", "sales", "2025"),
        ("Xpeng delivered 172,000 cars in the first five months of 2025.", "deliveries", "January-May 2025"),
        ("Sales of the Kia EV3 came to 4,330, a drop of 12 percent on May 2025.", "sales", None),
        ("In the first half of 2025 the firm from Hangzhou, Lynk & Co, delivered 8,400 cars.", "deliveries", "H1 2025"),
        ("Aptera's staff shrank to 90 people in five years.", "employees", None),
        ("In May 2025 sales of Lotus rose 4 percent from a year earlier to 1,200 cars.", "sales", "May 2025"),
        ("Volvo sold 18,400 cars in Brazil in May 2025, its best result since 2014.", "sales", "May 2025"),
        ("Volvo sold 18,400 cars in Brazil through May 2025.", "sales", "January-May 2025"),
    ],
)
def test_a_time_that_has_begun_is_not_the_year_of_its_beginning(
    mentions: Read, text: str, attribute: str, period: str | None
) -> None:
    assert {m.scope.period for m in mentions(text) if m.attribute == attribute} == {period}


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Orders for the Zeekr 7X had passed 10,000 by the following day.", ["first day"]),
        (
            "The Kia EV4 gathered 15,000 orders within 24 hours and 30,000 in the first week.",
            ["first 24 hours", "first week"],
        ),
        ("Over 7,000 orders for the Kia EV4 came in within an hour.", ["first hour"]),
    ],
)
def test_the_time_since_the_start(mentions: Read, text: str, periods: list[str]) -> None:
    assert [m.scope.period for m in mentions(text) if m.attribute == "orders"] == periods


@pytest.mark.parametrize(
    ("text", "attribute", "periods"),
    [
        # Of what an amount is compared with, or of another clause.
        ("BYD sold 900 cars in Spain, 40% more than in May 2024.", "sales", [None]),
        ("Skoda delivered 8,100 cars in May 2025, up from 7,400 a year earlier.", "deliveries", ["May 2025"]),
        ("The Kia EV5, which was launched in March 2025, found 700 buyers.", "sales", [None]),
        (
            "Audi lost $9 million in the third quarter of 2024 compared with $7 million a year ago.",
            "net_income",
            ["Q3 2024", "Q3 2023"],
        ),
        (
            "Mazda expects a net profit of 9 billion yen for the fiscal year ending this month.",
            "net_income",
            ["FY2024"],
        ),
        ("The Zilina plant of Kia employs 6,700 people, down from 9,000 in 2022.", "employees", [None, "2022"]),
        ("Mazda's revenue came to 9 billion euros in 2023 after 8 billion euros in 2022.", "revenue", ["2023", "2022"]),
        ("Mazda made its first annual net profit of 9 billion yen.", "net_income", [None]),
        ("The Zilina plant of Kia has an annual capacity of 350,000 cars and 3,700 employees.", "employees", [None]),
        # When it was said or agreed.
        ("Opel said in May it would cut 900 jobs.", "job_cuts", [None]),
        ("Opel announced last month that it had sold 9,000 cars.", "sales", [None]),
        ("Opel agreed in 2024 to invest 90 million euros in Eisenach.", "investment", [None]),
        ("Opel said it sold 9,000 cars in May 2025.", "sales", ["May 2025"]),
        # Several months, and business years.
        ("From January to October 2025 Zeekr sold 9,000 cars in Norway.", "sales", ["January-October 2025"]),
        ("Smart sold 152,000 cars between 2004 and 2007.", "sales", ["2004-2007"]),
        ("Mazda made a net profit of $1.2 billion in the fiscal year ended March 31, 2025.", "net_income", ["FY2024"]),
        ("Mazda made a net profit of $1.2 billion in the year to March.", "net_income", ["FY2024"]),
        ("Lotus sold 1,100 cars in the third quarter.", "sales", ["Q3 2024"]),
        ("In May 2025 Zeekr sold 9,100 cars. Output has reached 4,000 cars a week.", "production_volume", ["per week"]),
        ("Smart sold 40 cars every Monday.", "sales", [None]),
        ("Half of the 9,000 cars that Zeekr sold in 2023 were built in Ningbo.", "sales", ["2023"]),
        (
            "GAC will put $20 billion into cars this year and has spent $2 billion on Aion.",
            "investment",
            ["2025", None],
        ),
        ("GAC spent $1 billion on a plant in Kolin that can build 90,000 cars a year.", "investment", [None]),
        # What the article reports on goes for the amounts that follow, but for those up to today and those of earlier.
        ("In May 2025, Zeekr sold 9,100 cars. Xpeng sold 8,700.", "sales", ["May 2025", "May 2025"]),
        ("In May 2025, Zeekr sold 9,100 cars. It has sold 412,000 cars.", "sales", ["May 2025", None]),
        (
            "In May 2025, Zeekr sold 9,100 cars. In 2024, BYD sold 4.3 million cars. Xpeng sold 8,700.",
            "sales",
            ["May 2025", "2024", "May 2025"],
        ),
        ("Norwegian car sales in May 2025: Tesla stays in front\n\nVolvo sold 900 cars.", "sales", ["May 2025"]),
    ],
)
def test_the_time_of_the_clause_or_of_the_report(
    mentions: Read, text: str, attribute: str, periods: list[str | None]
) -> None:
    found = {m.focus_start: m.scope.period for m in mentions(text) if m.attribute == attribute}
    assert [found[start] for start in sorted(found)][: len(periods)] == periods
