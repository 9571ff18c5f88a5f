"""Words that tell what drives a car only right before a word for its kind; a car that joins others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Category, DateSpan, Mention

Read = Callable[..., list[Mention]]


def _drives(found: list[Mention]) -> set[tuple[str, str]]:
    return {(m.subject, m.value.id) for m in found if m.attribute == "powertrain" and isinstance(m.value, Category)}


@pytest.mark.parametrize(
    ("text", "subject", "value"),
    [
        ("Volvo builds the EX90, a battery SUV, in South Carolina.", "volvo-ex90", "BEV"),
        ("Volvo builds the EX90, a battery seven-seat SUV, in South Carolina.", "volvo-ex90", "BEV"),
        ("Maxus showed the Mifa 7, a plug-in minivan with seven seats.", "maxus-mifa-7", "PHEV"),
        ("The Deepal S07 is an extended-range crossover.", "deepal-s07", "EREV"),
        ("The Skoda Kamiq is petrol-only.", "skoda-kamiq", "ICE"),
    ],
)
def test_what_a_noun_for_a_kind_is_led_by(mentions: Read, text: str, subject: str, value: str) -> None:
    assert _drives(mentions(text)) == {(subject, value)}


@pytest.mark.parametrize(
    "text",
    [
        "The Volvo EX90 comes with a choice of battery sizes.",
        "The Volvo EX90 is a big-battery SUV.",
        "The larger battery SUV of the two is the Volvo EX90.",
        "The Volvo EX90 has a plug-in socket at the rear.",
        "The Volvo EX90 has an extended-range battery.",
    ],
)
def test_elsewhere_they_are_parts(mentions: Read, text: str) -> None:
    assert _drives(mentions(text)) == set()


def _launches(found: list[Mention]) -> set[tuple[str, str]]:
    return {
        (m.subject, f"{m.value.start or m.value.end:%Y-%m}")
        for m in found
        if m.attribute == "launch_date" and isinstance(m.value, DateSpan)
    }


def test_joins_others(mentions: Read) -> None:
    assert _launches(mentions("The Cupra Raval joins the pair in May 2027.")) == {("cupra-raval", "2027-05")}
    found = mentions("The Cupra Raval is expected to join the party by May 2027.")
    assert _launches(found) == {("cupra-raval", "2027-05")}


def test_a_code_that_begins_with_nought_is_no_number(mentions: Read) -> None:
    found = mentions("The Avatr 06T was launched in May 2025.")
    assert _launches(found) == {("avatr-06t", "2025-05")}
