"""What a run brought, compared with what its folder held."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io.changes import read_changes, read_standing, write_changes
from evextract.records import ChangeKind, FactChange, FactState, Modality, Polarity, Resolution, Scope, Status
from evextract.run.changes import compare, of_batch
from evextract.run.pipeline import write_resolution
from small_world import euros


def written(resolution: Resolution, pack: DomainPack, folder: Path) -> Path:
    write_resolution(resolution, pack, folder)
    (folder / "run.json").write_text(json.dumps({"finished": "2031-03-05T06:00:00+00:00"}), "utf-8")
    return folder


def test_same_again_is_no_change(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    before = read_standing(written(resolution, phones, tmp_path))
    assert before is not None
    changes = compare(before, resolution, phones)
    assert (changes.since, changes.changes) == ("2031-03-05T06:00:00+00:00", ())


def test_every_kind_of_change_is_told(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    price, screen, launch = resolution.facts
    settled, still_open = resolution.conflicts
    was_open = dataclasses.replace(settled, resolved=None)
    gone = dataclasses.replace(still_open, id="k0")
    dearer = dataclasses.replace(price, value=euros(999))
    earlier = Resolution(resolution.claims, (dearer, launch), (was_open, gone))
    denied = dataclasses.replace(price, polarity=Polarity.DENIED)
    was_open = dataclasses.replace(was_open, because="one\u2028line")
    before = read_standing(written(earlier, phones, tmp_path))
    assert before is not None
    told = compare(before, dataclasses.replace(resolution, facts=(denied, screen)), phones).changes
    assert [(c.kind, c.id, c.before, c.after) for c in told] == [
        (ChangeKind.CHANGED_FACT, "f1", "999 EUR", "not 499 EUR"),
        (ChangeKind.NEW_FACT, "f2", None, None),
        (ChangeKind.GONE_FACT, "f3", "May 2031", None),
        (ChangeKind.RESOLVED_CONFLICT, "k1", None, "499 EUR"),
        (ChangeKind.NEW_CONFLICT, "k2", None, None),
        (ChangeKind.RESOLVED_CONFLICT, "k0", None, None),
    ]
    again = read_standing(written(resolution, phones, tmp_path))
    assert again is not None
    (reopened,) = compare(again, dataclasses.replace(resolution, conflicts=(was_open, still_open)), phones).changes
    assert (reopened.kind, reopened.id) == (ChangeKind.REOPENED_CONFLICT, "k1")


@pytest.mark.parametrize("lost", ["run.json", "facts.parquet", "conflicts.jsonl"])
def test_half_a_run_is_nothing_to_compare_with(
    lost: str, resolution: Resolution, phones: DomainPack, tmp_path: Path
) -> None:
    folder = written(resolution, phones, tmp_path)
    (folder / lost).write_bytes(b"\x00")
    assert read_standing(folder) is None
    (folder / lost).unlink()
    assert read_standing(folder) is None


def test_changes_are_read_as_they_were_written(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    before = read_standing(written(Resolution((), (), ()), phones, tmp_path))
    assert before is not None
    changes, path = compare(before, resolution, phones), tmp_path / "changes.jsonl"
    assert len(changes.changes) == 5
    write_changes(changes, path)
    assert read_changes(path) == changes
    path.write_text('{"change": "new age"}\n', "utf-8")
    with pytest.raises(InputError, match=r"changes\.jsonl line 1"):
        read_changes(path)
    write_changes(None, path)
    assert read_changes(path) is None


def test_a_batch_is_told_from_the_facts_that_it_moved(resolution: Resolution, phones: DomainPack) -> None:
    def state(status: Status, amount: int | None) -> FactState:
        value = None if amount is None else euros(amount)
        return FactState(value, Scope(), Polarity.AFFIRMED, Modality.ASSERTED, status, 0.9, "")

    single, agreed = state(Status.SINGLE, 499), state(Status.AGREED, 499)
    still_open, settled = state(Status.REVIEW, None), state(Status.RESOLVED, 499)

    def told(before: FactState | None, after: FactState | None, fact: str = "f1") -> list[tuple[str, ...]]:
        move = FactChange(2, "2031-03-05", fact, "orbit-5", "price", before, after, ())
        changes = of_batch([move], resolution, phones, since="batch 1").changes
        return [(c.kind.value, c.id, c.before or "", c.after or "") for c in changes]

    assert told(None, single, "f3") == [("new fact", "f3", "", "499 EUR")]
    assert told(single, None, "f3") == [("gone fact", "f3", "499 EUR", "")]
    assert told(single, agreed, "f3") == []
    assert told(agreed, settled) == [("new conflict", "k1", "", "499 EUR")]
    assert told(still_open, settled) == [
        ("changed fact", "f1", "", "499 EUR"),
        ("resolved conflict", "k1", "", "499 EUR"),
    ]
    assert told(still_open, agreed, "f3")[1:] == [("resolved conflict", "f3", "", "")]
    assert told(settled, still_open)[1:] == [("reopened conflict", "k1", "499 EUR", "")]
