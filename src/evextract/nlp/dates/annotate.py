"""The mentions of a document as dictionaries, for files and scorers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from spacy.tokens import Doc

from evextract.nlp.dates.find import NO_FISCAL_YEARS, find_dates
from evextract.nlp.dates.mention import DateMention

TYPES = {"date": "DATE", "time": "TIME", "duration": "DURATION", "set": "SET"}


def annotate_dates(
    doc: Doc, *, published: date | None, fiscal_year_start: Mapping[str, int] = NO_FISCAL_YEARS
) -> list[dict[str, object]]:
    """The mentions of ``doc`` as ``{"surface", "start", "end", "from", "to", "kind", "type", "gran"}``.

    ``from`` and ``to`` are ISO days, both included, None where open or unknown. ``kind`` is ``date`` (one day),
    ``range``, ``duration``, ``set`` or ``unresolved``; ``type`` is the TIMEX3 type. A range is followed by its ends.
    """
    found = find_dates(doc, published=published, fiscal_year_start=fiscal_year_start)
    return [as_timex(mention, doc.text) for whole in found for mention in (whole, *whole.parts)]


def as_timex(mention: DateMention, text: str) -> dict[str, object]:
    span = mention.span if mention.kind in ("date", "time") else None
    start, end = (span.start, span.end) if span else (None, None)
    kind = mention.kind
    if kind in ("date", "time"):
        kind = "unresolved" if span is None else "date" if start == end else "range"
    return {
        "surface": text[mention.start : mention.end],
        "start": mention.start,
        "end": mention.end,
        "from": start.isoformat() if start else None,
        "to": end.isoformat() if end else None,
        "kind": kind,
        "type": TYPES[mention.kind],
        "gran": span.grain.value if span else None,
    }
