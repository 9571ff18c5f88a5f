"""What claims come to, in pieces: each can be written down and shown without the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from evextract.records import Claim, Conflict, Fact, Resolution

Item = TypeVar("Item", Fact, Conflict)

NOTHING = Resolution((), (), ())


@dataclass(frozen=True, slots=True)
class Settled:
    """What the claims about one subject (canonical id) come to; of subject ``""`` are the conflicts between subjects.

    ``beside``: what the outcome for others has to do with this one. Conflicts between subjects stand beside those
    subjects, and facts and claims of other subjects beside whatever refers to them.
    """

    subject: str
    claims: Mapping[str, Claim]
    facts: Sequence[Fact]
    conflicts: Sequence[Conflict]
    beside: Resolution = NOTHING

    @property
    def known_claims(self) -> Mapping[str, Claim]:
        others = self.beside.claims
        return {**self.claims, **{claim.id: claim for claim in others}} if others else self.claims

    @property
    def known_facts(self) -> Sequence[Fact]:
        return (*self.facts, *self.beside.facts) if self.beside.facts else self.facts

    @property
    def known_conflicts(self) -> Sequence[Conflict]:
        return (*self.conflicts, *self.beside.conflicts) if self.beside.conflicts else self.conflicts

    def called(self, names: Mapping[str, str]) -> Settled:
        """With the ids to show in place of the canonical ones."""
        if not names:
            return self
        beside = self.beside
        if beside is not NOTHING:
            beside = replace(
                beside,
                facts=tuple(_called(fact, names) for fact in beside.facts),
                conflicts=tuple(_called(conflict, names) for conflict in beside.conflicts),
            )
        return replace(
            self,
            facts=[_called(fact, names) for fact in self.facts],
            conflicts=[_called(conflict, names) for conflict in self.conflicts],
            beside=beside,
        )


def _called(item: Item, names: Mapping[str, str]) -> Item:
    return replace(item, subject=names[item.subject]) if item.subject in names else item


def place(settled: Settled) -> tuple[bool, str]:
    """Where a subject comes in what is written: by its id, conflicts between subjects last."""
    return not settled.subject, settled.subject


def whole(resolution: Resolution) -> Settled:
    """A resolution in one piece."""
    claims = {claim.id: claim for claim in resolution.claims}
    return Settled("", claims, resolution.facts, resolution.conflicts)


def resolution_of(claims: Mapping[str, Claim], settled: Iterable[Settled]) -> Resolution:
    """All subjects together, in the order in which they are written. ``claims``: those given, by id."""
    ordered = sorted(settled, key=place)
    return Resolution(
        claims=tuple(claims[key] for key in sorted(claims)),
        facts=tuple(fact for each in ordered for fact in each.facts),
        conflicts=tuple(conflict for each in ordered for conflict in each.conflicts),
    )


def side_by_side(
    settled: Sequence[Settled], between: Sequence[Conflict], claims: Mapping[str, Claim]
) -> Iterator[Settled]:
    """Each of ``settled`` with what the others have to do with it, then the conflicts ``between`` them. ``claims``: those
    of all of them, by id.
    """
    every = [*settled, Settled("", {}, (), between)] if between else list(settled)
    owner = {claim: at for at, each in enumerate(every) for claim in each.claims}
    home = {fact.id: (at, fact) for at, each in enumerate(every) for fact in each.facts}
    beside = [_Beside() for _ in every]
    for at, each in enumerate(every):
        items: list[Fact | Conflict] = [*each.facts, *each.conflicts]
        for item in items:
            told = claims_of(item)
            about = home.get(item.fact_id) if isinstance(item, Conflict) else None
            concerned = {at, *(owner[claim] for claim in told if claim in owner), *([about[0]] if about else [])}
            if len(concerned) == 1:
                continue
            for one in concerned:
                beside[one].claims.update((c, claims[c]) for c in told if c in claims and c not in every[one].claims)
                if about is not None and about[0] != one:
                    beside[one].facts[about[1].id] = about[1]
                if one != at:
                    beside[one].take(item)
    return (
        replace(each, beside=found.resolution) if found else each for each, found in zip(every, beside, strict=True)
    )


def claims_of(item: Fact | Conflict) -> list[str]:
    """The ids of the claims on all its sides."""
    if isinstance(item, Fact):
        return [*item.supported_by, *item.set_aside]
    return [claim for side in item.sides for claim in side.claims]


@dataclass(slots=True)
class _Beside:
    claims: dict[str, Claim] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    conflicts: dict[str, Conflict] = field(default_factory=dict)

    def take(self, item: Fact | Conflict) -> None:
        if isinstance(item, Fact):
            self.facts[item.id] = item
        else:
            self.conflicts[item.id] = item

    def __bool__(self) -> bool:
        return bool(self.claims or self.facts or self.conflicts)

    @property
    def resolution(self) -> Resolution:
        return Resolution(tuple(self.claims.values()), tuple(self.facts.values()), tuple(self.conflicts.values()))
