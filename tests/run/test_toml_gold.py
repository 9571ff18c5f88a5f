"""Annotated articles in TOML."""

from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.run.toml_gold import read_toml

ARTICLE = '[[passage]]\nid = "a"\ntext = "Words."\nfacts = [{}]\n'


def test_files_may_name_a_thing_in_either_direction(tmp_path: Path) -> None:
    names = {
        "one": '"skoda-elroq" = ["elroq", "skoda-small-suv"]',
        "other": '"elroq" = ["skoda-elroq"]\n"skoda-vision" = ["skoda-small-suv"]',
    }
    for stem, lines in names.items():
        (tmp_path / f"{stem}.toml").write_text(f"[names]\n{lines}\n{ARTICLE.format('')}", "utf-8")
    gold = read_toml(sorted(tmp_path.glob("*.toml")), load_pack("ev"))
    assert {gold.canonical(id_) for id_ in ("skoda-elroq", "elroq", "skoda-small-suv", "skoda-vision")} == {
        gold.canonical("elroq")
    }
    assert gold.canonical("skoda-enyaq") == "skoda-enyaq"


def test_a_plant_may_be_called_by_another_town_than_the_packs(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(ARTICLE.format(""), "utf-8")
    gold = read_toml([tmp_path / "one.toml"], load_pack("ev"))
    assert gold.canonical("stellantis-figueruelas-plant") == "stellantis-zaragoza-plant"
    assert gold.canonical("magna-graz-plant") == "magna-steyr-graz-plant"
    assert gold.canonical("nissan-sunderland-plant") == "nissan-sunderland-plant"


def test_a_note_that_nothing_reads_is_refused_with_its_line(tmp_path: Path) -> None:
    line = "skoda-elroq | price | 30000 EUR | plannd"
    (tmp_path / "one.toml").write_text(ARTICLE.format(f'"{line}"'), "utf-8")
    with pytest.raises(ValueError, match=f"one-a: {line}".replace("|", r"\|")):
        read_toml([tmp_path / "one.toml"], load_pack("ev"))
