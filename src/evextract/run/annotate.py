"""Quantities and dates of single texts, as the pipeline finds them, for scorers and other tools."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io.claims import LONGEST_LINE
from evextract.io.jsonlines import read_objects
from evextract.nlp.dates import annotate_dates
from evextract.nlp.model.build import load_language
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.nlp.quantities import QuantityUnits, annotate_quantities
from evextract.records import LONGEST_ARTICLE, Rejected

BATCH = 16
Row = Mapping[str, Any]


def quantities_of(rows: Iterable[Row], pack: DomainPack, *, model: str = DEFAULT_MODEL) -> Iterator[dict[str, Any]]:
    """For each row with ``text`` and ``id`` a dict ``{"id", "quantities"}``; without an id the text is repeated."""
    kept: deque[Row] = deque()

    def noted() -> Iterator[Row]:
        for row in rows:
            kept.append(row)
            yield row

    units = QuantityUnits(pack.units, pack.home_currencies)
    for found in annotate_quantities(noted(), load_language(model), units, batch_size=BATCH):
        yield {**_name(kept.popleft()), "quantities": found["quantities"]}


def dates_of(rows: Iterable[Row], pack: DomainPack, *, model: str = DEFAULT_MODEL) -> Iterator[dict[str, Any]]:
    """For each row with ``text``, ``id`` and ``reference_date`` (a day, or nothing) a dict ``{"id", "timexes"}``."""
    nlp = load_language(model)
    for doc, row in nlp.pipe(((row["text"], row) for row in rows), as_tuples=True, batch_size=BATCH):
        found = annotate_dates(doc, published=_day(row.get("reference_date")), fiscal_year_start=pack.fiscal_year_start)
        yield {**_name(row), "timexes": found}


def read_rows(path: str | Path) -> Iterator[Row]:
    """The objects of a JSONL file. Raises :class:`InputError` with the line of the first that has no text."""
    for number, row in read_objects(Path(path), str(path), max_bytes=LONGEST_LINE):
        yield _checked(row, f"{path} line {number}")


def _checked(row: Row | Rejected, where: str) -> Row:
    if isinstance(row, Rejected):
        raise InputError(f"{where}: {row.because}")
    if not isinstance(row.get("text"), str):
        raise InputError(f"{where}: no text; each line is an object with text, and id or reference_date")
    if len(row["text"]) > LONGEST_ARTICLE:
        raise InputError(f"{where}: {len(row['text']):,} characters; at most {LONGEST_ARTICLE:,} are read, split it")
    try:
        _day(row.get("reference_date"))
    except ValueError as problem:
        raise InputError(f"{where}: reference_date must be a day as YYYY-MM-DD ({problem})") from problem
    return row


def _name(row: Row) -> dict[str, Any]:
    return {"id": row["id"]} if row.get("id") is not None else {"id": None, "text": row["text"]}


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None
