"""What the corpus as a whole tells: exchange rates, when undated articles were written, how far to trust a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evextract.domain.pack import DomainPack, is_currency
from evextract.records import Claim
from evextract.resolve.currency import SAMPLE, ImpliedRate, Pair, Rates, implied_rates, sampled, summarised
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading, read
from evextract.resolve.symmetric import Tie, Told, tie_of
from evextract.resolve.timing import Window, article_windows, day_of, narrowing
from evextract.resolve.weigh import source_name


@dataclass(frozen=True, slots=True)
class Survey:
    """What has to be known of the corpus to judge the claims about one subject."""

    rates: Rates = field(default_factory=Rates)
    windows: Mapping[str, Window] = field(default_factory=dict)


@dataclass(slots=True)
class Census:
    """What is counted over all claims before any of them is judged. Order is nothing to it.

    ``rates``: conversions between currencies that articles print. ``windows``: when undated articles must have been
    written. ``volumes``: how many claims each source makes. ``ties``: how often, and since when, a tie between
    equals is told from its first to its second.
    """

    rates: dict[Pair, set[ImpliedRate]] = field(default_factory=dict)
    windows: dict[str, Window] = field(default_factory=dict)
    volumes: dict[str, int] = field(default_factory=dict)
    ties: dict[Tie, Told] = field(default_factory=dict)
    _summaries: dict[Pair, tuple[ImpliedRate, ...]] = field(default_factory=dict, repr=False, compare=False)

    def add(self, claim: Claim, pack: DomainPack, canon: Canon, policy: Policy) -> None:
        source = source_name(claim)
        self.volumes[source] = self.volumes.get(source, 0) + 1
        if claim.alternatives:
            for pair, rate in implied_rates(read(claim, pack, canon)):
                self._keep(pair, {rate})
        if (bounds := narrowing(claim)) is not None:
            self._narrow(claim.source.article_id, bounds)
        if (tie := tie_of(claim, canon, policy)) is not None:
            self.ties[tie] = self.ties.get(tie, Told()).again(day_of(claim.source))

    def survey(self, readings: Sequence[Reading]) -> Survey:
        """What matters to ``readings``."""
        money = {m.unit for r in readings for m in r.measures if is_currency(m.unit)}
        pairs = sorted((a, b) for a in money for b in money if (a, b) in self.rates)
        rates = Rates({pair: self.summary(pair) for pair in pairs})
        return Survey(rates, article_windows(readings, self.windows))

    def summary(self, pair: Pair) -> tuple[ImpliedRate, ...]:
        """The rates that articles imply for a pair, or what stands for many."""
        if pair not in self._summaries:
            self._summaries[pair] = summarised(self.rates.get(pair, ()))
        return self._summaries[pair]

    def _keep(self, pair: Pair, rates: set[ImpliedRate]) -> None:
        self._summaries.pop(pair, None)
        mine = self.rates.setdefault(pair, set())
        mine |= rates
        if len(mine) > 2 * SAMPLE:
            self.rates[pair] = sampled(mine)

    def _narrow(self, article: str, bounds: Window) -> None:
        self.windows[article] = self.windows.get(article, Window()).meet(bounds)
