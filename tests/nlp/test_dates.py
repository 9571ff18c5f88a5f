"""Dates, through the public functions only."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from spacy.language import Language

from evextract.nlp.build import load_language
from evextract.nlp.dates import DateMention, find_dates

TODAY = date(2031, 3, 12)


@cache
def language() -> Language:
    return load_language()


def dates(text: str, published: date | None = TODAY) -> list[DateMention]:
    return find_dates(language()(text), published=published)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The wagon arrives in the second half of 2033.", "2033-07-01", "2033-12-31"),
        ("It had sold 40 cars by 2029.", None, "2029-12-31"),
    ],
)
def test_interval(text: str, start: str | None, end: str | None) -> None:
    (found,) = dates(text)
    assert found.span is not None
    assert (found.span.start and found.span.start.isoformat(), found.span.end and found.span.end.isoformat()) == (
        start,
        end,
    )


def test_relative_dates_are_kept_without_a_reference_date() -> None:
    (found,) = dates("The plant opened last year.", published=None)
    assert found.relative
    assert found.span is None
