"""What is wrong in a pack's resolution.toml is said when it is read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from handmade import PACK

from evextract.errors import PackError
from evextract.resolve.fusion.table import table_pack
from evextract.resolve.policy import read_policy


def test_a_version_is_the_outermost_in_an_attribute() -> None:
    rows = {"longest": ["length", "most"], "shorter": ["length", "least", "of two"]}
    policy = read_policy(replace(PACK, resolution={"outermost": rows}))
    assert policy.outermost == {"longest": ("length", "most"), "shorter": ("length", "least", "of two")}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["lenght", "most"], "'lenght' is no attribute"),
        (["length", "moist"], "not ['length', 'moist']"),
        (["length"], "not ['length']"),
        (["length", "most", "of too"], "not ['length', 'most', 'of too']"),
        ("length", "not 'length'"),
    ],
)
def test_a_slip_in_a_row_of_the_outermost_versions_is_told(row: object, said: str) -> None:
    with pytest.raises(PackError) as caught:
        read_policy(replace(PACK, resolution={"outermost": {"longest": row}}))
    assert said in str(caught.value)
    assert "'longest'" in str(caught.value)


def test_a_table_keeps_the_rows_about_its_own_attributes() -> None:
    pack = replace(PACK, resolution={"outermost": {"longest": ["length", "most"]}})
    assert read_policy(table_pack(pack, {}, {"length": frozenset()})).outermost == {"longest": ("length", "most")}
    assert read_policy(table_pack(pack, {}, {"population": frozenset()})).outermost == {}
