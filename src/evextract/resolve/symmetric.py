"""Ties between equals: "A merges with B" and "B merges with A" are one claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from evextract.records import Claim, EntityRef
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy
from evextract.resolve.reading import INFINITY, Reading

Tie = tuple[str, str]
"""The canonical ids of the two, in the order in which a claim names them."""


@dataclass(frozen=True, slots=True, order=True)
class Told:
    """When a tie was first told from its first to its second, the ordinal of the day, negative, and how often it is."""

    since: float = -INFINITY
    times: int = 0

    def again(self, day: float | None) -> Told:
        return Told(self.since if day is None else max(self.since, -day), self.times + 1)


def tie_of(claim: Claim, canon: Canon, policy: Policy) -> Tie | None:
    """The two things of a claim that could be told from either side."""
    if claim.attribute not in policy.symmetric or not isinstance(claim.value, EntityRef):
        return None
    return canon(claim.subject), canon(claim.value.id)


def orient(reading: Reading, tie: Tie | None, told: Mapping[Tie, Told]) -> Reading:
    """The reading with its tie told from the side from which it was told first, or else from which most articles tell it."""
    if tie is None or not isinstance(reading.claim.value, EntityRef):
        return reading
    one, other = tie
    if (told.get(tie, Told()), other) >= (told.get((other, one), Told()), one):
        return reading
    claim = replace(reading.claim, subject=reading.claim.value.id, value=EntityRef(reading.claim.subject))
    return replace(reading, claim=claim, subject=other, word=one, key=f"e|{one}")
