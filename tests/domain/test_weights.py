"""Learned models of a pack: what they add up, and what is wrong with a file of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from evextract.domain.load import check_pack, load_pack
from evextract.domain.rows import Row
from evextract.domain.weights import NOTHING, read_weights


def test_probabilities_are_of_the_labels_asked_for() -> None:
    rows = [{"model": "m", "sign": "a", "weights": "x:2.0 y:1.0"}, {"model": "m", "sign": "b", "weights": "y:3.0"}]
    weights = read_weights([Row("row", row, []) for row in rows], ["x", "y", NOTHING])["m"]
    assert weights.scores(["a", "b", "unknown"]) == {"x": 2.0, "y": 4.0}
    likely = weights.probabilities(["a", "b"], ["x", NOTHING])
    assert likely.keys() == {"x", NOTHING}
    assert sum(likely.values()) == pytest.approx(1)
    assert likely["x"] > likely[NOTHING]


def test_the_digest_tells_models_apart() -> None:
    def digest(weight: str) -> str:
        return read_weights([Row("row", {"model": "m", "sign": "a", "weights": f"x:{weight}"}, [])], ["x"])["m"].digest

    assert digest("1.0") == digest("1.0") != digest("1.1")


def test_wrong_cells_are_reported_with_their_rows(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('id = "p"\ntitle = "P"\n', "utf-8")
    (tmp_path / "weights.csv").write_text("model,sign,weights\nfigures,a,prize:much other:1\n", "utf-8")
    problems = check_pack(str(tmp_path))
    assert any("weights.csv row 2: weights has 'prize:much'" in p for p in problems)
    assert any("label 'other'" in p for p in problems)


def test_the_electric_car_pack_has_both_models() -> None:
    assert load_pack("ev").weights.keys() == {"figures", "owners"}
