"""The facts of a store, and how each of them came to what it is."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from evextract.domain.identity import value_key
from evextract.io.claims import encode, scope_from_json, scope_to_json, value_from_json, value_to_json
from evextract.records import Fact, FactChange, FactState, Modality, Polarity, Resolution, Status


@dataclass(frozen=True, slots=True)
class Moves:
    """How many facts a batch brought, changed and took away."""

    added: int
    changed: int
    removed: int


def record_facts(
    base: sqlite3.Connection,
    batch: int,
    resolution: Resolution,
    articles: Collection[str],
    still: Collection[str] = (),
    alike: Collection[str] = (),
) -> Moves:
    """Replace the facts by those of ``resolution``, all that now hold, and write down what changed.

    ``articles`` are the ids of those that the batch brought, ``still`` those of facts of which nothing changed, ``alike``
    those of facts of which nothing changed but how sure they are.
    """
    claims = {claim.id: claim.source.article_id for claim in resolution.claims}
    disputed: dict[str, list[str]] = {}
    for conflict in resolution.conflicts:
        disputed.setdefault(conflict.fact_id, []).extend(i for side in conflict.sides for i in side.claims)
    gone = {id_ for (id_,) in base.execute("SELECT id FROM facts")}
    still, alike = gone.intersection(still), gone.intersection(alike)
    surer = ((f.confidence, f.id) for f in resolution.facts if f.id in alike and f.id not in still)
    base.executemany("UPDATE facts SET confidence = ? WHERE id = ?", surer)
    added = changed = 0
    for fact in resolution.facts:
        gone.discard(fact.id)
        if fact.id in still or fact.id in alike:
            continue
        query = "SELECT record, confidence, since FROM facts WHERE id = ?"
        *was, since = base.execute(query, (fact.id,)).fetchone() or (None, None, batch)
        now = encode(_state(fact)), fact.confidence
        if was[0] is None or _moved(was[0], now[0]):
            added += was[0] is None
            changed += was[0] is not None
            said = (*fact.supported_by, *fact.set_aside, *disputed.get(fact.id, ()))
            speak = sorted({claims[i] for i in said if i in claims} & set(articles))
            _note(base, batch, (fact.id, fact.subject, fact.attribute), _dated(*was), _dated(*now), speak)
        base.execute(
            "INSERT OR REPLACE INTO facts (id, subject, attribute, status, since, record, confidence)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (fact.id, fact.subject, fact.attribute, fact.status.value, since, *now),
        )
    for id_ in sorted(gone):
        query = "SELECT subject, attribute, record, confidence FROM facts WHERE id = ?"
        subject, attribute, *was = base.execute(query, (id_,)).fetchone()
        _note(base, batch, (id_, subject, attribute), _dated(*was), None, [])
        base.execute("DELETE FROM facts WHERE id = ?", (id_,))
    return Moves(added, changed, len(gone))


def _state(fact: Fact) -> dict[str, Any]:
    """What a fact says, and why: :class:`~evextract.records.FactState` but for the confidence."""
    return {
        "value": value_to_json(fact.value) if fact.value is not None else None,
        **scope_to_json(fact.scope),
        "polarity": fact.polarity.value,
        "modality": fact.modality.value,
        "status": fact.status.value,
        "because": fact.because,
    }


def _dated(record: str | None, confidence: float | None) -> str | None:
    """As history keeps it: with the confidence of its day."""
    return None if record is None else f'{record[:-1]}, "confidence": {confidence!r}}}'


_CHANGES = """
    SELECT h.batch, b.at, h.fact_id, h.subject, h.attribute, h.before, h.after, h.articles
    FROM history h JOIN batches b ON b.number = h.batch
"""


def history(base: sqlite3.Connection, subject: str) -> list[FactChange]:
    """What became of each fact about ``subject`` (an id), fact by fact, first things first."""
    order = "h.attribute, (SELECT min(number) FROM history f WHERE f.fact_id = h.fact_id), h.number"
    return _changes(base.execute(f"{_CHANGES} WHERE h.subject = ? ORDER BY {order}", (subject,)))


def moves_of(base: sqlite3.Connection, batch: int) -> list[FactChange]:
    """What one batch made of the facts, in the order of their ids."""
    return _changes(base.execute(f"{_CHANGES} WHERE h.batch = ? ORDER BY h.fact_id, h.number", (batch,)))


def _changes(rows: Iterable[tuple[Any, ...]]) -> list[FactChange]:
    return [
        FactChange(batch, at, fact_id, subject, attribute, _told(before), _told(after), tuple(json.loads(articles)))
        for batch, at, fact_id, subject, attribute, before, after, articles in rows
    ]


def subjects(base: sqlite3.Connection) -> list[str]:
    """The ids of everything of which a fact was ever told."""
    return [row[0] for row in base.execute("SELECT DISTINCT subject FROM history ORDER BY subject")]


def _note(
    base: sqlite3.Connection,
    batch: int,
    fact: tuple[str, str, str],
    before: str | None,
    after: str | None,
    articles: Collection[str],
) -> None:
    base.execute(
        "INSERT INTO history (batch, fact_id, subject, attribute, before, after, articles) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (batch, *fact, before, after, json.dumps(articles, ensure_ascii=False)),
    )


def _moved(before: str, after: str) -> bool:
    """Whether more changed than the evidence, its weight and the words."""
    return _gist(before) != _gist(after)


def _gist(record: str) -> tuple[Any, ...]:
    row = json.loads(record, parse_float=Decimal)
    value = value_from_json(row["value"]) if row["value"] is not None else None
    return (value_key(value) if value is not None else None, row["polarity"], row["modality"], row["status"])


def _told(record: str | None) -> FactState | None:
    if record is None:
        return None
    row = json.loads(record, parse_float=Decimal)
    return FactState(
        value=value_from_json(row["value"]) if row["value"] is not None else None,
        scope=scope_from_json(row),
        polarity=Polarity(row["polarity"]),
        modality=Modality(row["modality"]),
        status=Status(row["status"]),
        confidence=float(row["confidence"]),
        because=row["because"],
    )
