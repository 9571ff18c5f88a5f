"""Say what was decided, and of which kind the disagreement is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import prod

from evextract.domain.identity import fact_id
from evextract.records import Conflict, ConflictKind, Fact, Modality, Polarity, Scope, Side, Status
from evextract.resolve.answers import Answer, replaced
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import Reading
from evextract.resolve.referees.referee import ConfirmedByConversion
from evextract.resolve.rule import Effect
from evextract.resolve.verdicts.telling import by_record_only, likeliest_slip, told
from evextract.resolve.votes.ballot import Ballot, precedes
from evextract.resolve.votes.basis import Basis, grounds_of, is_settled, passed
from evextract.resolve.votes.chain import Outcome
from evextract.resolve.votes.confidence import Doubts, leading, level

MISREAD = "doubtful reading: an article was likelier misread than in disagreement"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The fact of a case, one conflict for each kind of disagreement in it, and what they rest on."""

    fact: Fact
    conflicts: list[Conflict]
    basis: Basis


def judge(ballot: Ballot, outcome: Outcome, trust: Mapping[str, float]) -> Verdict:
    case = ballot.case
    question = case.question
    doubts = Doubts.of(case)
    shares = doubts.tempered(outcome)
    top = leading(case, shares)
    winner = case.answers[top]
    others = [i for i in range(len(shares)) if i != top]
    old = replaced(case.answers, case.policy)
    kinds = {i: kind_of(ballot, outcome, top, i, told_old=(i, top) in old) for i in others}
    sure = case.policy.sure_by_record if by_record_only(ballot, top, kinds) else case.policy.sure
    settled = is_settled(outcome, top, sure)
    if not settled:
        # Nobody knows whether the later word holds; that it is a later one stands.
        kinds |= {
            i: ConflictKind.UPDATE
            for i in others
            if kinds[i] is ConflictKind.CONTRADICTION and ((top, i) in old or precedes(ballot, top, i))
        }
    asked = Polarity.DENIED if all(r.denied for r in case.readings) else Polarity.AFFIRMED
    losers = [r for i in others for r in case.answers[i].readings if r not in winner.readings]
    basis = Basis(
        ballot.poll, doubts, grounds_of(ballot, top), top, level(shares), passed(outcome, top), settled, sure
    )  # fmt: skip
    fact = Fact(
        id=fact_id(question.subject, question.attribute, Scope(**dict(question.signature)), asked, option=case.option),
        subject=question.subject,
        attribute=question.attribute,
        scope=question.scope,
        polarity=Polarity.DENIED if winner.best.denied else Polarity.AFFIRMED,
        modality=winner.best.claim.modality,
        value=winner.best.claim.value if settled else None,
        alternatives=winner.best.claim.alternatives if settled else (),
        status=_status(case, winner, others, settled),
        confidence=shares[top],
        supported_by=_ids(winner.readings) if settled else (),
        set_aside=_ids(losers) if settled else (),
        because=told(ballot, top, kinds, settled=settled),
        terms=basis.terms(outcome, trust, case.policy),
    )
    against = [
        i for i in others if not (kinds[i] is ConflictKind.CONTRADICTION and _one_article(winner, case.answers[i]))
    ]
    disputes = [(kind, [top, *sides]) for kind in ConflictKind if (sides := [i for i in against if kinds[i] is kind])]
    read = [(kind, sides) for kind, sides in disputes if read_rightly(doubts, sides) >= case.policy.doubtful]
    if len(read) < len(disputes):
        fact = replace(fact, because=f"{fact.because}; {MISREAD}")
    if not settled:
        shown = {r.id for _, sides in read for i in sides for r in case.answers[i].readings}
        fact = replace(fact, set_aside=tuple(sorted({r.id for r in case.readings} - shown)))
    return Verdict(fact, [_conflict(ballot, fact, kind, sides) for kind, sides in read], basis)


def read_rightly(doubts: Doubts, sides: Sequence[int]) -> float:
    """The probability that each of the answers stands in an article that gives it."""
    return prod(1 - doubts.misread[i] for i in sides)


def _one_article(a: Answer, b: Answer) -> bool:
    """Whether one article alone gives both answers, as two that stand side by side: it doesn't contradict itself."""
    return len({r.article for r in (*a.readings, *b.readings)}) == 1


def kind_of(ballot: Ballot, outcome: Outcome, top: int, other: int, *, told_old: bool) -> ConflictKind:
    """How an answer that was not chosen stands to the one that was. ``told_old``: an article says that it was replaced."""
    case = ballot.case
    slip = likeliest_slip(case, other)
    if slip is not None and slip.decisive:
        return ConflictKind.SLIP
    held = other in outcome.paths[top] and _may_pass(case, other)
    if held or told_old or precedes(ballot, other, top):
        return ConflictKind.UPDATE
    ids = {r.id for i in (top, other) for r in case.answers[i].readings}
    if any(r.effect is Effect.SLIP and r.claim in ids for r in ballot.reasons):
        return ConflictKind.SLIP
    if slip is not None and (
        slip.grave
        or (slip.likely and _outvoted(case, other, top))
        or (slip.fair and _confirmed(ballot, top) and not _confirmed(ballot, other))
    ):
        return ConflictKind.SLIP
    return ConflictKind.CONTRADICTION


def _may_pass(case: Case, answer: int) -> bool:
    """Whether the answer can have held for a time: of what doesn't change, only where it was but planned or rumoured."""
    mine = case.answers[answer].readings
    return case.changes or not any(r.claim.modality is Modality.ASSERTED for r in mine)


def _outvoted(case: Case, one: int, other: int) -> bool:
    """Whether fewer articles give the one answer than the other."""
    voices = [{case.voice(r) for r in case.answers[i].readings} for i in (one, other)]
    return len(voices[0]) < len(voices[1])


def _confirmed(ballot: Ballot, answer: int) -> bool:
    """Whether an article gives the answer with a conversion that agrees, so that it wasn't mistyped."""
    ids = {r.id for r in ballot.case.answers[answer].readings}
    return any(r.rule == ConfirmedByConversion.id and r.claim in ids for r in ballot.reasons)


def _status(case: Case, winner: Answer, others: Sequence[int], settled: bool) -> Status:
    if others:
        return Status.RESOLVED if settled else Status.REVIEW
    voices = {case.voice(r) for r in winner.readings}
    return Status.AGREED if len(voices) > 1 else Status.SINGLE


def _conflict(ballot: Ballot, fact: Fact, kind: ConflictKind, sides: Sequence[int]) -> Conflict:
    answers = [ballot.case.answers[i] for i in sides]
    claims = {r.id for answer in answers for r in answer.readings}
    return Conflict(
        id=f"{fact.id}-{kind.value}",
        fact_id=fact.id,
        subject=fact.subject,
        attribute=fact.attribute,
        scope=fact.scope,
        kind=kind,
        sides=tuple(Side(answer.best.claim.value, _ids(answer.readings)) for answer in answers),
        resolved=fact.value,
        confidence=fact.confidence,
        findings=tuple(r.finding for r in ballot.reasons if r.claim in claims),
        because=fact.because,
    )


def _ids(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(sorted(r.id for r in readings))
