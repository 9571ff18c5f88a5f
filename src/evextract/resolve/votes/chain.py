"""Which answer holds now: the likeliest history that explains all claims.

A hidden Markov chain over the possible answers (Rabiner, "A tutorial on hidden Markov models", 1989), decoded by
max-sum (Viterbi), so that every score is a sum of the terms that made it. Most questions have one time slice, and
then the chain is a weighted vote.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

Change = Sequence[Sequence[float]]
"""Log-odds of passing from each answer to each other one between two time slices."""
NO_SLIPS: Mapping[int, float] = {}


class Vote(NamedTuple):
    """One claim on a question. Votes and outcomes are made by the million while trust is learned, tuples in a third of the
    time of frozen dataclasses.

    ``answers``: the answers that it gives (several for a coarse figure). ``weight``: log-odds that it gains when one
    of them holds, over when none does. ``slips``: answers from which it may have arisen by a slip -> log-odds gained
    when they hold. ``at``: its time slice, from 0.
    """

    answers: frozenset[int]
    weight: float
    at: int = 0
    slips: Mapping[int, float] = NO_SLIPS


class Outcome(NamedTuple):
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
    votes: Sequence[Vote], answers: int, changes: Sequence[Change], *, none: float, prior: float = 0.0
) -> Outcome:
    """``changes[i][a][b]``: log-odds of passing from answer a to b between slices i and i + 1; ``none``: log-odds
    that no answer holds, before any claim; ``prior``: added to all scores.
    """
    gains = _gains(votes, answers, len(changes) + 1)
    forward, origins = _forward(gains, changes, none=none, prior=prior)
    *scores, score = forward[-1]
    return Outcome(
        scores=tuple(scores),
        none=score,
        paths=tuple(_path(answer, origins) for answer in range(answers)),
        right=_right(votes, forward, gains, changes),
    )


def odds(
    votes: Sequence[Vote], answers: int, changes: Sequence[Change], *, none: float, prior: float = 0.0
) -> tuple[float, ...]:
    """Of what :func:`decode` gives, only ``right``."""
    gains = _gains(votes, answers, len(changes) + 1)
    forward, _ = _forward(gains, changes, none=none, prior=prior)
    return _right(votes, forward, gains, changes)


def _gains(votes: Sequence[Vote], answers: int, slices: int) -> list[list[float]]:
    """For each slice, what the votes of that time add to each answer, and, at last, to none."""
    gains = [[0.0] * (answers + 1) for _ in range(slices)]
    for given, weight, at, slips in votes:
        row = gains[at]
        for answer in given:
            row[answer] += weight
        for answer, gain in slips.items():
            if answer not in given:
                row[answer] += gain
    return gains


def _forward(
    gains: Sequence[Sequence[float]], changes: Sequence[Change], *, none: float, prior: float
) -> tuple[list[list[float]], list[list[int]]]:
    """For each slice and state the score of the best history up to there; from the second slice on, the state before."""
    column = [prior + gain for gain in gains[0]]
    column[-1] += none
    forward, origins = [column], []
    for change, gain in zip(changes, gains[1:], strict=True):
        # That nothing changes comes first, so that it takes more than a tie to change an answer.
        reached, pointers = list(column), list(range(len(column)))
        for a, row in enumerate(change):
            score = column[a]
            for b, passing in enumerate(row):
                if a != b and score + passing > reached[b]:
                    reached[b], pointers[b] = score + passing, a
        column = [score + more for score, more in zip(reached, gain, strict=True)]
        forward.append(column)
        origins.append(pointers)
    return forward, origins


def _path(last: int, origins: Sequence[Sequence[int]]) -> tuple[int, ...]:
    """The best history that ends with the answer ``last``."""
    found = [last]
    for pointers in reversed(origins):
        found.append(pointers[found[-1]])
    return tuple(reversed(found))


def _right(
    votes: Sequence[Vote],
    forward: Sequence[Sequence[float]],
    gains: Sequence[Sequence[float]],
    changes: Sequence[Change],
) -> tuple[float, ...]:
    """For each vote, how much better the best history with one of its answers at its time is than the best without."""
    rest = [0.0] * len(forward[0])
    through = [list(forward[-1])]
    for column, change, gain in zip(reversed(forward[:-1]), reversed(changes), reversed(gains[1:]), strict=True):
        ahead = [more + score for more, score in zip(gain, rest, strict=True)]
        for a, row in enumerate(change):
            for b, passing in enumerate(row):
                if a != b and (passed := passing + gain[b] + rest[b]) > ahead[a]:
                    ahead[a] = passed
        rest = ahead
        through.append([score + more for score, more in zip(column, rest, strict=True)])
    through.reverse()
    found = []
    for given, _, at, _ in votes:
        inside = outside = -math.inf
        for state, score in enumerate(through[at]):
            if state in given:
                inside = max(inside, score)
            else:
                outside = max(outside, score)
        found.append(inside - outside)
    return tuple(found)
