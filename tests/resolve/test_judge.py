"""Whole resolutions: the outcome, its reason, and that the order of claims is nothing to it."""

from __future__ import annotations

import random

from handmade import PACK, claim

from evextract.records import ConflictKind, Quantity, Status
from evextract.resolve.judge import resolve
from evextract.resolve.verdicts.explain import explain

# Two price lists of one invented car; in the second, a digit of the entry price is wrong.
LADDER = [
    claim("a", "price", "104,900 CNY", alt="~14500 USD", variant="entry-level", market="CN"),
    claim("a", "battery_capacity", "48 kWh", variant="entry-level"),
    claim("a", "power", "150 kW", variant="entry-level"),
    claim("a", "price", "114,900 CNY", alt="~15900 USD", variant="Plus", market="CN"),
    claim("a", "price", "134,900 CNY", alt="~18700 USD", variant="Plus Long Range", market="CN"),
    claim("b", "price", "184,900 CNY", alt="~14600 USD", variant="430 City", market="CN"),
    claim("b", "battery_capacity", "48 kWh", variant="430 City"),
    claim("b", "power", "150 kW", variant="430 City"),
    claim("b", "price", "114,900 CNY", alt="15900 USD", variant="430 Plus", market="CN"),
    claim("b", "price", "134,900 CNY", alt="18700 USD", variant="540 Plus Long Range", market="CN"),
]


def test_the_entry_price_with_a_wrong_digit_is_found_and_explained() -> None:
    outcome = resolve(LADDER, PACK)
    (conflict,) = outcome.conflicts
    assert conflict.kind is ConflictKind.SLIP
    assert isinstance(conflict.resolved, Quantity)
    assert conflict.resolved.low == 104_900
    assert "12.7 yuan for a dollar" in conflict.because
    assert "above the dearer 430 Plus, 540 Plus Long Range" in conflict.because
    fact = next(f for f in outcome.facts if f.id == conflict.fact_id)
    assert fact.status is Status.RESOLVED
    shown = explain(fact.id, outcome)
    assert "“104,900 CNY”" in shown
    assert "“184,900 CNY”" in shown


def test_the_order_of_claims_changes_nothing() -> None:
    expected = resolve(LADDER, PACK)
    for seed in range(5):
        shuffled = LADDER[:]
        random.Random(seed).shuffle(shuffled)
        assert resolve(shuffled, PACK) == expected


def test_an_open_fact_accounts_for_every_claim() -> None:
    """An article doesn't contradict itself, so that its second answer is no side of the conflict with the other article."""
    earlier, later = {"published": "2025-08-20"}, {"published": "2025-09-20"}
    outcome = resolve(
        [
            claim("a", "price", "~60,000 USD", **earlier),
            claim("b", "price", "~46,000 USD", modality="speculative", **later),
            claim("a", "price", "~46,000 USD", polarity="-", quote="corrected to ~46,000 USD", **earlier),
        ],
        PACK,
    )
    (fact,) = outcome.facts
    assert fact.status is Status.REVIEW
    shown = {id_ for conflict in outcome.conflicts for side in conflict.sides for id_ in side.claims}
    assert len(shown) == 2
    assert shown | set(fact.set_aside) == {told.id for told in outcome.claims}
