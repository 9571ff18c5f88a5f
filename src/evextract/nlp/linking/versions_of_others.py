"""Cars that only tell what another one is: "the X is a five-seat version of the Y with 102 kWh" says nothing of the Y."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT

_VERSION_OF = re.compile(
    r"(?: is| was|,|:| –| —) (?:essentially |basically |effectively |simply |really |little more than )?an? (?:[\w-]+ ){0,4}"
    r"(?:version|variant|derivative|spin-off|evolution) of (?P<whose>(?:the |its )?(?:[a-z-]+ )?)"
)
"""Between the name of a car and that of another."""


def without_originals(text: str, referents: Sequence[Referent], at: int) -> list[Referent]:
    """The referents, but for cars of which another is called a version, and what says which version it is.

    ``at``: where the value stands; one right before the other's name is the other's ("a version of the six-seat Y").
    """
    names = [r for r in referents if r.type == PRODUCT and r.how == "name"]
    told: list[tuple[int, int]] = []
    for own, other in pairwise(names):
        m = _VERSION_OF.fullmatch(text, own.end, other.start) if own.ids != other.ids else None
        if m is not None and not m.start("whose") <= at < other.start:
            told.append((own.end, other.end))
    return [r for r in referents if not any(start <= r.start < end for start, end in told)] if told else list(referents)
