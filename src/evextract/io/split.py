"""Split a dump, one text in which many articles follow each other, into its articles."""

from __future__ import annotations

import re

from evextract.errors import InputError


def split_dump(text: str, *, how: str = "auto") -> list[tuple[int, int]]:
    """Start and end of each article in ``text``, in order.

    ``how`` is ``auto``, ``never``, or a regular expression (multi-line mode) whose matches stand between articles and
    belong to none; a look-ahead keeps what it matches. Raises InputError for an expression that does not compile.
    """
    if how == "never":
        return [(0, len(text))] if text.strip() else []
    if how != "auto":
        return _split_at(text, how)
    from evextract.io.boundaries import find_starts

    starts = [0, *find_starts(text)]
    return [(a, b) for a, b in zip(starts, [*starts[1:], len(text)], strict=True) if text[a:b].strip()]


def _split_at(text: str, pattern: str) -> list[tuple[int, int]]:
    try:
        separator = re.compile(pattern, re.MULTILINE)
    except (re.error, RecursionError, OverflowError) as error:
        raise InputError(f"--split {pattern!r}: {error}; give auto, never or a regular expression") from error
    spans, start = [], 0
    for match in separator.finditer(text):
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return [_trimmed(text, a, b) for a, b in spans if text[a:b].strip()]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while text[start].isspace():
        start += 1
    return start, end
