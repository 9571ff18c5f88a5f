"""How far to trust each source, learned from where sources can be checked by one another.

The one-coin model of Dawid and Skene ("Maximum likelihood estimation of observer error-rates using the EM algorithm",
1979): a source is right with a probability of its own. The prior of a source is what sources of about as many claims
reach (empirical Bayes), or what the pack says of the outlet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log2

from evextract.domain.pack import DomainPack
from evextract.resolve.ballot import Ballot, count
from evextract.resolve.chain import Outcome
from evextract.resolve.policy import Policy
from evextract.resolve.weigh import chance, outlet_of, source_of

NO_OTHER = -60.0
"""While trust is learned, one of the answers is taken to hold; else sources that all differ would all be liars."""


def learn_trust(
    ballots: Sequence[Ballot], volume: Mapping[str, int], policy: Policy, pack: DomainPack
) -> dict[str, float]:
    """Source -> probability that a claim of it is right. ``volume``: how many claims each source makes in all.

    Only ballots on which several sources speak teach anything.
    """
    known = {source: outlet.trust for source in volume if (outlet := outlet_of(source, pack)) is not None}
    taught = [ballot for ballot in ballots if ballot.contested]
    right = [_shares(ballot) for ballot in taught]
    trust = {source: known.get(source, policy.trust) for source in volume}
    for turn in range(policy.rounds if taught else 0):
        trust = _reckon(taught, right, volume, known, policy)
        # Hardened slowly, as by Ueda and Nakano ("Deterministic annealing EM algorithm", 1998): a vote that is taken
        # at its word at once is never unlearned.
        sharpness = min(1.0, policy.first_sharpness * policy.sharpen**turn)
        right = [_chances(ballot, count(ballot, trust, none=NO_OTHER), sharpness) for ballot in taught]
    return trust


def _chances(ballot: Ballot, outcome: Outcome, sharpness: float) -> list[float]:
    """For each claim, the probability that it was right."""
    if any(len(changes) for _, changes in ballot.orders):
        return [chance(sharpness * odds) for odds in outcome.right]
    top = max(outcome.scores)
    parts = [exp(sharpness * (score - top)) for score in outcome.scores]
    total = sum(parts)
    fits = ballot.case.fits
    return [sum(parts[i] for i in fits[r.id]) / total for r in ballot.case.readings]


def _shares(ballot: Ballot) -> list[float]:
    """For each claim, the share of the voices that give its answer."""
    case = ballot.case
    voices = {(source_of(r), case.fits[r.id]) for r in case.readings}
    return [sum(bool(fits & case.fits[r.id]) for _, fits in voices) / len(voices) for r in case.readings]


def _reckon(
    taught: Sequence[Ballot],
    right: Sequence[Sequence[float]],
    volume: Mapping[str, int],
    known: Mapping[str, float],
    policy: Policy,
) -> dict[str, float]:
    good: dict[str, float] = {}
    heard: dict[str, int] = {}
    for ballot, chances in zip(taught, right, strict=True):
        for reading, p in zip(ballot.case.readings, chances, strict=True):
            if ballot.case.repeats(reading):
                continue
            source = source_of(reading)
            good[source] = good.get(source, 0.0) + p
            heard[source] = heard.get(source, 0) + 1
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
