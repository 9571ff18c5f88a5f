"""What a run brought, compared with what its folder held before; what a batch brought, from a store's history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evextract.domain.pack import DomainPack
from evextract.domain.wording import say, stated
from evextract.io.changes import Standing, Statement
from evextract.records import (
    Change,
    ChangeKind,
    Changes,
    Conflict,
    Fact,
    FactChange,
    FactState,
    Polarity,
    Resolution,
    Status,
)


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


def of_batch(moves: Iterable[FactChange], now: Resolution, pack: DomainPack, *, since: str) -> Changes:
    """The changes of one batch of a store, in the order of ``moves``.

    A store remembers facts; their status tells what became of their conflicts: a fact to review has an open one.
    """
    conflicts = {conflict.fact_id: conflict.id for conflict in now.conflicts}
    return Changes(since, tuple(change for move in moves for change in _of_move(move, conflicts, pack)))


_OPEN = (Status.REVIEW, Status.REOPENED)
_SETTLED = (Status.RESOLVED, Status.DECIDED)


def _of_move(move: FactChange, conflicts: Mapping[str, str], pack: DomainPack) -> Iterator[Change]:
    state = move.after or move.before
    if state is None:
        return
    before, after = _words(move.before, pack), _words(move.after, pack)

    def change(kind: ChangeKind, name: str, *values: str | None) -> Change:
        return Change(kind, name, move.subject, move.attribute, state.scope, *values)

    if move.before is None or move.after is None or before != after:
        new, gone = move.before is None, move.after is None
        kind = ChangeKind.NEW_FACT if new else ChangeKind.GONE_FACT if gone else ChangeKind.CHANGED_FACT
        yield change(kind, move.fact_id, before, after)
    was, is_now = (None if each is None else each.status for each in (move.before, move.after))
    name = conflicts.get(move.fact_id, move.fact_id)
    if was in _OPEN and is_now not in _OPEN:
        yield change(ChangeKind.RESOLVED_CONFLICT, name, None, after if is_now in _SETTLED else None)
    elif was in _SETTLED and is_now in _OPEN:
        yield change(ChangeKind.REOPENED_CONFLICT, name, before, None)
    elif move.fact_id in conflicts and was not in (*_OPEN, *_SETTLED):
        yield change(ChangeKind.NEW_CONFLICT, name, None, after if is_now in _SETTLED else None)


def _words(told: Fact | FactState | None, pack: DomainPack) -> str | None:
    if told is None or told.value is None:
        return None
    return stated(say(told.value, pack), denied=told.polarity is Polarity.DENIED)


def _change(kind: ChangeKind, of: Fact | Conflict, before: str | None, after: str | None) -> Change:
    return Change(kind, of.id, of.subject, of.attribute, of.scope, before, after)


def _gone(kind: ChangeKind, name: str, was: Statement) -> Change:
    return Change(kind, name, was.subject, was.attribute, was.scope, was.value, None)
