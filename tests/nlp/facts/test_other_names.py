"""Nouns for vehicles that are no description of the one in focus: names around them, another maker's paragraph."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention

Read = Callable[..., list[Mention]]


def _styles(found: list[Mention]) -> set[tuple[str, str]]:
    return {(m.subject, m.value.id) for m in found if m.attribute == "body_style" and hasattr(m.value, "id")}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Kia EV4 costs 38,000 euros.\n\nThe brand's electric SUV, the EV5, starts at 46,000 euros.",
            {("kia-ev5", "SUV")},
        ),
        (
            "The Kia EV4 costs 38,000 euros.\n\nThe big crossover, known as the EV9, starts at 70,000 euros.",
            {("kia-ev9", "crossover")},
        ),
        ("The Kia EV4 was shown in May. The 0 Coupe was built in Ohio.", set()),
    ],
)
def test_names_around(mentions: Read, text: str, told: set[tuple[str, str]]) -> None:
    assert _styles(mentions(text)) == told


def test_what_another_maker_builds_is_not_in_focus(mentions: Read) -> None:
    found = mentions(
        "The Kia EV4 sedan costs 38,000 euros. The Kia EV5 costs 45,000 euros.\n\n"
        "Renault sees things otherwise. The van costs 30,000 euros and has a range of 400 km."
    )
    assert _styles(found) == {("kia-ev4", "sedan")}
    assert not [m for m in found if m.attribute == "range"]
    assert len([m for m in found if m.attribute == "price"]) == 2
