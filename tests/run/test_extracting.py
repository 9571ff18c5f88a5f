"""Claims that wait in files come to the same bytes as those that were held in memory."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.errors import InputError
from evextract.io.claims import write_claims
from evextract.run import extracting
from evextract.run.extracting import extract_file
from evextract.run.pipeline import extract

PACK = load_pack("ev")
PRICED = "In China the Kia EV5 starts at {price} yuan. It covers 530 km with a battery of 64 kWh."


def test_a_file_of_claims_is_what_all_in_memory_come_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "SHARD_SIZE", 3)
    sorted_ = extracting.Sorted
    monkeypatch.setattr(extracting, "Sorted", lambda folder: sorted_(folder, most=2))
    rows = [
        {"id": f"z{n}", "text": PRICED.format(price=149_800 + 1000 * n), "published": "2025-04-27"} for n in range(7)
    ]
    copy = rows[5] | {"id": "a-copy", "published": "2025-04-28"}
    lines = [*map(json.dumps, [*rows, copy, rows[0]]), "no JSON"]
    (tmp_path / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf8")
    together = extract([tmp_path], pack=PACK)
    write_claims(together.claims, tmp_path / "together")
    told: list[tuple[int, int]] = []
    found = extract_file([tmp_path], tmp_path / "new" / "claims", pack=PACK, progress=lambda *step: told.append(step))
    assert (tmp_path / "new" / "claims").read_bytes() == (tmp_path / "together").read_bytes()
    assert b'"copy_of": "z0"' in (tmp_path / "together").read_bytes()
    assert (found.articles, found.claims, found.rejected) == (8, len(together.claims), together.rejected)
    assert len(found.rejected) == 2
    assert told[-1] == (8, 8)


def test_where_nothing_can_be_read_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("no JSON\n", "utf8")
    with pytest.raises(InputError, match="no article could be read"):
        extract_file([tmp_path], tmp_path / "claims", pack=PACK)
    assert not (tmp_path / "claims").exists()
