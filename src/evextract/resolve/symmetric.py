"""Ties between equals: "A merges with B" and "B merges with A" are one claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evextract.records import EntityRef
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading


def orient(readings: Iterable[Reading], policy: Policy) -> list[Reading]:
    """The readings with every tie told from the side from which most articles tell it."""
    readings = list(readings)
    ties = [r for r in readings if r.claim.attribute in policy.symmetric and isinstance(r.claim.value, EntityRef)]
    told: dict[tuple[str, str], int] = {}
    for reading in ties:
        told[reading.subject, reading.word] = told.get((reading.subject, reading.word), 0) + 1
    turned = {(a, b) for a, b in told if (told[a, b], b) < (told.get((b, a), 0), a)}
    return [
        replace(r, subject=r.word, word=r.subject, key=f"e|{r.subject}")
        if (r.subject, r.word) in turned and r.claim.attribute in policy.symmetric
        else r
        for r in readings
    ]
