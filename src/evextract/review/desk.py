"""The folder under review: what stands in it, and what becomes of it when an editor decides.

A decision is on disk before anything else happens. The facts follow at once, the tables and the report right after the
answer to the editor is sent.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from evextract.domain.pack import DomainPack
from evextract.errors import EvextractError
from evextract.io import decisions as trail
from evextract.io.store.base import FILE as STORE_FILE
from evextract.io.texts import read_texts
from evextract.records import Article, Claim, Decision, Resolution
from evextract.resolve.again import Bench, amending, conclude, judge_again, judge_all
from evextract.resolve.editors.amend import in_force
from evextract.review.inbox import Inbox
from evextract.run.batch import EXPORTS, refresh
from evextract.run.folder import claims_of, rewrite


@dataclass(frozen=True, slots=True)
class State:
    """Everything that a page shows, of one moment."""

    claims: Mapping[str, Claim]
    decisions: tuple[Decision, ...]
    in_force: tuple[Decision, ...]
    resolution: Resolution
    inbox: Inbox


class Desk:
    """A run folder or a store, its pack, and the present state. Safe to use from several threads."""

    def __init__(self, folder: Path, pack: DomainPack) -> None:
        """Raises :class:`InputError` where ``folder`` is neither."""
        self.store = next((f for f in (folder, folder.parent) if (f / STORE_FILE).is_file()), None)
        self.folder = self.store / EXPORTS if self.store is not None else folder
        self.pack = pack
        self.trouble = ""
        """Why the tables could not be written, in words."""
        self._lock = threading.RLock()
        self._writing = threading.Lock()
        self._stamp: tuple[float, int] | None = None
        self._claims: dict[str, Claim] = {}
        self._articles: dict[str, Article] = {}
        self._bench: Bench | None = None
        self._state: State | None = None
        self.is_behind = bool(self.state().decisions) and self._is_stale()
        self.write()

    def state(self) -> State:
        """The present state; read again where a run has written other claims, or somebody else has decided."""
        with self._lock:
            stamp = self._stamp_of_claims()
            decisions = trail.read(self.folder)
            if stamp != self._stamp:
                self._read()
                self._stamp = stamp
            if self._state is None or self._state.decisions != decisions:
                self._state = self._follow(decisions)
                self.is_behind = bool(decisions)
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
        """Bring the tables and the report of the folder up to date; nothing to do where they are.

        What hinders it is in :attr:`trouble`, and is tried again with the next call: a batch may be under way.
        """
        with self._writing:
            if not self.is_behind:
                return
            try:
                state = self._settled_state()
                self._write(state)
            except (EvextractError, OSError) as problem:
                self.trouble = str(problem)
                return
            with self._lock:
                self.trouble = ""
                self.is_behind = self.state() is not state

    def _write(self, state: State) -> None:
        if self.store is not None:
            refresh(store=self.store, pack=self.pack, out=self.folder)
            return
        rewrite(self.folder, state.resolution, self.pack, state.decisions)

    def _read(self) -> None:
        claims = {claim.id: claim for claim in claims_of(self.folder)}
        self._articles = {article.id: article for article in read_texts(self.folder / "articles.jsonl")}
        if claims != self._claims:
            self._claims, self._bench, self._state = claims, None, None

    def _follow(self, decisions: tuple[Decision, ...]) -> State:
        """The state after ``decisions``. Only what they concern is judged again."""
        if self._bench is None:
            self._bench = judge_all(self._claims.values(), self.pack, decisions)
        self._bench = judge_again(self._bench, self.pack, decisions)
        resolution = conclude(self._bench, decisions)
        before = self._state.inbox if self._state is not None else None
        inbox = Inbox.of(resolution, self.pack, before=before)
        return State(self._claims, decisions, in_force(decisions), resolution, inbox)

    def _settled_state(self) -> State:
        """The present state, once all claims were judged together under its decisions."""
        while True:
            with self._lock:
                state, bench, claims = self.state(), self._bench, self._claims
            if bench is not None and bench.exact:
                return state
            # Outside the lock: pages are served meanwhile.
            bench = judge_all(claims.values(), self.pack, state.decisions)
            with self._lock:
                if self._claims is claims and amending(self.state().decisions) == bench.amending:
                    self._bench = bench
                    self._state = self._follow(self.state().decisions)

    def _stamp_of_claims(self) -> tuple[float, int]:
        path = self.folder / "claims.jsonl"
        return (path.stat().st_mtime, path.stat().st_size) if path.is_file() else (0.0, 0)

    def _is_stale(self) -> bool:
        """Whether the last server went before it had written what was decided."""
        table, decided = self.folder / "facts.csv", (self.store or self.folder) / trail.FILE
        return not table.is_file() or table.stat().st_mtime < decided.stat().st_mtime
