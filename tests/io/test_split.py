"""Dumps are cut where articles begin, and single articles are left whole."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evextract.errors import InputError
from evextract.io.articles import read_articles
from evextract.io.split import split_dump
from evextract.records import Article

SEEDS = Path(__file__).parents[2] / "seeds"
ARTICLES = [a for a in read_articles([SEEDS], split="never").articles if a.title]
Layout = Callable[[Article], str]


def run_together(article: Article) -> str:
    return re.sub(r"\n+", "\n", article.text.strip()) + "\n"


LAYOUTS: dict[str, tuple[Layout, float, float]] = {
    "headline": (lambda a: f"{a.title}\n{run_together(a)}", 0.85, 0.85),
    "headline and byline": (lambda a: f"{a.title}\nBy Ann Reporter\n{run_together(a)}", 0.95, 0.95),
    "headline and date": (lambda a: f"{a.title}\n{a.published:%B %d, %Y}\n{run_together(a)}", 0.95, 0.95),
    "closing line": (lambda a: f"{run_together(a)}What do you think? Tell us in the comments.\n", 0.9, 0.95),
    "files joined by cat": (lambda a: a.text.strip() + "\n", 0.9, 0.9),
    "paragraphs only": (run_together, 0.6, 0.4),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_starts_are_found_in_dumps_of_other_layouts(layout: str) -> None:
    """The floors lie a little below what was measured; with paragraphs alone, much of one brand's news runs on."""
    write, precision, recall = LAYOUTS[layout]
    found = wanted = right = 0
    for seed in range(4):
        parts = [write(a) for a in random.Random(seed).sample(ARTICLES, 12)]
        true = {sum(map(len, parts[:i])) for i in range(1, len(parts))}
        starts = {start for start, _ in split_dump("".join(parts))} - {0}
        found, wanted, right = found + len(starts), wanted + len(true), right + len(starts & true)
    assert right >= precision * found
    assert right >= recall * wanted


def test_the_sample_dump_splits_into_its_five_articles_with_their_metadata() -> None:
    parts = read_articles([SEEDS / "torque-lantern-week.txt"]).articles
    assert [p.id for p in parts] == [f"torque-lantern-week#{i:02d}" for i in range(1, 6)]
    assert [p.text.split()[0] for p in parts] == ["Slate's", "Kia", "Volkswagen", "Ford", "Next"]
    assert len({p.published for p in parts}) == 5
    assert {p.outlet for p in parts} == {"Torque Lantern"}
    assert "".join(p.text for p in parts) == (SEEDS / "torque-lantern-week.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: a.id)
def test_single_articles_stay_whole(article: Article) -> None:
    headed = f"{article.title}\nBy Ann Reporter\n{article.text}"
    for text in (article.text, headed, headed.replace("\n\n", "\r\n")):
        assert split_dump(text) == [(0, len(text))]


def test_headings_pointers_and_teasers_do_not_cut_an_article() -> None:
    article = next(a for a in ARTICLES if a.id == "rivian-cuts-outlook")
    paragraphs = article.text.strip().split("\n\n")
    teasers = [
        "Rivian lowers its outlook.",
        "The R2 remains on schedule for next year.",
        "Tariffs are named as the cause.",
    ]
    headings = ["The Figures", "Also read: Lucid on tour", "What Comes Next", "Photo: Rivian", "A Look At The R3"]
    body = [line for pair in zip(paragraphs, headings, strict=True) for line in pair]
    text = "\n".join([*teasers, *body])
    assert split_dump(text) == [(0, len(text))]


def test_a_live_blog_stays_whole() -> None:
    posts = [f"{9 + i}:{10 + i} a.m.\n{a.title}\n{run_together(a)}" for i, a in enumerate(ARTICLES[:8])]
    text = "".join(posts)
    assert split_dump(text) == [(0, len(text))]


def test_lines_broken_to_a_width_are_read_as_paragraphs() -> None:
    def wrapped(article: Article) -> str:
        paragraphs = [re.sub(r"(.{50,70}) ", r"\1\n", p) for p in article.text.strip().split("\n\n")]
        return f"{article.title}\nBy Ann Reporter\n\n" + "\n\n".join(paragraphs) + "\n\n"

    parts = [wrapped(a) for a in ARTICLES[:6]]
    assert [text_of(p) for p in split_texts("".join(parts))] == [text_of(p) for p in parts]


def split_texts(text: str) -> list[str]:
    return [text[a:b] for a, b in split_dump(text)]


def text_of(part: str) -> str:
    return " ".join(part.split())


def test_never_and_a_pattern() -> None:
    text = "One.\n---\nTwo.\n\n---\n"
    assert split_dump(text, how="never") == [(0, len(text))]
    assert split_texts_at(text, "^-+$") == ["One.\n", "Two.\n\n"]
    assert split_texts_at("A 1 B 2 ", r"(?=[A-Z] \d)") == ["A 1 ", "B 2 "]
    with pytest.raises(InputError, match="give auto, never or a regular expression"):
        split_dump(text, how="[")


def split_texts_at(text: str, pattern: str) -> list[str]:
    return [text[a:b] for a, b in split_dump(text, how=pattern)]


_PIECES = st.sampled_from(
    [
        "By A. B",
        "May 12, 2025",
        "PARIS (AP) –",
        "© 2025",
        "Also read: x",
        "Also",
        "He",
        "10:30",
        "- ",
        '"',
        "’",
        "…",
        "\x85",
        "😀",
    ]
)
_TEXTS = st.lists(
    st.one_of(
        _PIECES, st.sampled_from([a.text[:300] for a in ARTICLES]), st.text(max_size=30), st.sampled_from("\n\r .A’")
    ),
    max_size=60,
).map("".join)


@settings(max_examples=80, deadline=None)
@given(_TEXTS, st.sampled_from(["auto", "never", r"\n\n", r"(?=A)", "A|"]))
def test_parts_are_in_order_disjoint_and_complete(text: str, how: str) -> None:
    spans = split_dump(text, how=how)
    assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    if how in ("auto", "never"):
        assert "".join(text[a:b] for a, b in spans).split() == text.split()


def test_hostile_texts_take_linear_time() -> None:
    for piece in ("’A", "1.,", "A B ", "By A ", ". ", "\n", '."', "x\n", "May 1, "):
        text = piece * (200_000 // len(piece))
        split_dump(text)
