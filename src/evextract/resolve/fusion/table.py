"""Read a plain table of claims: object, attribute, source, value, and what else is known of each."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from evextract.domain.pack import AttributeDef, DomainPack, ValueKind
from evextract.domain.printed import decimal_step
from evextract.errors import InputError
from evextract.records import (
    Bound,
    Category,
    Claim,
    DateSpan,
    Evidence,
    Modality,
    Quantity,
    Scope,
    Source,
    Text,
    Value,
)
from evextract.resolve.policy import read_policy
from evextract.resolve.reading import CLOCK

NEEDED = ("object", "attribute", "source", "value")
SCOPE = ("variant", "market", "test_cycle", "period")
KINDS = ("number", "time", "date", "category", "set", "hierarchy")


@dataclass(frozen=True, slots=True)
class Column:
    """How the values of one attribute are read: a row of ``schema.csv``. ``unit``: the one to answer in."""

    kind: str = "category"
    unit: str = ""


def read_schema(path: Path | None) -> dict[str, Column]:
    """Attribute -> how to read it. Raises :class:`InputError` with the row at fault."""
    if path is None or not path.exists():
        return {}
    found = {}
    for number, row in _rows(path, ("attribute",)):
        kind = row.get("kind") or "category"
        if kind not in KINDS:
            raise InputError(f"{path} row {number}: kind {kind!r} is none of {', '.join(KINDS)}")
        found[row["attribute"]] = Column(kind, row.get("unit") or "")
    return found


def read_rows(path: Path) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Row number (the head is row 1) and cells. Raises :class:`InputError` where a needed column is missing."""
    return _rows(path, NEEDED)


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Mapping[str, str]]]:
    try:
        with open(path, newline="", encoding="utf-8-sig") as lines:
            table = csv.DictReader(lines)
            missing = [name for name in needed if name not in (table.fieldnames or ())]
            if missing:
                raise InputError(f"{path}: no column {', '.join(missing)}; the first row must name the columns")
            for number, row in enumerate(table, start=2):
                if any(row[name] is None for name in needed):
                    raise InputError(f"{path} row {number}: fewer cells than the first row")
                yield number, row
    except OSError as problem:
        raise InputError(f"{path}: {problem.strerror or problem}") from problem
    except UnicodeDecodeError as problem:
        raise InputError(f"{path}: not UTF-8 ({problem.reason} at byte {problem.start})") from problem


def row_claim(number: int, row: Mapping[str, str], column: Column) -> Claim:
    """One row as a claim. A row without an article is an article of its own; rows of one source are one voice."""
    source = row["source"]
    article = row.get("article") or f"row {number}"
    words = row["value"]
    value = read_value(words, column, row.get("unit") or "", row.get("op") or "=")
    other = row.get("alt_value") or ""
    unit = row.get("alt_unit") or ""
    alternatives = (read_value(other, column, unit, "~"),) if other and unit else ()
    return Claim(
        id=row.get("claim_id") or f"row {number}",
        subject=row["object"],
        attribute=row["attribute"],
        value=value,
        source=Source(
            article_id=article,
            outlet=source,
            published=_day(row.get("date") or ""),
            copy_of=None if row.get("article") else f"source {source}",
        ),
        evidence=Evidence(article, 0, len(words), words, 0, words, 0, len(words)),
        alternatives=tuple(v for v in alternatives if isinstance(v, Quantity)),
        scope=Scope(**{key: row.get(key) or None for key in SCOPE}),
        modality=Modality(row["modality"]) if row.get("modality") in tuple(Modality) else Modality.ASSERTED,
        attribution=row.get("attribution") or None,
    )


def read_value(words: str, column: Column, unit: str, op: str) -> Value:
    """A value as its column's kind says; what can't be read so is taken as a word."""
    text = " ".join(words.split())
    if column.kind == "number" and (amount := _number(text)) is not None:
        bound = Bound(op) if op in ("=", "~", "<", ">") else Bound.EXACT
        return Quantity(amount, amount, unit or plain_unit(column), bound, decimal_step(text), words)
    if column.kind == "time" and (minutes := _minutes(text)) is not None:
        return Quantity(Decimal(minutes), Decimal(minutes), CLOCK, written=words)
    if column.kind == "date" and (span := _span(text)) is not None:
        return replace(span, written=words)
    if column.kind == "set":
        return Category(
            "|".join(sorted({x.strip().casefold() for x in text.replace(";", "|").split("|")} - {""})), words
        )
    return Category(text.casefold(), words) if text else Text(words)


def plain_unit(column: Column) -> str:
    """The unit of bare numbers: the column's, unless it is a description ("currency of the market")."""
    return column.unit if column.unit and " " not in column.unit else "1"


def table_pack(pack: DomainPack, schema: Mapping[str, Column], scoped: Mapping[str, frozenset[str]]) -> DomainPack:
    """``pack`` with the table's attributes. ``scoped``: the scope keys that claims on an attribute ever state. What
    the pack knows of an attribute of the same name (does it change, what is plausible) is kept.
    """
    kinds = {"number": ValueKind.QUANTITY, "time": ValueKind.QUANTITY, "date": ValueKind.DATE}
    found = {}
    for name in sorted(scoped):
        column = schema.get(name, Column())
        kind = kinds.get(column.kind, ValueKind.CATEGORY)
        scope = tuple(key for key in SCOPE if key in scoped[name])
        known = pack.attributes.get(name)
        if known is not None:
            found[name] = replace(known, kind=kind, scope=scope, single=True)
        else:
            found[name] = AttributeDef(
                id=name, label=name, kind=kind, subjects=(), scope=scope, changes=kind is ValueKind.DATE
            )
    ends = read_policy(pack).outermost
    known_ends = {name: list(row) for name, row in ends.items() if row[0] in found}
    resolution = {**pack.resolution, "outermost": known_ends}
    return replace(pack, attributes=found, entities={}, outlets={}, resolution=resolution)


def _number(text: str) -> Decimal | None:
    try:
        amount = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and abs(amount.adjusted()) <= 30 else None


def _minutes(text: str) -> int | None:
    hours, colon, minutes = text.partition(":")
    if not colon or not (hours.isdecimal() and minutes[:2].isdecimal()) or len(hours) > 2:
        return None
    return int(hours) * 60 + int(minutes[:2])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None


def _span(text: str) -> DateSpan | None:
    first, slash, last = text.partition("/")
    start, end = _day(first), _day(last if slash else first)
    return DateSpan(start, end) if start or end else None
