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
