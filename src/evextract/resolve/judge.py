"""Facts and conflicts are a pure function of claims, the domain pack and the editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evextract.domain.pack import DomainPack
from evextract.records import Claim, Decision, Resolution
from evextract.resolve.ballot import Ballot
from evextract.resolve.chain import Outcome
from evextract.resolve.poll import count
from evextract.resolve.resolver import Resolver
from evextract.resolve.survey import Census


def resolve(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Judge all ``claims`` together, in memory. The outcome does not depend on their order; that of ``decisions`` is
    their order in time. The claims of the result are those given: no decision alters what an article says.
    """
    resolver, census = Resolver(pack, decisions), Census()
    distinct = {claim.id: claim for claim in claims}
    batch = list(resolver.waiting(distinct.values(), census))
    settled = sorted(
        resolver.settle(resolver.opinions([batch], census), census), key=lambda s: (not s.subject, s.subject)
    )
    return Resolution(
        claims=tuple(distinct[key] for key in sorted(distinct)),
        facts=tuple(fact for each in settled for fact in each.facts),
        conflicts=tuple(conflict for each in settled for conflict in each.conflicts),
    )


def deliberate(claims: Iterable[Claim], pack: DomainPack) -> Iterator[tuple[Ballot, Outcome]]:
    """Every question that the claims answer, with its outcome, by subject."""
    resolver, census = Resolver(pack), Census()
    opinions = resolver.opinions([list(resolver.waiting(claims, census))], census)
    for hearing in sorted(opinions.hearings, key=lambda h: h.group.subject):
        for ballot in hearing.ballots:
            yield ballot, count(ballot.poll, opinions.trust, resolver.policy)
