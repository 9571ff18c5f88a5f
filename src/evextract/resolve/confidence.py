"""What the claims can't show: how far even undisputed answers are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

from evextract.domain.identity import digest
from evextract.domain.pack import ValueKind
from evextract.records import Modality, Term
from evextract.resolve.ballot import Ballot
from evextract.resolve.case import Case
from evextract.resolve.chain import Outcome
from evextract.resolve.misread import all_misread
from evextract.resolve.policy import Policy
from evextract.resolve.poll import Poll, weigh
from evextract.resolve.weigh import logit


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
        return cls(tuple(_unseen(case, i) for i in answers), tuple(misread_all(case, i) for i in answers))

    def tempered(self, outcome: Outcome) -> tuple[float, ...]:
        """The probability of each answer to hold now, lowered by these doubts."""
        told = zip(outcome.shares, self.unseen, self.misread, strict=True)
        return tuple(share * (1 - unseen) * (1 - misread) for share, unseen, misread in told)


@dataclass(frozen=True, slots=True)
class Ground:
    """One claim that gives the chosen answer. ``voter``: its place in the poll; ``reasons``: words and weights of what
    speaks for and against it.
    """

    voter: int
    where: str
    reasons: tuple[tuple[str, float], ...]


def grounds_of(ballot: Ballot, top: int) -> tuple[Ground, ...]:
    case = ballot.case
    found = []
    for place, reading in enumerate(case.readings):
        if top in case.fits[reading.id]:
            source = reading.claim.source
            where = f"{source.outlet} ({source.article_id})" if source.outlet else source.article_id
            mine = tuple((r.because, r.weight) for r in ballot.reasons if r.claim == reading.id)
            found.append(Ground(place, where, mine))
    return tuple(found)


def terms_of(
    poll: Poll,
    doubts: Doubts,
    grounds: Sequence[Ground],
    top: int,
    outcome: Outcome,
    trust: Mapping[str, float],
    policy: Policy,
) -> tuple[Term, ...]:
    """What makes the confidence in one answer, in log-odds: each claim that gives it, each reason, the rival answers,
    and what nobody may have told. The sum is the log-odds of the confidence.
    """
    none = policy.none
    weights = weigh(poll, trust, policy)
    terms = [Term("before any claim", -none)]
    score = 0.0
    for ground in grounds:
        weight = weights[ground.voter]
        terms.append(Term(ground.where, weight - sum(each for _, each in ground.reasons)))
        terms += [Term(because, each) for because, each in ground.reasons]
        score += weight
    if abs(history := outcome.scores[top] - score) > 1e-9:
        terms.append(Term("order in time, and likeness to the other answers", history))
    others = [*(s for i, s in enumerate(outcome.scores) if i != top), outcome.none]
    peak = max(others)
    rivals = peak + log(sum(exp(s - peak) for s in others))
    if len(others) > 1:
        terms.append(Term("the other answers", none - rivals))
    share = outcome.scores[top] - rivals
    told = logit(clipped(outcome.shares[top] * (1 - doubts.unseen[top])))
    terms.append(Term("what nobody may have told", told - share))
    if (read := logit(clipped(doubts.tempered(outcome)[top]))) != told:
        terms.append(Term("how surely articles of this kind are read", read - told))
    return tuple(terms)


def clipped(probability: float) -> float:
    return min(max(probability, 1e-6), 1 - 1e-6)


def level(shares: Sequence[float]) -> list[int]:
    """The likeliest answers: one, but for a tie."""
    top = max(shares)
    return [i for i, share in enumerate(shares) if share >= top - 1e-9]


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
    if definition.changes and definition.kind is ValueKind.QUANTITY:
        unseen += policy.unseen_change
    if all(r.claim.modality is Modality.SPECULATIVE for r in readings):
        unseen += policy.unseen_rumour
    if vague(case, answer):
        unseen += policy.unseen_scope
    return min(unseen, 0.95)


def misread_all(case: Case, answer: int) -> float:
    """The probability that no article gives the answer, but all were misread."""
    return all_misread(((case.voice(r), r) for r in case.answers[answer].readings), case.policy)


def vague(case: Case, answer: int) -> bool:
    """Whether claims on the attribute name a trim, market, cycle or period, and none of this answer's does."""
    named = {key for r in case.neighbours.get(case.question.attribute, ()) for key in r.scope.stated}
    mine = {key for r in case.answers[answer].readings for key in r.scope.stated}
    return bool(named - mine)
