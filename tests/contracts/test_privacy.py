"""What a run says of itself holds no sentence of an article: run.json and the screen may be sent to anyone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evextract.cli import app

SECRET = "Zanzibar lanterns whisper"
SAID = (
    f"{SECRET} at night. The Kia EV3 costs 35,990 euros in Germany, {SECRET}. The Kia EV3 has a range of 9,000,000 km."
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "sound.txt").write_text(SAID, encoding="utf-8")
    (folder / "twice.jsonl").write_text("\n".join([json.dumps({"id": "a", "text": SAID})] * 2), encoding="utf-8")
    (folder / "broken.jsonl").write_text(f'{{"id": "b", "text": "{SAID}\n', encoding="utf-8")
    (folder / "front.md").write_text(f"---\ntitle: [\n{SAID}\n---\n{SAID}", encoding="utf-8")
    (folder / "damaged.txt").write_bytes(f"{SAID} – €".encode() + b"\xff")
    (folder / "binary.txt").write_bytes(SAID.encode() + bytes(range(1, 9)) * 20)
    (folder / "page.html").write_text(f"<html><body><nav>{SAID}</nav></body></html>", encoding="utf-8")
    return folder


def test_what_a_run_says_quotes_no_article(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["run", str(folder), "--out", str(tmp_path)])
    assert done.exit_code == 1, done.output
    assert (tmp_path / "claims.jsonl").read_text("utf-8").count(SECRET)
    told = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert len(told["rejected"]) >= 4
    for text in (done.stdout, done.stderr, (tmp_path / "run.json").read_text("utf-8")):
        assert SECRET not in text
        assert "lanterns" not in text
