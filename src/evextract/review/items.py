"""Questions as an editor meets them: a fact with its conflicts, where it stands, and how much it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from evextract.domain.wording import percent
from evextract.records import Claim, Conflict, ConflictKind, Fact, Polarity, Resolution, Status
from evextract.report.material import Material
from evextract.report.severity import CENTRALITY, DOUBT, severity

DOUBTFUL = 0.65
"""Below this confidence a value that nobody contradicts is doubtful: where answers compete, none would be given."""
CONFLICT_KINDS = {
    ConflictKind.CONTRADICTION: "contradiction",
    ConflictKind.UPDATE: "update",
    ConflictKind.SLIP: "slip of pen or unit",
}
UNCONTESTED = "one answer"


class Standing(StrEnum):
    """Where a question stands. The first three wait for an editor."""

    OPEN = "open conflict"
    AGAIN = "decision to look at again"
    DOUBTFUL = "doubtful fact"
    SETTLED = "settled by the evidence"
    DECIDED = "decided by an editor"
    UNDISPUTED = "undisputed"


TO_DO = (Standing.OPEN, Standing.AGAIN, Standing.DOUBTFUL)


@dataclass(frozen=True, slots=True)
class Item:
    """A question and where it stands: a fact with its conflicts, or a conflict over which of several facts holds.

    ``id`` is the fact's or that conflict's. Words are ready to be read but not escaped.
    """

    id: str
    fact: Fact
    conflicts: tuple[Conflict, ...]
    standing: Standing
    kind: str
    subject: str
    attribute: str
    scope: str
    answers: tuple[str, ...]
    outlets: tuple[str, ...]
    severity: float
    order: tuple[str, ...]
    haystack: str = field(repr=False)


def questions(resolution: Resolution) -> Iterator[tuple[str, Fact, tuple[Conflict, ...]]]:
    """Each fact with the conflicts over its value, and each conflict over which of several facts holds."""
    facts = {fact.id: fact for fact in resolution.facts}
    home = {claim: fact.id for fact in resolution.facts for claim in (*fact.set_aside, *fact.supported_by)}
    own: dict[str, list[Conflict]] = {}
    for conflict in resolution.conflicts:
        claims = [claim for side in conflict.sides for claim in side.claims]
        about = facts.get(conflict.fact_id) or next((facts[home[c]] for c in claims if c in home), None)
        sides = [{home.get(claim, conflict.fact_id) for claim in side.claims} for side in conflict.sides]
        if conflict.fact_id in facts and all(conflict.fact_id in side for side in sides):
            own.setdefault(conflict.fact_id, []).append(conflict)
        elif about is not None:
            yield conflict.id, about, (conflict,)
    for fact in resolution.facts:
        yield fact.id, fact, tuple(own.get(fact.id, ()))


@dataclass(frozen=True, slots=True)
class ItemMaker:
    material: Material
    told_by: Mapping[str, int]

    def item(self, name: str, fact: Fact, conflicts: tuple[Conflict, ...]) -> Item:
        material = self.material
        first = conflicts[0] if conflicts else None
        claims = material.known(claims_of(fact, conflicts))
        standing = _standing(name, fact, conflicts)
        weight, order = self._severity(fact, conflicts, standing)
        answers = self._answers(fact, conflicts)
        outlets = tuple(dict.fromkeys(material.source(claim.source).outlet for claim in claims))
        subject = material.name((first or fact).subject)
        attribute, scope = material.label((first or fact).attribute), material.scope((first or fact).scope)
        quotes = [claim.evidence.quote for claim in claims]
        words = (name, fact.id, fact.subject, subject, attribute, scope, *answers, *outlets, *quotes)
        return Item(
            id=name,
            fact=fact,
            conflicts=conflicts,
            standing=standing,
            kind=CONFLICT_KINDS[first.kind] if first is not None else UNCONTESTED,
            subject=subject,
            attribute=attribute,
            scope=scope,
            answers=answers,
            outlets=outlets,
            severity=weight,
            order=order,
            haystack="\n".join(words).casefold(),
        )

    def _answers(self, fact: Fact, conflicts: tuple[Conflict, ...]) -> tuple[str, ...]:
        value = self.material.say(fact.value, denied=fact.polarity is Polarity.DENIED)
        found = [value] if fact.value is not None and not conflicts else []
        if conflicts and fact.status in (Status.DECIDED, Status.REOPENED) and fact.value is not None:
            found = [value]
        for conflict in conflicts:
            for side in conflict.sides:
                claims = self.material.known(side.claims)
                found.append(self.material.say(side.value, denied=all_denied(claims)))
        return tuple(dict.fromkeys(found))

    def _severity(
        self, fact: Fact, conflicts: tuple[Conflict, ...], standing: Standing
    ) -> tuple[float, tuple[str, ...]]:
        label = self.material.label(fact.attribute)
        if conflicts:
            again = standing is Standing.AGAIN
            weighed = [
                severity(
                    replace(c, resolved=None) if again else c, self.material.pack, told_by=self.told_by, label=label
                )
                for c in conflicts
            ]
            return max(weighed, key=lambda each: each[0])
        if standing is Standing.AGAIN:
            return 1.0, ("later articles contradict the decision",)
        doubt = 1 - fact.confidence
        central = self.told_by.get(fact.attribute, 1) / max(self.told_by.values(), default=1)
        return DOUBT * doubt + CENTRALITY * central, (f"{percent(fact.confidence)} sure",)


def _standing(name: str, fact: Fact, conflicts: tuple[Conflict, ...]) -> Standing:
    foreign = name != fact.id
    if not foreign and fact.status is Status.REOPENED:
        return Standing.AGAIN
    if any(conflict.resolved is None for conflict in conflicts) or (not foreign and fact.value is None):
        return Standing.OPEN
    if foreign:
        decided = all(conflict.confidence == 1.0 for conflict in conflicts)
        return Standing.DECIDED if decided else Standing.SETTLED
    if fact.status is Status.DECIDED:
        return Standing.DECIDED
    if conflicts:
        return Standing.SETTLED
    return Standing.DOUBTFUL if fact.confidence < DOUBTFUL else Standing.UNDISPUTED


def claims_of(fact: Fact, conflicts: Iterable[Conflict]) -> list[str]:
    of_sides = (claim for conflict in conflicts for side in conflict.sides for claim in side.claims)
    return list(dict.fromkeys((*fact.supported_by, *of_sides, *fact.set_aside)))


def all_denied(claims: Sequence[Claim]) -> bool:
    return bool(claims) and all(claim.polarity is Polarity.DENIED for claim in claims)
