"""What an article is about: the vehicle and the company that it speaks of most, first and in its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from evextract.nlp.naming.names import fold
from evextract.nlp.naming.things import COMPANY_TYPES, Thing, leads, with_brands
from evextract.nlp.page import Page
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_BESIDE = re.compile(
    r"(?<!\w)(?:after|than|like|unlike|below|beneath|above|alongside|replac(?:e|es|ing)|(?:rival|successor|sibling|alternative) (?:to|of|for))"
    r" (?:the |its )?(?=[\w.])(?P<name>[\w.-]+(?: [\w.-]+)?)"
)
_LEAD = 3
"""The number of the last sentence in which being named counts twice."""
_HEADED = 5
"""For how many mentions it counts to be named by the headline."""


def vehicle_of(page: Page) -> tuple[str | None, bool]:
    """The vehicle, and whether the article is about that one alone. What is named only to compare with doesn't count."""
    if page.headline is not None:
        return page.headline, True  # and whatever else the text names is not
    counts: Counter[str] = Counter()  # in the order of first mention, which decides between equals
    headed = headed_by(page)
    lead_end = page.sentences[min(_LEAD, len(page.sentences) - 1)].end if page.sentences else 0
    for t in page.things:
        if t.type == PRODUCT:
            token = page.root_of(t.start, t.end)
            first = 3 * (not counts)
            told = (token.dep_ in SUBJECT_DEPS) + (t.end <= lead_end) + _HEADED * (t.id == headed)
            counts[t.id] += 0 if is_compared(token) else 1 + first + told
    return _first_of(counts)


def headed_by(page: Page) -> str | None:
    """The vehicle that the headline names first: "X to share the Y's platform" is about the X."""
    title = _BESIDE.sub(" ", fold(page.article.title or ""))
    named = {name: t.id for t in page.things if t.type == PRODUCT for name in _names(page, t)}
    found = [(m.start(), n) for n in named if (m := re.search(rf"(?<!\w){re.escape(n)}(?!\w)", title))]
    return named[min(found)[1]] if found else None


def _names(page: Page, vehicle: Thing) -> list[str]:
    """What it is called there, and what is left of that without its brand."""
    brands = [t.end for t in page.things_at(vehicle.start) if t.type == "brand" and t.end < vehicle.end]
    return [fold(page.text[start : vehicle.end].strip()) for start in (vehicle.start, *brands)]


def company_of(page: Page, brands: Mapping[str, str], parents: Mapping[str, str]) -> tuple[str | None, bool]:
    """The company, and whether the article is about that one alone. ``brands``: vehicle -> brand; ``parents``: company ->
    owner.
    """
    counts: Counter[str] = Counter()  # in the order of first mention, which decides between equals
    lead_end = page.sentences[0].end if page.sentences else 0
    for t in page.things:
        if t.type in COMPANY_TYPES:
            counts[t.id] += ((2 if t.inside is None else 1) if t.known else 1) + (t.known and t.end <= lead_end)
        elif t.type == PRODUCT and t.id in brands:
            counts[brands[t.id]] += 1
    if page.headline is not None and page.headline in brands:
        counts[brands[page.headline]] += _HEADED
    return _first_of(with_brands(counts, parents))


def most_named_company(things: Iterable[Thing], brands: Mapping[str, str], parents: Mapping[str, str]) -> str | None:
    """The company that is named most, its vehicles included: what can be told before there are sentences.

    A vehicle counts twice, be its brand a name that is known inside of it ("Rivian R1S") or not ("Scout Traveler").
    """
    counts: Counter[str] = Counter()
    for t in things:
        if t.type in COMPANY_TYPES and t.inside is None:
            counts[t.id] += 1
        elif t.type == PRODUCT and t.id in brands:
            counts[brands[t.id]] += 2
    counts = with_brands(counts, parents)
    return max(counts, key=lambda c: counts[c]) if counts else None


def _first_of(counts: Counter[str]) -> tuple[str | None, bool]:
    if not counts:
        return None, False
    topic = max(counts, key=lambda k: counts[k])
    return topic, leads(counts, topic)
