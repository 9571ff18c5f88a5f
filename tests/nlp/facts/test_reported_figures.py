"""Figures that a firm reports without its name beside them, and the periods that go from one to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Mention


def _read(extractor: Extractor, text: str) -> list[Mention]:
    article = Article(id="a", text=text, published=date(2025, 11, 20))
    return [m for _, mentions in extractor.read([article]) for m in mentions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Lotus delivered 1,310 cars in October. At Nio, things went worse: it lost 410 million yuan in the third "
            "quarter on revenue of 9.1 billion yuan. Denza sold 7,240 cars.",
            ["October 2025", "Q3 2025", "October 2025"],
        ),
        (
            "Skoda sold 81,200 cars between January and September. The operating profit rose to 510 million euros in the "
            "third quarter. Revenue came to 6.1 billion euros.",
            ["January-September 2025", "Q3 2025"],
        ),
        (
            "Lucid's revenue rose to 210 million dollars in the third quarter. It delivered 3,910 cars.",
            ["Q3 2025", "Q3 2025"],
        ),
    ],
)
def test_period_of_results_is_not_that_of_others_sales(extractor: Extractor, text: str, wanted: Sequence[str]) -> None:
    found = [m for m in _read(extractor, text) if m.attribute in {"sales", "deliveries", "revenue"}]
    assert [m.scope.period for m in found] == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nio sold 21,300 cars, 3,110 of them Fireflys. It forecasts deliveries of 90,000 cars.", "nio"),
    ],
)
def test_only_a_firm_forecasts(extractor: Extractor, text: str, wanted: str) -> None:
    assert [m.subject for m in _read(extractor, text) if m.attribute == "deliveries"] == [wanted]


def test_mere_number_that_a_firm_sells_is_of_no_car_told_before(extractor: Extractor) -> None:
    text = "The Toyota bZ3 has been a success in China. In Norway, Toyota sold 4,310."
    assert not [
        m
        for m in _read(extractor, text)
        if m.attribute == "market" and m.subject == "toyota-bz3" and "Norway" in str(m.value)
    ]
