"""Cutting texts for display: a sentence around its value, an article around its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import itemgetter

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
    borders = defaultdict(_Border, {0: _Border(), len(text): _Border()})
    for index, claim in enumerate(claims):
        at = claim.evidence
        if not at.quote or text[at.start : at.end] != at.quote:
            continue
        borders[at.start].opening[index] = None
        borders[at.end].closing.append(index)
        if at.start <= at.focus_start < at.focus_end <= at.end:
            borders[at.focus_start].values += 1
            borders[at.focus_end].values -= 1
    segments: list[Segment] = []
    inside: dict[int, None] = {}
    marks: tuple[int, ...] = ()
    depth = 0
    for (start, here), (end, there) in pairwise(sorted(borders.items(), key=itemgetter(0))):
        if here.opening or here.closing:
            for index in here.closing:
                inside.pop(index, None)
            inside |= here.opening
            marks = tuple(inside)
        depth += here.values
        stretch = text[start:end]
        if not inside and len(stretch) > LONGEST_GAP:
            half = LONGEST_GAP // 2
            stretch = stretch[:half] + ELLIPSIS + stretch[-half:]
        segments.append(Segment(shown(stretch), marks, depth > 0, tuple(there.closing)))
    return tuple(segments)


@dataclass(slots=True)
class _Border:
    """Where quotes and values begin and end. ``values``: how many values more begin there than end."""

    opening: dict[int, None] = field(default_factory=dict)
    closing: list[int] = field(default_factory=list)
    values: int = 0
