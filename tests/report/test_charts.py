"""Charts: round axes, well-formed SVG, hostile labels as text."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evextract.report.axes import nice_ticks
from evextract.report.charts import draw
from evextract.report.model import Bar, Bars, Point, Rank, Series

HOSTILE = '</title></svg><script>alert("1")</script>'


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12))
def test_ticks_span_the_values_in_even_steps(low: float, width: float) -> None:
    ticks = nice_ticks(low, low + width)
    slack = 1e-9 * (abs(low) + width)
    assert ticks[0] <= low + slack
    assert ticks[-1] >= low + width - slack
    assert 2 <= len(ticks) <= 9
    assert ticks == sorted(set(ticks))


def test_bars_show_every_count_in_the_drawing_and_in_words() -> None:
    rows = (Bar("price", (3, 1)), Bar("screen", (0, 2), "none of 2"))
    svg = draw(Bars("Conflicts", "", (("open", "open"), ("settled", "kept")), rows, "conflicts"), "c1")
    assert texts(svg) == [
        "open", "settled", "0", "1", "2", "3", "4", "conflicts", "price", "4", "screen", "none of 2",
    ]  # fmt: skip
    assert "price: 3 open, 1 settled; screen: 0 open, 2 settled" in svg


@pytest.mark.parametrize(
    "days",
    [
        ("2031-03-02", "2031-03-04"),
        ("2031-01-31", "2031-11-02"),
        ("2001-01-01", "2031-01-01"),
        ("0001-01-01", "9999-12-31"),
    ],
)
def test_day_axes_hold_for_any_span(days: tuple[str, str]) -> None:
    points = tuple(
        Point(f"outlet {index}", float(date.fromisoformat(day).toordinal()), index * 1e9, day, "x", rank)
        for index, (day, rank) in enumerate(zip(days, (Rank.KEPT, Rank.ASIDE), strict=True))
    )
    words = texts(draw(Series("t", "", "published", "price, EUR", points, x_days=True), "c1"))
    assert {"published", "price, EUR", "outlet 0", "outlet 1"} <= set(words)
    assert 5 < len(words) < 25


def test_dots_of_a_question_are_joined_and_ranges_have_ends() -> None:
    def dot(day: str, low: float, high: float, rank: Rank) -> Point:
        when = float(date.fromisoformat(day).toordinal())
        return Point(rank.value, when, (low + high) / 2, day, f"{low}–{high}", rank, low, high, "question")

    dots = (dot("2031-03-02", 400, 400, Rank.EARLIER), dot("2031-05-02", 450, 500, Rank.KEPT))
    tree = ElementTree.fromstring(draw(Series("t", "", "published", "range, km", dots, x_days=True), "c1"))
    styles = [element.get("class") for element in tree.iter() if element.tag.endswith("path")]
    assert (styles.count("joined"), styles.count("span")) == (1, 1)
    assert {"superseded", "kept"} <= set(texts(ElementTree.tostring(tree, "unicode")))


def test_hostile_labels_stay_text() -> None:
    point = Point(HOSTILE, 1.0, 2.0, HOSTILE, HOSTILE)
    for chart in (
        Bars(HOSTILE, "", ((HOSTILE, "open"),), (Bar(HOSTILE, (1,)),)),
        Series(HOSTILE, "", HOSTILE, HOSTILE, (point,)),
    ):
        tree = ElementTree.fromstring(draw(chart, "c1"))
        assert not [element for element in tree.iter() if element.tag.endswith("script")]
