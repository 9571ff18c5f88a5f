"""Facts and conflicts are a pure function of claims, the domain pack and the editors' decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evextract.domain.pack import DomainPack
from evextract.records import Claim, Conflict, Decision, Fact, Resolution
from evextract.resolve.agree import compare, rules
from evextract.resolve.ballot import cast
from evextract.resolve.docket import cases
from evextract.resolve.names import Canon
from evextract.resolve.policy import Policy, read_policy
from evextract.resolve.reading import Reading, read
from evextract.resolve.referee import REFEREES
from evextract.resolve.rule import Likeness, strongest
from evextract.resolve.seats import contested_seats
from evextract.resolve.sequence import out_of_sequence
from evextract.resolve.survey import Survey, survey
from evextract.resolve.verdict import judge


def resolve(claims: Iterable[Claim], pack: DomainPack, *, decisions: Sequence[Decision] = ()) -> Resolution:
    """Judge all ``claims`` together. The outcome does not depend on their order."""
    policy, canon = read_policy(pack), Canon(pack)
    distinct = {claim.id: claim for claim in claims}
    readings = [read(distinct[key], pack, canon) for key in sorted(distinct)]
    known = survey(readings)
    by_subject: dict[str, list[Reading]] = {}
    for reading in readings:
        by_subject.setdefault(reading.subject, []).append(reading)
    decided = {decision.fact_id: decision for decision in sorted(decisions, key=lambda d: d.at)}
    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    for subject in sorted(by_subject):
        judged, found = settle(by_subject[subject], pack, policy, known, decided)
        facts += judged
        conflicts += found
    conflicts += contested_seats(readings, by_claim(facts), canon, known.windows, policy)
    return Resolution(tuple(distinct[key] for key in sorted(distinct)), tuple(facts), tuple(conflicts))


def settle(
    readings: Sequence[Reading], pack: DomainPack, policy: Policy, known: Survey, decided: Mapping[str, Decision]
) -> tuple[list[Fact], list[Conflict]]:
    """The facts and conflicts of one subject."""
    ordered = rules(pack, known, policy)
    memory: dict[tuple[str, str], Likeness] = {}

    def related(a: Reading, b: Reading) -> Likeness:
        pair = a.id, b.id
        if pair not in memory:
            memory[pair] = compare(a, b, ordered)
        return memory[pair]

    facts: list[Fact] = []
    conflicts: list[Conflict] = []
    neighbours: Mapping[str, Sequence[Reading]] = {}
    for case in cases(readings, pack, policy, known, related):
        neighbours = case.neighbours
        reasons = strongest([reason for rule in REFEREES for reason in rule(case)]) if len(case.answers) > 1 else []
        fact, found = judge(case, cast(case, reasons), reasons, decided)
        facts.append(fact)
        conflicts += found
    conflicts += out_of_sequence(neighbours, by_claim(facts), policy)
    return facts, conflicts


def by_claim(facts: Iterable[Fact]) -> dict[str, Fact]:
    """Claim id -> the fact that it supports, or was set aside for."""
    return {claim: fact for fact in facts for claim in (*fact.set_aside, *fact.supported_by)}
