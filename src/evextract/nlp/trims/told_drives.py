"""Versions that a sentence tells apart by what drives their wheels: "430 km with rear-wheel drive, 410 km with all-wheel drive"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_SENTENCE = re.compile(r"(?:[^.!?;\n]|[.](?=\w))+")
_FIGURE = re.compile(r"(?<![\w.,])[$£€]?\d[\d.,]*")


class ToldDrives:
    """``drives``: a pattern of the words for them, "rear-wheel drive"."""

    def __init__(self, drives: str) -> None:
        self._with = re.compile(
            rf"(?<![\w-])(?:with|in) (?:the )?(?P<drive>(?i:{drives}))(?![\w-]| [a-z-]+ (?:versions?|form|guise)\b)",
            re.I,
        )
        self._pair = re.compile(
            rf"\d[^.,;()\n]{{0,12}} in (?P<one>{drives}),? (?:and|or|but) (?:up to )?[\d.,]+[^.,;()\n]{{0,12}} in (?P<other>{drives})(?![\w-])"
        )

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each."""
        for m in self._pair.finditer(text):  # "430 km in rear-drive and 410 km in all-wheel-drive form"
            yield from (m.span("one"), m.span("other"))
        for sentence in _SENTENCE.finditer(text):
            told = list(self._with.finditer(text, *sentence.span()))
            if len({m["drive"].lower() for m in told}) < 2:
                continue
            figures = [m.start() for m in _FIGURE.finditer(text, *sentence.span())]
            # Each has its figure, before it or behind it.
            bounds = [sentence.start(), *(m.start() for m in told), sentence.end()]
            filled = [any(a <= at < b for at in figures) for a, b in pairwise(bounds)]
            if all(filled[:-1]) or all(filled[1:]):
                yield from (m.span("drive") for m in told)
