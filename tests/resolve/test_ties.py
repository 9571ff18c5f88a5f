"""Ties between equals are told from one side, whichever side an article tells them from."""

from __future__ import annotations

from handmade import claim

from evextract.domain.load import load_pack
from evextract.domain.pack import ValueKind
from evextract.io.conflicts import conflict_to_json
from evextract.records import Claim, EntityRef, Resolution
from evextract.resolve.judge import resolve

EV = load_pack("ev")


def tie(article: str, one: str, other: str, day: str, polarity: str = "+") -> Claim:
    return claim(
        article,
        "merger",
        other,
        subject=one,
        published=day,
        polarity=polarity,
        modality="planned",
        kind=ValueKind.ENTITY,
    )


def called_off() -> Resolution:
    planned = tie("a", "mazda", "subaru", "2024-05-01")
    return resolve([planned, tie("b", "subaru", "mazda", "2024-09-01", "-")], EV)


def test_a_tie_told_from_both_sides_is_one_conflict_about_the_side_that_told_it_first() -> None:
    (conflict,) = called_off().conflicts
    assert conflict.subject == "mazda"
    assert {side.value.id for side in conflict.sides if isinstance(side.value, EntityRef)} == {"subaru"}


def test_the_other_sides_claim_is_written_with_the_value_that_answers_the_question() -> None:
    outcome = called_off()
    (conflict,) = outcome.conflicts
    row = conflict_to_json(conflict, {c.id: c for c in outcome.claims})
    assert [v["value"]["id"] for v in row["values"]] == ["subaru", "subaru"]
    assert row["resolved_polarity"] == "-"


def test_no_fact_ties_a_thing_to_itself() -> None:
    facts = resolve([tie("a", "mazda", "subaru", "2024-05-01"), tie("b", "subaru", "mazda", "")], EV).facts
    assert [(f.subject, f.value.id) for f in facts if isinstance(f.value, EntityRef)] == [("mazda", "subaru")]
