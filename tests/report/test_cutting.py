"""Texts cut for display."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evextract.domain.links import safe_url
from evextract.records import Article, Claim, Evidence, Source
from evextract.report.passages import LONGEST_GAP, around_value, cut
from small_world import LEDGER, claim, euros


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://ledger.example/a?b=1&c=%20#d", True),
        ("http://ledger.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,<script>", False),
        ("//ledger.example/x", False),
        ("https:", False),
        ("https://[bad", False),
        ('https://x.example/"onmouseover="y', False),
        ("https://x.example/\u202egnp.exe", False),
        (" https://x.example", False),
        ("", False),
        (None, False),
    ],
)
def test_only_plain_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url if safe else None)


def test_sentence_is_cut_around_the_value() -> None:
    price = claim(LEDGER, "c", "price", "starts at 499 euros", euros(499), "499 euros")
    assert around_value(price.evidence) == ("The Orbit 5 starts at ", "499 euros", ".")


def test_a_value_outside_its_sentence_marks_the_quote() -> None:
    astray = Evidence("a", 10, 14, "cost", 0, "They cost much.", 90, 99)
    assert around_value(astray) == ("They ", "cost", " much.")


def spans_of(text: str) -> st.SearchStrategy[list[tuple[int, int, int, int]]]:
    ends = st.tuples(*[st.integers(0, len(text))] * 4).map(lambda four: tuple(sorted(four)))
    return st.lists(ends.map(lambda e: (e[0], e[3], e[1], e[2])), max_size=6)


def claim_at(article: Article, number: int, start: int, end: int, low: int, high: int) -> Claim:
    evidence = Evidence(article.id, start, end, article.text[start:end], start, article.text[start:end], low, high)
    return Claim(str(number), "s", "price", euros(1), Source(article.id), evidence)


TEXT = "One orbit costs 499 euros, two cost 900 euros."


@given(spans_of(TEXT))
def test_stretches_make_up_the_text_and_each_claim_its_quote(spans: list[tuple[int, int, int, int]]) -> None:
    article = Article("a", TEXT)
    claims = [claim_at(article, number, *span) for number, span in enumerate(spans)]
    segments = cut(article, claims)
    assert "".join(segment.text for segment in segments) == TEXT
    for number, each in enumerate(claims):
        own = [segment for segment in segments if number in segment.claims]
        assert "".join(segment.text for segment in own) == each.evidence.quote
        assert sum(number in segment.ends for segment in segments) == bool(each.evidence.quote)


def test_long_gaps_are_cut_but_claims_are_not() -> None:
    article = Article("a", "x" * 9_000 + "499 euros" + "y" * 9_000)
    segments = cut(article, [claim_at(article, 0, 9_000, 9_009, 9_000, 9_003)])
    assert sum(len(segment.text) for segment in segments) < 2 * LONGEST_GAP + 100
    assert [segment.text for segment in segments if segment.claims] == ["499", " euros"]
    assert [segment.focus for segment in segments if segment.claims] == [True, False]
