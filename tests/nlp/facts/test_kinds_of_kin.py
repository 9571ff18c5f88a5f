"""Kinds of what a noun of kinship or a plural leads in: "its estate sibling, the B", "plug-in hybrids like the A"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.records import Category, Mention

Read = Callable[..., list[Mention]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The Kia EV4 and its SUV sibling, the EV5, are built in Korea.", {("kia-ev5", "SUV")}),
        ("The Kia Soul and its crossover offshoot, the Niro, are built in Korea.", {("kia-niro", "crossover")}),
        ("The Kia EV4's SUV sibling is built in Korea.", set()),
        ("Plug-in hybrids like the Kia Niro are exempt from the tax.", {("kia-niro", "PHEV")}),
        ("The bus derives from the Kia EV5, an SUV 4.6 metres in length.", {("kia-ev5", "SUV")}),
    ],
)
def test_kinds(mentions: Read, text: str, told: set[tuple[str, str]]) -> None:
    assert {(m.subject, m.value.id) for m in mentions(text) if isinstance(m.value, Category)} == told
