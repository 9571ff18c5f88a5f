"""Find the dates of a document. First version: the commonest absolute and relative forms."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from spacy.tokens import Doc

from evextract.nlp.dates.mention import DateMention
from evextract.records import DateSpan, Grain

NO_FISCAL_YEARS: Mapping[str, int] = MappingProxyType({})
MONTHS = {
    m: i // 2 + 1
    for i, m in enumerate(
        "january jan february feb march mar april apr may may june jun july jul august aug september sep october oct "
        "november nov december dec".split()
    )
}
MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
FORMS = [
    re.compile(f"\\b(?:(?P<lead>by|since|until|through|in|on|from|before|after) )?(?P<core>{form})\\b", re.I)
    for form in (
        MONTH + r" (?P<day>\d{1,2}),? " + YEAR,
        r"(?P<day>\d{1,2}) " + MONTH + ",? " + YEAR,
        MONTH + " (?:of )?" + YEAR,
        r"(?:the )?(?P<half>first|second) half of " + YEAR,
        r"(?:q(?P<q>[1-4])|(?:the )?(?P<qw>first|second|third|fourth) quarter of) " + YEAR,
        r"(?P<season>spring|summer|fall|autumn|winter) (?:of )?" + YEAR,
        r"(?P<dir>last|this|next) (?P<unit>year|month)",
        YEAR,
    )
]
SEASONS = {"spring": (3, 21), "summer": (6, 21), "fall": (9, 23), "autumn": (9, 23), "winter": (12, 21)}


def find_dates(
    doc: Doc, *, published: date | None, fiscal_year_start: Mapping[str, int] = NO_FISCAL_YEARS
) -> list[DateMention]:
    """All temporal expressions of ``doc`` in text order, relative ones against ``published``."""
    found: list[DateMention] = []
    for form in FORMS:
        for m in form.finditer(doc.text):
            start, end = m.span("core")
            if any(f.lead < end and start < f.end for f in found):
                continue
            span, relative = resolve({k: v for k, v in m.groupdict().items() if v}, published)
            bound = {
                "by": "by",
                "until": "by",
                "through": "by",
                "since": "since",
                "before": "before",
                "after": "after",
            }.get((m["lead"] or "").lower())
            if span and bound:
                one = timedelta(1)
                ends = {
                    "by": (None, span.end),
                    "since": (span.start, None),
                    "before": (None, span.start and span.start - one),
                    "after": (span.end and span.end + one, None),
                }[bound]
                span = DateSpan(*ends, span.grain, m[0])
            found.append(DateMention(start, end, m.start(), span, relative=relative, bound=bound))
    return sorted(found, key=lambda f: f.start)


def months(year: int, first: int, last: int, grain: Grain, written: str) -> DateSpan:
    return DateSpan(date(year, first, 1), date(year, last, monthrange(year, last)[1]), grain, written)


def resolve(g: dict[str, str], published: date | None) -> tuple[DateSpan | None, bool]:
    written = g["core"]
    if "dir" in g:
        if published is None:
            return None, True
        by = {"last": -1, "this": 0, "next": 1}[g["dir"].lower()]
        if g["unit"].lower() == "year":
            return months(published.year + by, 1, 12, Grain.YEAR, written), True
        index = published.year * 12 + published.month - 1 + by
        return months(index // 12, index % 12 + 1, index % 12 + 1, Grain.MONTH, written), True
    year = int(g["year"])
    ordinal = {"first": 1, "second": 2, "third": 3, "fourth": 4}
    if "day" in g:
        try:
            day = date(year, MONTHS[g["month"].lower()], int(g["day"]))
        except ValueError:
            return None, False
        return DateSpan(day, day, Grain.DAY, written), False
    if "month" in g:
        month = MONTHS[g["month"].lower()]
        return months(year, month, month, Grain.MONTH, written), False
    if "half" in g:
        half = ordinal[g["half"].lower()]
        return months(year, 6 * half - 5, 6 * half, Grain.HALF, written), False
    if "q" in g or "qw" in g:
        quarter = int(g["q"]) if "q" in g else ordinal[g["qw"].lower()]
        return months(year, 3 * quarter - 2, 3 * quarter, Grain.QUARTER, written), False
    if "season" in g:
        start = date(year, *SEASONS[g["season"].lower()])
        after = [d for s in SEASONS.values() for y in (year, year + 1) if (d := date(y, *s)) > start]
        return DateSpan(start, min(after) - timedelta(1), Grain.SEASON, written), False
    return months(year, 1, 12, Grain.YEAR, written), False
