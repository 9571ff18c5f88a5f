"""Say what was decided, of which kind the disagreement is, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evextract.domain.identity import fact_id
from evextract.records import Conflict, ConflictKind, Decision, Fact, Modality, Polarity, Scope, Side, Status
from evextract.resolve.answers import Answer
from evextract.resolve.ballot import Ballot, precedes
from evextract.resolve.case import Case
from evextract.resolve.chain import Outcome
from evextract.resolve.confidence import leading, tempered
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.slips import Slip, slip_between
from evextract.resolve.wording import said


def judge(
    ballot: Ballot, outcome: Outcome, decided: Mapping[str, Decision]
) -> tuple[Fact, list[Conflict]]:
    """The fact of a case, and one conflict for each kind of disagreement in it."""
    case, reasons = ballot.case, ballot.reasons
    question = case.question
    shares = tempered(case, outcome)
    top = leading(case, shares)
    winner = case.answers[top]
    polarity = Polarity.DENIED if winner.best.denied else Polarity.AFFIRMED
    canonical = Scope(**dict(question.signature))
    key = fact_id(question.subject, question.attribute, canonical, _asked(case), option=case.option)
    others = [i for i in range(len(shares)) if i != top]
    settled = not others or outcome.shares[top] >= case.policy.sure
    kinds = {i: _kind(ballot, outcome, top, i) for i in others}
    because = _because(case, reasons, top, kinds, settled)
    fact = Fact(
        id=key,
        subject=question.subject,
        attribute=question.attribute,
        scope=question.scope,
        polarity=polarity,
        modality=winner.best.claim.modality,
        value=winner.best.claim.value if settled else None,
        alternatives=winner.best.claim.alternatives if settled else (),
        status=_status(case, winner, others, settled),
        confidence=shares[top],
        supported_by=_ids(winner.readings) if settled else (),
        set_aside=_ids([r for i in others for r in case.answers[i].readings if r not in winner.readings])
        if settled
        else (),
        because=because,
    )
    conflicts = []
    for kind in ConflictKind:
        losers = [i for i in others if kinds[i] is kind]
        if losers:
            conflicts.append(_conflict(case, fact, kind, [top, *losers], reasons, canonical))
    return fact, conflicts


def _asked(case: Case) -> Polarity:
    return Polarity.DENIED if all(r.denied for r in case.readings) else Polarity.AFFIRMED


def _status(case: Case, winner: Answer, others: Sequence[int], settled: bool) -> Status:
    if others:
        return Status.RESOLVED if settled else Status.REVIEW
    voices = {case.voice(r) for r in winner.readings}
    return Status.AGREED if len(voices) > 1 else Status.SINGLE


def _kind(ballot: Ballot, outcome: Outcome, top: int, other: int) -> ConflictKind:
    case, reasons = ballot.case, ballot.reasons
    if other in outcome.paths[top] or precedes(ballot, other, top):
        return ConflictKind.UPDATE
    ids = {r.id for i in (top, other) for r in case.answers[i].readings}
    if any(r.effect is Effect.SLIP and r.claim in ids for r in reasons):
        return ConflictKind.SLIP
    slip = _slip(case, other)
    if slip is not None and slip.surprise >= 3.0:
        return ConflictKind.SLIP
    return ConflictKind.CONTRADICTION


def _slip(case: Case, other: int) -> Slip | None:
    """The likeliest slip by which an answer came out of any other one."""
    loser = case.answers[other]
    found = [slip_between(a.best, loser.best, case.pack) for i, a in enumerate(case.answers) if i != other]
    return max((s for s in found if s is not None), key=lambda s: s.surprise, default=None)


def _because(
    case: Case,
    reasons: Sequence[Reason],
    top: int,
    kinds: Mapping[int, ConflictKind],
    settled: bool,
) -> str:
    winner = case.answers[top]
    voices = {case.voice(r) for r in winner.readings}
    if not kinds:
        return f"{len(voices)} articles agree" if len(voices) > 1 else "one article says so"
    if not settled:
        return "the evidence does not decide"
    parts = []
    for i, kind in kinds.items():
        loser = case.answers[i]
        ids = {r.id for r in loser.readings}
        parts += [r.because for r in reasons if r.weight < 0 and r.claim in ids]
        slip = _slip(case, i)
        if slip is not None and kind is ConflictKind.SLIP:
            parts.append(slip.because)
        if kind is ConflictKind.UPDATE:
            parts.append(f"{said(winner.best)} is the later statement, {said(loser.best)} the earlier")
        theirs = {case.voice(r) for r in loser.readings}
        if len(voices) > len(theirs):
            parts.append(
                f"{len(voices)} independent articles say {said(winner.best)}, {len(theirs)} {said(loser.best)}"
            )
    return "; ".join(dict.fromkeys(parts)) or "the source is the more reliable one"


def _conflict(
    case: Case, fact: Fact, kind: ConflictKind, sides: Sequence[int], reasons: Sequence[Reason], scope: Scope
) -> Conflict:
    claims = {r.id for i in sides for r in case.answers[i].readings}
    return Conflict(
        id=f"{fact.id}-{kind.value}",
        fact_id=fact.id,
        subject=fact.subject,
        attribute=fact.attribute,
        scope=fact.scope,
        kind=kind,
        sides=tuple(Side(case.answers[i].best.claim.value, _ids(case.answers[i].readings)) for i in sides),
        resolved=fact.value,
        confidence=fact.confidence,
        findings=tuple(r.finding for r in reasons if r.claim in claims),
        because=fact.because,
    )


def _ids(readings: Sequence[Reading]) -> tuple[str, ...]:
    return tuple(sorted(r.id for r in readings))
