"""How likely it is that an article was read wrongly: what a claim's form tells of its reading.

A logistic model (``[misread]`` in ``resolution.toml``) of the errors of extraction on annotated articles, fitted by
docs/misread.py; docs/quality.md shows what it comes to on articles that it wasn't fitted on. Claims that were given
rather than read have no such error.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from evextract.domain.identity import is_unnamed
from evextract.domain.pack import ValueKind
from evextract.records import Claim, Modality
from evextract.resolve.names import slug
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.weigh import chance


def misread(reading: Reading, policy: Policy) -> float:
    """The probability that the article doesn't say this of that thing."""
    weights = policy.misread
    if not weights or was_given(reading):
        return 0.0
    held = signs(reading.claim, reading.definition.kind)
    return chance(fsum(weights.get(sign, 0.0) for sign in held))  # Exact: a set has another order in each process.


def signs(claim: Claim, kind: ValueKind) -> frozenset[str]:
    """What of the model's terms hold for a claim of an attribute with values of that kind."""
    held = {
        "base": True,
        kind.value: True,
        "planned": claim.modality is Modality.PLANNED,
        "speculative": claim.modality is Modality.SPECULATIVE,
        "unnamed": is_unnamed(claim.subject),
        "particular": claim.scope.variant is not None or bool(claim.alternatives),
        "elsewhere": claim.subject.rpartition("-")[2] not in slug(claim.evidence.sentence).split("-"),
    }
    return frozenset(sign for sign, holds in held.items() if holds)


def was_given(reading: Reading) -> bool:
    """Whether the claim came without the passage around it, so that nobody here has read it."""
    evidence = reading.claim.evidence
    return evidence.sentence == evidence.quote


def all_misread(readings: Iterable[tuple[str, Reading]], policy: Policy) -> float:
    """The probability that all voices were misread; ``readings`` come with their voices, of which each counts once."""
    least: dict[str, float] = {}
    for voice, reading in readings:
        least[voice] = min(least.get(voice, 1.0), misread(reading, policy))
    total = 1.0
    for voice in sorted(least):
        total *= least[voice]
    return total
