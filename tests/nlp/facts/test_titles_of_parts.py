"""What a title says of the firm, its region and its part, and what those are who are only said to be in charge."""

from __future__ import annotations

import pytest

from evextract.nlp.extract import Extractor
from evextract.records import Article, Text

CASES = {
    "Jane Roe, president of Mazda Canada, expects a good year.": "president",
    "Jane Roe, head of sales at Mazda Canada, expects a good year.": "head of sales at Mazda Canada",
    "Jane Roe, executive director of Mazda's parts and service business, expects a good year.": (
        "executive director of Mazda's parts and service business"
    ),
    'Mazda did well. "It was a good year," said Jane Roe, chief analyst of the consultancy Quintal Research.': "chief analyst",
    "Jane Roe, who heads the Mazda brand in Canada, expects a good year.": "heads the Mazda brand in Canada",
    "Mazda did well. Jane Roe, who heads the field of runners, drove one.": None,
}


@pytest.mark.parametrize("text", CASES)
def test_a_title_ends_where_the_firm_begins(extractor: Extractor, text: str) -> None:
    [(_, mentions)] = extractor.read([Article("a", text)])
    roles = [m.value.text for m in mentions if m.attribute == "role" and isinstance(m.value, Text)]
    assert roles == ([CASES[text]] if CASES[text] else [])
