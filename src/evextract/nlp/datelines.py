"""Where and when an agency's report was filed, before its first sentence: "PRAGUE, April 15 (Agency) - Skoda will build"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from evextract.nlp.dates import DateMention

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATELINE = re.compile(
    r"(?m)^[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,3}(?:[,/] ?[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){0,2})?,? "
    rf"(?:{_MONTH} {_DAY}|{_DAY} {_MONTH})(?:,? \d{{4}})? (?:\([^()\n]{{1,40}}\) )?[-–—]{{1,2}} "
)


def outside_datelines(dates: Sequence[DateMention], text: str) -> list[DateMention]:
    """Without the days on which reports were filed, which are of nothing that these tell."""
    lines = [m.span() for m in _DATELINE.finditer(text)]
    return [d for d in dates if not any(start <= d.start < end for start, end in lines)] if lines else list(dates)
