"""What rules take and give."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from evextract.records import Finding
from evextract.resolve.reading import Reading


class Relation(StrEnum):
    SAME = "same"
    """Both say one thing; each supports the other."""
    COMPATIBLE = "compatible"
    """Both can be true, but neither supports the other: "more than 10,000" and "more than 12,000"."""
    DIFFERENT = "different"
    UNRELATED = "unrelated"
    """Not comparable: a number of orders and a share of them."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How two claims stand to one another, and the rule that says so."""

    relation: Relation
    rule: str
    because: str = ""

    @property
    def fits(self) -> bool:
        return self.relation in (Relation.SAME, Relation.COMPATIBLE)


Compare = Callable[[Reading, Reading], Likeness]


class Effect(StrEnum):
    """What a reason makes of the claim that it speaks against."""

    WEAK = "weak"
    SLIP = "slip"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Reason:
    """Evidence for or against one claim. ``weight`` is in natural log-odds that the claim is right, as of now.

    ``claims`` are the ids that ``because`` cites, the judged one among them.
    """

    rule: str
    claim: str
    weight: float
    effect: Effect
    claims: tuple[str, ...]
    because: str

    @property
    def finding(self) -> Finding:
        return Finding(self.rule, self.claims, self.because)


def strongest(reasons: Sequence[Reason]) -> list[Reason]:
    """One reason a rule and claim, the weightiest; in the order of weight, then of name."""
    best: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        key = reason.rule, reason.claim
        if key not in best or (abs(reason.weight), reason.because) > (abs(best[key].weight), best[key].because):
            best[key] = reason
    return sorted(best.values(), key=lambda r: (-abs(r.weight), r.rule, r.claim))
