"""Whose fiscal year a text means, and in which month it starts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cached_property, lru_cache

from evextract.nlp.naming.names import alternation

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

_INDIA = re.compile(r"\b(?:Indian?|crores?|lakhs?|rupees?|Rs)\b|₹")
_JAPAN = re.compile(r"\bJapan(?:ese)?\b|\byen\b|\bTokyo\b")
_ADJACENT = 12
_Hit = tuple[int, int, int, bool]


class FiscalYears:
    """The fiscal years that one text can speak of. Scans the text once, at the first question."""

    def __init__(self, text: str, known: Mapping[str, int]) -> None:
        self._text = text
        self._known = known

    @cached_property
    def _hits(self) -> list[_Hit]:
        """Start, end, first month, and whether a country was named, in text order."""
        pattern, starts = _names(tuple(sorted(self._known.items())))
        found = pattern.finditer(self._text.lower())
        return [(m.start(), m.end(), starts[m[0]], m[0] in COUNTRIES) for m in found]

    @cached_property
    def by_end(self) -> bool:
        """Whether they are numbered as in India: FY31 ends in March 2031."""
        return _INDIA.search(self._text) is not None and _JAPAN.search(self._text) is None

    @cached_property
    def _by_kind(self) -> tuple[list[_Hit], list[_Hit]]:
        """The companies and the countries."""
        return [hit for hit in self._hits if not hit[3]], [hit for hit in self._hits if hit[3]]

    def first_month(self, at: int) -> int | None:
        """The first month of the fiscal year spoken of at character ``at``; None where the text names nobody known.

        A name right before ``at`` decides ("the Japanese fiscal year"), then the nearest company before it, the first
        one after it, and then countries in the same order: a country may be named for any reason.
        """
        companies, countries = self._by_kind
        k = bisect_left(self._hits, (at,))
        if k and at - _ADJACENT <= self._hits[k - 1][1] <= at:
            return self._hits[k - 1][2]
        for hits in (companies, countries):
            k = bisect_left(hits, (at,))
            if hits:
                return hits[k - 1 if k else 0][2]
        return None


@lru_cache(maxsize=8)
def _names(known: tuple[tuple[str, int], ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    starts = COUNTRIES | dict(known)
    return re.compile(rf"(?<!\w)(?:{alternation(starts)})(?!\w)"), starts
