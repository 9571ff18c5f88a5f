"""How facts changed from batch to batch, in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from evextract.domain.pack import DomainPack
from evextract.domain.wording import label_of, name_of, say, say_scope, shown, stated
from evextract.records import FactChange, FactState, Modality, Polarity, Scope


def chronicle(changes: Iterable[FactChange], pack: DomainPack) -> list[str]:
    """A paragraph a fact: its question, then a line a change with batch, day, before and after, and below it why.

    ``changes`` come fact by fact, first things first.
    """
    lines: list[str] = []
    for _, of_one in groupby(changes, key=lambda change: change.fact_id):
        told = list(of_one)
        lines += ["", _question(told[-1], pack)] if lines else [_question(told[-1], pack)]
        for change in told:
            lines += [f"  batch {change.batch}, {change.at[:10]}: {_step(change, pack)}", *_reasons(change)]
    return lines


def _question(change: FactChange, pack: DomainPack) -> str:
    state = change.after or change.before
    scope = say_scope(state.scope if state else Scope(), pack)
    name, label = shown(name_of(change.subject, pack)), shown(label_of(change.attribute, pack))
    return f"{name}, {label}{f' ({shown(scope)})' if scope else ''}  [{change.fact_id}]"


def _step(change: FactChange, pack: DomainPack) -> str:
    if change.after is None:
        return f"{_say(change.before, pack)} -> gone"
    if change.before is None:
        return f"{_say(change.after, pack)} ({change.after.status.value})"
    before, after = _say(change.before, pack), _say(change.after, pack)
    if before == after:
        return f"{after}, {change.before.status.value} -> {change.after.status.value}"
    return f"{before} -> {after} ({change.after.status.value})"


def _say(state: FactState | None, pack: DomainPack) -> str:
    if state is None or state.value is None:
        return "open"
    stance = "" if state.modality is Modality.ASSERTED else f", {state.modality.value}"
    said = stated(shown(say(state.value, pack)), denied=state.polarity is Polarity.DENIED)
    return f"{said}{stance}"


def _reasons(change: FactChange) -> list[str]:
    said = f"said by {shown(', '.join(change.articles))}" if change.articles else ""
    why = "no article says so any more" if change.after is None else shown(change.after.because)
    return [f"    {part}" for part in (said, why) if part]
