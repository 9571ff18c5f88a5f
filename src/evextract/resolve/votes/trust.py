"""How far to trust each source, learned from where sources can be checked by one another.

The one-coin model of Dawid and Skene ("Maximum likelihood estimation of observer error-rates using the EM algorithm",
1979): a source is right with a probability of its own. The prior of a source is what sources of about as many claims
reach (empirical Bayes), or what the pack says of the outlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log2

from evextract.domain.pack import DomainPack
from evextract.resolve.policy import Policy
from evextract.resolve.votes.poll import Poll, count, right_odds
from evextract.resolve.weigh import chance, known_outlets, logit

NO_OTHER = -60.0
"""While trust is learned, one of the answers is taken to hold; else sources that all differ would all be liars."""


STEP = 0.05
"""Trust is given in steps of so much log-odds: finer differences can't be told apart by as few claims as a source makes,
and a few more articles leave most sources, and so most subjects, where they were."""


def learn_trust(polls: Sequence[Poll], volume: Mapping[str, int], policy: Policy, pack: DomainPack) -> dict[str, float]:
    """Source -> probability that a claim of it is right. ``volume``: how many claims each source makes in all.

    Only polls in which several sources speak teach anything.
    """
    known = {source: outlet.trust for source, outlet in known_outlets(volume, pack).items()}
    taught = [poll for poll in polls if poll.contested]
    right = [_shares(poll) for poll in taught]
    trust = {source: known.get(source, policy.trust) for source in volume}
    for turn in range(policy.rounds if taught else 0):
        trust = _reckon(taught, right, volume, known, policy)
        # Hardened slowly, as by Ueda and Nakano ("Deterministic annealing EM algorithm", 1998): a vote that is taken
        # at its word at once is never unlearned.
        sharpness = min(1.0, policy.first_sharpness * policy.sharpen**turn)
        right = [_chances(poll, trust, policy, sharpness) for poll in taught]
    return {source: stepped(p, policy) for source, p in trust.items()}


def stepped(trust: float, policy: Policy) -> float:
    """``trust`` in the nearest step, within what is allowed."""
    return min(max(chance(STEP * round(logit(trust) / STEP)), policy.least_trust), policy.most_trust)


def _chances(poll: Poll, trust: Mapping[str, float], policy: Policy, sharpness: float) -> list[float]:
    """For each claim, the probability that it was right."""
    if poll.answers == 1:
        return [1.0] * len(poll.voters)
    if any(order.changes for order in poll.orders):
        return [chance(sharpness * odds) for odds in right_odds(poll, trust, policy, none=NO_OTHER)]
    outcome = count(poll, trust, policy, none=NO_OTHER)
    top = max(outcome.scores)
    parts = [exp(sharpness * (score - top)) for score in outcome.scores]
    total = sum(parts)
    return [sum(parts[i] for i in voter.answers) / total for voter in poll.voters]


def _shares(poll: Poll) -> list[float]:
    """For each claim, the share of the voices that give its answer."""
    voices = {(voter.source, voter.answers) for voter in poll.voters}
    return [sum(bool(answers & voter.answers) for _, answers in voices) / len(voices) for voter in poll.voters]


def _reckon(
    taught: Sequence[Poll],
    right: Sequence[Sequence[float]],
    volume: Mapping[str, int],
    known: Mapping[str, float],
    policy: Policy,
) -> dict[str, float]:
    good: dict[str, float] = {}
    heard: dict[str, int] = {}
    for poll, chances in zip(taught, right, strict=True):
        for voter, p in zip(poll.voters, chances, strict=True):
            if not voter.repeats:
                good[voter.source] = good.get(voter.source, 0.0) + p
                heard[voter.source] = heard.get(voter.source, 0) + 1
    prior = _priors(volume, good, heard, known, policy)
    strength = policy.trust_strength
    return {
        source: min(
            max(
                (good.get(source, 0.0) + strength * prior[source]) / (heard.get(source, 0) + strength),
                policy.least_trust,
            ),
            policy.most_trust,
        )
        for source in volume
    }


def _priors(
    volume: Mapping[str, int],
    right: Mapping[str, float],
    heard: Mapping[str, int],
    known: Mapping[str, float],
    policy: Policy,
) -> dict[str, float]:
    """For each source, how often sources of its size are right."""
    good: dict[int, float] = {}
    all_: dict[int, float] = {}
    for source, claims in volume.items():
        size = int(log2(claims))
        good[size] = good.get(size, 0.0) + right.get(source, 0.0)
        all_[size] = all_.get(size, 0.0) + heard.get(source, 0)
    strength = policy.prior_strength
    return {
        source: known.get(source)
        or (good[size := int(log2(claims))] + strength * policy.trust) / (all_[size] + strength)
        for source, claims in volume.items()
    }
