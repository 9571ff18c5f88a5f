"""Find where articles begin in a text that holds several."""

from __future__ import annotations

import re

_LINE = re.compile(r"[^\r\n]*[^\s][^\r\n]*")
_WORD = re.compile(r"\w+")
_FINISHED = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_INNER_STOP = re.compile(r"[.!?][\"”’')]?\s+[\"“(]?[A-Z]")
_SHORT = range(5, 30)
_LEAD = 30


def find_starts(text: str) -> list[int]:
    """Offsets of the articles after the first.

    A text's own beginning shows how its articles begin: where it opens with several one-sentence lines before a
    longer paragraph, the same opening further down starts another article.
    """
    lines = [m.span() for m in _LINE.finditer(text)]
    words = [len(_WORD.findall(text[a:b])) for a, b in lines]
    short = [
        n in _SHORT and _FINISHED.search(text[a:b]) is not None and _INNER_STOP.search(text[a:b]) is None
        for n, (a, b) in zip(words, lines, strict=True)
    ]
    opening = _run(short, 0)
    if opening < 2 or opening >= len(lines) or words[opening] < _LEAD:
        return []
    starts = []
    for i in range(1, len(lines)):
        run = _run(short, i)
        if run >= opening and not short[i - 1] and i + run < len(lines) and words[i + run] >= _LEAD:
            starts.append(lines[i][0])
    return starts


def _run(flags: list[bool], start: int) -> int:
    end = start
    while end < len(flags) and flags[end]:
        end += 1
    return end - start
