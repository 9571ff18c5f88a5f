"""Versions that head the lines of a list: "GT: 480 hp, 280 miles", "Rally: 480 hp, 265 miles", a line each.

What stands before the colon names a version where a line beside it has one that is known, and where both go on with a figure
of the same unit. So a list of prices, or of specifications by version, tells the names that no list of ours has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

_LINE = re.compile(
    r"^[ \t]*+(?:[-•*–·▪]|\d\d?[.)])?[ \t]*+(?P<label>[A-Z0-9][\w+/&’' -]{0,40}?)(?::| [–—-])[ \t]+"
    r"(?:from |at |only |just )?(?P<before>[$£€¥]|[A-Z]{1,3}[$£€¥]?)? ?\d[\d.,]*(?P<behind> ?[^\W\d]\w*)?[^\n]*$",
    re.MULTILINE,
)


def line_versions(text: str, is_known: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    """Start and end of each. ``is_known``: whether the words are, or end with, the name of a version."""
    block: list[re.Match[str]] = []
    for m in (*_LINE.finditer(text), None):
        if m is not None and block and not text[block[-1].end() : m.start()].strip() and _unit(m) == _unit(block[-1]):
            block.append(m)
            continue
        if len(block) > 1 and any(is_known(line["label"]) for line in block):
            yield from (line.span("label") for line in block)
        block = [m] if m is not None else []


def _unit(line: re.Match[str]) -> str:
    """Of the line's first figure: the sign of a currency before it, or the word behind it."""
    return (line["before"] or line["behind"] or "").strip()
