"""Resolution of more claims than memory holds: claims and outcome wait in files, and are gone through piece by piece."""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, place
from evextract.io.aside import Sorted
from evextract.records import Claim, Decision
from evextract.report.excerpt import FirstArticles
from evextract.report.totals import ClaimCounts
from evextract.resolve.hearing import Hearing
from evextract.resolve.resolver import Judged, Resolver
from evextract.resolve.survey import Census
from evextract.run.buckets import Buckets
from evextract.run.stages import by_subject

Item = TypeVar("Item")


class Filed:
    """What claims come to: the same as :func:`~evextract.resolve.judge.resolve` makes of them. ``aside`` is the caller's
    to remove. ``articles``: ids of those that were read.
    """

    def __init__(
        self,
        claims: Iterable[Claim],
        pack: DomainPack,
        aside: Path,
        *,
        decisions: Sequence[Decision] = (),
        articles: Iterable[str] = (),
    ) -> None:
        self._claims: Sorted[bytes] = Sorted(aside / "claims")
        resolver = Resolver(pack, decisions)
        waiting = _Waiting(resolver, aside / "waiting")
        for claim in claims:
            self._claims.put(claim.id, pickle.dumps(claim, pickle.HIGHEST_PROTOCOL))
            waiting.put(claim)
        ids = (id_ for id_, _ in self._claims.pairs())
        if any(one == other for one, other in pairwise(ids)):  # Hardly ever: anew, with the last claim of each id.
            waiting = _Waiting(resolver, aside / "again")
            for claim in self.claims():
                waiting.put(claim)
        self.counts, self.shown = waiting.tally.close(articles)
        """What the claims tell before any is judged, and the articles that a report shows."""
        self._settled: Sorted[Settled] = Sorted(aside / "settled")
        for each in resolver.finish(waiting.judged(), waiting.census):
            bare = replace(each, facts=[replace(fact, terms=()) for fact in each.facts])
            self._settled.put(place(each), bare, size=len(each.claims) + 1)

    def claims(self) -> Iterator[Claim]:
        """Those given, by id; of those with the same id the last."""
        for _, same in groupby(self._claims.pairs(), key=itemgetter(0)):
            *_, (_, last) = same
            yield pickle.loads(last)  # Made here.

    def settled(self) -> Iterator[Settled]:
        """In the order in which facts and conflicts are written; without what makes their confidence, which is not shown."""
        return iter(self._settled)


def seen(items: Iterable[Item], *by: Callable[[Item], object]) -> Iterator[Item]:
    """The items, of which each is shown to all of ``by`` first."""
    for item in items:
        for look in by:
            look(item)
        yield item


class _Waiting:
    """Claims on their way to be judged, and what all of them tell."""

    def __init__(self, resolver: Resolver, aside: Path) -> None:
        self.tally = _Tally(aside)
        self.census = Census()
        self._resolver = resolver
        self._buckets = Buckets(aside / "buckets")

    def put(self, claim: Claim) -> None:
        self.tally.add(claim)
        self._buckets.put(self._resolver.waiting((claim,), self.census))

    def judged(self) -> Iterator[Judged]:
        return by_subject(self._buckets, self._resolver, self.census, _judged)


def _judged(resolver: Resolver, hearing: Hearing, trust: Mapping[str, float]) -> Judged:
    return resolver.judge(hearing, trust)


class _Tally:
    """Counts what the report says of all claims."""

    def __init__(self, aside: Path) -> None:
        self._counts = ClaimCounts()
        self._articles: Sorted[tuple[str, int]] = Sorted(aside / "articles")
        self._told: Sorted[tuple[str, str]] = Sorted(aside / "told")

    def add(self, claim: Claim) -> None:
        self._counts.add(claim)
        self._articles.put(claim.source.article_id, (claim.source.article_id, 1))
        told = claim.source.voice, claim.attribute
        self._told.put(told, told)

    def close(self, articles: Iterable[str]) -> tuple[ClaimCounts, frozenset[str]]:
        counts, first = self._counts, FirstArticles()
        for article in articles:
            self._articles.put(article, (article, 0))
        for article, each in groupby(self._articles, key=lambda pair: pair[0]):
            claims = sum(number for _, number in each)
            counts.articles += 1
            counts.silent += not claims
            first.count(article, claims)
        counts.told = Counter(attribute for (_, attribute), _ in groupby(self._told))
        return counts, first.ids()
