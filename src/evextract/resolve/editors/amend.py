"""Which claims count and what they are about, once editors have rejected claims, merged things and split them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from evextract.domain.newcomers import Newcomer, newcomers
from evextract.domain.pack import DomainPack
from evextract.records import Action, Claim, Decision, EntityRef, Resolution, Value

AMENDING = (Action.REJECT, Action.MERGE, Action.SPLIT)


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody took back, in their order. Taking back an undo brings the decision back."""
    void: set[int] = set()
    for decision in reversed(decisions):
        if decision.action is Action.UNDO and decision.id not in void and decision.undoes is not None:
            void.add(decision.undoes)
    return tuple(d for d in decisions if d.id not in void and d.action is not Action.UNDO)


@dataclass(frozen=True, slots=True)
class Amendments:
    """What decisions make of single claims, before anything is compared; ``canon`` gives the id that things go by."""

    rejected: frozenset[str]
    moved: Mapping[str, str]
    """Claim id -> the thing that it is about."""
    merged: Mapping[str, str]
    """Thing -> the thing that it is."""
    canon: Callable[[str], str]

    @classmethod
    def of(cls, decisions: Sequence[Decision], canon: Callable[[str], str]) -> Amendments:
        moved: dict[str, str] = {}
        merged: dict[str, str] = {}
        rejected: set[str] = set()
        for decision in in_force(decisions):
            match decision.action:
                case Action.REJECT:
                    rejected.update(decision.claims)
                case Action.SPLIT:
                    moved.update(dict.fromkeys(decision.claims, decision.things[-1]))
                case Action.MERGE:
                    kept, *others = map(canon, decision.things)
                    # The latest merger names the thing that stays, whatever it was merged into before.
                    merged.pop(kept, None)
                    merged.update({other: kept for other in others if other != kept})
        return cls(frozenset(rejected), moved, merged, canon)

    def __call__(self, claims: Iterable[Claim]) -> Iterator[Claim]:
        """The claims that count, about the things that they are about."""
        for claim in claims:
            if claim.id not in self.rejected:
                yield self._amended(claim) if self.moved or self.merged else claim

    def alters(self, claim: Claim) -> bool:
        """Whether the claim counts otherwise than it was given, or not at all."""
        return claim.id in self.rejected or (bool(self.moved or self.merged) and self._amended(claim) != claim)

    def _amended(self, claim: Claim) -> Claim:
        return replace(
            claim,
            subject=self._thing(self.moved.get(claim.id, claim.subject)),
            value=self._value(claim.value),
            alternatives=tuple(map(self._value, claim.alternatives)),
            scope=replace(claim.scope, object=self._thing(claim.scope.object)) if claim.scope.object else claim.scope,
        )

    def _thing(self, name: str) -> str:
        known = self.canon(name)
        if known not in self.merged:
            return name
        while known in self.merged:
            known = self.merged[known]
        return known

    def _value(self, value: Value) -> Value:
        return replace(value, id=self._thing(value.id)) if isinstance(value, EntityRef) else value


def new_things(resolution: Resolution, pack: DomainPack, decisions: Sequence[Decision]) -> tuple[Newcomer, ...]:
    """The things that the pack lacks, after what editors merged, split, rejected and confirmed."""
    counted = Amendments.of(decisions, pack.canonical)(resolution.claims)
    return newcomers(replace(resolution, claims=tuple(counted)), pack, confirmed=confirmed_things(decisions))


def confirmed_things(decisions: Sequence[Decision]) -> frozenset[str]:
    """The ids of things that editors know."""
    return frozenset(thing for d in in_force(decisions) if d.action is Action.CONFIRM for thing in d.things)
