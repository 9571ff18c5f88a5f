"""What a report says of all articles, claims, facts and conflicts, of which it shows a part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled, whole
from evextract.records import Claim, Modality, Resolution, Status
from evextract.report.figures import ConflictsByAttribute, OneAgainstAnother, OutletRecords
from evextract.report.model import Bars, Series
from evextract.report.timelines import Timelines


@dataclass(slots=True)
class ClaimCounts:
    """``articles``: those that were read or that claims come from; ``silent``: of them, those without a claim;
    ``told``: for each attribute, how many articles say anything about it.
    """

    claims: int = 0
    planned: int = 0
    guessed: int = 0
    outlets: set[str] = field(default_factory=set)
    articles: int = 0
    silent: int = 0
    told: Mapping[str, int] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        """``articles``, ``silent`` and ``told`` are left to the caller, who knows how to count without holding all."""
        self.claims += 1
        self.planned += claim.modality is Modality.PLANNED
        self.guessed += claim.modality is Modality.SPECULATIVE
        if claim.source.outlet:
            self.outlets.add(claim.source.outlet)

    @classmethod
    def of(cls, claims: Collection[Claim], articles: Iterable[str]) -> ClaimCounts:
        """``articles``: ids of those that were read."""
        found = cls()
        for claim in claims:
            found.add(claim)
        speaking = {claim.source.article_id for claim in claims}
        found.articles = len(speaking.union(articles))
        found.silent = found.articles - len(speaking)
        found.told = Counter(attribute for attribute, _ in {(c.attribute, c.source.voice) for c in claims})
        return found


@dataclass(slots=True)
class Totals:
    """How many there are of everything."""

    counts: ClaimCounts
    facts: int = 0
    review: int = 0
    agreed: int = 0
    conflicts: int = 0
    open: int = 0

    @classmethod
    def of(cls, resolution: Resolution, articles: Iterable[str] = ()) -> Totals:
        totals = cls(ClaimCounts.of(resolution.claims, articles))
        totals.add(whole(resolution))
        return totals

    def add(self, settled: Settled) -> None:
        self.facts += len(settled.facts)
        self.review += sum(fact.status is Status.REVIEW for fact in settled.facts)
        self.agreed += sum(fact.status is Status.AGREED for fact in settled.facts)
        self.conflicts += len(settled.conflicts)
        self.open += sum(conflict.resolved is None for conflict in settled.conflicts)


class Charts:
    """The charts over all pieces, which are gone through twice: with :meth:`add` and then with :meth:`place`."""

    def __init__(self, pack: DomainPack) -> None:
        self._by_attribute = ConflictsByAttribute(pack)
        self._outlets = OutletRecords()
        self._pairs = OneAgainstAnother(pack)
        self._timelines = Timelines(pack)

    @classmethod
    def of(cls, resolution: Resolution, pack: DomainPack) -> Charts:
        charts, all_together = cls(pack), whole(resolution)
        charts.add(all_together)
        charts.place(all_together)
        return charts

    def add(self, settled: Settled) -> None:
        for chart in (self._by_attribute, self._outlets, self._pairs, self._timelines):
            chart.add(settled)

    def place(self, settled: Settled) -> None:
        self._pairs.place(settled)

    def drawn(self) -> tuple[Bars | Series, ...]:
        found = (self._by_attribute.chart(), self._outlets.chart(), self._pairs.chart(), *self._timelines.charts())
        return tuple(chart for chart in found if chart is not None)
