"""Ties between equals: "A merges with B" and "B merges with A" are one claim."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from evextract.records import Claim, EntityRef
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading

Tie = tuple[str, str]
"""The canonical ids of the two, in the order in which a claim names them."""


def tie_of(claim: Claim, canon: Canon, policy: Policy) -> Tie | None:
    """The two things of a claim that could be told from either side."""
    if claim.attribute not in policy.symmetric or not isinstance(claim.value, EntityRef):
        return None
    return canon(claim.subject), canon(claim.value.id)


def orient(reading: Reading, tie: Tie | None, told: Mapping[Tie, int]) -> Reading:
    """The reading with its tie told from the side from which most articles tell it. ``told``: how often each is."""
    if tie is None:
        return reading
    one, other = tie
    if (told.get(tie, 0), other) >= (told.get((other, one), 0), one):
        return reading
    return replace(reading, subject=other, word=one, key=f"e|{one}")
