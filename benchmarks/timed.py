"""One measurement in a process of its own; prints a JSON object. Loading is not counted.

python benchmarks/timed.py extract FOLDER...             seconds for the texts (*.txt) in the folders
python benchmarks/timed.py batch ARTICLES MORE STORE     seconds for the articles into a new store, then for more
python benchmarks/timed.py profile FOLDER CLAIMS         share of processor time by stage
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sampling import EXTRACTION, RESOLUTION, shares

from evextract.claims.normalise import normalise
from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor
from evextract.records import Article
from evextract.run.batch import add_batch
from evextract.run.fusion import fuse

PACK = load_pack("ev")


def seconds(work: Callable[[], Any]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def texts(*folders: str) -> list[Article]:
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.txt"))]
    return [Article(path.stem, path.read_text("utf8")) for path in paths]


def read_all(extractor: Extractor, articles: list[Article]) -> int:
    return sum(len(normalise(mentions, article, PACK)[0]) for article, mentions in extractor.read(articles))


def ready() -> Extractor:
    extractor = Extractor(PACK)
    read_all(extractor, [Article("warm-up", "Warm up: on 3 May 2025 the Nissan Leaf cost 119,900 yuan.")])
    return extractor


def measure_extract(*folders: str) -> dict[str, float]:
    articles, extractor = texts(*folders), ready()
    claims = 0

    def work() -> None:
        nonlocal claims
        claims = read_all(extractor, articles)

    taken = seconds(work)
    return {
        "articles": len(articles),
        "characters": sum(len(a.text) for a in articles),
        "claims": claims,
        "seconds": taken,
    }


def measure_batch(articles: str, more: str, store: str) -> dict[str, float]:
    folder = Path(store)
    with tempfile.TemporaryDirectory() as aside:  # Loads what is loaded once.
        first = Path(aside) / "one.jsonl"
        first.write_text(Path(more).read_text("utf8").split("\n", 1)[0] + "\n", "utf8")
        add_batch([first], store=Path(aside) / "store", pack=PACK)
    whole = seconds(lambda: add_batch([articles], store=folder, pack=PACK))
    return {"full": whole, "batch": seconds(lambda: add_batch([more], store=folder, pack=PACK))}


def measure_profile(folder: str, claims: str) -> dict[str, dict[str, float]]:
    articles, extractor = texts(folder), ready()
    with tempfile.TemporaryDirectory() as aside:
        return {
            "extraction": shares(lambda: read_all(extractor, articles), EXTRACTION),
            "resolution": shares(lambda: fuse(claims, aside, PACK), RESOLUTION),
        }


MEASURES: dict[str, Callable[..., Any]] = {
    "extract": measure_extract,
    "batch": measure_batch,
    "profile": measure_profile,
}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]](*sys.argv[2:])))
