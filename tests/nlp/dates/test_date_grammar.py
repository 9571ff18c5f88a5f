"""The grammar alone: cheap and calm on any input."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evextract.nlp.dates.context import Context
from evextract.nlp.dates.grammar import expressions
from evextract.nlp.dates.lexicon import VOCABULARY
from evextract.nlp.dates.resolve import resolve
from evextract.nlp.dates.tokens import islands

NUMBERS = ["2031", "31", "0", "99", "1990s", "3rd", "5/14", "2031-05-14", "12:30"]
WORDS = [*sorted(VOCABULARY), *NUMBERS, ",", "-", "(", "’s", "the", "of", "2031"]


@given(st.lists(st.sampled_from(WORDS), max_size=14), st.integers(-1, 1))
@settings(max_examples=150, deadline=None)
def test_any_words_are_read_and_resolved(words: list[str], direction: int) -> None:
    text = " ".join(words)
    last = 0
    for island in islands(text):
        for expression in expressions(island):
            assert last <= expression.lead.start <= expression.first.start < expression.last.end <= len(text)
            last = expression.last.end
            for reference in (None, date(1, 1, 1), date(2031, 2, 28), date(9999, 12, 31)):
                interval = resolve(expression.node, Context(reference, direction))
                if interval is not None and interval.start is not None and interval.end is not None:
                    assert interval.start <= interval.end


@pytest.mark.parametrize(
    "piece",
    [
        "two days before ",
        "the end of the ",
        "early ",
        "first week of ",
        "May 1, ",
        "2031-",
        "1.",
        "of the ",
        "a year and a half ",
        "(",
        "Q",
    ],
)
def test_time_is_linear(piece: str) -> None:
    def seconds(count: int) -> float:
        text = piece * count
        best = float("inf")
        for _ in range(2):
            start = time.process_time()
            for island in islands(text):
                list(expressions(island))
            best = min(best, time.process_time() - start)
        return best

    # Eight times the text may take eight times as long, and never sixty-four times.
    assert seconds(1200) < 24 * seconds(150) + 0.05
