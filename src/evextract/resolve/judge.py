"""Facts and conflicts are a pure function of claims, the domain pack and the editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evextract.domain.pack import DomainPack
from evextract.domain.settled import resolution_of
from evextract.records import Claim, Decision, Resolution
from evextract.resolve.resolver import Resolver
from evextract.resolve.survey import Census


def resolve(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Judge all ``claims`` together, in memory. The outcome does not depend on their order; that of ``decisions`` is
    their order in time. The claims of the result are those given: no decision alters what an article says.
    """
    resolver, census = Resolver(pack, decisions), Census()
    distinct = {claim.id: claim for claim in claims}
    batch = list(resolver.waiting(distinct.values(), census))
    opinions = resolver.opinions(iter([batch]), census)
    judged = (resolver.judge(hearing, opinions.trust) for hearing in opinions.hearings)
    return resolution_of(distinct, resolver.finish(judged, census))
