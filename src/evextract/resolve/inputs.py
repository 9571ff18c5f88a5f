"""What the outcome for one subject depends on, so that a store resolves again only what has other inputs than before.

The outcome for a subject is a pure function of its claims, of when their articles were written, of the exchange rates
between its currencies, of the trust in its sources, and of pack and decisions. :class:`Inputs` are small and kept
beside each subject; :meth:`Fingerprint.of` makes one digest of them and of what the corpus says of them by now. Subjects
of which editors spoke, or which hold seats, are settled together with others and have none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from evextract.domain.identity import digest
from evextract.domain.pack import DomainPack
from evextract.resolve.currency import Pair
from evextract.resolve.hearing import Group
from evextract.resolve.survey import Census
from evextract.resolve.weigh import source_of

DIGITS = 32
"""Of a digest: two inputs that differ must never share one."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """``claims``: digest of the claims as they count, and of the windows of their articles; ``size``: how many."""

    claims: str
    size: int
    pairs: tuple[Pair, ...]
    sources: tuple[str, ...]

    @classmethod
    def of(cls, group: Group, census: Census) -> Inputs:
        known = census.survey(group.readings)
        said = [f"{reading.subject} {reading.claim!r}" for reading in group.readings]
        windows = [f"{article} {window!r}" for article, window in sorted(known.windows.items())]
        return cls(
            claims=digest((*said, *windows), DIGITS),
            size=len(group.readings),
            pairs=tuple(known.rates.implied),
            sources=tuple(sorted({source_of(reading) for reading in group.readings})),
        )


class Fingerprint:
    """Digests of inputs under one pack and one version of the rules."""

    def __init__(self, pack: DomainPack) -> None:
        self._rules = digest((version("evextract"), repr(pack)), DIGITS)

    def of(self, inputs: Inputs, census: Census, trust: Mapping[str, float] | None = None) -> str:
        """Equal for equal outcomes. Without ``trust``: of what the polls depend on, from which trust is learned."""
        rates = [repr(census.summary(pair)) for pair in inputs.pairs]
        trusted = [] if trust is None else [f"{source} {trust[source]!r}" for source in inputs.sources]
        return digest((self._rules, inputs.claims, *rates, *trusted), DIGITS)


def sample(sizes: Iterable[tuple[str, int]], least: int) -> Iterator[str]:
    """The subjects from which trust is learned: those that come first, up to ``least`` claims. ``sizes``: subjects in
    the order of :func:`~evextract.resolve.resolver.rank`, each with the number of its claims.
    """
    claims = 0
    for subject, size in sizes:
        if claims >= least:
            return
        claims += size
        yield subject
