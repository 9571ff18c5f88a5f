"""Learned models of a pack: what they add up, and what is wrong with a file of them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from evextract.domain.load import BUILT_IN, check_pack, load_pack
from evextract.domain.weights import NOTHING, Weights, read_weights


def read(signs: dict[str, dict[str, float]]) -> Weights:
    problems: list[str] = []
    found = read_weights(json.dumps({"m": signs}), ["x", "y", NOTHING], problems)
    assert problems == []
    return found["m"]


def test_probabilities_are_of_the_labels_asked_for() -> None:
    weights = read({"a": {"x": 2.0, "y": 1.0}, "b": {"y": 3.0}})
    assert weights.scores(["a", "b", "unknown"]) == {"x": 2.0, "y": 4.0}
    likely = weights.probabilities(["a", "b"], ["x", NOTHING])
    assert likely.keys() == {"x", NOTHING}
    assert sum(likely.values()) == pytest.approx(1)
    assert likely["x"] > likely[NOTHING]


def test_the_digest_tells_models_apart() -> None:
    assert read({"a": {"x": 1.0}}).digest == read({"a": {"x": 1.0}}).digest != read({"a": {"x": 1.1}}).digest


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"figures": {"a": {"other": 1}}}', "weights.json: unknown label 'other'"),
        ('{"figures": {"a": {"none": "much"}}}', "weights.json: not model -> sign -> label -> number"),
        ('{"figures": []}', "weights.json: not model -> sign -> label -> number"),
        ('{"figures": {', "weights.json: Expecting property name enclosed in double quotes: line 1 column 14"),
    ],
)
def test_what_is_wrong_in_the_file_is_reported(tmp_path: Path, text: str, problem: str) -> None:
    (tmp_path / "pack.toml").write_text('id = "p"\ntitle = "P"\n', "utf-8")
    (tmp_path / "weights.json").write_text(text, "utf-8")
    assert any(p.startswith(problem) and p.endswith("fit the models anew") for p in check_pack(str(tmp_path)))


def test_the_electric_car_pack_has_its_models() -> None:
    assert load_pack("ev").weights.keys() == {"figures", "owners", "names", "makers"}


def test_attributes_that_cannot_be_read_are_one_problem(tmp_path: Path) -> None:
    folder = tmp_path / "ev"
    shutil.copytree(BUILT_IN / "ev", folder)
    broken = folder / "attributes.toml"
    broken.write_text(broken.read_text("utf-8") + "\n<<<<<<<\n", encoding="utf-8")
    problems = check_pack(str(folder))
    assert any(p.startswith("attributes.toml: ") for p in problems)
    assert not any("label" in p for p in problems)
