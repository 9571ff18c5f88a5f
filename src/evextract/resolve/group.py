"""Split the claims about one attribute of one thing by the question that they answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.records import Scope
from evextract.resolve.comparable import normal, scopes_fit
from evextract.resolve.reading import Reading
from evextract.resolve.trims import fold

Signature = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """``signature`` holds the normal values of the stated scope keys; ``scope`` their words."""

    subject: str
    attribute: str
    signature: Signature
    scope: Scope
    readings: tuple[Reading, ...]


def signature(reading: Reading, trims: Mapping[str, str]) -> Signature:
    stated = reading.scope.stated
    wanted = (*reading.definition.scope, "object")
    pairs = []
    for key in wanted:
        if key in stated:
            value = normal(key, stated[key])
            if key == "variant":
                name = fold(stated[key])
                value = trims.get(name, name)
            pairs.append((key, value))
    return tuple(sorted(set(pairs)))


def split(
    readings: Iterable[Reading],
    trims: Mapping[str, str],
    pack: DomainPack,
    agrees: Callable[[Reading, Reading], bool],
) -> list[Question]:
    """Questions with their claims. A claim that is silent on a key joins a question only where exactly one fits."""
    by_signature: dict[Signature, list[Reading]] = {}
    for reading in readings:
        by_signature.setdefault(signature(reading, trims), []).append(reading)
    questions: list[tuple[Signature, list[Reading]]] = []
    for sig in sorted(by_signature, key=lambda s: (-len(s), s)):
        members = by_signature[sig]
        fitting = [q for q in questions if scopes_fit(dict(sig), dict(q[0]), pack)]
        if len(fitting) == 1 and _joins(sig, members, fitting[0], agrees):
            fitting[0][1].extend(members)
        else:
            questions.append((sig, list(members)))
    return [_question(sig, members) for sig, members in questions]


def _joins(
    sig: Signature,
    members: list[Reading],
    question: tuple[Signature, list[Reading]],
    agrees: Callable[[Reading, Reading], bool],
) -> bool:
    """Silence about the trim is no sign that the trim is meant: there, only an equal answer joins."""
    if dict(sig).get("variant") == dict(question[0]).get("variant"):
        return True
    return all(any(agrees(a, b) for b in question[1]) for a in members)


def _question(sig: Signature, members: list[Reading]) -> Question:
    members = sorted(members, key=lambda r: r.id)
    words: dict[str, str] = {}
    for key, _ in sig:
        spoken = sorted({v for r in members if (v := r.scope.stated.get(key))}, key=lambda v: (-len(v), v))
        counts = {v: sum(r.scope.stated.get(key) == v for r in members) for v in spoken}
        words[key] = max(spoken, key=lambda v: (counts[v], len(v), v))
    return Question(members[0].subject, members[0].claim.attribute, sig, Scope(**words), tuple(members))
