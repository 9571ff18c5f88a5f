"""Charts: round axes, well-formed SVG, hostile labels as text."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evextract.report.charts import draw, nice_ticks
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
    bars = Bars("Conflicts", "", (("open", "open"), ("settled", "kept")), (Bar("price", (3, 1)), Bar("screen", (0, 2))))
    svg = draw(bars, "c1")
    assert texts(svg) == ["open", "settled", "price", "4", "screen", "2"]
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


def test_hostile_labels_stay_text() -> None:
    point = Point(HOSTILE, 1.0, 2.0, HOSTILE, HOSTILE)
    for chart in (
        Bars(HOSTILE, "", ((HOSTILE, "open"),), (Bar(HOSTILE, (1,)),)),
        Series(HOSTILE, "", HOSTILE, HOSTILE, (point,)),
    ):
        tree = ElementTree.fromstring(draw(chart, "c1"))
        assert not [element for element in tree.iter() if element.tag.endswith("script")]
