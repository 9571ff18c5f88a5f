"""What a report shows of an outcome that comes in pieces: as much as its limits let through, and all that belongs to it.

Of the whole outcome and of its excerpt the same page is made. All pieces are gone through twice: to find out which
conflicts and facts come first, then to keep them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Generic, TypeVar

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, claims_of
from evextract.domain.wording import label_of, name_of, shown
from evextract.records import Claim, Conflict, Fact, Resolution
from evextract.report.severity import severity
from evextract.report.statements import (
    MOST_ARTICLES,
    MOST_CONFLICTS,
    MOST_FACTS,
    article_order,
    conflict_order,
    fact_order,
)

Key = TypeVar("Key", bound=tuple[object, ...])


class First(Generic[Key]):
    """The least ``most`` of the keys that come along, each with the id that it belongs to."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: list[tuple[Key, str]] = []
        self._last: Key | None = None

    def add(self, key: Key, id_: str) -> None:
        if self._last is not None and key > self._last:
            return
        self._kept.append((key, id_))
        if len(self._kept) >= 2 * self._most:
            self._cut()

    def ids(self) -> frozenset[str]:
        self._cut()
        return frozenset(id_ for _, id_ in self._kept)

    def _cut(self) -> None:
        self._kept.sort()
        if len(self._kept) >= self._most:
            del self._kept[self._most :]
            self._last = self._kept[-1][0]


class FirstArticles(First[tuple[int, str]]):
    """The articles that a report shows."""

    def __init__(self) -> None:
        super().__init__(MOST_ARTICLES)

    def count(self, article: str, claims: int) -> None:
        self.add(article_order(article, claims), article)


class Excerpt:
    """``told``: how many articles say anything about each attribute; ``articles``: ids of those that are shown."""

    def __init__(self, pack: DomainPack, told: Mapping[str, int], articles: Collection[str]) -> None:
        self._pack = pack
        self._told = told
        self._articles = articles
        self._first_conflicts: First[tuple[float, str, str, str]] = First(MOST_CONFLICTS)
        self._first_facts: First[tuple[bool, int, str]] = First(MOST_FACTS)
        self._chosen: tuple[frozenset[str], frozenset[str]] | None = None
        self._claims: dict[str, Claim] = {}
        self._facts: list[Fact] = []
        self._conflicts: list[Conflict] = []
        self._kept: set[str] = set()

    def look(self, settled: Settled) -> None:
        for conflict in settled.conflicts:
            label, name = (
                shown(of) for of in (label_of(conflict.attribute, self._pack), name_of(conflict.subject, self._pack))
            )
            weight, _ = severity(conflict, self._pack, told_by=self._told, label=label)
            self._first_conflicts.add(conflict_order(conflict, weight, name), conflict.id)
        contested = {conflict.fact_id for conflict in settled.known_conflicts}
        for fact in settled.facts:
            self._first_facts.add(fact_order(fact, contested=fact.id in contested), fact.id)

    def keep(self, settled: Settled) -> None:
        """The conflicts and facts that are shown, and those on which a claim of an article that is shown bears."""
        if self._chosen is None:
            self._chosen = self._first_conflicts.ids(), self._first_facts.ids()
        first_conflicts, first_facts = self._chosen
        claims = settled.known_claims
        noted = {id_ for id_, claim in claims.items() if claim.source.article_id in self._articles}
        wanted = set(noted)
        disputed = {c.fact_id for c in settled.known_conflicts if c.id in first_conflicts}
        kept = set()
        for fact in settled.facts:
            told = claims_of(fact)
            if fact.id in first_facts or fact.id in disputed or not noted.isdisjoint(told):
                self._facts.append(fact)
                kept.add(fact.id)
                if fact.id in first_facts:
                    wanted.update(told)
        self._kept |= kept
        for conflict in settled.conflicts:
            told = claims_of(conflict)
            about = conflict.fact_id in (kept if settled.subject else self._kept)
            if conflict.id in first_conflicts or about or not noted.isdisjoint(told):
                self._conflicts.append(conflict)
                wanted.update(told)
        self._claims |= {id_: claims[id_] for id_ in wanted if id_ in claims}

    def note(self, claim: Claim) -> None:
        """A claim of which no fact may have been made, as it stands in the margin of its article."""
        if claim.source.article_id in self._articles:
            self._claims[claim.id] = claim

    @property
    def resolution(self) -> Resolution:
        claims = tuple(self._claims[id_] for id_ in sorted(self._claims))
        return Resolution(claims, tuple(self._facts), tuple(self._conflicts))
