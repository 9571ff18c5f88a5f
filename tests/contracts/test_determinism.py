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
from evextract.io.copies import Copies
from evextract.nlp.extract import Extractor
from evextract.resolve.judge import resolve
from evextract.run.pipeline import Run, run

SEEDS = Path(__file__).parents[2] / "seeds"
FEW = ("n7-first-orders.md", "nissan-results-harbour.md", "tesla-first-quarter.txt", "xiaomi-yu7.html")


def test_order_and_company_of_articles_change_nothing(seeds: Run, ev: DomainPack) -> None:
    articles = [a for a in seeds.extraction.articles if len(a.id) % 2]
    random.Random(11).shuffle(articles)
    found = {c for article, mentions in Extractor(ev).read(articles) for c in normalise(mentions, article, ev)[0]}
    copies = Copies(seeds.extraction.articles).found()
    ids = {article.id for article in articles}
    assert len(found) > 50
    assert set(with_copies(found, copies)) == {c for c in seeds.extraction.claims if c.source.article_id in ids}


@pytest.mark.parametrize("seed", [1, 2])
def test_order_of_claims_changes_no_fact(seeds: Run, ev: DomainPack, seed: int) -> None:
    claims = list(seeds.extraction.claims)
    random.Random(seed).shuffle(claims)
    assert resolve(claims, ev) == seeds.resolution


GUARD = """
import os, socket, sys

def refuse(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}:
        open(os.environ["CALLED"], "a").write(f"{event} {arguments[1:]!r}\\n")
        raise PermissionError("no network")

sys.addaudithook(refuse)
"""
"""Loaded by every Python process that finds it on its path, workers too; an audit hook can't be taken off again."""
MACHINES = (
    ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0", "COLUMNS": "40"}, "1", FEW),
    ({"PYTHONHASHSEED": "2", "TZ": "Etc/GMT+12", "LC_ALL": "C.UTF-8", "LANG": "tr_TR.UTF-8"}, "2", FEW[::-1]),
)


def test_no_byte_depends_on_the_machine_and_no_process_opens_a_connection(tmp_path: Path) -> None:
    """Hash seed, time zone, locale, number of workers, order of files."""
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard" / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    path = os.pathsep.join(filter(None, (str(tmp_path / "guard"), os.environ.get("PYTHONPATH"))))
    guarded = {**os.environ, "PYTHONPATH": path, "CALLED": str(tmp_path / "called")}
    probe = [sys.executable, "-c", "import socket; socket.getaddrinfo('localhost', 80)"]
    assert subprocess.run(probe, env=guarded, capture_output=True, check=False).returncode == 1
    (tmp_path / "called").unlink()
    written = []
    for settings, workers, names in MACHINES:
        out = tmp_path / workers
        given = (str(SEEDS / name) for name in names)
        command = [sys.executable, "-m", "evextract", "run", *given, "--out", str(out), "--workers", workers]
        subprocess.run(command, env={**guarded, **settings}, check=True, capture_output=True)
        files = (p for p in sorted(out.iterdir()) if p.is_file() and p.name not in ("run.json", "report.html"))
        written.append({p.name: p.read_bytes() for p in files})
    assert len(written[0]) > 5
    assert written[0] == written[1]
    assert not (tmp_path / "called").exists(), (tmp_path / "called").read_text("utf-8")


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
