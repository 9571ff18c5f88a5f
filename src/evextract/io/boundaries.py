"""Find where articles begin in a text that holds several.

The text is cut by a semi-Markov conditional random field (Sarawagi & Cohen 2004): a cut is worth the log-odds that its
lines look like the start of an article (``openings``), plus what each passage between two cuts says for itself, namely
how much it repeats its own words (``cohesion``) and whether it is long enough. The best cut comes from dynamic
programming.

The weights were fitted by maximum likelihood on texts put together for it: news articles of nine outlets and trade
reports, one to twenty-two a text, on the same and on different subjects, whole and shortened, with and without
headlines, teasers, bylines, dates, headings and closing lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from evextract.io.cohesion import Terms, read_terms, repetition
from evextract.io.lines import Line, read_lines
from evextract.io.openings import read_opening, score_starts

Numbers: TypeAlias = Any
"""One number, or an array of them."""

PASSAGE_WEIGHTS = {
    "repeats": 1.69,
    "repeats densely": -7.21,
    "under 25 words": -1.28,
    "under 40 words": -3.36,
    "40 to 79 words": -1.77,
}
"""Log-odds, fitted together with those of ``openings``."""
_DUMP_LEAST = 4.0
_DUMP_PER_WORD = 0.016
_DUMP_MOST = 16.0
_DUMP_BIAS = 1.0
"""A text is cut only if the best cut, each start favoured by ``_DUMP_BIAS``, beats the whole by ``_DUMP_LEAST`` and
``_DUMP_PER_WORD`` a word, at most ``_DUMP_MOST``. Of 300 news articles of 60 to 1,500 words that were not used for
fitting, two were cut."""
_FEWEST_LINES = 4
_LIVE_BLOG_POSTS = 3
_MOST_WORDS = 2500
"""No article in a dump is longer."""
_MOST_LINES = 400
"""No article has more, so that the effort stays linear in lines too."""
_MANY_LINES = 2000
_FEWEST_WORDS = 4
"""So many lines of fewer words on average are a list or a listing, no articles."""
_WINDOW_WORDS = 10_000
_MARGIN_WORDS = 1_000
"""Long texts are cut window by window: the weights were fitted on texts of that size, and the effort stays linear."""


def find_starts(text: str) -> list[int]:
    """Offsets of the articles after the first; none where ``text`` is one article, a live blog among them."""
    lines = read_lines(text)
    if len(lines) < _FEWEST_LINES or sum(line.timed for line in lines) >= _LIVE_BLOG_POSTS:
        return []
    if len(lines) > _MANY_LINES and sum(line.words for line in lines) < _FEWEST_WORDS * len(lines):
        return []
    top = read_opening(lines, 0)
    found: set[int] = set()
    is_dump = False
    for window, accepted in _windows(lines):
        part = lines[window.start : window.stop]
        terms = read_terms(part)
        scores = score_starts(part, terms, top)
        passages = Passages(part, terms)
        _, value = best_cut([s + _DUMP_BIAS for s in scores], passages)
        demanded = min(_DUMP_MOST, _DUMP_LEAST + _DUMP_PER_WORD * sum(line.words for line in part))
        is_dump = is_dump or value - passages.whole >= demanded
        starts, _ = best_cut(scores, passages)
        found.update(i for i in (window.start + k for k in starts) if i in accepted)
    return [lines[i].start for i in sorted(found)] if is_dump else []


def _windows(lines: Sequence[Line]) -> Iterator[tuple[range, range]]:
    """Runs of lines that overlap by twice the margin, each with the lines at which its cuts are accepted."""
    words = list(accumulate((line.words for line in lines), initial=0))
    count, begin, accept_from = len(lines), 0, 1
    while True:
        end = min(count, max(begin + 1, bisect_right(words, words[begin] + _WINDOW_WORDS) - 1))
        if end == count:
            yield range(begin, end), range(accept_from, end)
            return
        accept_to = max(accept_from + 1, bisect_right(words, words[end] - _MARGIN_WORDS) - 1)
        yield range(begin, end), range(accept_from, min(accept_to, end))
        accept_from = min(accept_to, end)
        begin = max(begin + 1, bisect_right(words, words[accept_from] - _MARGIN_WORDS) - 1)


class Passages:
    """The scores of passages of whole lines: ``rows[i][k]`` that of the k + 1 lines from line i on."""

    def __init__(self, lines: Sequence[Line], terms: Terms) -> None:
        words = list(accumulate((line.words for line in lines), initial=0))
        count = len(lines)
        (repeated,) = islice(repetition(terms, [count]), 1)
        self.whole = float(_value(words[count], terms.first[count], repeated[-1]))
        ends = []
        end = 0
        for i in range(count):
            while end < count and (end <= i or (words[end + 1] - words[i] <= _MOST_WORDS and end - i < _MOST_LINES)):
                end += 1
            ends.append(end)
        at_word, at_term = np.asarray(words), np.asarray(terms.first)
        self.rows: list[NDArray[np.float64]] = []
        for i, (end, repeated) in enumerate(zip(ends, repetition(terms, ends), strict=True)):
            inside = slice(i + 1, end + 1)
            self.rows.append(_value(at_word[inside] - at_word[i], at_term[inside] - at_term[i], repeated[1:]))


def best_cut(scores: Sequence[float], passages: Passages) -> tuple[list[int], float]:
    """The lines at which articles start in the best cut, the first among them, and its value."""
    count = len(scores)
    best = np.full(count + 1, -np.inf)
    origin = np.zeros(count + 1, np.intp)
    best[0] = 0.0
    for i, row in enumerate(passages.rows):
        values = row + (best[i] + (scores[i] if i else 0.0))
        reached = best[i + 1 : i + 1 + len(row)]
        better = values > reached
        reached[better] = values[better]
        origin[i + 1 : i + 1 + len(row)][better] = i
    starts, end = [], count
    while end:
        end = int(origin[end])
        starts.append(end)
    return starts[::-1], float(best[count])


def describe_passage(words: Numbers, terms: Numbers, repeated: Numbers) -> dict[str, Numbers]:
    """What passages of so many words, of which ``terms`` are content words, say for themselves."""
    return {
        "repeats": repeated / np.sqrt(terms + 20),
        "repeats densely": repeated / (terms + 20),
        "under 25 words": (words < 25) * 1.0,
        "under 40 words": (words < 40) * 1.0,
        "40 to 79 words": ((words >= 40) & (words < 80)) * 1.0,
    }


def _value(words: Numbers, terms: Numbers, repeated: Numbers) -> Numbers:
    return sum(PASSAGE_WEIGHTS[name] * value for name, value in describe_passage(words, terms, repeated).items())
