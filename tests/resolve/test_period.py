"""Periods in one form, whatever words name them."""

from __future__ import annotations

from datetime import date

import pytest

from evextract.resolve.questions.period import normal_period

TOLD = date(2025, 5, 13)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("Q1 2025", "2025-Q1"),
        ("January-March 2025", "2025-Q1"),
        ("the first six months of 2025", "2025-H1"),
        ("nine months to December 2024", "2024-04..2024-12"),
        ("full-year 2024", "2024"),
        ("first quarter of fiscal 2025", "FY2025-Q1"),
        ("fiscal year to March 2025", "FY2024"),
        ("12 months to June 2024", "FY2023"),
        ("year ended March", "FY?"),
        ("last year", "last year"),
        ("since 2019", "since 2019"),
        ("a year", "per year"),
        ("a year earlier", "a year earlier"),
        ("first three months", "first 91.2 days"),
    ],
)
def test_a_period_has_one_form(words: str, form: str) -> None:
    assert normal_period(words) == form


@pytest.mark.parametrize(
    ("words", "form", "ahead"),
    [
        ("last year", "2024", False),
        ("last month", "2025-04", False),
        ("November", "2024-11", False),
        ("November", "2025-11", True),
        ("third quarter", "2024-Q3", False),
        ("third quarter", "2025-Q3", True),
        ("first half of last year", "2024-H1", False),
        ("this year", "2025", True),
        ("this year", "this year", False),
        ("year ended March", "FY2024", False),
        ("year ending March", "FY2025", True),
        ("fiscal year that ended in March", "FY2024", True),
    ],
)
def test_a_period_is_reckoned_from_the_article(words: str, form: str, *, ahead: bool) -> None:
    assert normal_period(words, TOLD, ahead=ahead) == form
