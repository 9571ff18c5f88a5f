"""Turn a case into votes: sources, copies, rumours, slips and time, each a term in log-odds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from evextract.domain.pack import ValueKind
from evextract.records import Modality
from evextract.resolve.answers import Answer
from evextract.resolve.questions.case import Case
from evextract.resolve.reading import CALENDAR, Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.slips import slip_between
from evextract.resolve.timing import old_ones, placings
from evextract.resolve.votes.poll import Changes, Order, Poll, Voter
from evextract.resolve.weigh import logit, source_of, trust_bounds

LEAP = log(2)
"""A steady figure that doubles has not changed: something else was counted."""
NEAR = 0.1
"""Nearness falls to a third over this share."""


@dataclass(frozen=True, slots=True)
class Likenesses:
    """For pairs of answers: what it counts that a slip leads from one to the other, and that they are near."""

    slip: Mapping[tuple[int, int], float]
    near: Mapping[tuple[int, int], float]


def likenesses(case: Case) -> Likenesses:
    slips: dict[tuple[int, int], float] = {}
    nears: dict[tuple[int, int], float] = {}
    for i, a in enumerate(case.answers):
        for j, b in enumerate(case.answers[:i]):
            slip = slip_between(a.best, b.best, case.pack)
            if slip is not None:
                gain = min(case.policy.slip * slip.surprise, case.policy.most_slip)
                # Both ends of a range don't slip together.
                slips.update({(m, n): gain for m, n in ((i, j), (j, i)) if not _spread(case.answers[m])})
            x, y = a.best.measure, b.best.measure
            if x is None or y is None or x.dimension != y.dimension or x.dimension in CALENDAR:
                continue
            if x.middle * y.middle > 0:
                nears[i, j] = nears[j, i] = case.policy.nearness * exp(-abs(log(x.middle / y.middle)) / NEAR)
    return Likenesses(slips, nears)


@dataclass(frozen=True, slots=True)
class Ballot:
    """A case, the reasons for and against its claims, and the votes that follow from them."""

    case: Case
    reasons: tuple[Reason, ...]
    poll: Poll


def prepare(case: Case, reasons: Sequence[Reason]) -> Ballot:
    readings = case.readings
    extra: dict[str, float] = {}
    for reason in reasons:
        extra[reason.claim] = extra.get(reason.claim, 0.0) + reason.weight
    alike = likenesses(case)
    orders = tuple(
        Order(
            tuple(placing.at[r.id] for r in readings),
            placing.bias,
            _changes(case, readings, placing.at, alike.slip),
        )
        for placing in placings(
            readings, case.fits, case.survey.windows, ahead=case.question.attribute in case.policy.forecasts
        )
    )
    voters = tuple(_voter(r, case, extra.get(r.id, 0.0)) for r in readings)
    return Ballot(case, tuple(reasons), Poll(voters, len(case.answers), alike.slip, alike.near, orders))


def _voter(reading: Reading, case: Case, extra: float) -> Voter:
    least, most = trust_bounds(reading, case.policy, case.pack)
    return Voter(
        source=source_of(reading),
        voice=case.voice(reading),
        answers=case.fits[reading.id],
        extra=extra,
        least=least,
        most=most,
        repeats=case.repeats(reading),
    )


def _spread(answer: Answer) -> bool:
    measure = answer.best.measure
    return measure is not None and measure.low != measure.high


def precedes(ballot: Ballot, old: int, new: int) -> bool:
    """Whether one answer was given only before the other, of something that changes or was only planned."""
    case = ballot.case
    before, after = ([r for r in case.answers[i].readings if case.fits[r.id] == {i}] for i in (old, new))
    if not before or not after:
        return False
    # Who says that something won't be speaks of plans, which change.
    planned = any(r.claim.modality is not Modality.ASSERTED or r.denied for r in before)
    if case.question.attribute in case.policy.steady and _share(case, old, new) > LEAP:
        return False
    if not (case.changes or planned) or any(
        r.effect is Effect.SLIP and r.claim in {b.id for b in before} for r in ballot.reasons
    ):
        return False
    slots = [dict(zip((r.id for r in case.readings), order.at, strict=True)) for order in ballot.poll.orders]
    return all(max(at[r.id] for r in before) < min(at[r.id] for r in after) for at in slots)


def _changes(
    case: Case, readings: Sequence[Reading], at: Mapping[str, int], between: Mapping[tuple[int, int], float]
) -> Changes:
    """Log-odds of each change of the answer between neighbouring slices."""
    count = len(case.answers)
    last = max(at.values(), default=0)
    if count == 1:
        return [[[0.0]] for _ in range(last)]
    policy = case.policy
    fixed = policy.change if case.changes else policy.change_of_fixed
    firm_from = [last + 1] * count
    for reading in readings:
        if reading.claim.modality is Modality.ASSERTED:
            for i in case.fits[reading.id]:
                firm_from[i] = min(firm_from[i], at[reading.id])
    told = [last + 1] * count
    old = old_ones(readings) if readings[0].definition.changes else frozenset()
    for reading in readings:
        if reading.id in old:
            for i in case.fits[reading.id]:
                told[i] = min(told[i], at[reading.id])
    first = [min((at[r.id] for r in readings if case.fits[r.id] == {i}), default=0) for i in range(count)]
    # What has happened on a day has happened on that day.
    happened = readings[0].definition.kind is ValueKind.DATE
    back = max(0.0, logit(policy.change) - logit(policy.change_back))
    table = []
    for slot in range(last):
        rows = []
        for a in range(count):
            chance = fixed if firm_from[a] <= slot else max(fixed, policy.change_of_plan)
            if happened and firm_from[a] <= slot:
                chance = policy.change_of_fixed
            if told[a] <= slot:
                chance = policy.change_told
            odds = log(chance / (1 - chance) / (count - 1))
            # A change that looks like a slip is more likely one.
            rows.append(
                [
                    odds - between.get((a, b), 0.0) / 2 - _leap(case, a, b) - (back if first[b] < first[a] else 0.0)
                    if a != b
                    else 0.0
                    for b in range(count)
                ]
            )
        table.append(rows)
    return table


def _leap(case: Case, a: int, b: int) -> float:
    """What speaks against a change because of its size: prices are changed by tenths, not by halves."""
    if case.question.attribute in case.policy.steady:
        return case.policy.leap * max(0.0, _share(case, a, b) - LEAP / 2)
    if case.question.attribute not in case.policy.by_trim:
        return 0.0
    return case.policy.leap * max(0.0, _share(case, a, b) - case.policy.usual_change)


def _share(case: Case, a: int, b: int) -> float:
    """By how much two figures differ, as a natural logarithm; 0 where they can't be compared."""
    x, y = case.answers[a].best.measure, case.answers[b].best.measure
    return abs(log(x.middle / y.middle)) if x is not None and y is not None and x.middle * y.middle > 0 else 0.0
