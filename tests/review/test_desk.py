"""A decision is on disk at once, the facts follow, then the tables; what others do to the folder is seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io import decisions as trail
from evextract.io.claims import read_claims, write_claims
from evextract.records import Action, Decision, Status
from evextract.resolve import again
from evextract.resolve.judge import resolve
from evextract.review.desk import Desk
from evextract.review.inbox import Standing
from review_world import CLAIMS, LARGE, LATER, SMALL

NOON = datetime(2031, 3, 6, 12, 0, tzinfo=UTC)
BOTH = (SMALL.id, LARGE.id)


def choose(desk: Desk) -> Decision:
    fact = next(f for f in desk.state().resolution.facts if (f.subject, f.attribute) == ("orbit-5", "screen"))
    return Decision(Action.CHOOSE, "Ada", NOON, fact.id, claims=(LARGE.id,), seen=BOTH, value=LARGE.value)


def screen(desk: Desk) -> Standing:
    return next(item.standing for item in desk.state().inbox.items if item.attribute == "screen size")


def test_facts_follow_a_decision_and_the_tables_follow_the_facts(desk: Desk, folder: Path) -> None:
    assert screen(desk) is Standing.OPEN
    made = desk.decide(choose(desk))
    assert trail.read(folder) == (made,)
    assert screen(desk) is Standing.DECIDED
    assert not (folder / "facts.csv").exists()
    desk.write()
    table = pd.read_csv(folder / "facts.csv").set_index("attribute")
    assert table.loc["screen", "value"] == "6.7 in"
    assert table.loc["screen", "status"] == Status.DECIDED.value
    assert "6.7 in" in (folder / "report.html").read_text("utf-8")
    assert "comes with a 6.7-inch screen" in (folder / "conflicts.jsonl").read_text("utf-8")
    assert read_claims(folder / "claims.jsonl") == list(CLAIMS)


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        (Action.REJECT, {"claims": (SMALL.id,)}),
        (Action.SPLIT, {"claims": (SMALL.id,), "things": ("orbit-5", "orbit-5-mini")}),
        (Action.NO_CONFLICT, {}),
        (Action.COMMENT, {}),
    ],
)
def test_state_is_what_resolving_anew_gives(
    desk: Desk, phones: DomainPack, action: Action, fields: dict[str, object]
) -> None:
    first = desk.decide(choose(desk))
    desk.decide(replace(first, **{"id": 0, "action": action, "claims": (), "value": None, **fields}))  # type: ignore[arg-type]
    assert desk.state().resolution == resolve(CLAIMS, phones, decisions=desk.state().decisions)
    desk.decide(Decision(Action.UNDO, "Ada", NOON, undoes=2))
    assert desk.state().resolution == resolve(CLAIMS, phones, decisions=[first])


def test_of_many_claims_only_the_subject_is_judged_at_once_and_all_before_the_tables(
    folder: Path, phones: DomainPack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "WHOLE", 0)
    others = tuple(replace(claim, id=f"{claim.id}-2", subject="comet-2") for claim in CLAIMS)
    write_claims((*CLAIMS, *others), folder / "claims.jsonl")
    desk = Desk(folder, phones)
    before = {fact.id: fact for fact in desk.state().resolution.facts}
    choice = choose(desk)
    desk.decide(replace(choice, action=Action.REJECT, claims=(SMALL.id,), value=None))
    now = {fact.id: fact for fact in desk.state().resolution.facts}
    assert now[choice.fact_id].value == LARGE.value
    assert all(now[name] is fact for name, fact in before.items() if fact.subject == "comet-2")
    desk.write()
    assert desk.state().resolution == resolve((*CLAIMS, *others), phones, decisions=trail.read(folder))


def test_new_batch_is_seen_and_brings_back_what_it_contradicts(desk: Desk, folder: Path) -> None:
    desk.decide(choose(desk))
    write_claims((*CLAIMS, LATER), folder / "claims.jsonl")
    assert screen(desk) is Standing.AGAIN


def test_decision_of_another_process_is_seen(desk: Desk, folder: Path) -> None:
    trail.append(folder, choose(desk))
    assert screen(desk) is Standing.DECIDED


def test_tables_that_a_crash_left_behind_are_written_at_the_next_start(
    desk: Desk, folder: Path, phones: DomainPack
) -> None:
    desk.decide(choose(desk))
    Desk(folder, phones)
    assert pd.read_csv(folder / "facts.csv").set_index("attribute").loc["screen", "value"] == "6.7 in"


def test_items_are_kept_where_nothing_changed(desk: Desk) -> None:
    before = desk.state().inbox.by_id
    desk.decide(choose(desk))
    kept = [item.attribute for name, item in desk.state().inbox.by_id.items() if before.get(name) is item]
    assert sorted(kept) == ["launch date", "price"]


def test_other_folders_are_refused(tmp_path: Path, phones: DomainPack) -> None:
    with pytest.raises(InputError, match="is no run folder"):
        Desk(tmp_path, phones)


def test_trouble_with_the_tables_is_told_and_tried_again(desk: Desk, folder: Path) -> None:
    (folder / "facts.csv.unfinished").mkdir()
    desk.decide(choose(desk))
    desk.write()
    assert "facts.csv" in desk.trouble
    (folder / "facts.csv.unfinished").rmdir()
    desk.write()
    assert (desk.trouble, desk.is_behind) == ("", False)
    assert (folder / "facts.csv").is_file()
