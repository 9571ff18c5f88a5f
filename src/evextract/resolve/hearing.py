"""One subject: from its claims to ballots, and, once trust in the sources is known, to facts and conflicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import DomainPack
from evextract.records import Claim, Conflict, Fact
from evextract.resolve.agreement.agree import AgreeRule, compare
from evextract.resolve.docket import cases
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.referees.labels import lone_slips, misnamed
from evextract.resolve.referees.referee import REFEREES
from evextract.resolve.referees.sequence import came_otherwise, is_even, out_of_sequence
from evextract.resolve.rule import Likeness, strongest
from evextract.resolve.survey import Survey
from evextract.resolve.verdicts.verdict import judge
from evextract.resolve.votes.ballot import Ballot, prepare
from evextract.resolve.votes.basis import Basis
from evextract.resolve.votes.poll import count


@dataclass(frozen=True, slots=True)
class Group:
    """All claims about one subject: as they were given, by id, and as they count, by id too."""

    subject: str
    given: Mapping[str, Claim]
    readings: Sequence[Reading]


@dataclass(frozen=True, slots=True)
class Hearing:
    """What the claims about one subject answer."""

    group: Group
    ballots: tuple[Ballot, ...]
    neighbours: Mapping[str, Sequence[Reading]]
    """The claims by attribute."""


def hear(group: Group, pack: DomainPack, policy: Policy, known: Survey, ordered: Sequence[AgreeRule]) -> Hearing:
    """Split the claims about one subject into cases and collect what speaks for and against each claim."""
    memory: dict[tuple[str, Reach | None, str, Reach | None], Likeness] = {}

    def related(a: Reading, b: Reading) -> Likeness:
        pair = a.id, a.reach, b.id, b.reach
        if pair not in memory:
            memory[pair] = compare(a, b, ordered)
        return memory[pair]

    ballots = []
    neighbours: Mapping[str, Sequence[Reading]] = {}
    for case in cases(group.readings, pack, policy, known, related):
        neighbours = case.neighbours
        reasons = strongest([reason for rule in REFEREES for reason in rule(case)])
        ballots.append(prepare(case, reasons))
    return Hearing(group, tuple(ballots), neighbours)


@dataclass(frozen=True, slots=True)
class Findings:
    """The facts and conflicts of one subject; ``bases``: what each fact rests on, in their order."""

    facts: list[Fact]
    conflicts: list[Conflict]
    bases: list[Basis]


def renewed(facts: Sequence[Fact], conflicts: Iterable[Conflict]) -> list[Conflict]:
    """``conflicts`` that are as sure as the facts of their subject are by now."""
    sure = {fact.id: fact.confidence for fact in facts}
    return [c if is_even(c) else replace(c, confidence=sure[c.fact_id]) for c in conflicts]


def settle(hearing: Hearing, trust: Mapping[str, float], policy: Policy, pack: DomainPack) -> Findings:
    verdicts = [judge(ballot, count(ballot.poll, trust, policy), trust) for ballot in hearing.ballots]
    facts = [verdict.fact for verdict in verdicts]
    conflicts = [conflict for verdict in verdicts for conflict in verdict.conflicts]
    known = by_claim(facts)
    conflicts += out_of_sequence(hearing.neighbours, known, policy)
    conflicts += came_otherwise(hearing.ballots, known, policy)
    conflicts += lone_slips(hearing.ballots, known)
    conflicts += misnamed(hearing.ballots, known, pack, policy)
    return Findings(facts, conflicts, [verdict.basis for verdict in verdicts])


def by_claim(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Claim id -> the fact that it supports, or was set aside for."""
    return {claim: fact for fact in facts for claim in (*fact.set_aside, *fact.supported_by)}


def spoken_name(readings: Iterable[Reading], canon: Canon) -> str | None:
    """The id to show where no claim uses the canonical one: that which most claims use."""
    names = Counter(r.claim.subject for r in readings if canon(r.claim.subject) == r.subject)
    subject = next((r.subject for r in readings), None)
    return min(names, key=lambda name: (-names[name], name)) if names and subject not in names else None
