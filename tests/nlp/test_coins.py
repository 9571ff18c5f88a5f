"""Coins measure what a mile costs, not what a car does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention


@pytest.mark.parametrize("text", ["The Kia EV3 costs 3p more.", "The Kia EV3 costs 4 cents more."])
def test_no_car_is_priced_in_coins(mentions: Callable[[str], list[Mention]], text: str) -> None:
    assert [m for m in mentions(text) if m.attribute == "price"] == []
