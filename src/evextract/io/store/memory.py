"""What the claims about each subject came to, and what that depended on, from one batch to the next."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass, fields
from decimal import Decimal
from typing import Any

from evextract.io.claims import value_from_json, value_to_json
from evextract.io.store.base import set_setting, setting
from evextract.records import (
    Bound,
    Conflict,
    ConflictKind,
    Fact,
    Finding,
    Modality,
    Polarity,
    Quantity,
    Scope,
    Side,
    Status,
    Value,
)

_SETTING = "resolver"
_UNSCOPED = Scope()


@dataclass(frozen=True, slots=True)
class Remembered:
    """As JSON, the ``inputs`` of a subject; the contested ``polls``, the ``bases`` of its facts and the ``outcome`` that was
    made of them, facts and conflicts, which may hold as long as the digest ``heard``, and are as ``sure`` as they were as
    long as ``settled``.
    """

    inputs: str
    heard: str
    polls: str
    bases: str
    settled: str
    sure: str
    outcome: str


_COLUMNS = ", ".join(field.name for field in fields(Remembered))


class Memory:
    """What is remembered of each subject, under one version of the resolver's code; another one starts anew."""

    def __init__(self, base: sqlite3.Connection, resolver: str) -> None:
        self._base = base
        if setting(base, _SETTING) != resolver:
            base.execute("DELETE FROM subjects")
            set_setting(base, _SETTING, resolver)

    def recall(self) -> dict[str, Remembered]:
        """All that is remembered, by subject."""
        query = f"SELECT subject, {_COLUMNS} FROM subjects"
        return {subject: Remembered(*cells) for subject, *cells in self._base.execute(query)}

    def keep(self, subject: str, what: Remembered) -> None:
        cells = subject, *astuple(what)
        query = f"INSERT OR REPLACE INTO subjects (subject, {_COLUMNS}) VALUES ({', '.join('?' * len(cells))})"
        self._base.execute(query, cells)

    def confirm(self, subject: str, settled: str, sure: str) -> None:
        """What is kept of ``subject`` holds, if not as certainly as before."""
        self._base.execute("UPDATE subjects SET settled = ?, sure = ? WHERE subject = ?", (settled, sure, subject))

    def forget_others(self, subjects: Collection[str]) -> None:
        """Forget all but ``subjects``: nobody speaks of them any more."""
        gone = [row for row in self._base.execute("SELECT subject FROM subjects") if row[0] not in subjects]
        self._base.executemany("DELETE FROM subjects WHERE subject = ?", gone)


def outcome_to_json(facts: Iterable[Fact], conflicts: Iterable[Conflict]) -> str:
    """Without how certain the facts are. Lossless, other than the exports: numbers as they are, not as they are shown."""
    rows = [[_fact(f) for f in facts], [_conflict(c) for c in conflicts]]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def outcome_from_json(text: str, sure: Iterable[float]) -> tuple[list[Fact], list[Conflict]]:
    """``sure``: the confidence in each fact; what makes it isn't kept. That in conflicts is as it was when they were kept."""
    facts, conflicts = json.loads(text)
    told = [_to_fact(row, each) for row, each in zip(facts, sure, strict=True)]
    return told, [_to_conflict(row) for row in conflicts]


def sure_to_json(facts: Iterable[Fact]) -> str:
    """How certain each of ``facts`` is."""
    return json.dumps([fact.confidence for fact in facts])


def sure_from_json(text: str) -> list[float]:
    found: list[float] = json.loads(text)
    return found


def _fact(f: Fact) -> list[Any]:
    return [
        f.id, f.subject, f.attribute, f.scope.stated, f.polarity, f.modality, _value(f.value),
        [_value(v) for v in f.alternatives], f.status, f.supported_by, f.set_aside, f.because,
    ]  # fmt: skip


def _to_fact(row: list[Any], confidence: float) -> Fact:
    (
        id_, subject, attribute, scope, polarity, modality, value, alternatives, status, supported_by, set_aside, because,
    ) = row  # fmt: skip
    return Fact(
        id_, subject, attribute, Scope(**scope) if scope else _UNSCOPED, Polarity(polarity), Modality(modality),
        _to_value(value), tuple(v for each in alternatives if (v := _to_value(each)) is not None), Status(status),
        confidence, tuple(supported_by), tuple(set_aside), because,
    )  # fmt: skip


def _conflict(c: Conflict) -> list[Any]:
    return [
        c.id, c.fact_id, c.subject, c.attribute, c.scope.stated, c.kind,
        [[_value(side.value), side.claims] for side in c.sides], _value(c.resolved), c.confidence,
        [[f.rule, f.claims, f.because] for f in c.findings], c.because,
    ]  # fmt: skip


def _to_conflict(row: list[Any]) -> Conflict:
    id_, fact_id, subject, attribute, scope, kind, sides, resolved, confidence, findings, because = row
    return Conflict(
        id_, fact_id, subject, attribute, Scope(**scope), ConflictKind(kind),
        tuple(Side(v, tuple(claims)) for value, claims in sides if (v := _to_value(value)) is not None),
        _to_value(resolved), confidence, tuple(Finding(rule, tuple(claims), why) for rule, claims, why in findings),
        because,
    )  # fmt: skip


def _value(value: Value | None) -> dict[str, Any] | list[str] | None:
    if isinstance(value, Quantity):
        return [str(value.low), str(value.high), value.unit, value.bound, str(value.step), value.written]
    return None if value is None else value_to_json(value)


def _to_value(row: dict[str, Any] | list[str] | None) -> Value | None:
    if isinstance(row, list):
        low, high, unit, bound, step, written = row
        return Quantity(Decimal(low), Decimal(high), unit, Bound(bound), Decimal(step), written)
    return None if row is None else value_from_json(row)
