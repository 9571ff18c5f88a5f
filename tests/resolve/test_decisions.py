"""An editor's word stands above the evidence, survives new articles, and comes back where they contradict it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from handmade import PACK, claim, quantity

from evextract.records import Action, Claim, Conflict, Decision, EntityRef, Fact, Resolution, Status
from evextract.resolve.judge import resolve

NOON = datetime(2031, 3, 5, 12, 0, tzinfo=UTC)
LOW = claim("ledger", "range", "510 km", published="2031-03-01")
HIGH = claim("wire", "range", "630 km", published="2031-03-02")
POWER = claim("ledger", "power", "150 kW", published="2031-03-01")
CLAIMS = (LOW, HIGH, POWER)


def settled(decisions: Sequence[Decision] = (), claims: Sequence[Claim] = CLAIMS) -> Resolution:
    return resolve(claims, PACK, decisions=decisions)


def facts_of(resolution: Resolution, attribute: str = "range") -> list[Fact]:
    return [fact for fact in resolution.facts if fact.attribute == attribute]


def conflicts_of(resolution: Resolution, attribute: str = "range") -> list[Conflict]:
    return [conflict for conflict in resolution.conflicts if conflict.attribute == attribute]


def decide(action: Action, *claims: Claim, number: int = 1, **more: object) -> Decision:
    about = facts_of(settled())[0].id
    seen = (LOW.id, HIGH.id)
    ids = tuple(c.id for c in claims)
    value = claims[0].value if claims and action in (Action.ACCEPT, Action.CHOOSE) else None
    given = {"fact_id": about, "claims": ids, "seen": seen, "value": value, "id": number, **more}
    return Decision(action, "Ada", NOON, **given)  # type: ignore[arg-type]


def test_without_a_decision_the_question_is_open() -> None:
    (fact,) = facts_of(settled())
    assert fact.status is Status.REVIEW
    assert [c.resolved for c in conflicts_of(settled())] == [None]


def test_chosen_answer_becomes_the_value_and_heads_the_conflict() -> None:
    done = settled([decide(Action.CHOOSE, HIGH, note="the data sheet says so")])
    (fact,) = facts_of(done)
    assert (fact.value, fact.status, fact.confidence) == (HIGH.value, Status.DECIDED, 1.0)
    assert (fact.supported_by, fact.set_aside) == ((HIGH.id,), (LOW.id,))
    assert fact.because == "decided by Ada on 2031-03-05: the data sheet says so"
    (conflict,) = conflicts_of(done)
    assert conflict.resolved == HIGH.value
    assert conflict.sides[0].claims == (HIGH.id,)


def test_entered_value_needs_no_article() -> None:
    (fact,) = facts_of(settled([decide(Action.ENTER, value=quantity("575 km"))]))
    assert (fact.value, fact.supported_by) == (quantity("575 km"), ())
    assert set(fact.set_aside) == {LOW.id, HIGH.id}


def test_rejected_claim_does_not_count_but_stays_on_record() -> None:
    done = settled([decide(Action.REJECT, LOW)])
    (fact,) = facts_of(done)
    assert (fact.value, fact.status, fact.supported_by) == (HIGH.value, Status.SINGLE, (HIGH.id,))
    assert conflicts_of(done) == []
    assert {c.id for c in done.claims} == {c.id for c in CLAIMS}


def test_no_conflict_leaves_both_answers_standing() -> None:
    done = settled([decide(Action.NO_CONFLICT)])
    assert conflicts_of(done) == []
    assert sorted((str(f.value), f.supported_by, f.status) for f in facts_of(done)) == sorted(
        (str(c.value), (c.id,), Status.DECIDED) for c in (LOW, HIGH)
    )
    assert len({fact.id for fact in done.facts}) == len(done.facts)


def test_undo_restores_and_undoing_the_undo_decides_again() -> None:
    choice = decide(Action.CHOOSE, HIGH)
    undo = Decision(Action.UNDO, "Ada", NOON, undoes=1, id=2)
    redo = Decision(Action.UNDO, "Ada", NOON, undoes=2, id=3)
    assert settled([choice, undo]) == settled()
    assert settled([choice, undo, redo]) == settled([choice])


def test_of_several_decisions_the_last_counts_and_comments_change_nothing() -> None:
    trail = [decide(Action.CHOOSE, HIGH), decide(Action.CHOOSE, LOW, number=2), decide(Action.COMMENT, number=3)]
    assert facts_of(settled(trail))[0].value == LOW.value
    assert facts_of(settled([decide(Action.NO_CONFLICT), decide(Action.CHOOSE, LOW, number=2)]))[0].value == LOW.value


def test_decision_survives_articles_that_agree_and_comes_back_with_one_that_does_not() -> None:
    choice = [decide(Action.CHOOSE, HIGH)]
    agrees = claim("harbour", "range", "630 km", published="2031-03-09")
    copies = claim("mirror", "range", "510 km", published="2031-03-09", copy_of="ledger")
    differs = claim("gazette", "range", "515 km", published="2031-03-09")
    (fact,) = facts_of(settled(choice, (*CLAIMS, agrees, copies)))
    assert (fact.value, fact.status) == (HIGH.value, Status.DECIDED)
    assert set(fact.supported_by) == {HIGH.id, agrees.id}
    (fact,) = facts_of(settled(choice, (*CLAIMS, differs)))
    assert (fact.value, fact.status) == (HIGH.value, Status.REOPENED)
    assert fact.because.endswith("gazette said otherwise since: look again")


def test_new_answer_brings_a_silenced_conflict_back() -> None:
    differs = claim("gazette", "range", "720 km", published="2031-03-09")
    assert conflicts_of(settled([decide(Action.NO_CONFLICT)], (*CLAIMS, differs)))


def test_decision_follows_its_claims_to_another_fact() -> None:
    choice = decide(Action.CHOOSE, HIGH, fact_id="gone")
    assert facts_of(settled([choice]))[0].value == HIGH.value
    assert settled([decide(Action.CHOOSE, fact_id="gone", seen=())]) == settled()


def test_merged_things_are_one_and_split_claims_are_about_another() -> None:
    twin = claim("gazette", "power", "150 kW", subject="zephyr-1")
    owner = claim("gazette", "platform", "zephyr-1", subject="breeze")
    merge = Decision(Action.MERGE, "Ada", NOON, things=("zephyr-one", "zephyr-1"), id=1)
    done = settled([merge], (*CLAIMS, twin, owner))
    (fact,) = facts_of(done, "power")
    assert (fact.subject, fact.status) == ("zephyr-one", Status.AGREED)
    platform = facts_of(done, "platform")[0].value
    assert isinstance(platform, EntityRef)
    assert platform.id == "zephyr-one"
    assert set(done.claims) == {*CLAIMS, twin, owner}
    split = Decision(Action.SPLIT, "Ada", NOON, claims=(HIGH.id,), things=("zephyr-one", "zephyr-two"), id=2)
    assert {f.subject: f.value for f in facts_of(settled([split]))} == {
        "zephyr-one": LOW.value, "zephyr-two": HIGH.value,
    }  # fmt: skip


def test_the_latest_merger_names_the_thing_that_stays() -> None:
    twin = claim("gazette", "power", "150 kW", subject="zephyr-1")
    there = Decision(Action.MERGE, "Ada", NOON, things=("zephyr-one", "zephyr-1"), id=1)
    back = Decision(Action.MERGE, "Ada", NOON, things=("zephyr-1", "zephyr-one"), id=2)
    assert {f.subject for f in settled([there, back], (*CLAIMS, twin)).facts} == {"zephyr-1"}


def test_which_of_several_facts_holds_is_decided_of_the_conflict_alone() -> None:
    people = [
        claim(paper, "role", "chief executive", subject=person, object="breeze", published="2031-03-01")
        for paper, person in (("ledger", "ada-north"), ("wire", "bo-south"))
    ]
    (seat,) = settled((), people).conflicts
    first, second = seat.sides
    chosen = Decision(
        Action.CHOOSE, "Ada", NOON, seat.fact_id, seat.id, second.claims, first.claims + second.claims, second.value, id=1
    )  # fmt: skip
    (conflict,) = settled([chosen], people).conflicts
    assert (conflict.resolved, conflict.sides[0].claims) == (second.value, second.claims)
    assert settled([chosen], people).facts == settled((), people).facts
    (third,) = [claim("post", "role", "chief executive", subject="cy-west", object="breeze", published="2031-03-01")]
    assert [c.because for c in settled([chosen], [*people, third]).conflicts] != [conflict.because]
