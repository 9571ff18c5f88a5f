"""What a run brought, compared with what its folder held before."""

from __future__ import annotations

from collections.abc import Iterator

from evextract.domain.pack import DomainPack
from evextract.domain.wording import say
from evextract.io.changes import Standing, Statement
from evextract.records import Change, ChangeKind, Changes, Conflict, Fact, Polarity, Resolution


def compare(before: Standing, now: Resolution, pack: DomainPack) -> Changes:
    """Facts and conflicts that are new, changed or gone, in the order of ``now``; gone ones come last in theirs.

    A fact has changed where its value reads otherwise than before. A conflict that was settled or open and is so
    still has not. One that was open is resolved when it is settled now, and also when its articles no longer disagree.
    """
    return Changes(before.at, (*_of_facts(before, now, pack), *_of_conflicts(before, now, pack)))


def _of_facts(before: Standing, now: Resolution, pack: DomainPack) -> Iterator[Change]:
    for fact in now.facts:
        value, earlier = _words(fact, pack), before.facts.get(fact.id)
        if earlier is None:
            yield _change(ChangeKind.NEW_FACT, fact, None, value)
        elif earlier.value != value:
            yield _change(ChangeKind.CHANGED_FACT, fact, earlier.value, value)
    kept = {fact.id for fact in now.facts}
    for name, earlier in before.facts.items():
        if name not in kept:
            yield _gone(ChangeKind.GONE_FACT, name, earlier)


def _of_conflicts(before: Standing, now: Resolution, pack: DomainPack) -> Iterator[Change]:
    for conflict in now.conflicts:
        value, earlier = None if conflict.resolved is None else say(conflict.resolved, pack), None
        if conflict.id not in before.conflicts:
            yield _change(ChangeKind.NEW_CONFLICT, conflict, None, value)
            continue
        earlier = before.conflicts[conflict.id].value
        if (earlier is None) != (value is None):
            kind = ChangeKind.RESOLVED_CONFLICT if earlier is None else ChangeKind.REOPENED_CONFLICT
            yield _change(kind, conflict, earlier, value)
    kept = {conflict.id for conflict in now.conflicts}
    for name, statement in before.conflicts.items():
        if name not in kept and statement.value is None:
            yield _gone(ChangeKind.RESOLVED_CONFLICT, name, statement)


def _words(fact: Fact, pack: DomainPack) -> str | None:
    if fact.value is None:
        return None
    return ("not " if fact.polarity is Polarity.DENIED else "") + say(fact.value, pack)


def _change(kind: ChangeKind, of: Fact | Conflict, before: str | None, after: str | None) -> Change:
    return Change(kind, of.id, of.subject, of.attribute, of.scope, before, after)


def _gone(kind: ChangeKind, name: str, was: Statement) -> Change:
    return Change(kind, name, was.subject, was.attribute, was.scope, was.value, None)
