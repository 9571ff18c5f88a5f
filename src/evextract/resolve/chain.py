"""Which answer holds now: the likeliest history that explains all claims.

A hidden Markov chain over the possible answers (Rabiner, "A tutorial on hidden Markov models", 1989), decoded by
max-sum (Viterbi), so that every score is a sum of the terms that made it. Most questions have one time slice, and
then the chain is a weighted vote.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NONE = -1
"""The state in which no claim is right."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One claim on a question.

    ``answers``: the answers that it gives (several for a coarse figure). ``weight``: log-odds that it gains when one
    of them holds, over when none does. ``slips``: answers from which it may have arisen by a slip -> log-odds gained
    when they hold. ``at``: its time slice, from 0.
    """

    answers: frozenset[int]
    weight: float
    at: int = 0
    slips: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """``scores``: for each answer, the score of the best history that ends with it; ``none``: that no claim is right.

    ``paths``: those histories, one state a slice. ``right``: for each vote, log-odds that it was right when it was
    cast.
    """

    scores: tuple[float, ...]
    none: float
    paths: tuple[tuple[int, ...], ...]
    right: tuple[float, ...]

    def better(self, other: Outcome) -> Outcome:
        """Each answer's better history of two."""
        return Outcome(
            scores=tuple(map(max, self.scores, other.scores)),
            none=max(self.none, other.none),
            paths=tuple(
                p if a >= b else q
                for p, q, a, b in zip(self.paths, other.paths, self.scores, other.scores, strict=True)
            ),
            right=tuple(map(max, self.right, other.right)),
        )

    @property
    def shares(self) -> tuple[float, ...]:
        """The probability of each answer to hold now."""
        top = max(*self.scores, self.none)
        parts = [math.exp(score - top) for score in self.scores]
        total = sum(parts) + math.exp(self.none - top)
        return tuple(part / total for part in parts)


def decode(
    votes: Sequence[Vote],
    answers: int,
    changes: Sequence[Sequence[Sequence[float]]],
    *,
    none: float,
    prior: float = 0.0,
) -> Outcome:
    """``changes[i][a][b]``: log-odds of passing from answer a to b between slices i and i + 1; ``none``: log-odds
    that no answer holds, before any claim; ``prior``: added to all scores.
    """
    slices = len(changes) + 1
    states = [*range(answers), NONE]
    gains = [[0.0] * len(states) for _ in range(slices)]
    for vote in votes:
        row = gains[vote.at]
        for answer in vote.answers:
            row[answer] += vote.weight
        for answer, gain in vote.slips.items():
            if answer not in vote.answers:
                row[answer] += gain
    if slices == 1:
        return _vote(votes, [prior + gain for gain in gains[0][:-1]], prior + none)

    forward = [[prior + gains[0][s] + (none if state == NONE else 0.0) for s, state in enumerate(states)]]
    back: list[list[int]] = []
    for i in range(1, slices):
        column, pointers = [], []
        for b, gain in enumerate(gains[i]):
            # That nothing changes comes first, so that it takes more than a tie to change an answer.
            best, score = b, forward[-1][b]
            for a in range(answers if b < answers else 0):
                if a != b and (passed := forward[-1][a] + changes[i - 1][a][b]) > score:
                    best, score = a, passed
            pointers.append(best)
            column.append(score + gain)
        forward.append(column)
        back.append(pointers)
    backward = [[0.0] * len(states) for _ in range(slices)]
    for i in range(slices - 2, -1, -1):
        later = list(zip(gains[i + 1], backward[i + 1], strict=True))
        for a, (gain, rest) in enumerate(later):
            score = gain + rest
            for b in range(answers if a < answers else 0):
                if b != a and (passed := changes[i][a][b] + later[b][0] + later[b][1]) > score:
                    score = passed
            backward[i][a] = score

    def path(last: int) -> tuple[int, ...]:
        found = [last]
        for pointers in reversed(back):
            found.append(pointers[found[-1]])
        return tuple(states[s] for s in reversed(found))

    through = [[forward[i][s] + backward[i][s] for s in range(len(states))] for i in range(slices)]
    right = []
    for vote in votes:
        inside = max((through[vote.at][a] for a in vote.answers), default=-math.inf)
        outside = max(score for s, score in enumerate(through[vote.at]) if s not in vote.answers)
        right.append(inside - outside)
    return Outcome(
        scores=tuple(forward[-1][:answers]),
        none=forward[-1][answers],
        paths=tuple(path(a) for a in range(answers)),
        right=tuple(right),
    )


def _vote(votes: Sequence[Vote], scores: Sequence[float], none: float) -> Outcome:
    """Without time: a weighted vote."""
    right = []
    for vote in votes:
        inside = max((scores[a] for a in vote.answers), default=-math.inf)
        outside = max([none, *(score for a, score in enumerate(scores) if a not in vote.answers)])
        right.append(inside - outside)
    return Outcome(tuple(scores), none, tuple((a,) for a in range(len(scores))), tuple(right))
