"""The folder under review: what stands in it, and what becomes of it when an editor decides.

A decision is on disk before anything else happens. The facts follow at once, the tables and the report right after the
answer to the editor is sent.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io import decisions as trail
from evextract.io.claims import read_claims
from evextract.io.texts import read_texts
from evextract.records import Action, Article, Claim, Decision, Rejected, Resolution
from evextract.resolve.amend import in_force
from evextract.resolve.decisions import apply_decisions
from evextract.resolve.judge import resolve
from evextract.review.inbox import Inbox
from evextract.run.pipeline import write_report, write_resolution

AMENDING = (Action.REJECT, Action.MERGE, Action.SPLIT)


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a page shows, of one moment."""

    claims: Mapping[str, Claim]
    decisions: tuple[Decision, ...]
    in_force: tuple[Decision, ...]
    resolution: Resolution
    inbox: Inbox


class Desk:
    """A run folder, its pack, and the present state. Safe to use from several threads."""

    def __init__(self, folder: Path, pack: DomainPack) -> None:
        """Raises :class:`InputError` where ``folder`` is no run folder."""
        if not (folder / "claims.jsonl").is_file():
            raise InputError(f"{folder / 'claims.jsonl'}: not there; write a run folder with `evextract run` first")
        self.folder = folder
        self.pack = pack
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._stamp: tuple[float, int] | None = None
        self._claims: dict[str, Claim] = {}
        self._articles: dict[str, Article] = {}
        self._judged: tuple[tuple[Decision, ...], Resolution] | None = None
        self._state: State | None = None
        self._written: State | None = None
        if self.state().decisions and self._is_stale():
            self.write()

    def state(self) -> State:
        """The present state; read again where a run has written other claims, or somebody else has decided."""
        with self._lock:
            stamp = self._stamp_of_claims()
            decisions = trail.read(self.folder)
            if stamp != self._stamp:
                self._claims = {claim.id: claim for claim in read_claims(self.folder / "claims.jsonl")}
                self._articles = {article.id: article for article in read_texts(self.folder / "articles.jsonl")}
                self._stamp, self._judged, self._state = stamp, None, None
            if self._state is None or self._state.decisions != decisions:
                self._state = self._follow(decisions)
            return self._state

    def article(self, article_id: str) -> Article | None:
        return self._articles.get(article_id)

    def decide(self, decision: Decision) -> Decision:
        """Write ``decision`` down and let the facts follow; returns it with its number in the trail."""
        with self._lock:
            made = trail.append(self.folder, decision)
            self.state()
            return made

    def write(self) -> None:
        """Bring the tables and the report of the folder up to date; nothing to do where they are."""
        with self._writing:
            state = self.state()
            if state is self._written:
                return
            run = _read_summary(self.folder)
            write_resolution(state.resolution, self.pack, self.folder)
            write_report(
                state.resolution, self.pack, self.folder, articles=self._articles.values(), summary=run,
                rejected=_rejected(run),
            )  # fmt: skip
            self._written = state

    def _follow(self, decisions: tuple[Decision, ...]) -> State:
        """The state after ``decisions``. Claims are judged again only where other claims count than before."""
        standing = in_force(decisions)
        amending = tuple(d for d in standing if d.action in AMENDING)
        if self._judged is None or self._judged[0] != amending:
            self._judged = amending, resolve(self._claims.values(), self.pack, decisions=amending)
        judged = self._judged[1]
        facts, conflicts = apply_decisions(judged.facts, judged.conflicts, self._claims, standing)
        resolution = Resolution(judged.claims, tuple(facts), tuple(conflicts))
        before = self._state.inbox if self._state is not None else None
        inbox = Inbox.of(resolution, self.pack, before=before)
        return State(self._claims, decisions, standing, resolution, inbox)

    def _stamp_of_claims(self) -> tuple[float, int]:
        status = (self.folder / "claims.jsonl").stat()
        return status.st_mtime, status.st_size

    def _is_stale(self) -> bool:
        """Whether the last server went before it had written what was decided."""
        table, decided = self.folder / "facts.csv", self.folder / trail.FILE
        return not table.is_file() or table.stat().st_mtime < decided.stat().st_mtime


def _read_summary(folder: Path) -> dict[str, object]:
    try:
        found = json.loads((folder / "run.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _rejected(run: Mapping[str, object]) -> tuple[Rejected, ...]:
    rows = run.get("rejected")
    return tuple(Rejected(row["where"], row["step"], row["because"]) for row in rows) if isinstance(rows, list) else ()
