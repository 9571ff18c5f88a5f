"""Whose post it is: the arm of a firm in a region, and the firm at which the pack knows who speaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Mention


@pytest.mark.parametrize(
    ("text", "firm"),
    [
        ("Jane Roe, CEO of Kia Australia, spoke in Sydney.", "kia-australia"),
        ("Jane Roe, president of Chery International, spoke in Wuhu.", "chery-international"),
        ("Jane Roe, design director of Kia Europe, spoke in Frankfurt.", "kia"),
        ("Jane Roe, CEO of Kia, spoke in Sydney.", "kia"),
        ("Ford sells the Capri. Prices will fall at Renault, too. The Cadillac Lyriq is dear. CEO Jim Farley said so.", "ford"),
    ],
)  # fmt: skip
def test_whose_post_it_is(mentions: Callable[[str], list[Mention]], text: str, firm: str) -> None:
    assert {m.scope.object for m in mentions(text) if m.attribute == "role"} == {firm}
