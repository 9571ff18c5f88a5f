"""What can't be true together although it answers different questions: the order of events, counts that grow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evextract.records import Bound, Conflict, ConflictKind, Fact, Finding, Modality, Side
from evextract.resolve.policy import Policy
from evextract.resolve.questions.comparable import generations_fit, normal_generation
from evextract.resolve.questions.period import elapsed_days
from evextract.resolve.questions.scheme import Signature
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Relation
from evextract.resolve.timing import LIFE, day_of
from evextract.resolve.votes.ballot import Ballot
from evextract.resolve.wording import said

SEQUENCE, MILESTONE = "referee.sequence", "referee.milestone"
EVEN = 0.5
"""How sure it is which of two facts that exclude one another holds."""
LATE = 60
"""So many days a car may be on sale before its production is said to start."""


def out_of_sequence(
    neighbours: Mapping[str, Sequence[Reading]], facts: Mapping[str, Fact], policy: Policy
) -> Iterator[Conflict]:
    """Conflicts between the claims about one thing on different questions. ``facts`` maps claim ids to facts."""
    for first, then in policy.order:
        yield from _order(first, then, neighbours, facts)
    for attribute in policy.counters:
        yield from _growth(neighbours.get(attribute, ()), facts)


def is_even(conflict: Conflict) -> bool:
    """Whether the conflict is one of :func:`out_of_sequence`, which has no share in the confidence of its fact."""
    return conflict.id in (f"{conflict.fact_id}-{_name(rule)}" for rule in (SEQUENCE, MILESTONE))


def came_otherwise(ballots: Sequence[Ballot], facts: Mapping[str, Fact], policy: Policy) -> Iterator[Conflict]:
    """Forecasts that the outcome replaces, for one subject."""
    outcome: dict[tuple[str, Signature], Ballot] = {}
    forecast: dict[tuple[str, Signature], Ballot] = {}
    for ballot in ballots:
        case = ballot.case
        if case.question.attribute in policy.forecasts and "period" in dict(case.question.signature):
            ahead = all(r.claim.modality is not Modality.ASSERTED for r in case.readings)
            (forecast if ahead else outcome).setdefault((case.question.attribute, case.question.signature), ballot)
    for key, ballot in outcome.items():
        other = forecast.get(key)
        if other is None:
            continue
        fact, plan = (facts.get(b.case.readings[0].id) for b in (ballot, other))
        if fact is None or plan is None or fact.value is None:
            continue
        told = next(a for a in ballot.case.answers if a.best.claim.value == fact.value)
        planned = [
            a for a in other.case.answers if ballot.case.compare(told.best, a.best).relation is Relation.DIFFERENT
        ]
        # An article that gives the state and a plan besides speaks of two things: a firm and its works, now and later.
        known = {r.article for r in told.readings}
        planned = [
            a
            for a in planned
            if plan.value in (None, a.best.claim.value)
            and any(r.article not in known and not _after(r, told.readings) for r in a.readings)
        ]
        if not planned:
            continue
        because = f"{said(told.best)} is the outcome, {said(planned[0].best)} was the forecast"
        sides = tuple(Side(a.best.claim.value, tuple(sorted(r.id for r in a.readings))) for a in (told, *planned))
        yield Conflict(
            id=f"{fact.id}-forecast",
            fact_id=fact.id,
            subject=fact.subject,
            attribute=fact.attribute,
            scope=fact.scope,
            kind=ConflictKind.UPDATE,
            sides=sides,
            resolved=fact.value,
            confidence=fact.confidence,
            findings=(Finding("prefer.outcome", tuple(i for side in sides for i in side.claims), because),),
            because=because,
        )


def _after(plan: Reading, told: Sequence[Reading]) -> bool:
    """Whether the plan was made when the state was known: it is for one that is to follow."""
    made = day_of(plan.claim.source)
    days = [day for r in told if (day := day_of(r.claim.source)) is not None]
    return made is not None and bool(days) and made > max(days)


def _order(
    first: str, then: str, neighbours: Mapping[str, Sequence[Reading]], facts: Mapping[str, Fact]
) -> Iterator[Conflict]:
    for a in _standing(neighbours.get(first, ()), facts):
        clash = [
            b
            for b in _standing(neighbours.get(then, ()), facts)
            if a.measure is not None
            and b.measure is not None
            and LATE < a.measure.low - b.measure.high < LIFE
            and _one_generation(a, b)
            and a.article != b.article
            and not _elsewhere(a, b)
        ]
        if clash:
            because = f"{then.replace('_', ' ')} {said(clash[0])} lies before {first.replace('_', ' ')} {said(a)}"
            yield _conflict(a, clash[:1], SEQUENCE, because, ConflictKind.SLIP, facts)
            return


def _elsewhere(first: Reading, then: Reading) -> bool:
    """Whether the first is another event than that which the second needs: a car that is on sale will be built in one more
    plant, and is built in one country before it is sold in others.
    """
    there, place = first.scope.market, then.scope.market
    on_sale = then.claim.modality is Modality.ASSERTED
    return bool(there and place and there != place) or (
        on_sale and (first.claim.modality is not Modality.ASSERTED or bool(there and not place))
    )


def _standing(readings: Sequence[Reading], facts: Mapping[str, Fact]) -> list[Reading]:
    """One claim for each fact that has a value, the claim that the fact rests on."""
    found: dict[str, Reading] = {}
    for reading in readings:
        fact = facts.get(reading.id)
        if fact is not None and not reading.denied and (fact.value is None or fact.value == reading.claim.value):
            found.setdefault(fact.id, reading)
    return [found[key] for key in sorted(found)]


def _one_generation(a: Reading, b: Reading) -> bool:
    x, y = a.scope.generation, b.scope.generation
    if not x or not y:
        return x is y
    p, q = normal_generation(x.casefold()), normal_generation(y.casefold())
    return p == q or generations_fit(p, q)


def _growth(readings: Sequence[Reading], facts: Mapping[str, Fact]) -> Iterator[Conflict]:
    timed = [
        (days, r)
        for r in readings
        if r.measure is not None
        and r.measure.dimension == "count"
        and not r.denied
        and (days := elapsed_days((r.scope.period or "").casefold())) is not None
    ]
    for days, a in sorted(timed, key=lambda item: (item[0], item[1].id)):
        for more, b in sorted(timed, key=lambda item: (item[0], item[1].id)):
            if more < 3 * days or a.article == b.article or a.measure is None or b.measure is None:
                continue
            if not _one_market(a, b) or a.scope.variant != b.scope.variant:
                continue
            if a.measure.bound is Bound.ABOVE and b.measure.bound is Bound.ABOVE and a.measure.low == b.measure.low:
                because = f"{said(a)} are dated {a.scope.period} by one article, {b.scope.period} by another"
                yield _conflict(a, [b], MILESTONE, because, ConflictKind.CONTRADICTION, facts)
                return


def _one_market(a: Reading, b: Reading) -> bool:
    return not a.scope.market or not b.scope.market or a.scope.market == b.scope.market


def _conflict(
    a: Reading, others: Sequence[Reading], rule: str, because: str, kind: ConflictKind, facts: Mapping[str, Fact]
) -> Conflict:
    fact = facts[a.id]
    ids = (a.id, *(r.id for r in others))
    return Conflict(
        id=f"{fact.id}-{_name(rule)}",
        fact_id=fact.id,
        subject=a.subject,
        attribute=a.claim.attribute,
        scope=a.scope,
        kind=kind,
        sides=(Side(a.claim.value, (a.id,)), *(Side(r.claim.value, (r.id,)) for r in others)),
        resolved=None,
        confidence=EVEN,
        findings=(Finding(rule, ids, because),),
        because=because,
    )


def _name(rule: str) -> str:
    return rule.rpartition(".")[2]
