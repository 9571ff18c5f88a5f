"""Turn a case into votes: sources, copies, rumours, slips and time, each a term in log-odds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from evextract.domain.pack import ValueKind
from evextract.records import Modality
from evextract.resolve.answers import Answer
from evextract.resolve.case import Case
from evextract.resolve.chain import Outcome, Vote, decode
from evextract.resolve.reading import CALENDAR, Reading
from evextract.resolve.rule import Effect, Reason
from evextract.resolve.slips import slip_between
from evextract.resolve.timing import Placing, placings, told_as_old
from evextract.resolve.weigh import logit, source_of, squashed, trust_of

NEAR = 0.1
"""Nearness falls to a third over this share."""

NO_SLIPS: Mapping[int, float] = {}
Changes = list[list[list[float]]]


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
    """A case with all that doesn't depend on the trust in sources. ``extra``: log-odds of the reasons, by claim id."""

    case: Case
    reasons: tuple[Reason, ...]
    extra: Mapping[str, float]
    alike: Likenesses
    orders: tuple[tuple[Placing, Changes], ...]

    @property
    def contested(self) -> bool:
        """Whether sources speak that don't repeat one another, so that one can be checked by another."""
        return len({source_of(r) for r in self.case.readings if not self.case.repeats(r)}) > 1


def prepare(case: Case, reasons: Sequence[Reason]) -> Ballot:
    readings = case.readings
    extra: dict[str, float] = {}
    for reason in reasons:
        extra[reason.claim] = extra.get(reason.claim, 0.0) + reason.weight
    alike = likenesses(case)
    orders = tuple(
        (placing, _changes(case, readings, placing.at, alike.slip))
        for placing in placings(
            readings, case.fits, case.survey.windows, ahead=case.question.attribute in case.policy.forecasts
        )
    )
    return Ballot(case, tuple(reasons), extra, alike, orders)


def _spread(answer: Answer) -> bool:
    measure = answer.best.measure
    return measure is not None and measure.low != measure.high


def count(ballot: Ballot, trust: Mapping[str, float], *, none: float | None = None) -> Outcome:
    """The likeliest history, given how far each source is trusted. Where the time of some claims is unknown, they are
    tried before and after the dated ones, and each answer keeps its better score.
    """
    case = ballot.case
    readings = case.readings
    weights = weigh(ballot, trust)
    slips = _slips(ballot, readings, weights)
    best: Outcome | None = None
    for placing, changes in ballot.orders:
        votes = [Vote(case.fits[r.id], weights[r.id], placing.at[r.id], slips.get(r.id, NO_SLIPS)) for r in readings]
        outcome = decode(
            votes, len(case.answers), changes, none=case.policy.none if none is None else none, prior=placing.bias
        )
        best = outcome if best is None else best.better(outcome)
    assert best is not None
    return best


def precedes(ballot: Ballot, old: int, new: int) -> bool:
    """Whether one answer was given only before the other, of something that changes or was only planned."""
    case = ballot.case
    before, after = ([r for r in case.answers[i].readings if case.fits[r.id] == {i}] for i in (old, new))
    if not before or not after:
        return False
    planned = any(r.claim.modality is not Modality.ASSERTED for r in before)
    if not (before[0].definition.changes or planned) or any(
        r.effect is Effect.SLIP and r.claim in {b.id for b in before} for r in ballot.reasons
    ):
        return False
    return all(
        max(placing.at[r.id] for r in before) < min(placing.at[r.id] for r in after) for placing, _ in ballot.orders
    )


def weigh(ballot: Ballot, trust: Mapping[str, float]) -> dict[str, float]:
    """What each claim counts, by id: trust and reasons. A voice counts once for an answer, each further one a share."""
    case = ballot.case
    readings = case.readings
    spread = log(max(len(case.answers) - 1, 1))
    own = {
        r.id: squashed(logit(trust_of(r, trust, case.policy, case.pack)), case.policy.most_weight)
        + spread
        + ballot.extra.get(r.id, 0.0)
        for r in readings
    }
    weights: dict[str, float] = {}
    for i in range(len(case.answers)):
        voices: set[str] = set()
        sources: set[str] = set()
        mine = [r for r in readings if i in case.fits[r.id] and r.id not in weights]
        for reading in sorted(mine, key=lambda r: (-own[r.id], r.id)):
            voice = case.voice(reading)
            share = case.policy.independence if voices else 1.0
            if source_of(reading) in sources:
                share = case.policy.same_source
            if voice in voices:
                share = case.policy.copied
            voices.add(voice)
            sources.add(source_of(reading))
            weights[reading.id] = own[reading.id] * share if own[reading.id] > 0 else own[reading.id]
    return weights


def _slips(ballot: Ballot, readings: Sequence[Reading], weights: Mapping[str, float]) -> dict[str, dict[int, float]]:
    """What the strongest claim of each answer gains where another answer holds: it may be a slip of it, or near it.

    That several voices made one slip is no likelier than that they are right; that one did is.
    """
    alike = ballot.alike
    if not alike.slip and not alike.near:
        return {}
    case = ballot.case
    found: dict[str, dict[int, float]] = {}
    for i in range(len(case.answers)):
        mine = sorted((-weights[r.id], r.id) for r in readings if case.fits[r.id] == {i})
        if not mine:
            continue
        top = -mine[0][0]
        alone = 2 - sum(max(-w, 0.0) for w, _ in mine) / top if top > 0 else 1.0
        gains = {
            j: gain
            for j in range(len(case.answers))
            if (gain := max(alike.slip.get((i, j), 0.0) * max(alone, 0.0), alike.near.get((i, j), 0.0))) > 0
        }
        if gains:
            found[mine[0][1]] = gains
    return found


def _changes(
    case: Case, readings: Sequence[Reading], at: Mapping[str, int], between: Mapping[tuple[int, int], float]
) -> Changes:
    """Log-odds of each change of the answer between neighbouring slices."""
    count = len(case.answers)
    last = max(at.values(), default=0)
    if count == 1:
        return [[[0.0]] for _ in range(last)]
    policy = case.policy
    fixed = policy.change if readings[0].definition.changes else policy.change_of_fixed
    firm_from = [last + 1] * count
    for reading in readings:
        if reading.claim.modality is Modality.ASSERTED:
            for i in case.fits[reading.id]:
                firm_from[i] = min(firm_from[i], at[reading.id])
    told = [last + 1] * count
    for reading in readings:
        if readings[0].definition.changes and told_as_old(reading):
            for i in case.fits[reading.id]:
                told[i] = min(told[i], at[reading.id])
    # What has happened on a day has happened on that day.
    happened = readings[0].definition.kind is ValueKind.DATE
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
                [odds - between.get((a, b), 0.0) / 2 - _leap(case, a, b) if a != b else 0.0 for b in range(count)]
            )
        table.append(rows)
    return table


def _leap(case: Case, a: int, b: int) -> float:
    """What speaks against a change because of its size: prices are changed by tenths, not by halves."""
    x, y = case.answers[a].best.measure, case.answers[b].best.measure
    if x is None or y is None or case.question.attribute not in case.policy.by_trim or x.middle * y.middle <= 0:
        return 0.0
    return case.policy.leap * max(0.0, abs(log(x.middle / y.middle)) - case.policy.usual_change)
