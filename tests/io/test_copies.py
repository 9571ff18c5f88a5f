"""One text under several names is one voice."""

from __future__ import annotations

import random
from datetime import date

from evextract.io.copies import Copies
from evextract.records import Article

REPORT = """Kestrel Motors will build its small hatchback in Graz from March, the company told suppliers on Tuesday. The
plant is to turn out 48,000 cars in the first year and twice as many once the second shift has been trained. Kestrel had
first looked at a site in Slovakia but found no grid connection of the size that its paint shop needs. The hatchback has a
44 kWh battery and will cost from 21,900 euros; the city of Graz puts 60 million euros into roads and a railway siding.
Unions welcomed the plan. "We have waited for this for six years," said a works council member at the old axle factory."""
OTHER = """Order books for the Kestrel hatchback opened on Friday. Buyers in Austria pay from 21,900 euros for the version
with a 44 kWh battery, and those in Germany 22,400 euros. Deliveries start in June, about three months after production
begins in Graz. The company expects to build 48,000 of them in the first year, it repeated, and has sold a fifth of those
to leasing firms already. A larger battery of 58 kWh is promised for the end of the year, without a price so far."""


def test_a_reprint_with_small_edits_repeats_the_earlier_article_and_a_second_report_does_not() -> None:
    reprint = "VIENNA (Agency) – " + REPORT.replace("on Tuesday", "this week").replace("welcomed", "applauded")
    articles = [
        Article("late", reprint, published=date(2025, 3, 4)),
        Article("undated", REPORT),
        Article("first", REPORT, published=date(2025, 3, 2)),
        Article("other", OTHER, published=date(2025, 3, 5)),
        Article("cut", REPORT[: len(REPORT) // 2], published=date(2025, 3, 9)),
    ]
    expected = {"late": "first", "undated": "first", "cut": "first"}
    for seed in range(6):
        random.Random(seed).shuffle(articles)
        assert Copies(articles).found() == expected


def test_a_copy_of_a_copy_points_to_the_first() -> None:
    middle = REPORT.replace("on Tuesday", "this week").replace("48,000 cars", "48,000 vehicles")
    articles = [Article(id_, text) for id_, text in (("b", middle), ("a", REPORT), ("c", middle.upper()))]
    assert Copies(articles).found() == {"b": "a", "c": "a"}


def test_short_texts_are_copies_only_when_their_words_are_the_same() -> None:
    articles = [Article("a", "No news."), Article("b", "no news"), Article("c", "Good news."), Article("d", "—")]
    assert Copies(articles).found() == {"b": "a"}
