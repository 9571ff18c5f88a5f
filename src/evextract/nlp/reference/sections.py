"""Which vehicle or company a part of an article is about, by the headings in it: "2. Smart #2, from £19,500", "Xpeng"; or which
place: "North America", "For Europe".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, Thing
from evextract.nlp.page import Page, starting
from evextract.nlp.roles import PRODUCT

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_LONGEST = 90
_BULLET = re.compile(r"\s*[-•*–·]\s")
_BODY_END = re.compile(r"[.!?:;,][\"”’)]*\s*\Z")
_LEADING = re.compile(
    r"[\W\d_]*(?:(?:the|new|all-new|best|worst|winner|runner-up|first|second|third|fourth|place|no)[\s:.]+[\d.):\s]*){0,3}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """``topic``: the vehicle that a heading begins with, or the company that it is; ``heading``: whether it can be one."""

    start: int
    end: int
    heading: bool
    topic: str | None


def section_topics(page: Page) -> dict[int, str]:
    """The vehicle or company of its section, for each sentence that stands under a heading for one."""
    lines = _lines(page)
    spans: list[tuple[int, int, str]] = []
    current: tuple[int, str] | None = None
    for n, line in enumerate(lines):
        follows = lines[n + 1] if n + 1 < len(lines) else None
        opens = n > 0 and line.heading and follows is not None and not follows.heading
        if not opens:
            continue
        if current is not None:
            spans.append((current[0], line.start, current[1]))
        listed = line.topic is not None and lines[n - 1].topic is not None and n > 1
        current = (line.end, line.topic) if line.topic is not None and not listed else None
    if current is not None:
        spans.append((current[0], len(page.text), current[1]))
    return {s.number: id_ for start, end, id_ in spans for s in starting(page.sentences, start, end)}


_AROUND_PLACE = re.compile(
    r"(?:[\W\d_]|(?<![a-z])(?:and|the|in|for|to|coming|meanwhile|market|markets|region|plans?|models?|line-?up|range)(?![a-z]))*",
    re.I,
)
"""What a heading may say besides the place: "For Europe", "North American Models"."""


def place_sections(page: Page) -> dict[int, tuple[Thing, ...]]:
    """The places that head its part of the text, for each sentence of an article that goes through the world place by place."""
    lines = _lines(page)
    spans: list[tuple[int, int, tuple[Thing, ...]]] = []
    for n, line in enumerate(lines):
        follows = lines[n + 1] if n + 1 < len(lines) else None
        if n == 0 or not line.heading or follows is None or follows.heading:
            continue
        if spans and spans[-1][1] == len(page.text):
            spans[-1] = (spans[-1][0], line.start, spans[-1][2])
        if places := _only_places(page, line):
            spans.append((line.end, len(page.text), places))
    if len({t.id for _, _, places in spans for t in places}) < 2 or len(spans) < 2:
        return {}  # a place alone in a line may be a dateline, or what stands below a photograph
    return {s.number: places for start, end, places in spans for s in starting(page.sentences, start, end)}


def _only_places(page: Page, line: _Line) -> tuple[Thing, ...]:
    """The places of a line that names nothing else."""
    things = [t for t in starting(page.things, line.start, line.end) if t.inside is None]
    if not things or any(t.type != PLACE for t in things):
        return ()
    rest, at = "", line.start
    for t in things:
        rest, at = rest + page.text[at : t.start] + " ", t.end
    rest += page.text[at : line.end]
    return tuple(things) if _AROUND_PLACE.fullmatch(rest) else ()


def _lines(page: Page) -> list[_Line]:
    vehicles = [t for t in page.things if t.type == PRODUCT and t.inside is None]
    companies = {t.start: t for t in page.things if t.type in COMPANY_TYPES and t.inside is None}
    out = []
    for m in _LINE.finditer(page.text):
        here = starting(vehicles, m.start(), m.end())
        heading = m.end() - m.start() <= _LONGEST and _BODY_END.search(m[0].rstrip(" ?")) is None
        first = (
            heading
            and len({t.id for t in here}) == 1
            and _LEADING.fullmatch(page.text, m.start(), here[0].start) is not None
        )
        topic = here[0].id if first else None
        begins = m.end() - len(m[0].lstrip())
        company = companies.get(begins)
        if heading and company is not None and company.end == begins + len(m[0].strip()):
            topic = company.id
        # "- Expected launch: March": a point of the list under the heading.
        point = topic is None and _BULLET.match(m[0]) is not None
        out.append(_Line(m.start(), m.end(), heading and not point, topic))
    return out
