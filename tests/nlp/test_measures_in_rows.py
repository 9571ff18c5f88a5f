from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention, Quantity


@pytest.mark.parametrize(
    "text",
    [
        "The Zeekr 7X measures 4,825/1,930/1,656 mm.",
        "The Zeekr 7X is 4825 mm x 1930 mm x 1656 mm.",
        "The Zeekr 7X measures 4,825 mm by 1,930 mm by 1,656 mm.",
        "The length, width and height of the Zeekr 7X are 4,825 mm, 1,930 mm and 1,656 mm.",
    ],
)
def test_rows_of_three_are_length_width_height(mentions: Callable[[str], list[Mention]], text: str) -> None:
    found = {m.attribute: m.value.low for m in mentions(text) if isinstance(m.value, Quantity)}
    assert found == {"length": 4825, "width": 1930, "height": 1656}


def test_three_other_numbers_are_no_measures(mentions: Callable[[str], list[Mention]]) -> None:
    assert not [m for m in mentions("The Zeekr 7X comes in 3/4/5 m.") if m.attribute in {"length", "width", "height"}]


@pytest.mark.parametrize(
    ("text", "subject", "attribute"),
    [
        ("Shoppers passed over the £22,995 Renault 5.", "renault-5", "price"),
        ("Rivals include the 4.9-metre Kia EV9 saloon.", "kia-ev9", "length"),
        ("Tesla launched a cheaper Model Y for $39,990.", "tesla-model-y", "price"),
    ],
)
def test_a_value_beside_the_product_needs_no_word(
    mentions: Callable[[str], list[Mention]], text: str, subject: str, attribute: str
) -> None:
    assert (subject, attribute) in {(m.subject, m.attribute) for m in mentions(text)}


def test_a_region_is_no_price(mentions: Callable[[str], list[Mention]]) -> None:
    assert not [m for m in mentions("The Kia EV3 costs in the mid-$30,000s.") if m.attribute == "price"]
