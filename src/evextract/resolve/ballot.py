"""Turn a case into votes: sources, copies, rumours, slips and time, each a term in log-odds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

from evextract.records import Modality
from evextract.resolve.case import Case
from evextract.resolve.chain import Outcome, Vote, decode
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Reason
from evextract.resolve.slips import slip_between
from evextract.resolve.timing import placings
from evextract.resolve.weigh import logit, trust_of

UNLIKELY = -60.0


@dataclass(frozen=True, slots=True)
class Ballot:
    """``readings`` and ``votes`` run in parallel."""

    readings: tuple[Reading, ...]
    votes: tuple[Vote, ...]
    outcome: Outcome


def cast(case: Case, reasons: Sequence[Reason]) -> Ballot:
    """Votes and the likeliest history. Where the time of some claims is unknown, they are tried before and after the
    dated ones, and each answer keeps its better score.
    """
    readings = case.readings
    weights = _weights(case, readings, reasons)
    slips = {r.id: _slips(case, r) for r in readings}
    trials = []
    for placing in placings(readings, case.fits, case.survey.windows):
        votes = tuple(Vote(case.fits[r.id], weights[r.id], placing.at[r.id], slips[r.id]) for r in readings)
        changes = _changes(case, readings, placing.at)
        outcome = decode(votes, len(case.answers), changes, none=case.policy.none, prior=placing.bias)
        trials.append((votes, outcome))
    votes, outcome = trials[0]
    for _, other in trials[1:]:
        outcome = Outcome(
            scores=tuple(max(pair) for pair in zip(outcome.scores, other.scores, strict=True)),
            none=max(outcome.none, other.none),
            paths=tuple(
                p if a >= b else q
                for p, q, a, b in zip(outcome.paths, other.paths, outcome.scores, other.scores, strict=True)
            ),
            right=tuple(max(pair) for pair in zip(outcome.right, other.right, strict=True)),
        )
    return Ballot(tuple(readings), votes, outcome)


def _weights(case: Case, readings: Sequence[Reading], reasons: Sequence[Reason]) -> dict[str, float]:
    """Trust and reasons; a voice counts once for an answer, and each further voice for a share."""
    spread = log(max(len(case.answers) - 1, 1))
    against: dict[str, float] = {}
    for reason in reasons:
        against[reason.claim] = against.get(reason.claim, 0.0) + reason.weight
    own = {
        r.id: logit(trust_of(r, case.survey, case.policy, case.pack)) + spread + against.get(r.id, 0.0)
        for r in readings
    }
    weights: dict[str, float] = {}
    for i in range(len(case.answers)):
        voices: set[str] = set()
        mine = [r for r in readings if i in case.fits[r.id] and r.id not in weights]
        for reading in sorted(mine, key=lambda r: (-own[r.id], r.id)):
            voice = reading.claim.source.voice
            share = case.policy.independence if voices else 1.0
            if voice in voices:
                share = 0.0
            voices.add(voice)
            weights[reading.id] = own[reading.id] * share if own[reading.id] > 0 else own[reading.id]
    return weights


def _slips(case: Case, reading: Reading) -> dict[int, float]:
    found = {}
    if len(case.answers) > 1:
        for i, answer in enumerate(case.answers):
            if i not in case.fits[reading.id]:
                slip = slip_between(reading, answer.best, case.pack)
                if slip is not None:
                    found[i] = min(case.policy.slip * slip.surprise, 3.0)
    return found


def _changes(case: Case, readings: Sequence[Reading], at: Mapping[str, int]) -> list[list[list[float]]]:
    """Log-odds of each change of the answer between neighbouring slices."""
    count = len(case.answers)
    last = max(at.values(), default=0)
    if count == 1:
        return [[[0.0]] for _ in range(last)]
    policy = case.policy
    fixed = policy.change if readings[0].definition.changes else policy.change_of_fixed
    firm = [[False] * count for _ in range(last + 1)]
    for reading in readings:
        if reading.claim.modality is Modality.ASSERTED:
            for i in case.fits[reading.id]:
                firm[at[reading.id]][i] = True
    table = []
    for slot in range(last):
        rows = []
        for a in range(count):
            told = any(firm[s][a] for s in range(slot + 1))
            chance = fixed if told else max(fixed, policy.change_of_plan)
            rows.append([log(chance / (1 - chance) / (count - 1)) if a != b else 0.0 for b in range(count)])
        table.append(rows)
    return table
