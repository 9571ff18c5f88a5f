"""What a run's folder says: read again by the commands and the app that work on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io.changes import read_changes
from evextract.io.claims import read_claims
from evextract.io.decisions import read as read_decisions
from evextract.io.texts import read_texts
from evextract.records import Article, Claim, Decision, Rejected, Resolution
from evextract.resolve.judge import resolve
from evextract.run.pipeline import write_report, write_resolution


def claims_of(folder: Path) -> list[Claim]:
    """Raises :class:`InputError` where ``folder`` is no run folder."""
    path = folder / "claims.jsonl"
    if not path.is_file():
        raise InputError(f"{path}: not there; {folder} is no run folder, write one with `evextract run`")
    return read_claims(path)


def resolution_of(folder: Path, pack: DomainPack) -> Resolution:
    """What the claims and decisions in the folder come to."""
    return resolve(claims_of(folder), pack, decisions=read_decisions(folder))


def summary_of(folder: Path) -> dict[str, object]:
    """``run.json``; empty where there is none. Raises :class:`InputError` where it is damaged."""
    path = folder / "run.json"
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf8"))
    except ValueError as problem:
        raise InputError(f"{path}: damaged ({problem}); run again, or delete it") from problem
    return found if isinstance(found, dict) else {}


def rewrite(folder: Path, resolution: Resolution, pack: DomainPack, decisions: Sequence[Decision]) -> None:
    """Tables and report after ``decisions``; what was read stays as it was."""
    write_resolution(resolution, pack, folder, decisions=decisions)
    rewrite_report(folder, resolution, pack)


def rewrite_report(
    folder: Path, resolution: Resolution, pack: DomainPack, *, articles: Iterable[Article] | None = None
) -> Path:
    """``report.html`` with what the run rejected and changed; its path. ``articles``: None, those that the run read."""
    summary = summary_of(folder)
    rows = summary.get("rejected")
    rejected = [Rejected(**row) for row in rows] if isinstance(rows, list) else []
    texts = read_texts(folder / "articles.jsonl") if articles is None else articles
    changes = read_changes(folder / "changes.jsonl")
    return write_report(resolution, pack, folder, articles=texts, summary=summary, rejected=rejected, changes=changes)
