"""A subject that did not move is not heard again, and the outcome is the one of all claims together."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.io.store.base import connected, create
from evextract.io.store.memory import Memory, outcome_from_json, outcome_to_json, sure_from_json, sure_to_json
from evextract.records import Claim, Resolution
from evextract.resolve.hearing import Group, Hearing
from evextract.resolve.judge import resolve
from evextract.resolve.resolver import Resolver
from evextract.resolve.survey import Census
from evextract.run.moved import Moved, resolve_moved
from small_world import LEDGER, claim, euros

PACK = load_pack("ev")


@pytest.fixture
def base(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    create(tmp_path)
    with connected(tmp_path) as base:
        yield base


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    subjects: list[str] = []
    real = Resolver.hear

    def noted(self: Resolver, group: Group, census: Census) -> Hearing:
        subjects.append(group.subject)
        return real(self, group, census)

    monkeypatch.setattr(Resolver, "hear", noted)
    return subjects


def said(number: int, article: int, price: int) -> Claim:
    source = replace(LEDGER, id=f"{number}-{article}", outlet=f"Outlet {article}", published=date(2031, 1, 1 + article))
    made = claim(source, f"c{number}-{article}", "price", "starts at 499 euros", euros(price), "499 euros")
    return replace(made, subject=f"zephyr-{number}")


CORPUS = [said(number, article, 30_000 + (1_000 if article == 2 else 0)) for number in range(9) for article in range(3)]


def moved(claims: Sequence[Claim], memory: Memory) -> Moved:
    return resolve_moved(claims, PACK, decisions=(), memory=memory, origins=dict.fromkeys((c.id for c in claims), "a"))


def without_terms(resolution: Resolution) -> Resolution:
    """What makes the confidence of a fact isn't remembered."""
    return replace(resolution, facts=tuple(replace(fact, terms=()) for fact in resolution.facts))


def test_only_what_moved_is_heard_and_all_comes_out_as_together(base: sqlite3.Connection, heard: list[str]) -> None:
    memory = Memory(base, "rules")
    first = moved(CORPUS[:-1], memory).resolution
    assert len(heard) == 9
    heard.clear()
    again = moved(CORPUS[:-1], memory)
    assert again.resolution == without_terms(first)
    assert again.still == {record.id for record in (*first.facts, *first.claims)}
    assert heard == []
    now = moved(CORPUS, memory)
    second = now.resolution
    assert "zephyr-8" in heard
    assert not now.still & {record.id for record in (*second.facts, *second.claims) if record.subject in heard}
    heard.clear()
    assert without_terms(second) == without_terms(resolve(CORPUS, PACK))
    assert without_terms(moved(CORPUS[:3], memory).resolution) == without_terms(resolve(CORPUS[:3], PACK))
    assert base.execute("SELECT subject FROM subjects").fetchall() == [("zephyr-0",)]


def test_another_trust_that_decides_nothing_is_reckoned_with(base: sqlite3.Connection, heard: list[str]) -> None:
    memory = Memory(base, "rules")
    corpus = [said(number, article, 30_000 + 1_000 * (article == 2)) for number in range(9) for article in range(6)]
    first = moved(corpus[:-4], memory).resolution
    heard.clear()
    now = moved(corpus, memory)
    assert heard == ["zephyr-8"]
    assert without_terms(now.resolution) == without_terms(resolve(corpus, PACK))
    assert moved(corpus, memory).resolution == without_terms(now.resolution)
    told = {fact.id: fact for fact in first.facts}
    alike = [fact for fact in now.resolution.facts if fact.id in now.alike]
    assert len(alike) == 8
    assert all(fact.confidence != told[fact.id].confidence for fact in alike)
    assert all(replace(fact, confidence=0) == replace(told[fact.id], confidence=0, terms=()) for fact in alike)
    assert now.still == frozenset()


def test_another_resolver_starts_anew(base: sqlite3.Connection, heard: list[str]) -> None:
    moved(CORPUS, Memory(base, "rules"))
    heard.clear()
    moved(CORPUS, Memory(base, "other rules"))
    assert len(heard) == 9


def test_outcomes_survive_storage_without_a_loss(base: sqlite3.Connection) -> None:
    found = resolve(CORPUS, PACK)
    assert found.conflicts
    facts = list(without_terms(found).facts)
    kept = outcome_from_json(outcome_to_json(facts, found.conflicts), sure_from_json(sure_to_json(facts)))
    assert kept == (facts, list(found.conflicts))
    assert repr(kept) == repr((facts, list(found.conflicts)))
