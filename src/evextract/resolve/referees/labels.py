"""Slips that a single claim shows: in a trim's name, in a unit, in the claim's own conversion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from evextract.domain.pack import DomainPack
from evextract.records import Conflict, ConflictKind, Fact, Finding, Quantity, Side
from evextract.resolve.policy import Policy
from evextract.resolve.questions.trims import label, name_likeness
from evextract.resolve.reading import Reading
from evextract.resolve.referees.referee import Implausible
from evextract.resolve.rule import Effect
from evextract.resolve.slips import twins
from evextract.resolve.votes.ballot import Ballot
from evextract.resolve.votes.misread import was_given

GRAVE = 2.5
"""A reason of this weight shows a slip even where no other claim speaks against it."""
EDITIONS = frozenset(("launch", "first", "debut", "premiere", "anniversary"))
"""An edition is a trim under a name of its own for a while."""


def misnamed(
    ballots: Sequence[Ballot], facts: Mapping[str, Fact], pack: DomainPack, policy: Policy
) -> Iterator[Conflict]:
    """Trims that two articles give names that exclude one another, though all their figures agree. Told once a trim,
    on the attribute that the pack lists first.
    """
    by_trim: dict[str, list[Ballot]] = {}
    for ballot in ballots:
        if ballot.case.question.variant:
            by_trim.setdefault(ballot.case.question.variant, []).append(ballot)
    order = {attribute: i for i, attribute in enumerate(pack.attributes)}
    for trim in sorted(by_trim):
        ranked = sorted(by_trim[trim], key=lambda b: order.get(b.case.question.attribute, len(order)))
        for ballot in ranked:
            named = _names(ballot)
            if len(named) == 2 and exclude_one_another(list(named), pack, policy):
                agreeing = sum(len(_names(b)) > 1 for b in ranked)
                yield _two_names(ballot, named, agreeing, facts)
                break


def exclude_one_another(names: Sequence[str], pack: DomainPack, policy: Policy) -> bool:
    """Whether a trim that has one of two names can't have the other. The "60 kWh" and the "204 hp" version can be one; so
    can one that is told by its drive or as an edition, and one that has a name.
    """
    dimensions = {measure[1] for name in names if (measure := label(name, pack)) is not None}
    descriptions = policy.variant_words.keys() | policy.outermost.keys()
    if len(dimensions) > 1 or any(n in descriptions or n.split()[0] in EDITIONS for n in names):
        return False
    return name_likeness(*names) < 0


def _names(ballot: Ballot) -> dict[str, list[Reading]]:
    """Folded names under which the answers' claims speak of the trim."""
    found: dict[str, list[Reading]] = {}
    for reading in ballot.case.readings if len(ballot.case.answers) == 1 else ():
        if reading.variant:
            found.setdefault(reading.variant, []).append(reading)
    return dict(sorted(found.items()))


def _two_names(
    ballot: Ballot, named: Mapping[str, Sequence[Reading]], agreeing: int, facts: Mapping[str, Fact]
) -> Conflict:
    spoken = [group[0].scope.variant or "" for group in named.values()]
    claims = tuple(r.id for group in named.values() for r in group)
    fact = facts[claims[0]]
    because = f"one trim under two names, {spoken[0]} and {spoken[1]}: {agreeing} of its figures are the same"
    return Conflict(
        id=f"{fact.id}-name",
        fact_id=fact.id,
        subject=fact.subject,
        attribute=fact.attribute,
        scope=fact.scope,
        kind=ConflictKind.SLIP,
        sides=tuple(Side(group[0].claim.value, tuple(r.id for r in group)) for group in named.values()),
        resolved=fact.value,
        confidence=fact.confidence,
        findings=(Finding("referee.name", claims, because),),
        because=because,
    )


def lone_slips(ballots: Sequence[Ballot], facts: Mapping[str, Fact]) -> Iterator[Conflict]:
    """Claims that nobody contradicts but themselves: a unit that can't be, a conversion that doesn't fit."""
    for ballot in ballots:
        case = ballot.case
        if len(case.answers) > 1 or len({case.voice(r) for r in case.readings}) > 1:
            continue
        grave = [r for r in ballot.reasons if r.effect is Effect.SLIP and r.weight <= -GRAVE]
        if not grave:
            continue
        reading = case.answers[0].best
        if not was_given(reading) and all(r.rule == Implausible.id for r in grave):
            continue  # A figure that can't be was likelier read of the wrong thing than printed so.
        fact = facts[reading.id]
        yield Conflict(
            id=f"{fact.id}-alone",
            fact_id=fact.id,
            subject=fact.subject,
            attribute=fact.attribute,
            scope=fact.scope,
            kind=ConflictKind.SLIP,
            sides=(Side(reading.claim.value, tuple(r.id for r in case.readings)),),
            resolved=corrected(reading, case.pack),
            confidence=fact.confidence,
            findings=tuple(r.finding for r in grave),
            because="; ".join(dict.fromkeys(r.because for r in grave)),
        )


def corrected(reading: Reading, pack: DomainPack) -> Quantity | None:
    """The value with the unit that was meant, where the printed one can't measure the attribute and has one twin."""
    value, wanted = reading.claim.value, reading.definition.dimension
    if not isinstance(value, Quantity) or reading.measure is None or reading.measure.dimension == wanted:
        return None
    fitting = twins(value.unit, wanted, pack)
    return replace(value, unit=fitting[0]) if len(fitting) == 1 else None
