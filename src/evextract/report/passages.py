"""Cutting texts for display: a sentence around its value, an article around its claims."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from evextract.domain.wording import shown
from evextract.records import Article, Claim, Evidence
from evextract.report.model import Segment

LONGEST_GAP = 2_000
"""Text between two claims beyond this many characters is cut in its middle."""
LONGEST_SENTENCE = 900
ELLIPSIS = " […] "


def around_value(evidence: Evidence) -> tuple[str, str, str]:
    """The sentence before, in and after the value. Offsets that miss the sentence mark the whole quote instead."""
    sentence, shift = evidence.sentence, evidence.sentence_start
    start, end = evidence.focus_start - shift, evidence.focus_end - shift
    if not 0 <= start < end <= len(sentence):
        start = max(sentence.find(evidence.quote), 0)
        end = min(start + len(evidence.quote), len(sentence)) if evidence.quote in sentence else len(sentence)
    before, after = _shorten(sentence[:start], keep_end=True), _shorten(sentence[end:], keep_end=False)
    return shown(before), shown(sentence[start:end]), shown(after)


def _shorten(text: str, *, keep_end: bool) -> str:
    if len(text) <= LONGEST_SENTENCE:
        return text
    return "…" + text[-LONGEST_SENTENCE:] if keep_end else text[:LONGEST_SENTENCE] + "…"


def cut(article: Article, claims: Sequence[Claim]) -> tuple[Segment, ...]:
    """The article's text in stretches that lie wholly in or out of each claim's quote and value.

    ``claims[i]`` is note ``i`` of the stretches; claims whose quote isn't where they say are left unmarked.
    """
    text = article.text
    spans = [
        (index, claim.evidence)
        for index, claim in enumerate(claims)
        if text[claim.evidence.start : claim.evidence.end] == claim.evidence.quote and claim.evidence.quote
    ]
    borders = {0, len(text)}
    for _, at in spans:
        borders.update((at.start, at.end))
        borders.update(border for border in (at.focus_start, at.focus_end) if at.start <= border <= at.end)
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    values: dict[int, int] = {}
    for index, at in spans:
        opening.setdefault(at.start, []).append(index)
        closing.setdefault(at.end, []).append(index)
        if at.start <= at.focus_start < at.focus_end <= at.end:
            values[at.focus_start] = values.get(at.focus_start, 0) + 1
            values[at.focus_end] = values.get(at.focus_end, 0) - 1
    segments: list[Segment] = []
    inside: dict[int, None] = {}
    marks: tuple[int, ...] = ()
    depth = 0
    for start, end in pairwise(sorted(borders)):
        if start in closing or start in opening:
            for index in closing.get(start, ()):
                inside.pop(index, None)
            inside |= dict.fromkeys(opening.get(start, ()))
            marks = tuple(inside)
        depth += values.get(start, 0)
        stretch = text[start:end]
        if not inside and len(stretch) > LONGEST_GAP:
            half = LONGEST_GAP // 2
            stretch = stretch[:half] + ELLIPSIS + stretch[-half:]
        segments.append(Segment(shown(stretch), marks, depth > 0, tuple(closing.get(end, ()))))
    return tuple(segments)
