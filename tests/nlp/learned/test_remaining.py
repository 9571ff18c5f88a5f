"""Figures that no rule reads: what learned models make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from evextract.domain.weights import NOTHING, OWNER, Weights
from evextract.nlp.extract import Extractor
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.remaining import open_figures, owner_before, read_already, with_remaining
from evextract.nlp.learned.figures import Figures
from evextract.nlp.learned.owners import Owners, candidates
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
    second = [n for n, _ in open_figures(ctx)][1]
    assert owner_before(ctx, second, told) == "kia-ev3"
    attributes = {start: attribute for start, (attribute, _) in told.items()}
    assert "before range True" in Figures(ctx).signs(second, attributes)


def test_candidates_are_of_a_fitting_type(extractor: Extractor, read: Read) -> None:
    ctx = read("Kia shows the EV3. The car and the Volvo EX30 have 605 km of range, Hyundai said.")
    (n, _), *_ = open_figures(ctx)
    q, a = ctx.page.quantities[n], ctx.pack.attributes["range"]
    among = candidates(ctx, q, a)
    assert [one.id for one in among] == ["kia-ev3", "volvo-ex30"]
    signs = {one.id: Owners(ctx).signs(q, a, one, among, None) for one in among}
    assert "kind product" in signs["volvo-ex30"]
    assert signs["kia-ev3"] != signs["volvo-ex30"]
