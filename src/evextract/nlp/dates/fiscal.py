"""Whose fiscal year a text means, and in which month it starts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

COUNTRIES = {
    "japan": 4,
    "japanese": 4,
    "yen": 4,
    "india": 4,
    "indian": 4,
    "rupees": 4,
    "britain": 4,
    "british": 4,
    "canada": 4,
    "canadian": 4,
    "australia": 7,
    "australian": 7,
    "federal": 10,
}
"""First month of the fiscal year of a state, which is that of most companies there ("federal": of the state only). A
currency gives the country of the company that reports in it."""

_ADJACENT = 12


def fiscal_month(text: str, at: int, known: Mapping[str, int]) -> int | None:
    """The first month of the fiscal year spoken of at character ``at``; None where the text names nobody known.

    A name right before ``at`` decides ("the Japanese fiscal year"), then the nearest company before it, the first one
    after it, and then countries in the same order: a country may be named for any reason.
    """
    pattern, starts = _names(tuple(sorted(known.items())))
    before: dict[bool, int] = {}
    after: dict[bool, int] = {}
    for match in pattern.finditer(text.lower()):
        name = match[0]
        if match.start() >= at:
            after.setdefault(name in COUNTRIES, starts[name])
            continue
        if at - _ADJACENT <= match.end() <= at:
            return starts[name]
        before[name in COUNTRIES] = starts[name]
    for country in (False, True):
        for found in (before, after):
            if country in found:
                return found[country]
    return None


@lru_cache(maxsize=8)
def _names(known: tuple[tuple[str, int], ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    starts = COUNTRIES | dict(known)
    longest_first = sorted(starts, key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)"), starts
