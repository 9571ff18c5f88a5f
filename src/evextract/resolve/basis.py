"""What a verdict rests on besides trust: another trust is reckoned with, and judged anew only where it decides otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evextract.records import Fact
from evextract.resolve.chain import Outcome
from evextract.resolve.confidence import Doubts, Ground, level, terms_of
from evextract.resolve.policy import Policy
from evextract.resolve.poll import Poll, count


@dataclass(frozen=True, slots=True)
class Basis:
    """``top``: the chosen answer; ``passed``: the answers that held before it; ``sure``: the share from which it is
    ``settled``. Under any trust that leaves these four as they are, words, values and claims of fact and conflicts stay.
    """

    poll: Poll
    doubts: Doubts
    grounds: tuple[Ground, ...]
    top: int
    passed: tuple[int, ...]
    settled: bool
    sure: float

    def confirmed(self, fact: Fact, trust: Mapping[str, float], policy: Policy) -> Fact | None:
        """``fact``, which rests on this, under another trust; None where it has to be judged anew."""
        outcome = count(self.poll, trust, policy)
        shares = self.doubts.tempered(outcome)
        if level(shares) != [self.top] or passed(outcome, self.top) != self.passed:
            return None
        if is_settled(outcome, self.top, self.sure) != self.settled:
            return None
        terms = terms_of(self.poll, self.doubts, self.grounds, self.top, outcome, trust, policy)
        return replace(fact, confidence=shares[self.top], terms=terms)


def passed(outcome: Outcome, top: int) -> tuple[int, ...]:
    """The other answers on the way to the last one."""
    return tuple(sorted(set(outcome.paths[top]) - {top}))


def is_settled(outcome: Outcome, top: int, sure: float) -> bool:
    """Whether the evidence decides for ``top``: of several answers, the share of its score is at least ``sure``."""
    return len(outcome.scores) == 1 or outcome.shares[top] >= sure
