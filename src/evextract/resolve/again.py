"""Judge again only what a decision concerns, at once: the subjects whose claims it rejects, merges or splits.

How far sources are trusted, and what else all claims together tell, stays as it was when all were judged. That is not
exact, if nearly so: :func:`judge_all` is to follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import DomainPack
from evextract.domain.settled import resolution_of
from evextract.records import Claim, Decision, Resolution
from evextract.resolve.editors.amend import AMENDING, in_force
from evextract.resolve.editors.decisions import apply_decisions
from evextract.resolve.resolver import Judged, Resolver
from evextract.resolve.survey import Census

WHOLE = 1_000
"""So few claims are judged together at once."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Every subject as judged, before editors' verdicts; ``exact`` where all claims were looked at together."""

    claims: Mapping[str, Claim]
    amending: tuple[Decision, ...]
    resolver: Resolver
    census: Census
    trust: Mapping[str, float]
    judged: Mapping[str, Judged]
    exact: bool = True


def amending(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions in force that say which claims count and what they are about."""
    return tuple(d for d in in_force(decisions) if d.action in AMENDING)


def judge_all(claims: Iterable[Claim], pack: DomainPack, decisions: Sequence[Decision]) -> Bench:
    """Judge all claims as ``decisions`` amend them."""
    given = {claim.id: claim for claim in claims}
    standing = amending(decisions)
    resolver, census = Resolver(pack, standing), Census()
    opinions = resolver.opinions(iter([list(resolver.waiting(given.values(), census))]), census)
    judged = {hearing.group.subject: resolver.judge(hearing, opinions.trust) for hearing in opinions.hearings}
    return Bench(given, standing, resolver, census, opinions.trust, judged)


def judge_again(bench: Bench, pack: DomainPack, decisions: Sequence[Decision]) -> Bench:
    """``bench`` after other decisions: only subjects are judged of which other claims count now."""
    standing = amending(decisions)
    if standing == bench.amending:
        return bench
    if len(bench.claims) <= WHOLE:
        return judge_all(bench.claims.values(), pack, decisions)
    before, now, nothing = bench.resolver, Resolver(pack, standing), Census()
    altered = [c for c in bench.claims.values() if list(before.amend((c,))) != list(now.amend((c,)))]
    homes = {home for resolver in (before, now) for home, _ in resolver.waiting(altered, nothing)}
    batch = [(home, claim) for home, claim in now.waiting(bench.claims.values(), nothing) if home in homes]
    judged = {subject: each for subject, each in bench.judged.items() if subject not in homes}
    for group in now.groups(batch, bench.census):
        judged[group.subject] = now.judge(now.hear(group, bench.census), bench.trust)
    return replace(bench, amending=standing, resolver=now, judged=judged, exact=False)


def conclude(bench: Bench, decisions: Sequence[Decision]) -> Resolution:
    """What holds after the editors' verdicts; equal to :func:`~evextract.resolve.judge.resolve` where exact."""
    judged = resolution_of(bench.claims, bench.resolver.finish(bench.judged.values(), bench.census))
    facts, conflicts = apply_decisions(judged.facts, judged.conflicts, bench.claims, decisions)
    return replace(judged, facts=tuple(facts), conflicts=tuple(conflicts))
