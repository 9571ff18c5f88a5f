"""However small the memory, a file of claims comes to the same bytes as all of them together."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.io import aside, decisions, pieces, tables
from evextract.io.claims import read_claims, write_claims
from evextract.records import (
    Action,
    Category,
    Claim,
    ConflictKind,
    Decision,
    EntityRef,
    Resolution,
    Scope,
    Status,
    Text,
)
from evextract.report import excerpt, statements
from evextract.report.brief import brief
from evextract.resolve import resolver
from evextract.resolve.judge import resolve
from evextract.run import buckets, filed, resolving
from evextract.run.pipeline import write_report, write_resolution
from evextract.run.resolving import resolve_file
from small_world import LEDGER, claim, euros

PACK = load_pack("ev")
NOON = datetime(2031, 5, 5, 12, tzinfo=UTC)


def said(
    name: str, subject: str, attribute: str, value: object, day: int = 1, outlet: int = 0, **more: object
) -> Claim:
    article = f"article-{outlet}-{day}"
    source = replace(LEDGER, id=article, outlet=f"Outlet {outlet}", published=date(2031, 1, day))
    made = claim(source, name, attribute, "starts at 499 euros", value, "499 euros", **more)  # type: ignore[arg-type]
    return replace(made, subject=subject)


def world() -> list[Claim]:
    """Cars that the pack lacks, of which outlets differ; seats that several people hold; partners; what nobody doubts."""
    draw, found = random.Random(7), []
    for number in range(120):
        car, price = f"zephyr-{draw.randrange(40)}", 30_000 + draw.randrange(3) * 700
        variant = Scope(variant=draw.choice(("Air", "Max")), market="DE") if draw.random() < 0.5 else Scope(market="DE")
        day, outlet = draw.randrange(1, 28), draw.randrange(7)
        found.append(said(f"p{number}", car, "price", euros(price), day, outlet, scope=variant))
        style = Category(draw.choice(("sedan", "suv")))
        found.append(said(f"b{number}", car, "body_style", style, day, outlet, scope=variant))
    for number, (person, firm) in enumerate(
        (a, b) for a in ("ann-archer", "bob-baker", "cy-cole") for b in ("bmw", "kia")
    ):
        told = partial(said, attribute="role", value=Text("chief executive"), scope=Scope(object=firm))
        posts = [told(f"r{number}-{day}", person, day=day + number, outlet=day) for day in range(1, 3)]
        found += [replace(c, evidence=replace(c.evidence, sentence=f"{c.evidence.sentence} {firm}")) for c in posts]
    for number, (one, other) in enumerate((("mazda", "subaru"), ("subaru", "mazda"), ("kia", "gale-cells"))):
        found.append(said(f"t{number}", one, "partner", EntityRef(other, other.title()), 3 + number, number))
    return [*found, found[5]]


def trail(claims: Sequence[Claim]) -> list[Decision]:
    """A rejection, a merger, an answer chosen, and what is no conflict: about what would otherwise be open or settled."""
    told = resolve(claims, PACK)
    open_ones = [c for c in told.conflicts if c.resolved is None and c.fact_id]
    seat = next(c for c in told.conflicts if c.subject == "bmw")
    chosen, harmless = open_ones[0], open_ones[-1]

    def of(
        action: Action, number: int, claims: tuple[str, ...] = (), seen: tuple[str, ...] = (), **more: object
    ) -> Decision:
        return Decision(action, "Ada", NOON, claims=claims, seen=seen, id=number, **more)  # type: ignore[arg-type]

    every = [tuple(c for side in conflict.sides for c in side.claims) for conflict in (chosen, harmless, seat)]
    return [
        of(Action.REJECT, 1, ("p3", "b9")),
        of(Action.MERGE, 2, things=("zephyr-4", "zephyr-5")),
        of(Action.CHOOSE, 3, chosen.sides[0].claims, every[0], fact_id=chosen.fact_id, value=chosen.sides[0].value),
        of(Action.NO_CONFLICT, 4, (), every[1], fact_id=harmless.fact_id),
        of(Action.CHOOSE, 5, seat.sides[0].claims, every[2], conflict_id=seat.id, value=seat.sides[0].value),
    ]


def in_memory(claims: Path, out: Path) -> list[str]:
    made = decisions.read(out)
    resolution = resolve(read_claims(claims), PACK, decisions=made)
    write_resolution(resolution, PACK, out, decisions=made)
    write_report(resolution, PACK, out, summary={"pack": PACK.id})
    return brief(resolution, PACK, articles=len({c.source.article_id for c in resolution.claims}))


def small_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resolving, "IN_MEMORY", 20)
    monkeypatch.setattr(resolver, "SAMPLE", 60)
    monkeypatch.setattr(filed, "Buckets", partial(buckets.Buckets, most=25))
    monkeypatch.setattr(aside, "_FAN", 3)
    for module in (filed, resolving, pieces):
        monkeypatch.setattr(module, "Sorted", partial(aside.Sorted, most=15))
    monkeypatch.setattr(pieces, "AT_ONCE", 12)
    monkeypatch.setattr(tables, "GROUP", 23)


def small_report(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (excerpt, statements):
        monkeypatch.setattr(module, "MOST_CONFLICTS", 4)
        monkeypatch.setattr(module, "MOST_FACTS", 11)
        monkeypatch.setattr(module, "MOST_ARTICLES", 9)


@pytest.mark.parametrize("decided", [False, True])
@pytest.mark.parametrize("cut", [False, True])
def test_what_waits_in_files_comes_to_the_same_bytes(
    decided: bool, cut: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = tmp_path / "claims.jsonl"
    write_claims(world(), claims)
    folders = [tmp_path / name for name in ("memory", "files")]
    for folder in folders:
        folder.mkdir()
        for decision in trail(world()) if decided else ():
            decisions.append(folder, decision)
    small_memory(monkeypatch)
    if cut:
        small_report(monkeypatch)
    told = in_memory(claims, folders[0])
    assert resolve_file(claims, folders[1], PACK) == told
    files = [
        {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if "decisions" not in path.name}
        for folder in folders
    ]
    assert len(files[0]) == 7
    assert files[0] == files[1]


def test_the_world_holds_what_may_go_wrong() -> None:
    told: Resolution = resolve(world(), PACK)
    kinds = {(conflict.kind, conflict.resolved is None) for conflict in told.conflicts}
    assert {(ConflictKind.UPDATE, False), (ConflictKind.CONTRADICTION, True)} <= kinds
    assert {conflict.subject for conflict in told.conflicts} >= {"bmw", "kia"}
    assert {fact.status for fact in told.facts} >= {Status.REVIEW, Status.AGREED, Status.SINGLE}
