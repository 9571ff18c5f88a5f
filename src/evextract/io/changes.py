"""What a run folder holds before it is written again, and ``changes.jsonl``: what the new run made of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from evextract.domain.wording import stated
from evextract.errors import InputError
from evextract.io.claims import scope_from_json, scope_to_json, write_jsonl
from evextract.records import SCOPE_KEYS, Change, ChangeKind, Changes, Scope

_FACT_COLUMNS = ["fact_id", "subject", "attribute", *SCOPE_KEYS, "polarity", "value"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact or a conflict as it was written: ``value`` in words, None where nothing was decided."""

    subject: str
    attribute: str
    scope: Scope
    value: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """What stood in a run folder. ``at`` says when it was finished; both mappings are by id."""

    at: str
    facts: Mapping[str, Statement]
    conflicts: Mapping[str, Statement]


def read_standing(folder: Path) -> Standing | None:
    """The facts and conflicts of a finished run; None where there is none, or where one of its files is damaged.

    ``run.json`` is written last, so that a folder without it is no finished run.
    """
    try:
        at = json.loads((folder / "run.json").read_text("utf-8")).get("finished", "")
        rows = pq.read_table(folder / "facts.parquet", columns=_FACT_COLUMNS).to_pylist()
        with (folder / "conflicts.jsonl").open(encoding="utf-8") as lines:
            conflicts = {record["id"]: _conflict(record) for record in map(json.loads, lines)}
    except (OSError, ValueError, KeyError, AttributeError):  # pyarrow's errors are ValueErrors, too
        return None
    return Standing(str(at), {row["fact_id"]: _fact(row) for row in rows}, conflicts)


def _fact(row: Mapping[str, Any]) -> Statement:
    value = row["value"]
    said = None if value is None else stated(value, denied=row["polarity"] == "denied")
    return Statement(row["subject"], row["attribute"], scope_from_json(row), said)


def _conflict(record: Mapping[str, Any]) -> Statement:
    scope = scope_from_json(record)
    return Statement(record["subject"], record["attribute"], scope, "settled" if record["resolved_value"] else None)


def write_changes(changes: Changes | None, path: Path) -> None:
    """One change a line; without an earlier run the file is taken away, lest it speak of another one."""
    if changes is None:
        path.unlink(missing_ok=True)
        return
    write_jsonl(
        (
            {
                "change": change.kind.value,
                "id": change.id,
                "subject": change.subject,
                "attribute": change.attribute,
                **scope_to_json(change.scope),
                "before": change.before,
                "after": change.after,
                "since": changes.since,
            }
            for change in changes.changes
        ),
        path,
    )


def read_changes(path: Path) -> Changes | None:
    """What :func:`write_changes` wrote; None where the file is not there.

    Raises :class:`InputError` with file and line for a line that is none of its own.
    """
    if not path.is_file():
        return None
    changes, since = [], ""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = json.loads(line)
                scope = scope_from_json(record)
                kind, since = ChangeKind(record["change"]), record["since"]
                named = (record["id"], record["subject"], record["attribute"])
                changes.append(Change(kind, *named, scope, record["before"], record["after"]))
            except (ValueError, KeyError, TypeError) as problem:
                raise InputError(f"{path} line {number}: no change ({problem}); delete the file") from problem
    return Changes(since, tuple(changes))
