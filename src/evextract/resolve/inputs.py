"""What the outcome for one subject depends on, so that a store resolves again only what has other inputs than before.

The outcome for a subject is a pure function of its claims as decisions leave them, of when their articles were written,
of the exchange rates between its currencies, of the trust in its sources, and of the pack. :class:`Inputs` are small and
kept beside each subject; :func:`fingerprint` makes one digest of them and of what the corpus says of them by now; whoever
keeps it forgets it where pack or code change. What editors said of a fact, and seats that several subjects hold, are
settled afterwards, over all subjects together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from evextract.domain.identity import digest
from evextract.domain.pack import is_currency
from evextract.resolve.hearing import Group, spoken_name
from evextract.resolve.names import Canon
from evextract.resolve.seats import has_seats
from evextract.resolve.survey import Census
from evextract.resolve.timing import day_of
from evextract.resolve.weigh import source_of

DIGITS = 32
"""Of a digest: two inputs that differ must never share one."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """``claims``: digest of the claims as they count; ``size``: how many. ``money``: their currencies; ``undated``: those
    of their articles of which only the corpus tells when they were written. ``alone``: none of them names a holder of a
    seat; ``spoken``: the id to show, where no claim uses the canonical one.
    """

    claims: str
    size: int
    money: tuple[str, ...]
    sources: tuple[str, ...]
    undated: tuple[str, ...]
    alone: bool
    spoken: str | None

    @classmethod
    def of(cls, group: Group, canon: Canon, claims: str | None = None) -> Inputs:
        """``claims``: a digest of what the claims are known by, where none of them counts otherwise than it was given."""
        readings = group.readings
        return cls(
            claims=claims or digest(tuple(f"{r.subject} {r.claim!r}" for r in readings), DIGITS),
            size=len(readings),
            money=tuple(sorted({m.unit for r in readings for m in r.measures if is_currency(m.unit)})),
            sources=tuple(sorted({source_of(reading) for reading in readings})),
            undated=tuple(sorted({r.article for r in readings if day_of(r.claim.source) is None})),
            alone=not has_seats(readings),
            spoken=spoken_name(readings, canon),
        )


def known_by(names: Iterable[str]) -> str:
    """For :meth:`Inputs.of`: ``names`` tell the content of each claim."""
    return digest(tuple(names), DIGITS)


def fingerprint(inputs: Inputs, census: Census, trust: Mapping[str, float] | None = None) -> str:
    """Equal for equal outcomes under the same pack. Without ``trust``: of what the polls depend on, from which trust is
    learned.
    """
    pairs = [(a, b) for a in inputs.money for b in inputs.money if (a, b) in census.rates]
    rates = [f"{pair!r} {census.summary(pair)!r}" for pair in pairs]
    windows = [f"{article} {census.windows.get(article)!r}" for article in inputs.undated]
    trusted = [] if trust is None else [f"{source} {trust[source]!r}" for source in inputs.sources]
    return digest((inputs.claims, *rates, *windows, *trusted), DIGITS)


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
