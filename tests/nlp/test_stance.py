"""How sure a statement is: one sentence for each way of setting a plan, a denial or a bound apart from what is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Polarity, Quantity

CASES = {
    # Bounds.
    "The Kia EV2 tops out at 100 mph.": {"top_speed 100 asserted"},
    "The Kia EV2 charges with 118 kW at best.": {"charging_power <118 asserted"},
    "The Kia EV3 starts at 36,000 euros, the EV4 at 38,000 euros.": {"price >36000 asserted", "price >38000 asserted"},
    "The Rolls-Royce Spectre starts at about $400,000.": {"price ~400000 asserted"},
    "The Leapmotor D19 began at 219,900 yuan.": {"price >219900 asserted"},
}  # fmt: skip


@pytest.mark.parametrize("text", CASES)
def test_stance(text: str, mentions: Callable[[str], list[Mention]]) -> None:
    kinds = {case.split()[0].lstrip("-") for case in CASES[text]}
    assert {told(m) for m in mentions(text) if m.attribute in kinds} == CASES[text]


def told(mention: Mention) -> str:
    sign = "-" if mention.polarity is Polarity.DENIED else ""
    value = mention.value
    if isinstance(value, Quantity):
        bound = value.bound.value if value.bound.value in "<>~" else ""
        return f"{sign}{mention.attribute} {bound}{value.low:f} {mention.modality.value}"
    return f"{sign}{mention.attribute} {mention.modality.value}"
