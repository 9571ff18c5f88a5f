"""Titles, outlets and dates of articles: check them, and read them from a folder's ``index.jsonl``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path

from evextract.io.decode import checked
from evextract.io.jsonlines import read_objects
from evextract.records import Rejected

INDEX_NAME = "index.jsonl"
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?\.? (?P<m>[A-Za-z]{3,9})\.?,? (?P<y>\d{4})")
_MONTH_FIRST = re.compile(r"(?P<m>[A-Za-z]{3,9})\.? (?P<d>\d{1,2})(?:st|nd|rd|th)?,? (?P<y>\d{4})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of an article besides its text; ``published`` as it was written."""

    title: str | None = None
    outlet: str | None = None
    published: object = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """This, with the gaps filled from ``other``."""
        return Metadata(
            self.title or other.title,
            self.outlet or other.outlet,
            self.published if self.published not in (None, "") else other.published,
            self.url or other.url,
        )


def take_metadata(fields: Mapping[str, object]) -> Metadata:
    """The metadata among ``fields``. Raises ValueError where one is not text."""
    return Metadata(
        _label(fields, "title"),
        _label(fields, "outlet"),
        fields.get("published"),
        _label(fields, "url"),
    )


def parse_published(written: object, *, today: date) -> date | None:
    """The day that ``written`` names; None where nothing is written. Raises ValueError with the reason.

    Read are dates and times of ISO 8601 and RFC 5322, and "12 May 2025" or "May 12, 2025" in English. A time zone is
    not converted: the day is the publisher's. Numbers such as 05/06/2025 are refused, since day and month can't be
    told apart. A day later than tomorrow is refused; tomorrow may be today already where the publisher is.
    """
    if written is None or written == "":
        return None
    day = _day(written)
    if day > today + timedelta(days=1):
        raise ValueError(f"published {day.isoformat()} lies in the future (today is {today.isoformat()})")
    return day


def read_index(path: Path, where: str, *, max_bytes: int) -> Iterator[tuple[str, Metadata] | Rejected]:
    """The rows of an ``index.jsonl``: the id of an article with its metadata, or why the row can't be used."""
    for line, row in read_objects(path, where, max_bytes=max_bytes):
        if isinstance(row, Rejected):
            yield row
            continue
        try:
            key = take_id(row)
            if key is None:
                raise ValueError("no doc_id; name the article's file without its suffix")
            yield key, take_metadata(row)
        except ValueError as error:
            yield Rejected(f"{where}:{line}", "read", str(error))


def take_id(fields: Mapping[str, object]) -> str | None:
    """The ``id`` or ``doc_id`` among ``fields``; a whole number will do. Raises ValueError for anything else."""
    key = fields.get("doc_id", fields.get("id"))
    if isinstance(key, int) and not isinstance(key, bool):
        return str(key)
    return _label({"doc_id": key}, "doc_id")


def _label(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{name} is not text but {type(value).__name__}; put it in quotes")
    line = " ".join(value.split())
    try:
        return checked(line) if line else None
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _day(written: object) -> date:
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    if not isinstance(written, str):
        raise ValueError(f"published is not a date but {type(written).__name__}; write YYYY-MM-DD")
    text = " ".join(written.split())
    for parse in (date.fromisoformat, datetime.fromisoformat, _spelled, parsedate_to_datetime):
        try:
            day = parse(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return day.date() if isinstance(day, datetime) else day
    raise ValueError(f"published {text[:60]!r} is not a date that can be read; write YYYY-MM-DD")


def _spelled(text: str) -> date:
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if found is None:
        raise ValueError(text)
    return date(int(found["y"]), _MONTHS.index(found["m"][:3].lower()) + 1, int(found["d"]))
