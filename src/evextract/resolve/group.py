"""Split the claims about one attribute of one thing by the question that they answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evextract.domain.pack import DomainPack
from evextract.records import Scope
from evextract.resolve.comparable import normal, scopes_fit
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.trims import fold

Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``signature`` holds the normal values of the scope keys that are stated."""

    subject: str
    attribute: str
    signature: Signature
    readings: tuple[Reading, ...]

    @property
    def scope(self) -> Scope:
        return spoken_scope(self.signature, self.readings)

    @property
    def variant(self) -> str | None:
        return dict(self.signature).get("variant")


@dataclass(slots=True)
class Draft:
    """A question in the making: ``core`` states the whole scope, ``joined`` is silent on some of it."""

    signatures: list[Signature]
    core: list[Reading]
    joined: list[Reading] = field(default_factory=list)

    def admits(self, sig: Signature, pack: DomainPack) -> bool:
        return all(scopes_fit(dict(sig), dict(other), pack) for other in self.signatures)

    @property
    def fullest(self) -> Signature:
        return max(self.signatures, key=lambda s: (len(s), s))


def signature(reading: Reading, trims: Mapping[str, str], policy: Policy) -> Signature:
    """The scope keys that matter for the attribute, in the form in which they are compared."""
    pairs = []
    for key, value in reading.scope.stated.items():
        if key in reading.definition.scope or key == "object":
            if key == "variant":
                name = fold(value)
                pairs.append((key, trims.get(name, name)))
            else:
                pairs.append((key, normal(key, value)))
    if "market" not in reading.scope.stated and "market" in reading.definition.scope and reading.measure is not None:
        home = policy.home_market.get(reading.measure.unit)
        if home is not None:
            pairs.append(("market", normal("market", home)))
    return tuple(sorted(pairs))


def draft(
    readings: Iterable[Reading],
    trims: Mapping[str, str],
    pack: DomainPack,
    policy: Policy,
    compare: Compare,
    *,
    generations: int = 1,
) -> list[Draft]:
    """Questions with their claims; every claim is in exactly one.

    The fullest scopes make the questions. A claim that is silent on a key joins a question where exactly one fits; on
    a key whose silence tells nothing (the trim, the test cycle, the generation where ``generations`` are spoken of),
    or where several fit, only where it gives that question's answer. Those that join none are split among themselves.
    """
    left: dict[Signature, list[Reading]] = {}
    for reading in readings:
        left.setdefault(signature(reading, trims, policy), []).append(reading)
    done: list[Draft] = []
    while left:
        drafts, silent = _fullest(left, pack)
        rest: dict[Signature, list[Reading]] = {}
        for sig in silent:
            fitting = [d for d in drafts if d.admits(sig, pack)]
            for reading in left[sig]:
                home = _home(sig, reading, fitting, policy, compare, generations)
                if home is None:
                    rest.setdefault(sig, []).append(reading)
                else:
                    home.joined.append(reading)
        done += drafts
        left = rest
    return done


def _fullest(
    by_signature: Mapping[Signature, Sequence[Reading]], pack: DomainPack
) -> tuple[list[Draft], list[Signature]]:
    """Drafts of the signatures that no other one completes, those that mean the same together; and the others."""
    full: list[Signature] = []
    silent: list[Signature] = []
    for sig in sorted(by_signature, key=lambda s: (-len(s), "|" in dict(s).get("variant", ""), s)):
        (silent if any(_completes(other, sig, pack) for other in full) else full).append(sig)
    drafts: list[Draft] = []
    for sig in full:
        fitting = [d for d in drafts if all(_keys(sig) == _keys(s) for s in d.signatures) and d.admits(sig, pack)]
        if len(fitting) == 1:
            fitting[0].signatures.append(sig)
            fitting[0].core.extend(by_signature[sig])
        else:
            drafts.append(Draft([sig], list(by_signature[sig])))
    return drafts, silent


def _completes(fuller: Signature, sig: Signature, pack: DomainPack) -> bool:
    """``fuller`` says all that ``sig`` says and more, or names one trim where ``sig`` names several."""
    if not scopes_fit(dict(sig), dict(fuller), pack):
        return False
    if _keys(sig) < _keys(fuller):
        return True
    variant = dict(sig).get("variant", "")
    return _keys(sig) == _keys(fuller) and "|" in variant and dict(fuller).get("variant") != variant


def _keys(sig: Signature) -> set[str]:
    return {key for key, _ in sig}


def _home(
    sig: Signature, reading: Reading, fitting: Sequence[Draft], policy: Policy, compare: Compare, generations: int
) -> Draft | None:
    if len(fitting) == 1:
        missing = _keys(fitting[0].fullest) - _keys(sig)
        soft = policy.soft_keys(reading.definition) | ({"generation"} if generations > 1 else set())
        if not missing & soft and _same_standing(reading, fitting[0], missing):
            return fitting[0]
    backing = [sum(_same(reading, other, compare) for other in d.core) for d in fitting]
    best = max(backing, default=0)
    return fitting[backing.index(best)] if best else None


def _same_standing(reading: Reading, home: Draft, missing: set[str]) -> bool:
    """A date told as past without a market and a date planned for one market are two events."""
    if "market" not in missing or reading.measure is None or reading.measure.dimension != "date":
        return True
    return any(other.claim.modality is reading.claim.modality for other in home.core)


def _same(a: Reading, b: Reading, compare: Compare) -> bool:
    if a.denied != b.denied:
        # "Not sold there" answers "sold there".
        return a.key == b.key or bool(a.word and a.word == b.word)
    return compare(a, b).relation is Relation.SAME


def spoken_scope(sig: Signature, readings: Sequence[Reading]) -> Scope:
    """The words of the scope: for each key of the signature, what most articles call it."""
    words: dict[str, str] = {}
    for key, _ in sig:
        counts: dict[str, int] = {}
        for reading in readings:
            if spoken := reading.scope.stated.get(key):
                counts[spoken] = counts.get(spoken, 0) + 1
        if counts:
            words[key] = max(counts, key=lambda v: (counts[v], len(v), v))
    return Scope(**words)
