"""However small the memory and however many the workers: the same subjects, in the same order, with the same outcome."""

from __future__ import annotations

import csv
import itertools
import random
from pathlib import Path

import pytest

from evextract.domain.pack import DomainPack
from evextract.domain.settled import place
from evextract.io.aside import Sorted
from evextract.resolve import resolver as stages
from evextract.resolve.hearing import Hearing
from evextract.resolve.resolver import Judged, Resolver, rank
from evextract.resolve.survey import Census
from evextract.run import fusion
from evextract.run.buckets import Buckets, load
from evextract.run.fusion import fuse
from evextract.run.pipeline import Run
from evextract.run.stages import by_subject


def test_claims_wait_in_files_by_rank(seeds: Run, tmp_path: Path) -> None:
    claims = [(claim.subject, claim) for claim in seeds.extraction.claims]
    buckets = Buckets(tmp_path, most=40)
    buckets.put(claims)
    batches = [load(batch) for batch in buckets.batches()]
    homes = [sorted({rank(subject) for subject, _ in batch}) for batch in batches]
    assert len(batches) > 20
    assert all(a[-1] < b[0] for a, b in itertools.pairwise(homes))
    assert max(len(batch) for batch, home in zip(batches, homes, strict=True) if len(home) > 1) <= 40
    key = lambda pair: (pair[0], pair[1].id)  # noqa: E731
    assert sorted((pair for batch in batches for pair in batch), key=key) == sorted(claims, key=key)
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


def test_records_come_back_in_order(tmp_path: Path) -> None:
    numbers = list(range(100))
    random.Random(3).shuffle(numbers)
    ordered = Sorted(tmp_path, most=7)
    for number in numbers:
        ordered.put(number, str(number))
    assert list(ordered) == [str(number) for number in range(100)]


def judged(resolver: Resolver, hearing: Hearing, trust: dict[str, float]) -> Judged:
    return resolver.judge(hearing, trust)


def test_seeds_in_many_buckets_are_resolved_as_in_memory(
    seeds: Run, ev: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolver, census, buckets = Resolver(ev), Census(), Buckets(tmp_path, most=30)
    buckets.put(resolver.waiting(reversed(seeds.extraction.claims), census))
    found = sorted(resolver.finish(by_subject(buckets, resolver, census, judged), census), key=place)
    assert tuple(fact for each in found for fact in each.facts) == seeds.resolution.facts
    assert tuple(conflict for each in found for conflict in each.conflicts) == seeds.resolution.conflicts


def test_small_memory_and_two_workers_fuse_to_the_same_bytes(
    ev: DomainPack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "claims.csv"
    draw = random.Random(8)
    with table.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["object", "attribute", "source", "value", "date", "claim_id"])
        for number in range(900):
            thing, day = draw.randrange(150), f"2025-03-{draw.randrange(1, 29):02d}"
            value = thing * 7 + 100 if draw.random() < 0.8 else draw.randrange(100, 1000)
            rows.writerow([f"thing {thing}", "height", f"source {draw.randrange(6)}", value, day, f"c{number}"])
    fuse(table, tmp_path / "memory", ev)
    monkeypatch.setattr(stages, "SAMPLE", 200)
    monkeypatch.setattr(fusion, "Buckets", lambda folder: Buckets(folder, most=25))
    one = fuse(table, tmp_path / "one", ev)
    two = fuse(table, tmp_path / "two", ev, workers=2)
    assert one == two
    assert one.claims == 900
    for name in ("facts.csv", "verdicts.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    monkeypatch.setattr(stages, "SAMPLE", 50_000)
    fuse(table, tmp_path / "files", ev)
    assert (tmp_path / "files" / "facts.csv").read_bytes() == (tmp_path / "memory" / "facts.csv").read_bytes()
