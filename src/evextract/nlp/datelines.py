"""Where and when an agency's report was filed, before its first sentence: "PRAGUE, April 15 (Agency) - Skoda will build".

The parser takes the town for a subject of the sentence behind it, so it is told that they are two; the day is of nothing
that the report tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evextract.domain.pack import DomainPack
from evextract.nlp.dates import DateMention
from evextract.nlp.naming.things import PLACE

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_CAPITALS = r"[A-Z][A-Z’'.-]+(?: [A-Z][A-Z’'.-]+){0,3}"
_TOWNS = rf"(?P<town>{_CAPITALS})(?:(?:/| / |, | and ){_CAPITALS})*(?:, [A-Z][a-z]+\.?(?: [A-Z][a-z]+)?)?"
_AGENCY = r"\([A-Za-z][A-Za-z.&’' /]{1,30}\)"
_NAMED = r"(?:[A-Z][\w.’'-]+(?:(?:/| / |,? )[A-Z][\w.’'-]+){0,4}) ?"
_WRITTEN = re.compile(
    rf"^(?:{_TOWNS}(?P<day>,? {_DAY})?(?P<agency> {_AGENCY})?|(?P<other>(?:{_NAMED}(?:,? ?{_DAY} )?)?{_AGENCY}|{_NAMED},? ?{_DAY})|{_DAY}(?P<told> {_AGENCY})?)"
    r"(?: (?:--|[-–—]) |(?P<colon>: ))(?=[\"“‘'(]?[A-Z0-9])",
    re.MULTILINE,
)


class Datelines:
    """Built once from a pack: what is in capitals and bears neither a day nor an agency has to be a place that it knows."""

    def __init__(self, pack: DomainPack) -> None:
        self._places = frozenset(e.name.upper() for e in pack.entities.values() if e.type == PLACE)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Where they begin, and where what they stand before begins."""
        found = list(_WRITTEN.finditer(text))
        calendar = sum(map(_is_day_alone, found)) > 1
        for m in found:
            if _is_day_alone(m):
                told = not calendar and not m["colon"]
            else:
                told = not m["town"] or bool(m["day"] or m["agency"]) or m["town"] in self._places
            if told:
                yield m.span()


def _is_day_alone(m: re.Match[str]) -> bool:
    """ "Jan 30 - Ford said", where only one paragraph begins so: else it is a calendar's entry."""
    return not (m["town"] or m["other"] or m["told"])


def outside_datelines(dates: Sequence[DateMention], datelines: Sequence[tuple[int, int]]) -> list[DateMention]:
    """Without the days on which reports were filed."""
    return [d for d in dates if not any(start <= d.start < end for start, end in datelines)]
