"""Quantities and dates of single texts, as the pipeline finds them, for scorers and other tools."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.nlp.build import DEFAULT_MODEL, load_language
from evextract.nlp.dates import annotate_dates
from evextract.nlp.quantities import QuantityUnits, annotate_quantities

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
    try:
        with open(path, encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, f"{path} line {number}")
    except UnicodeDecodeError as problem:
        raise InputError(f"{path}: not UTF-8 ({problem.reason} at byte {problem.start})") from problem


def _row(line: str, where: str) -> Row:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as problem:
        raise InputError(f"{where}: not JSON ({problem.msg})") from problem
    if not isinstance(row, Mapping) or not isinstance(row.get("text"), str):
        raise InputError(f"{where}: no text; each line is an object with text, and id or reference_date")
    try:
        _day(row.get("reference_date"))
    except ValueError as problem:
        raise InputError(f"{where}: reference_date must be a day as YYYY-MM-DD ({problem})") from problem
    return row


def _name(row: Row) -> dict[str, Any]:
    return {"id": row["id"]} if row.get("id") is not None else {"id": None, "text": row["text"]}


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)[:10]) if text else None
