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
        ("Volvo sold 18,400 cars in Brazil in May 2025, its best result since 2014.", "sales", "May 2025"),
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
