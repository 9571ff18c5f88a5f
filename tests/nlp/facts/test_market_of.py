"""Which market a fact is of, where no "in Spain" stands beside its value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention

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
        ("The MG4 now costs 569,900 baht.", None),
        ("China is a hard market. The MG4 now costs 73,800 yuan.", None),
    ],
)
def test_a_currency_that_is_not_quoted_abroad_is_of_the_country_that_is_named(
    mentions: Read, text: str, market: str | None
) -> None:
    assert [found for _, found in _markets(mentions(text), "price")] == [market]


@pytest.mark.parametrize(
    ("text", "market"),
    [
        ("Norway set a record in May. The Kia EV3 sold 912 units.", "NO"),
        ("Norway set a record in May. In Sweden the Kia EV3 sold 912 units.", "SE"),
        ("The Kia EV3 sold 912 units. Norway set a record in May.", None),
    ],
)
def test_what_sells_is_told_of_the_country_that_the_article_is_about(mentions: Read, text: str, market: str) -> None:
    assert [found for _, found in _markets(mentions(text), "sales")] == [market]
