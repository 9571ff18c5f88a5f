"""The trail in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.domain.wording import label_of, name_of, say, shown
from evextract.records import Action, Decision
from evextract.review.desk import State


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of the trail. ``source`` is the decision itself or, of an undo, that which it takes back or brings
    back; ``item`` is the id of what that is about, where it still stands.
    """

    decision: Decision
    source: Decision
    number: int
    at: str
    editor: str
    what: str
    about: str
    item: str | None
    why: str
    in_force: bool


def entries(state: State, pack: DomainPack) -> Iterator[Entry]:
    """The trail, the latest first."""
    standing = {decision.id for decision in state.in_force}
    known = {decision.id: decision for decision in state.decisions}
    undone = {d.undoes for d in state.decisions if d.action is Action.UNDO}
    for decision in reversed(state.decisions):
        source = decision
        while source.undoes is not None and source.undoes in known:
            source = known[source.undoes]
        yield Entry(
            decision=decision,
            source=source,
            number=decision.id,
            at=decision.at.strftime("%Y-%m-%d %H:%M"),
            editor=shown(decision.editor),
            what=shown(_what(decision, state, pack)),
            about=shown(_about(source, pack)),
            item=_item(source, state),
            why=shown(decision.note),
            in_force=decision.id in standing or (decision.action is Action.UNDO and decision.id not in undone),
        )


def _item(decision: Decision, state: State) -> str | None:
    if decision.fact_id in state.inbox.by_id:
        return decision.fact_id
    home = state.inbox.home
    return next((home[claim] for claim in (*decision.claims, *decision.seen) if claim in home), None)


def _about(decision: Decision, pack: DomainPack) -> str:
    if not decision.subject:
        return " and ".join(name_of(thing, pack) for thing in decision.things)
    label = label_of(decision.attribute, pack) if decision.attribute else ""
    return ", ".join(filter(None, (name_of(decision.subject, pack), label)))


def _what(decision: Decision, state: State, pack: DomainPack) -> str:
    value = say(decision.value, pack)
    things = [name_of(thing, pack) for thing in decision.things]
    match decision.action:
        case Action.ACCEPT:
            return f"accepted {value}"
        case Action.CHOOSE:
            return f"chose {value}"
        case Action.ENTER:
            return f"entered {value}"
        case Action.REJECT:
            articles = sorted({state.claims[c].source.article_id for c in decision.claims if c in state.claims})
            return f"rejected the claim of {', '.join(articles) or 'an article that is gone'}"
        case Action.MERGE:
            return f"merged {' and '.join(things[1:])} into {things[0]}"
        case Action.SPLIT:
            count = len(decision.claims)
            return f"{count} {'claim is' if count == 1 else 'claims are'} about {things[-1]}, not {things[0]}"
        case Action.CONFIRM:
            return f"confirmed {things[0]} as a thing of its own"
        case Action.NO_CONFLICT:
            return "no conflict: all answers hold"
        case Action.COMMENT:
            return "commented"
        case Action.UNDO:
            return f"took back no. {decision.undoes}"
