"""From a form that a page sent to the decision that it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.records import Action, Decision
from evextract.review.case import Case
from evextract.review.values import find_thing, read_value

LONGEST_NOTE = 2_000


@dataclass(frozen=True, slots=True)
class Form:
    """What an editor sent: ``do`` is the button (``choose:2``, ``reject:CLAIM``), ``claims`` the ticked ones."""

    do: str
    note: str = ""
    value: str = ""
    thing: str = ""
    claims: tuple[str, ...] = ()

    @classmethod
    def of(cls, fields: Mapping[str, str], claims: Sequence[str]) -> Form:
        note = fields.get("note", "").strip()
        if len(note) > LONGEST_NOTE:
            raise InputError(f"A note has at most {LONGEST_NOTE:,} characters.")
        return cls(fields.get("do", ""), note, fields.get("value", ""), fields.get("thing", "").strip(), tuple(claims))


def decision_of(form: Form, case: Case, pack: DomainPack, *, editor: str) -> Decision:
    """Raises :class:`InputError`, in words for the editor, where the form does not say enough."""
    fact = case.item.fact
    about = case.item.conflicts[0] if case.item.conflicts else fact
    made = Decision(
        action=Action.COMMENT,
        editor=editor,
        at=datetime.now(UTC),
        fact_id=fact.id,
        conflict_id=case.item.id if case.item.id != fact.id else "",
        seen=case.seen,
        note=form.note,
        subject=about.subject,
        attribute=about.attribute,
    )
    return replace(made, **_given(form, case, pack))


def _given(form: Form, case: Case, pack: DomainPack) -> dict[str, Any]:
    """The fields in which the decision differs from a mere comment."""
    do, _, which = form.do.partition(":")
    match do or _implied(form):
        case "choose":
            number = int(which) - 1 if which.isdecimal() and len(which) < 4 else -1
            if not 0 <= number < len(case.answers):
                raise InputError("There is no answer of that number.")
            answer = case.answers[number]
            action = Action.ACCEPT if answer is case.standing_answer else Action.CHOOSE
            return {"action": action, "claims": answer.claims, "value": answer.value}
        case "enter":
            if case.item.id != case.item.fact.id:
                raise InputError("Here one of several facts is chosen; a value is entered at the fact itself.")
            return {"action": Action.ENTER, "value": read_value(form.value, case.item.fact.attribute, pack)}
        case "reject":
            if which not in case.seen:
                raise InputError("That claim is no longer here; look again.")
            return {"action": Action.REJECT, "claims": (which,)}
        case "no-conflict":
            if not case.is_disputed:
                raise InputError("There is one answer only.")
            return {"action": Action.NO_CONFLICT}
        case "merge":
            return merger(form, case.item.fact.subject, pack)
        case "split":
            return _split(form, case, pack)
        case "comment":
            if not form.note:
                raise InputError("Write the comment first.")
            return {"action": Action.COMMENT}
    raise InputError("Choose what to do.")


def merger(form: Form, thing: str, pack: DomainPack) -> dict[str, Any]:
    """The fields of a decision that ``thing`` is the one that the form names."""
    kept = _other(form, thing, pack)
    if not kept:
        raise InputError("Name the other thing that this one is.")
    return {"action": Action.MERGE, "things": (kept, thing)}


def _implied(form: Form) -> str:
    """What the Enter key in a field means."""
    return "enter" if form.value.strip() else "comment"


def _split(form: Form, case: Case, pack: DomainPack) -> dict[str, Any]:
    claims = tuple(claim for claim in form.claims if claim in case.seen)
    if not claims:
        raise InputError("Tick the claims that are about something else.")
    other = _other(form, case.item.fact.subject, pack)
    if not other:
        raise InputError("Name the thing that the ticked claims are about.")
    return {"action": Action.SPLIT, "claims": claims, "things": (case.item.fact.subject, other)}


def _other(form: Form, thing: str, pack: DomainPack) -> str:
    """The id of the thing that the form names; empty where that is none, or ``thing`` itself."""
    other = find_thing(form.thing, pack) if form.thing else ""
    return "" if pack.canonical(other) == pack.canonical(thing) else other
