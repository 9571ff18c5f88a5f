"""Whose fiscal year a text means, and in which month it starts."""

from __future__ import annotations

from collections.abc import Mapping

COUNTRIES = {
    "japan": 4,
    "japanese": 4,
    "india": 4,
    "indian": 4,
    "britain": 4,
    "british": 4,
    "u.k.": 4,
    "canada": 4,
    "canadian": 4,
    "australia": 7,
    "australian": 7,
    "federal": 10,
}
"""First month of the fiscal year of a country's state and of most companies there (of the state only: "federal")."""


def fiscal_month(written: str, at: int, known: Mapping[str, int]) -> int | None:
    """The first month of the fiscal year spoken of at character ``at``.

    The nearest known name before ``at`` decides, then the first one after it; None where the text names nobody known.
    """
    starts = {**COUNTRIES, **known}
    text = written.lower()
    before: tuple[int, int] | None = None
    after: tuple[int, int] | None = None
    for name in sorted(starts):
        left = text.rfind(name, 0, at)
        if left >= 0 and _whole_word(text, left, name) and (before is None or left > before[0]):
            before = left, starts[name]
        right = text.find(name, at)
        if right >= 0 and _whole_word(text, right, name) and (after is None or right < after[0]):
            after = right, starts[name]
    found = before or after
    return None if found is None else found[1]


def _whole_word(text: str, start: int, name: str) -> bool:
    end = start + len(name)
    return not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
