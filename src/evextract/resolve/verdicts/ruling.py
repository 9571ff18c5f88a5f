"""What became of each single claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evextract.records import Modality
from evextract.resolve.reading import Reading
from evextract.resolve.votes.ballot import Ballot, precedes
from evextract.resolve.votes.chain import Outcome
from evextract.resolve.votes.confidence import Doubts, leading
from evextract.resolve.weigh import chance


class Ruling(StrEnum):
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    """Right when it was said; another answer holds now."""
    RUMOUR = "rumour"
    """A rumour that came out otherwise."""
    REJECTED = "rejected"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class Ruled:
    """``right``: the probability that the claim was right when it was made; ``holds``: that it still is."""

    reading: Reading
    ruling: Ruling
    right: float
    holds: float


def rule_on(ballot: Ballot, outcome: Outcome) -> Iterator[Ruled]:
    """A ruling for each claim of a case."""
    case = ballot.case
    shares = Doubts.of(case).tempered(outcome)
    top = leading(case, shares)
    settled = outcome.shares[top] >= case.policy.sure
    for reading, odds in zip(case.readings, outcome.right, strict=True):
        right = chance(odds)
        if top in case.fits[reading.id]:
            least = case.policy.accept if len(shares) > 1 else case.policy.accept_alone
            ruling = Ruling.ACCEPTED if right >= least else Ruling.UNRESOLVED
        elif reading.claim.modality is Modality.SPECULATIVE and settled:
            ruling = Ruling.RUMOUR
        elif right < case.policy.accept and not (settled and _rumoured(ballot, reading, top)):
            ruling = Ruling.REJECTED if settled else Ruling.UNRESOLVED
        else:
            ruling = Ruling.SUPERSEDED
        yield Ruled(reading, ruling, right, min(right, sum(shares[i] for i in case.fits[reading.id])))


def _rumoured(ballot: Ballot, reading: Reading, top: int) -> bool:
    """Whether the claim retells a rumour that was replaced."""
    case = ballot.case
    return any(
        precedes(ballot, i, top) and any(r.claim.modality is Modality.SPECULATIVE for r in case.answers[i].readings)
        for i in case.fits[reading.id]
    )
