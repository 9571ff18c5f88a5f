"""Which quantity restates, or replaces, which."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from evextract.nlp.quantities import QuantityMention
from evextract.records import Bound

Find = Callable[[str], list[QuantityMention]]

LINKS = {
    "The lake is 40 km (25 miles) long.": [None, 0],
    "The lift makes 80 kW (107 hp / 109 PS), 10 kW less than theirs.": [None, 0, 0, None],
    "It flew 900 km, or 560 miles.": [None, 0],
    "A 270-mile trip (435 km), then a 270-mile trip (30 km of it by boat).": [None, 0, None, None],
    "The tower cost ¥900 million, or the equivalent of around $6 million.": [None, 0],
    "It cost 600 million pesos (€30 million, or $33 million).": [None, 0, 0],
    "Pumps of 30, 40 or 50 kW (40, 54 or 67 hp) are sold.": [None, None, None, 0, 1, 2],
    "It holds 300 litres (WLTP), and lasts 3 hours (40 km).": [None, None, None],
    "It drew 12 kW or 15 kW.": [None, None],
    "The trip is 40 km (25 miles) and takes 3 hours.": [None, 0, None],
}


@pytest.mark.parametrize("text", LINKS)
def test_links_restatements(find: Find, text: str) -> None:
    assert [m.converts for m in find(text)] == LINKS[text]


def test_restatement_takes_the_bound_of_what_it_restates(find: Find) -> None:
    assert [m.quantity.bound for m in find("more than 40 km (25 miles), about 3 m (nearly 10 ft)")] == [
        Bound.ABOVE,
        Bound.ABOVE,
        Bound.ABOUT,
        Bound.ABOUT,
    ]


def test_scale_behind_the_bracket_belongs_to_all(find: Find) -> None:
    found = find("The port got as much as €90 ($98 / £77) million.")
    assert [(m.quantity.low, m.quantity.unit, m.quantity.bound) for m in found] == [
        (Decimal(90_000_000), "EUR", Bound.BELOW),
        (Decimal(98_000_000), "USD", Bound.BELOW),
        (Decimal(77_000_000), "GBP", Bound.BELOW),
    ]
    assert found[0].quantity.written == "€90 ($98 / £77) million"


def test_converted_ends_become_two_ranges(find: Find) -> None:
    found = find("Engines go from 200 hp (203 PS / 149 kW) to 250 hp (253 PS / 186 kW).")
    assert [(m.quantity.low, m.quantity.high, m.quantity.unit, m.converts) for m in found] == [
        (Decimal(200), Decimal(250), "hp", None),
        (Decimal(203), Decimal(253), "PS", 0),
        (Decimal(149), Decimal(186), "kW", 0),
    ]


@pytest.mark.parametrize(
    ("text", "origins"),
    [
        ("Output rose from 310 to 345 tonnes.", [None, 0]),
        ("Profit fell to $3 million from $5 million.", [1, None]),
        ("They will cut the fleet from 17 ferries to 10.", [None, 0]),
        ("Prices range from 310 to 345 euros.", [None]),
    ],
)
def test_links_new_values_to_old_ones(find: Find, text: str, origins: list[int | None]) -> None:
    assert [m.changed_from for m in find(text)] == origins
