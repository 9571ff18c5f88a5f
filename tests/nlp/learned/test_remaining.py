"""Figures that no rule reads: what learned models make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from evextract.domain.weights import NOTHING, OWNER, Weights
from evextract.nlp.extract import Extractor
from evextract.nlp.facts.context import Context
from evextract.nlp.learned.figures import Figures
from evextract.nlp.learned.owners import candidates, signs
from evextract.nlp.learned.remaining import FIGURES, OWNERS, owner_before, read_already, with_remaining
from evextract.records import Mention

Read = Callable[[str], Context]
SILENT = (
    "Most who try the Kia EV3 find that 430 km lie behind them before they look for a plug, whereas the Inster stops."
)


def judged(ctx: Context, figures: Mapping[str, float], owners: Mapping[str, float]) -> list[Mention]:
    """What a page yields by models of one sign each, which every figure and every thing shows."""
    weights = {
        "figures": Weights("", {"always": figures}),
        "owners": Weights("", {"source here": owners, "before first find": {OWNER: 5.0}}),
    }
    ctx.pack = replace(ctx.pack, weights=weights)
    return with_remaining(ctx, [])


def test_the_likeliest_attribute_and_owner_are_taken(read: Read) -> None:
    found = judged(read(SILENT), {"range": 5.0}, {OWNER: 1.0})
    assert [(m.subject, m.attribute) for m in found] == [("kia-ev3", "range")]
    assert "430 km" in SILENT[found[0].start : found[0].end]


@pytest.mark.parametrize(
    ("figures", "owners"),
    [({NOTHING: 5.0}, {OWNER: 5.0}), ({"range": 5.0}, {OWNER: -9.0}), ({"price": 9.0}, {OWNER: 5.0})],
    ids=["of nothing", "of nobody", "of what it can't measure"],
)
def test_what_is_not_likely_is_not_said(read: Read, figures: Mapping[str, float], owners: Mapping[str, float]) -> None:
    assert judged(read(SILENT), figures, owners) == []


def test_what_rules_read_is_left_to_them(extractor: Extractor, read: Read) -> None:
    ctx = read("The Kia EV3 has a range of 605 km.")
    told = extractor.read_by_rules(ctx)
    assert with_remaining(ctx, told) == told


def test_a_pack_without_models_says_what_rules_say(read: Read) -> None:
    ctx = read(SILENT)
    ctx.pack = replace(ctx.pack, weights={})
    assert with_remaining(ctx, []) == []


def test_a_figure_knows_its_neighbours(extractor: Extractor, read: Read) -> None:
    ctx = read("The Kia EV3 has a range of 605 km, the Volvo EX30 one of 476 km.")
    told = read_already(ctx, extractor.read_by_rules(ctx))
    assert owner_before(ctx, 1, told) == "kia-ev3"
    assert "before range True" in Figures(ctx).signs(1, told)


def test_candidates_are_of_a_fitting_type(read: Read) -> None:
    ctx = read("Kia shows the EV3. The car and the Volvo EX30 have 605 km of range, Hyundai said.")
    (q,), a = ctx.page.quantities, ctx.pack.attributes["range"]
    among = candidates(ctx, q, a)
    assert [one.id for one in among] == ["kia-ev3", "volvo-ex30"]
    ev3, ex30 = (signs(ctx, q, a, one, among, None) for one in among)
    assert "kind product" in ex30
    assert ev3 != ex30


def test_the_weights_are_of_the_signs_that_are_made_today(extractor: Extractor, read: Read) -> None:
    """After signs were renamed, the models have to be fitted anew: make fit."""
    ctx = read(SILENT)
    (q,), a = ctx.page.quantities, ctx.pack.attributes["range"]
    among = candidates(ctx, q, a)
    made = {FIGURES: Figures(ctx).signs(0, {}), OWNERS: signs(ctx, q, a, among[0], among, None)}
    for model, told in made.items():
        known = extractor.pack.weights[model].signs
        assert sum(sign in known for sign in told) > 0.5 * len(told)
