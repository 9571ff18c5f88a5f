"""The same articles give the same bytes: in any order, alone or among others, under any hash seed, without network."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from evextract.claims.normalise import normalise, with_copies
from evextract.domain.pack import DomainPack
from evextract.io.copies import find_copies
from evextract.nlp.extract import Extractor
from evextract.resolve.judge import resolve
from evextract.run.pipeline import Run, run

SEEDS = Path(__file__).parents[2] / "seeds"
FEW = ("n7-first-orders.md", "nissan-results-harbour.md", "tesla-first-quarter.txt", "xiaomi-yu7.html")


def test_order_and_company_of_articles_change_nothing(seeds: Run, ev: DomainPack) -> None:
    articles = [a for a in seeds.extraction.articles if len(a.id) % 2]
    random.Random(11).shuffle(articles)
    found = {c for article, mentions in Extractor(ev).read(articles) for c in normalise(mentions, article, ev)[0]}
    copies = find_copies(seeds.extraction.articles)
    ids = {article.id for article in articles}
    assert len(found) > 50
    assert set(with_copies(found, copies)) == {c for c in seeds.extraction.claims if c.source.article_id in ids}


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_claims_changes_no_fact(seeds: Run, ev: DomainPack, seed: int) -> None:
    claims = list(seeds.extraction.claims)
    random.Random(seed).shuffle(claims)
    assert resolve(claims, ev) == seeds.resolution


def test_hash_seed_changes_no_byte(tmp_path: Path) -> None:
    written = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        command = [sys.executable, "-m", "evextract", "run", *(str(SEEDS / name) for name in FEW), "--out", str(out)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True)
        tables = (p for p in sorted(out.iterdir()) if p.name not in ("run.json", "report.html"))
        written.append({p.name: p.read_bytes() for p in tables})
    assert written[0] == written[1]


def test_a_run_opens_no_connection(ev: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a run must not use the network")

    for target, name in (
        (socket.socket, "connect"),
        (socket.socket, "connect_ex"),
        (socket, "create_connection"),
        (socket, "getaddrinfo"),
    ):
        monkeypatch.setattr(target, name, refuse)
    done = run([SEEDS / name for name in FEW], out=tmp_path, pack=ev)
    assert len(done.extraction.articles) == len(FEW)
