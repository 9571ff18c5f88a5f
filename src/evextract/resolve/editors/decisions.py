"""What editors decided stands above what the evidence says, and is looked at again when later claims contradict it.

Facts are decided after they were judged; :mod:`evextract.resolve.editors.amend` says which claims were judged at all. Each
decision concerns one subject and needs only its claims, facts and conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from evextract.domain.identity import FACT_ID_LENGTH, digest, value_key
from evextract.records import Action, Claim, Conflict, Decision, Fact, Polarity, Side, Status, Value
from evextract.resolve.editors.amend import in_force

VERDICTS = (Action.ACCEPT, Action.CHOOSE, Action.ENTER, Action.NO_CONFLICT)


def apply_decisions(
    facts: Iterable[Fact], conflicts: Iterable[Conflict], claims: Mapping[str, Claim], decisions: Sequence[Decision]
) -> tuple[list[Fact], list[Conflict]]:
    """Facts and conflicts with the editors' answers; of several decisions on a fact the last one counts.

    A decision whose fact has another id by now, since its scope is known better, follows the claims that it was about.
    It survives new claims; where they contradict it, the fact is :attr:`Status.REOPENED`.
    """
    facts, conflicts = list(facts), list(conflicts)
    verdicts = [d for d in in_force(decisions) if d.action in VERDICTS]
    if not verdicts:
        return facts, conflicts
    bench = _Bench(facts, conflicts, claims)
    decided: dict[str, Decision] = {}
    others: list[Decision] = []
    for decision in verdicts:
        home = bench.home_of(decision)
        if decision.conflict_id or decision.action is Action.NO_CONFLICT:
            others.append(decision)
        elif home is not None:
            decided[home] = decision
            others = [d for d in others if d.conflict_id or bench.home_of(d) != home]
    made: list[Fact] = []
    for fact in facts:
        if fact.id in decided:
            made.append(bench.decide(fact, decided[fact.id]))
        else:
            held = [d for d in others if not d.conflict_id and bench.home_of(d) == fact.id]
            made += bench.side_by_side(fact, held[-1]) if held else [fact]
    settled = {fact.id: fact for fact in made if fact.id in decided}
    return made, [c for conflict in conflicts if (c := bench.settle(conflict, settled, others)) is not None]


class _Bench:
    """Facts and conflicts of one resolution, with the way from claims to them."""

    def __init__(self, facts: Sequence[Fact], conflicts: Sequence[Conflict], claims: Mapping[str, Claim]) -> None:
        self.claims = claims
        self.facts = {fact.id: fact for fact in facts}
        self.conflicts: dict[str, list[Conflict]] = {}
        self.home = {claim: fact.id for fact in facts for claim in (*fact.set_aside, *fact.supported_by)}
        for conflict in conflicts:
            self.conflicts.setdefault(conflict.fact_id, []).append(conflict)
            for side in conflict.sides:
                for claim in side.claims:
                    self.home.setdefault(claim, conflict.fact_id)
        self.own: dict[str, list[str]] = {}
        for claim, fact in self.home.items():
            self.own.setdefault(fact, []).append(claim)

    def home_of(self, decision: Decision) -> str | None:
        """The fact that a decision is about, by its id or else by the first of its claims that still counts."""
        if decision.fact_id in self.facts:
            return decision.fact_id
        return next((self.home[c] for c in (*decision.claims, *decision.seen) if c in self.home), None)

    def answers(self, fact: Fact) -> list[Side]:
        """What the fact's own claims say: the value, then the other answers."""
        found = [Side(fact.value, fact.supported_by)] if fact.value is not None else []
        for conflict in self.conflicts.get(fact.id, ()):
            for side in conflict.sides:
                own = tuple(claim for claim in side.claims if self.home.get(claim) == fact.id)
                if own and not any(set(own) <= set(known.claims) for known in found):
                    found.append(Side(side.value, own))
        return found

    def decide(self, fact: Fact, decision: Decision) -> Fact:
        chosen = next((self.claims[c] for c in decision.claims if c in self.claims), None)
        value = decision.value if decision.value is not None else chosen.value if chosen is not None else fact.value
        key = value_key(value) if value is not None else ""
        backing = {
            claim
            for side in self.answers(fact)
            for claim in side.claims
            if set(side.claims) & set(decision.claims) or any(self._says(c, key) for c in side.claims)
        }
        mine = set(self.own.get(fact.id, ()))
        aside = mine - backing
        again = self._unseen(aside, decision)
        return replace(
            fact,
            value=value,
            alternatives=chosen.alternatives if chosen is not None else (),
            polarity=chosen.polarity if chosen else fact.polarity if decision.claims else Polarity.AFFIRMED,
            status=Status.REOPENED if again else Status.DECIDED,
            confidence=1.0,
            supported_by=tuple(sorted(mine & backing)),
            set_aside=tuple(sorted(aside)),
            because="; ".join([told(decision), *self._said_since(again)]),
            terms=(),
        )

    def side_by_side(self, fact: Fact, decision: Decision) -> list[Fact]:
        """A fact for each of the answers that don't exclude one another, as an editor said; the fact where none do."""
        held = [side for side in self.answers(fact) if set(side.claims) & set(decision.seen)]
        if len(held) < 2:
            return [fact]
        told_apart = {claim for side in held for claim in side.claims}
        found = [self._held(fact, side, decision, first=side is held[0]) for side in held]
        found[0] = replace(found[0], set_aside=tuple(sorted(set(fact.set_aside) - told_apart)))
        return found

    def _held(self, fact: Fact, side: Side, decision: Decision, *, first: bool) -> Fact:
        best = self.claims[side.claims[0]]
        other = digest((fact.id, best.polarity.value, value_key(side.value)), FACT_ID_LENGTH)
        return replace(
            fact,
            id=fact.id if first else other,
            value=side.value,
            alternatives=best.alternatives,
            polarity=best.polarity,
            modality=best.modality,
            status=Status.DECIDED,
            confidence=1.0,
            supported_by=tuple(sorted(side.claims)),
            set_aside=(),
            because=told(decision),
            terms=(),
        )

    def settle(self, conflict: Conflict, settled: Mapping[str, Fact], others: Sequence[Decision]) -> Conflict | None:
        """The conflict as an editor left it; None where it is none. One that has got another side is open again."""
        for decision in reversed(others):
            if not all(set(side.claims) & set(decision.seen) for side in conflict.sides):
                continue
            if decision.action is Action.NO_CONFLICT:
                return None
            sides = sorted(conflict.sides, key=lambda side: not set(side.claims) & set(decision.claims))
            return _resolved(conflict, sides, sides[0].value, told(decision))
        fact = settled.get(conflict.fact_id)
        own = set(self.own.get(conflict.fact_id, ()))
        if fact is None or not all(own & set(side.claims) for side in conflict.sides):
            return conflict
        sides = sorted(conflict.sides, key=lambda side: not set(side.claims) & set(fact.supported_by))
        return _resolved(conflict, sides, fact.value, fact.because)

    def _says(self, claim: str, key: str) -> bool:
        known = self.claims.get(claim)
        return known is not None and any(value_key(value) == key for value in (known.value, *known.alternatives))

    def _unseen(self, aside: Iterable[str], decision: Decision) -> list[Claim]:
        """Claims against the decision that its editor did not have; a copy of what was seen is nothing new."""
        seen = {*decision.seen, *decision.claims}
        voices = {self.claims[c].source.voice for c in seen if c in self.claims}
        return [
            claim
            for c in sorted(aside)
            if c not in seen and (claim := self.claims.get(c)) and claim.source.voice not in voices
        ]

    def _said_since(self, again: Sequence[Claim]) -> list[str]:
        articles = ", ".join(sorted({claim.source.article_id for claim in again}))
        return [f"{articles} said otherwise since: look again"] if articles else []


def _resolved(conflict: Conflict, sides: Sequence[Side], value: Value | None, because: str) -> Conflict:
    return replace(conflict, sides=tuple(sides), resolved=value, confidence=1.0, because=because)


def told(decision: Decision) -> str:
    """Who decided, when and why."""
    verb = "no conflict, said" if decision.action is Action.NO_CONFLICT else "decided by"
    reason = f": {decision.note}" if decision.note else ""
    return f"{verb} {decision.editor} on {decision.at.date().isoformat()}{reason}"
