"""Facts and conflicts are a pure function of claims, the domain pack and the editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import DomainPack
from evextract.records import Claim, Conflict, Decision, Fact, Resolution
from evextract.resolve.agree import AgreeRule, compare, rules
from evextract.resolve.amend import Amendments
from evextract.resolve.ballot import Ballot, count, prepare
from evextract.resolve.chain import Outcome
from evextract.resolve.decisions import apply_decisions
from evextract.resolve.docket import cases
from evextract.resolve.labels import lone_slips, misnamed
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy, read_policy
from evextract.resolve.reading import Reach, Reading, read
from evextract.resolve.referee import REFEREES
from evextract.resolve.rule import Likeness, strongest
from evextract.resolve.seats import contested_seats
from evextract.resolve.sequence import came_otherwise, out_of_sequence
from evextract.resolve.survey import Survey, survey
from evextract.resolve.symmetric import orient
from evextract.resolve.trust import learn_trust
from evextract.resolve.verdict import judge
from evextract.resolve.weigh import source_of


def resolve(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Judge all ``claims`` together. The outcome does not depend on their order; that of ``decisions`` is their order
    in time. The claims of the result are those given: no decision alters what an article says.
    """
    policy = read_policy(pack)
    canon = Canon(pack, policy.variant_words)
    distinct = {claim.id: claim for claim in claims}
    counted = Amendments.of(decisions, canon)(distinct[key] for key in sorted(distinct))
    readings = orient((read(claim, pack, canon) for claim in counted), policy)
    known = survey(readings)
    hearings = hear_all(readings, pack, policy, known)
    trust = learn_trust([b for h in hearings for b in h.ballots], volumes(readings), policy, pack)
    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    for hearing in hearings:
        judged, found = settle(hearing, trust, policy, pack)
        facts += judged
        conflicts += found
    conflicts += contested_seats(readings, by_claim(facts), canon, known.windows, policy)
    facts, conflicts = apply_decisions(facts, conflicts, distinct, decisions)
    called = spoken_names(readings, canon)
    return Resolution(
        tuple(distinct[key] for key in sorted(distinct)),
        tuple(replace(fact, subject=called.get(fact.subject, fact.subject)) for fact in facts),
        tuple(replace(conflict, subject=called.get(conflict.subject, conflict.subject)) for conflict in conflicts),
    )


def spoken_names(readings: Iterable[Reading], canon: Canon) -> dict[str, str]:
    """Canonical id -> the id to show, where no claim uses the canonical one: that which most claims use."""
    used: dict[str, dict[str, int]] = {}
    for reading in readings:
        if canon(reading.claim.subject) == reading.subject:
            names = used.setdefault(reading.subject, {})
            names[reading.claim.subject] = names.get(reading.claim.subject, 0) + 1
    return {
        subject: min(names, key=lambda name: (-names[name], name))
        for subject, names in used.items()
        if subject not in names
    }


def deliberate(claims: Iterable[Claim], pack: DomainPack) -> Iterator[tuple[Ballot, Outcome]]:
    """Every question that the claims answer, with its outcome, by subject."""
    policy = read_policy(pack)
    canon = Canon(pack, policy.variant_words)
    readings = [read(claim, pack, canon) for claim in sorted(claims, key=lambda c: c.id)]
    hearings = hear_all(readings, pack, policy, survey(readings))
    trust = learn_trust([b for h in hearings for b in h.ballots], volumes(readings), policy, pack)
    for hearing in hearings:
        for ballot in hearing.ballots:
            yield ballot, count(ballot, trust)


def hear_all(readings: Sequence[Reading], pack: DomainPack, policy: Policy, known: Survey) -> list[Hearing]:
    by_subject: dict[str, list[Reading]] = {}
    for reading in readings:
        by_subject.setdefault(reading.subject, []).append(reading)
    ordered = rules(pack, known, policy)
    return [hear(by_subject[subject], pack, policy, known, ordered) for subject in sorted(by_subject)]


@dataclass(frozen=True, slots=True)
class Hearing:
    """All ballots on one subject, and its claims by attribute."""

    ballots: tuple[Ballot, ...]
    neighbours: Mapping[str, Sequence[Reading]]


def hear(
    readings: Sequence[Reading], pack: DomainPack, policy: Policy, known: Survey, ordered: Sequence[AgreeRule]
) -> Hearing:
    """Split the claims about one subject into cases and collect what speaks for and against each claim."""
    memory: dict[tuple[str, Reach | None, str, Reach | None], Likeness] = {}

    def related(a: Reading, b: Reading) -> Likeness:
        pair = a.id, a.reach, b.id, b.reach
        if pair not in memory:
            memory[pair] = compare(a, b, ordered)
        return memory[pair]

    ballots = []
    neighbours: Mapping[str, Sequence[Reading]] = {}
    for case in cases(readings, pack, policy, known, related):
        neighbours = case.neighbours
        reasons = strongest([reason for rule in REFEREES for reason in rule(case)])
        ballots.append(prepare(case, reasons))
    return Hearing(tuple(ballots), neighbours)


def settle(
    hearing: Hearing, trust: Mapping[str, float], policy: Policy, pack: DomainPack
) -> tuple[list[Fact], list[Conflict]]:
    """The facts and conflicts of one subject."""
    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    for ballot in hearing.ballots:
        fact, found = judge(ballot, count(ballot, trust), trust)
        facts.append(fact)
        conflicts += found
    known = by_claim(facts)
    conflicts += out_of_sequence(hearing.neighbours, known, policy)
    conflicts += came_otherwise(hearing.ballots, known, policy)
    conflicts += lone_slips(hearing.ballots, known)
    conflicts += misnamed(hearing.ballots, known, pack)
    return facts, conflicts


def volumes(readings: Iterable[Reading]) -> dict[str, int]:
    """How many claims each source makes."""
    found: dict[str, int] = {}
    for reading in readings:
        source = source_of(reading)
        found[source] = found.get(source, 0) + 1
    return dict(sorted(found.items()))


def by_claim(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Claim id -> the fact that it supports, or was set aside for."""
    return {claim: fact for fact in facts for claim in (*fact.set_aside, *fact.supported_by)}
