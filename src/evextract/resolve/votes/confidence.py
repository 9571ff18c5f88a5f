"""What the claims can't show: how far even undisputed answers are right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evextract.domain.identity import digest
from evextract.domain.pack import ValueKind
from evextract.records import Modality
from evextract.resolve.questions.case import Case
from evextract.resolve.votes.chain import Outcome
from evextract.resolve.votes.misread import all_misread


@dataclass(frozen=True, slots=True)
class Doubts:
    """For each answer, the probability of what nobody may have told: an error that all share, a change since, a rumour
    that comes out otherwise, another version that is meant (``unseen``); and that all articles that give it were misread.
    """

    unseen: tuple[float, ...]
    misread: tuple[float, ...]

    @classmethod
    def of(cls, case: Case) -> Doubts:
        answers = range(len(case.answers))
        return cls(tuple(_unseen(case, i) for i in answers), tuple(_misread(case, i) for i in answers))

    def tempered(self, outcome: Outcome) -> tuple[float, ...]:
        """The probability of each answer to hold now, lowered by these doubts."""
        told = zip(outcome.shares, self.unseen, self.misread, strict=True)
        return tuple(share * (1 - unseen) * (1 - misread) for share, unseen, misread in told)


def level(shares: Sequence[float]) -> tuple[int, ...]:
    """The likeliest answers: one, but for a tie."""
    top = max(shares)
    return tuple(i for i, share in enumerate(shares) if share >= top - 1e-9)


def leading(case: Case, shares: Sequence[float]) -> int:
    """The likeliest answer. A tie is broken by a digest of what the answers say, which favours neither the first nor
    the largest.
    """
    best = level(shares)
    return best[0] if len(best) == 1 else min(best, key=lambda i: (digest((case.answers[i].best.key,), 16), i))


def _unseen(case: Case, answer: int) -> float:
    policy = case.policy
    readings = case.answers[answer].readings
    definition = readings[0].definition
    unseen = policy.unseen
    if case.changes and definition.kind is ValueKind.QUANTITY:
        unseen += policy.unseen_change
    if all(r.claim.modality is Modality.SPECULATIVE for r in readings):
        unseen += policy.unseen_rumour
    if vague(case, answer):
        unseen += policy.unseen_scope
    return min(unseen, 0.95)


def _misread(case: Case, answer: int) -> float:
    return all_misread(((case.voice(r), r) for r in case.answers[answer].readings), case.policy)


def vague(case: Case, answer: int) -> bool:
    """Whether claims on the attribute name a trim, market, cycle or period, and none of this answer's does."""
    named = {key for r in case.neighbours.get(case.question.attribute, ()) for key in r.scope.stated}
    mine = {key for r in case.answers[answer].readings for key in r.scope.stated}
    return bool(named - mine)
