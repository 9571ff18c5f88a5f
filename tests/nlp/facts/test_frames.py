"""Events told by a verb and what it acts on or leads to, and what they imply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from evextract.records import Category, DateSpan, EntityRef, Mention, Modality, Polarity

Read = Callable[..., list[Mention]]


def dates(found: list[Mention]) -> set[tuple[str, str, date | None]]:
    return {(m.subject, m.attribute, m.value.start) for m in found if isinstance(m.value, DateSpan)}


@pytest.mark.parametrize(
    ("text", "subject", "attribute", "start"),
    [
        ("Kia will bring the EV4 to Canada in early 2026.", "kia-ev4", "launch_date", date(2026, 1, 1)),
        ("The Kia EV4 will hit the Swiss market in 2026.", "kia-ev4", "launch_date", date(2026, 1, 1)),
        ("Production of the Kia EV4 is due to start in June 2025.", "kia-ev4", "production_start", date(2025, 6, 1)),
        ("The Kia EV4 goes out of production in June 2027.", "kia-ev4", "discontinuation_date", date(2027, 6, 1)),
        ("Kia will start handing the EV4 to buyers in June.", "kia-ev4", "delivery_start", date(2025, 6, 1)),
        ("The Kia EV4 reaches North America in 2026.", "kia-ev4", "launch_date", date(2026, 1, 1)),
        ("The Kia EV4 hits Britain in October.", "kia-ev4", "launch_date", date(2025, 10, 1)),
        ("Kia will build the EV4 in Slovakia starting in 2027.", "kia-ev4", "production_start", date(2027, 1, 1)),
        (
            "The Kia EV4 will be made at the firm's plant in Zilina beginning in 2027.",
            "kia-ev4",
            "production_start",
            date(2027, 1, 1),
        ),
        (
            "The Kia EV4 made its debut in February and entered production in March.",
            "kia-ev4",
            "production_start",
            date(2025, 3, 1),
        ),
    ],
)
def test_events(mentions: Read, text: str, subject: str, attribute: str, start: date) -> None:
    assert (subject, attribute, start) in dates(mentions(text))


def test_a_place_that_is_reached_is_the_market(mentions: Read) -> None:
    launch = next(m for m in mentions("The Kia EV4 reaches North America in 2026.") if m.attribute == "launch_date")
    assert launch.scope.market == "north-america"


def test_a_maker_that_enters_a_country_is_no_car(mentions: Read) -> None:
    found = dates(mentions("Kia showed the EV4 in May. It plans to enter Ghana in 2027."))
    assert {attribute for _, attribute, _ in found} == {"reveal_date"}


def test_not_until_says_when(mentions: Read) -> None:
    launch = next(m for m in mentions("The Kia EV4 won't go on sale until 2027.") if m.attribute == "launch_date")
    assert (launch.polarity, launch.modality) == (Polarity.AFFIRMED, Modality.PLANNED)


def test_what_is_confirmed_or_announced_lies_ahead(mentions: Read) -> None:
    for text in (
        "Marc Hedrich of Kia has confirmed a production start of the EV4 in late 2025.",
        "Kia announced the production start of the EV4 in late 2025.",
    ):
        told = [m for m in mentions(text, None) if m.attribute == "production_start"]
        assert [m.modality for m in told] == [Modality.PLANNED]


def test_where_it_is_launched_is_a_market_as_sure_as_the_launch(mentions: Read) -> None:
    found = mentions("The Kia EV4 lands in Norway in March 2026.")
    markets = [(m.value.id, m.modality) for m in found if m.attribute == "market" and isinstance(m.value, EntityRef)]
    assert markets == [("NO", Modality.PLANNED)]


def test_a_definite_description_stands_whatever_becomes_of_the_car(mentions: Read) -> None:
    found = mentions("The Kia EV4 sedan will cost 40,000 euros.")
    assert {m.attribute: m.modality for m in found} == {
        "body_style": Modality.ASSERTED,
        "price": Modality.PLANNED,
    }


@pytest.mark.parametrize(
    ("text", "ties"),
    [
        (
            "Xpeng also proposed a broader alliance—one involving Ford and Mazda. The idea came up last year. Though bold, this "
            "three-way partnership did not move forward.",
            {("xpeng", "ford", Polarity.DENIED), ("xpeng", "mazda", Polarity.DENIED)},
        ),
        ("Ford suggested an alliance with Kia. Nothing came of it.", {("ford", "kia", Polarity.DENIED)}),
        ("Ford suggested an alliance with Kia. The idea was not dropped.", {("ford", "kia", Polarity.AFFIRMED)}),
        ("Ford suggested an alliance with Kia.\nThe idea was dropped.", {("ford", "kia", Polarity.AFFIRMED)}),
        ("Ford has teamed up with Kia. The project was shelved.", {("ford", "kia", Polarity.AFFIRMED)}),
    ],
)
def test_a_later_sentence_tells_that_nothing_came_of_a_plan(
    mentions: Read, text: str, ties: set[tuple[str, str, Polarity]]
) -> None:
    found = [m for m in mentions(text) if m.attribute == "partner" and isinstance(m.value, EntityRef)]
    assert {(m.subject, m.value.id, m.polarity) for m in found if isinstance(m.value, EntityRef)} == ties


@pytest.mark.parametrize(
    ("text", "drivetrains"),
    [
        ("The Kia EV4 has a single front motor.", ["FWD"]),
        ("The Kia EV4 has a motor on each axle.", ["AWD"]),
        ("The Kia EV4 has one motor on the front axle and two on the rear axle.", []),
        ("The Kia EV4 is driven by a 150 kW motor on the rear axle.", ["RWD"]),
        ("The Kia EV4 has a 150 kW motor on the rear axle and an 80 kW one at the front.", []),
        ("The Kia EV4 has a rear motor of 150 kW and a front motor of 80 kW.", []),
        ("The Kia EV4 is 4.4 metres long.", []),
        ("The Kia EV4 gets a second motor at the front.", []),
    ],
)
def test_where_the_motors_are_says_which_wheels_are_driven(mentions: Read, text: str, drivetrains: list[str]) -> None:
    found = [m.value for m in mentions(text) if m.attribute == "drivetrain"]
    assert [value.id for value in found if isinstance(value, Category)] == drivetrains
