"""What the claims can't show: how far even undisputed answers are right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log

from evextract.domain.identity import digest
from evextract.domain.pack import ValueKind
from evextract.records import Modality, Term
from evextract.resolve.ballot import Ballot
from evextract.resolve.case import Case
from evextract.resolve.chain import Outcome
from evextract.resolve.misread import all_misread
from evextract.resolve.poll import weigh
from evextract.resolve.weigh import logit


def tempered(case: Case, outcome: Outcome) -> tuple[float, ...]:
    """The probability of each answer to hold now, lowered by what nobody may have told: an error that all share, a
    change since, a rumour that comes out otherwise, another version that is meant; and by how easily its claims are
    misread.
    """
    return tuple(share * (1 - _unseen(case, i)) * (1 - misread_all(case, i)) for i, share in enumerate(outcome.shares))


def terms_of(ballot: Ballot, outcome: Outcome, trust: Mapping[str, float], top: int) -> tuple[Term, ...]:
    """What makes the confidence in one answer, in log-odds: each claim that gives it, each reason, the rival answers,
    and what nobody may have told. The sum is the log-odds of the confidence.
    """
    case = ballot.case
    none = case.policy.none
    weights = weigh(ballot.poll, trust, case.policy)
    terms = [Term("before any claim", -none)]
    score = 0.0
    for reading, weight in zip(case.readings, weights, strict=True):
        if top not in case.fits[reading.id]:
            continue
        source = reading.claim.source
        where = f"{source.outlet} ({source.article_id})" if source.outlet else source.article_id
        mine = [r for r in ballot.reasons if r.claim == reading.id]
        terms.append(Term(where, weight - sum(r.weight for r in mine)))
        terms += [Term(r.because, r.weight) for r in mine]
        score += weight
    if abs(history := outcome.scores[top] - score) > 1e-9:
        terms.append(Term("order in time, and likeness to the other answers", history))
    others = [*(s for i, s in enumerate(outcome.scores) if i != top), outcome.none]
    peak = max(others)
    rivals = peak + log(sum(exp(s - peak) for s in others))
    if len(others) > 1:
        terms.append(Term("the other answers", none - rivals))
    share = outcome.scores[top] - rivals
    told = logit(clipped(outcome.shares[top] * (1 - _unseen(case, top))))
    terms.append(Term("what nobody may have told", told - share))
    if (read := logit(clipped(tempered(case, outcome)[top]))) != told:
        terms.append(Term("how surely articles of this kind are read", read - told))
    return tuple(terms)


def clipped(probability: float) -> float:
    return min(max(probability, 1e-6), 1 - 1e-6)


def leading(case: Case, shares: Sequence[float]) -> int:
    """The likeliest answer. A tie is broken by a digest of what the answers say, which favours neither the first nor
    the largest.
    """
    top = max(shares)
    level = [i for i, share in enumerate(shares) if share >= top - 1e-9]
    return min(level, key=lambda i: (digest((case.answers[i].best.key,), 16), i))


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
