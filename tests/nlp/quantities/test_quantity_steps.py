"""The printed precision, and the door to quantulum3."""

from __future__ import annotations

import logging
from collections.abc import Callable
from decimal import Decimal

import pytest

from evextract.nlp.quantities import QuantityMention, QuantityUnits
from evextract.nlp.quantities.quantulum import Quantulum


@pytest.mark.parametrize(
    ("phrase", "value", "step"),
    [
        ("635", "635", "1"),
        ("10.10", "10.1", "0.01"),
        ("7 billion", "7000000000", "1000000000"),
        ("2.3 million", "2300000", "100000"),
        ("13.6m", None, None),
        ("13.6 m", "13600000", "100000"),
        ("119,900", "119900", "1"),
        ("12,34,567.5", "1234567.5", "0.1"),
        ("half a million", "500000", "100000"),
        ("half a dozen", "6", "0.1"),
        ("two hundred and six", "206", "1"),
        ("a hundred", "100", "100"),
        ("one", "1", "1"),
        ("2½", "2.5", "0.1"),
        ("half a crore", "5000000", "1000000"),
        ("three crore", "30000000", "10000000"),
    ],
)
def test_numbers(units: QuantityUnits, phrase: str, value: str | None, step: str | None) -> None:
    read = units.quantulum.number(phrase)
    assert read == (None if value is None or step is None else (Decimal(value), Decimal(step)))


def test_values_have_no_exponent(find: Callable[[str], list[QuantityMention]]) -> None:
    (mention,) = find("The fund holds 700 billion yen.")
    assert (str(mention.quantity.low), str(mention.quantity.step)) == ("700000000000", "1000000000")


def test_every_surface_of_the_shared_table_is_read_as_its_unit(units: QuantityUnits) -> None:
    wrong = {s: units.read(s) for s, unit in units.surfaces.items() if units.read(s) != unit}
    assert wrong == {}


def test_tables_do_not_leak_into_each_other() -> None:
    first = Quantulum([("kg", ("kg", "kilo"), False)])
    second = Quantulum([("stone", ("kg", "stone"), False)])
    assert (first.unit("kg"), second.unit("kg"), first.unit("kilo"), second.unit("kilo")) == ("kg", "stone", "kg", None)
    assert (second.unit("stone"), first.unit("stone"), first.unit("kg", "kilo")) == ("stone", None, "kg/kg")


def test_leaves_logging_alone(units: QuantityUnits) -> None:
    before = list(logging.root.handlers)
    Quantulum([("kg", ("kg",), False)]).number("41")
    assert logging.root.handlers == before
