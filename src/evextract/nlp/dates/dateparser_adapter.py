"""The only module that imports dateparser: day stamps in shapes that the grammar doesn't read.

dateparser takes almost any words for a date, so it sees nothing but spans that already have the shape of a full day
("16. Nov. 2031", "Wed May 14 10:23:11 2031"), English only, and only its parser of absolute dates.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dateparser.date import DateDataParser

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.grammar import Expression
from evextract.nlp.dates.nodes import Bounded, Fixed, Node, Recurring
from evextract.nlp.dates.tokens import Token

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
# One shape a line; all runs are bounded, so matching is linear.
_STAMP = re.compile(
    rf"""(?<![\w.])(?:
        \d{{1,2}}\.\s?{_MONTH}\.?,?\s?\d{{4}}
      | {_MONTH}\.?\s\d{{1,2}},?\s{_TIME}(?:\s[A-Z]{{2,4}})?,?\s\d{{4}}
      | {_MONTH}\.?,?\s\d{{4}},?\s\d{{1,2}}(?:st|nd|rd|th)
    )(?![\w:])""",
    re.VERBOSE | re.IGNORECASE,
)

_REACH_BACK, _REACH_AHEAD = 5, 24


@cache
def _parser() -> DateDataParser:
    # Built at first use: most texts need none, and building it takes longer than annotating an article.
    settings = {
        "STRICT_PARSING": True,
        "REQUIRE_PARTS": ["day", "month", "year"],
        "PARSERS": ["absolute-time"],
        "DATE_ORDER": "MDY",
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=["en"], settings=settings)


def read_stamps(text: str, found: list[Expression]) -> list[Expression]:
    """``found``, with every month that stands in such a stamp replaced by the stamp's day."""
    read: list[Expression] = []
    taken = -1
    for expression in found:
        first, last = expression.first, expression.last
        if first.start < taken:
            continue
        if _names_a_month(expression.node):
            match = _STAMP.search(text, max(first.start - _REACH_BACK, 0), last.end + _REACH_AHEAD)
            day = _day(match[0]) if match else None
            if match is not None and day is not None and match.start() < last.end and first.start < match.end():
                while read and read[-1].first.start >= match.start():
                    read.pop()
                if read and read[-1].last.end > match.start():
                    read.append(expression)  # "from May to June 12. Nov. 2031": the 12 is taken
                    continue
                taken = match.end()
                start = min(match.start(), first.start)
                token = Token(match[0].lower(), start, match.end(), "stamp", False)
                expression = Expression(Fixed(calendar.day(day)), token, token, token)
        read.append(expression)
    return read


def _names_a_month(node: Node) -> bool:
    while isinstance(node, Bounded):
        node = node.of
    if isinstance(node, Recurring):
        return node.unit == Unit.MONTH
    return isinstance(node, Fixed) and node.interval.unit == Unit.MONTH


def _day(written: str) -> date | None:
    # dateparser reads the parts in any order, but not the marks between them.
    parts = re.findall(r"\d+:[\d:]+|\d+(?:st|nd|rd|th)?|[a-z]+", written.lower())
    found = _parser().get_date_data(" ".join(parts))
    return None if found is None or found.date_obj is None else found.date_obj.date()
