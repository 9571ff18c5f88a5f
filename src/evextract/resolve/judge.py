"""Facts and conflicts are a pure function of claims, the domain pack and the editors' decisions."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from evextract.domain.identity import fact_id, value_key
from evextract.domain.pack import DomainPack
from evextract.records import (
    Claim,
    Conflict,
    ConflictKind,
    Decision,
    Fact,
    Resolution,
    Side,
    Status,
)
from evextract.resolve.agree import compare, rules
from evextract.resolve.case import Answer, Case
from evextract.resolve.currency import Rates, survey_rates
from evextract.resolve.group import Question, split
from evextract.resolve.reading import Reading, read
from evextract.resolve.referee import REFEREES
from evextract.resolve.rule import Effect, Likeness, Reason, Relation, strongest
from evextract.resolve.trims import align

BASE_TRUST = 0.88
SURE = 0.75


def resolve(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Judge all ``claims`` together. The outcome does not depend on their order."""
    distinct = {claim.id: claim for claim in claims}
    readings = [read(distinct[key], pack) for key in sorted(distinct)]
    rates = survey_rates(readings)
    by_subject: dict[str, list[Reading]] = {}
    for reading in readings:
        by_subject.setdefault(reading.subject, []).append(reading)
    decided = {decision.fact_id: decision for decision in sorted(decisions, key=lambda d: d.at)}
    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    for subject in sorted(by_subject):
        more_facts, more_conflicts = settle(by_subject[subject], pack, rates, decided)
        facts += more_facts
        conflicts += more_conflicts
    return Resolution(tuple(distinct[key] for key in sorted(distinct)), tuple(facts), tuple(conflicts))


def settle(
    readings: Sequence[Reading], pack: DomainPack, rates: Rates, decided: Mapping[str, Decision]
) -> tuple[list[Fact], list[Conflict]]:
    """The facts and conflicts of one subject."""
    ordered = rules(pack)

    known: dict[tuple[str, str], Likeness] = {}

    def related(a: Reading, b: Reading) -> Likeness:
        pair = a.id, b.id
        if pair not in known:
            known[pair] = compare(a, b, ordered)
        return known[pair]

    neighbours: dict[str, list[Reading]] = {}
    for reading in readings:
        neighbours.setdefault(reading.claim.attribute, []).append(reading)
    trims = align(readings, lambda a, b: related(a, b).relation)
    facts, conflicts = [], []
    for attribute in sorted(neighbours):
        group = neighbours[attribute]
        for question in split(group, trims, pack, lambda a, b: related(a, b).relation is Relation.SAME):
            for part in by_value(question):
                answers = gather(part, related)
                case = Case(part, answers, neighbours, trims, rates, pack, related)
                fact, conflict = judge(case, decided)
                facts.append(fact)
                if conflict is not None:
                    conflicts.append(conflict)
    return facts, conflicts


def by_value(question: Question) -> list[Question]:
    """Where an attribute has many answers, each is a question of its own; so is each polarity, and each option that
    one article lists beside others.
    """
    parts: dict[tuple[str, str], list[Reading]] = {}
    many = not question.readings[0].definition.single
    for reading in question.readings:
        option = (reading.word or reading.key) if many else ""
        parts.setdefault((reading.claim.polarity.value, option), []).append(reading)
    return [
        Question(question.subject, question.attribute, question.signature, question.scope, tuple(members))
        for _, members in sorted(parts.items())
    ]


def gather(question: Question, related) -> tuple[Answer, ...]:  # type: ignore[no-untyped-def]
    """Candidate answers: the most precise claims first; a claim that agrees with one that is there adds none."""
    ranked = sorted(question.readings, key=precision)
    bests: list[Reading] = []
    for reading in ranked:
        if all(related(best, reading).relation in (Relation.DIFFERENT, Relation.UNRELATED) for best in bests):
            bests.append(reading)
    members: dict[str, list[Reading]] = {best.id: [] for best in bests}
    for reading in question.readings:
        home = next((b for b in bests if related(b, reading).fits or b is reading), None)
        if home is not None:
            members[home.id].append(reading)
    return tuple(Answer(best, tuple(members[best.id])) for best in bests)


def precision(reading: Reading) -> tuple[object, ...]:
    measure = reading.measure
    if measure is None:
        return (0, 0.0, 0.0, reading.key, reading.id)
    vague = {"=": 0, "~": 1}.get(measure.bound.value, 2)
    return (vague, measure.high - measure.low, measure.step, reading.key, reading.id)


def judge(case: Case, decided: Mapping[str, Decision]) -> tuple[Fact, Conflict | None]:
    question = case.question
    polarity = question.readings[0].claim.polarity
    many = not question.readings[0].definition.single
    option = value_key(case.answers[0].best.claim.value) if many else ""
    key = fact_id(question.subject, question.attribute, question.scope, polarity, option=option)
    reasons = strongest([reason for rule in REFEREES for reason in rule(case)]) if len(case.answers) > 1 else []
    scores = [score(answer, reasons) for answer in case.answers]
    total = sum(math.exp(s) for s in scores) + 1
    shares = [math.exp(s) / total for s in scores]
    top = max(range(len(shares)), key=lambda i: (shares[i], case.answers[i].best.key))
    winner, share = case.answers[top], shares[top]
    losers = [a for i, a in enumerate(case.answers) if i != top]
    settled = share >= SURE or not losers
    against = [r for r in reasons if r.weight < 0 and any(r.claim == x.id for a in losers for x in a.readings)]
    because = "; ".join(r.because for r in against) if settled else "the evidence does not decide"
    voices = {r.claim.source.voice for r in winner.readings}
    if not losers:
        status = Status.AGREED if len(voices) > 1 else Status.SINGLE
        because = f"{len(voices)} articles agree" if len(voices) > 1 else "one article says so"
    else:
        status = Status.RESOLVED if settled else Status.REVIEW
    value = winner.best.claim.value if settled else None
    fact = Fact(
        id=key,
        subject=question.subject,
        attribute=question.attribute,
        scope=question.scope,
        polarity=polarity,
        modality=winner.best.claim.modality,
        value=value,
        alternatives=winner.best.claim.alternatives if settled else (),
        status=status,
        confidence=share,
        supported_by=tuple(r.id for r in winner.readings) if settled else (),
        set_aside=tuple(r.id for a in losers for r in a.readings) if settled else (),
        because=because,
    )
    if not losers:
        return fact, None
    slip = any(r.effect is Effect.SLIP for r in against)
    conflict = Conflict(
        id=f"{key}-{'slip' if slip else 'contradiction'}",
        fact_id=key,
        subject=question.subject,
        attribute=question.attribute,
        scope=question.scope,
        kind=ConflictKind.SLIP if slip else ConflictKind.CONTRADICTION,
        sides=tuple(Side(a.best.claim.value, tuple(r.id for r in a.readings)) for a in case.answers),
        resolved=value,
        confidence=share,
        findings=tuple(r.finding for r in against),
        because=because,
    )
    return fact, conflict


def score(answer: Answer, reasons: Sequence[Reason]) -> float:
    """Log-odds: each independent voice adds its own, lowered by what speaks against its claim."""
    voices: dict[str, float] = {}
    for reading in answer.readings:
        odds = math.log(BASE_TRUST / (1 - BASE_TRUST)) + sum(r.weight for r in reasons if r.claim == reading.id)
        voice = reading.claim.source.voice
        voices[voice] = max(voices.get(voice, -math.inf), odds)
    return sum(voices.values())
