"""Count votes: what is left of a case once only the trust in its sources is open.

A poll holds no claims and no words, so that the polls of a large corpus fit where its ballots don't, and can be counted
again whenever trust has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import log

from evextract.resolve.policy import Policy
from evextract.resolve.votes.chain import NO_SLIPS, Change, Outcome, Vote, decode, odds
from evextract.resolve.weigh import logit, squashed

Changes = Sequence[Change]


@dataclass(frozen=True, slots=True)
class Voter:
    """One claim as far as counting goes. ``answers``: those that it gives. ``extra``: log-odds of the reasons for and
    against it. ``least``, ``most``: bounds of the trust in it. ``repeats``: its article repeats another one.
    """

    source: str
    voice: str
    answers: frozenset[int]
    extra: float
    least: float
    most: float
    repeats: bool


@dataclass(frozen=True, slots=True)
class Order:
    """One order in which the claims may have been made: time slice of each voter, log-odds of the order, and of each
    change of the answer between neighbouring slices.
    """

    at: tuple[int, ...]
    bias: float
    changes: Changes


@dataclass(frozen=True, slots=True)
class Poll:
    """``slip``, ``near``: for pairs of answers, what it counts that a slip leads from one to the other, and that they
    are near.
    """

    voters: tuple[Voter, ...]
    answers: int
    slip: Mapping[tuple[int, int], float]
    near: Mapping[tuple[int, int], float]
    orders: tuple[Order, ...]

    @property
    def is_lone(self) -> bool:
        """Whether one claim gives the one answer."""
        one = len(self.voters) == self.answers == len(self.orders) == 1
        return one and len(self.voters[0].answers) == 1 and not self.orders[0].changes

    @property
    def contested(self) -> bool:
        """Whether sources speak that don't repeat one another, so that one can be checked by another."""
        return len({v.source for v in self.voters if not v.repeats}) > 1


def count(poll: Poll, trust: Mapping[str, float], policy: Policy, *, none: float | None = None) -> Outcome:
    """The likeliest history, given how far each source is trusted. Where the time of some claims is unknown, they are
    tried before and after the dated ones, and each answer keeps its better score.
    """
    none = policy.none if none is None else none
    weights = weigh(poll, trust, policy)
    if poll.is_lone:  # Most are: what follows would say the same of them in ten times the time.
        bias, (weight,) = poll.orders[0].bias, weights
        return Outcome((bias + weight,), bias + none, ((0,),), (bias + weight - (bias + none),))
    outcomes = [
        decode(votes, poll.answers, order.changes, none=none, prior=order.bias)
        for order, votes in _votes(poll, weights)
    ]
    return reduce(Outcome.better, outcomes)


def right_odds(poll: Poll, trust: Mapping[str, float], policy: Policy, *, none: float) -> tuple[float, ...]:
    """For each claim, log-odds that it was right when it was made, as :func:`count` has them."""
    found = [
        odds(votes, poll.answers, order.changes, none=none, prior=order.bias)
        for order, votes in _votes(poll, weigh(poll, trust, policy))
    ]
    return found[0] if len(found) == 1 else tuple(map(max, *found))


def _votes(poll: Poll, weights: Sequence[float]) -> Iterator[tuple[Order, list[Vote]]]:
    slips = _slips(poll, weights)
    for order in poll.orders:
        yield (
            order,
            [
                Vote(voter.answers, weight, at, slips.get(i, NO_SLIPS))
                for i, (voter, weight, at) in enumerate(zip(poll.voters, weights, order.at, strict=True))
            ],
        )


def weigh(poll: Poll, trust: Mapping[str, float], policy: Policy) -> list[float]:
    """What each claim counts: trust and reasons. A voice counts once for an answer, each further one a share."""
    spread = log(max(poll.answers - 1, 1))
    own = [
        _word(min(max(trust[v.source], v.least), v.most), policy.most_weight) + spread + v.extra for v in poll.voters
    ]
    if len(own) == 1 and poll.voters[0].answers:
        return own
    weights: list[float | None] = [None] * len(own)
    for answer in range(poll.answers):
        mine = [i for i, v in enumerate(poll.voters) if answer in v.answers and weights[i] is None]
        if len(mine) == 1:
            weights[mine[0]] = own[mine[0]]
            continue
        voices: set[str] = set()
        sources: set[str] = set()
        for i in sorted(mine, key=lambda i: (-own[i], i)):
            voter = poll.voters[i]
            share = policy.independence if voices else 1.0
            if voter.source in sources:
                share = policy.same_source
            if voter.voice in voices:
                share = policy.copied
            voices.add(voter.voice)
            sources.add(voter.source)
            weights[i] = own[i] * share if own[i] > 0 else own[i]
    return [weight if weight is not None else 0.0 for weight in weights]


@lru_cache(maxsize=1 << 16)
def _word(trust: float, most: float) -> float:
    return squashed(logit(trust), most)


def _slips(poll: Poll, weights: Sequence[float]) -> dict[int, dict[int, float]]:
    """What the strongest claim of each answer gains where another answer holds: it may be a slip of it, or near it.

    That several voices made one slip is no likelier than that they are right; that one did is.
    """
    if not poll.slip and not poll.near:
        return {}
    found: dict[int, dict[int, float]] = {}
    for answer in range(poll.answers):
        mine = sorted((-weights[i], i) for i, v in enumerate(poll.voters) if v.answers == {answer})
        if not mine:
            continue
        top = -mine[0][0]
        alone = 2 - sum(max(-w, 0.0) for w, _ in mine) / top if top > 0 else 1.0
        gains = {}
        for other in range(poll.answers):
            pair = answer, other
            gain = max(poll.slip.get(pair, 0.0) * max(alone, 0.0), poll.near.get(pair, 0.0))
            if gain > 0:
                gains[other] = gain
        if gains:
            found[mine[0][1]] = gains
    return found
