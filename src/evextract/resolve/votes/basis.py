"""What a verdict rests on besides trust, and how sure it is: another trust is reckoned with, and judged anew only where it
decides otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, log

from evextract.records import Term
from evextract.resolve.policy import Policy
from evextract.resolve.votes.ballot import Ballot
from evextract.resolve.votes.chain import Outcome
from evextract.resolve.votes.confidence import Doubts, level
from evextract.resolve.votes.poll import Poll, count, weigh
from evextract.resolve.weigh import logit


@dataclass(frozen=True, slots=True)
class Ground:
    """One claim that gives the chosen answer. ``voter``: its place in the poll; ``reasons``: words and weights of what
    speaks for and against it.
    """

    voter: int
    where: str
    reasons: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """``top``: the chosen answer, one of the likeliest (``level``); ``passed``: the answers that held before it; ``sure``:
    the share from which it is ``settled``. Under any trust that leaves these as they are, words, values and claims of
    fact and conflicts stay.
    """

    poll: Poll
    doubts: Doubts
    grounds: tuple[Ground, ...]
    top: int
    level: tuple[int, ...]
    passed: tuple[int, ...]
    settled: bool
    sure: float

    def confidence(self, trust: Mapping[str, float], policy: Policy) -> float | None:
        """How sure the answer is under another trust; None where it has to be judged anew."""
        outcome = count(self.poll, trust, policy)
        shares = self.doubts.tempered(outcome)
        if level(shares) != self.level or passed(outcome, self.top) != self.passed:
            return None
        if is_settled(outcome, self.top, self.sure) != self.settled:
            return None
        return shares[self.top]

    def terms(self, outcome: Outcome, trust: Mapping[str, float], policy: Policy) -> tuple[Term, ...]:
        """What makes the confidence in the chosen answer, in log-odds: each claim that gives it, each reason, the rival
        answers, and what nobody may have told. The sum is the log-odds of the confidence.
        """
        none, top = policy.none, self.top
        weights = weigh(self.poll, trust, policy)
        terms = [Term("before any claim", -none)]
        score = 0.0
        for ground in self.grounds:
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
        seen = outcome.shares[top] * (1 - self.doubts.unseen[top])
        told = logit(clipped(seen))
        terms.append(Term("what nobody may have told", told - share))
        if (read := logit(clipped(seen * (1 - self.doubts.misread[top])))) != told:
            terms.append(Term("how surely articles of this kind are read", read - told))
        return tuple(terms)


def confidences(bases: Iterable[Basis], trust: Mapping[str, float], policy: Policy) -> list[float] | None:
    """How sure each fact of a subject is; None where one of them has to be judged anew."""
    known: dict[int, float] = {}
    found = []
    for basis in bases:
        if id(basis) not in known:  # Facts of one article mostly rest on the same.
            sure = basis.confidence(trust, policy)
            if sure is None:
                return None
            known[id(basis)] = sure
        found.append(known[id(basis)])
    return found


def passed(outcome: Outcome, top: int) -> tuple[int, ...]:
    """The other answers on the way to the last one."""
    return tuple(sorted(set(outcome.paths[top]) - {top}))


def is_settled(outcome: Outcome, top: int, sure: float) -> bool:
    """Whether the evidence decides for ``top``: of several answers, the share of its score is at least ``sure``."""
    return len(outcome.scores) == 1 or outcome.shares[top] >= sure


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


def clipped(probability: float) -> float:
    return min(max(probability, 1e-6), 1 - 1e-6)
