"""Whether a span touches what is taken, against the plain comparison of all with all."""

from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from evextract.nlp.cover import Cover

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=12)


@given(SPANS, SPANS, SPANS)
def test_touches_as_the_plain_comparison_says(first, then, asked) -> None:  # type: ignore[no-untyped-def]
    cover = Cover(SimpleNamespace(start=a, end=b) for a, b in first)
    for a, b in then:
        cover.add(a, b)
    for start, end in asked:
        assert cover.touches(start, end) == any(a < end and start < b for a, b in first + then)
