"""The page of things that the pack doesn't have: an editor confirms each, or says which other thing it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from evextract.domain.newcomers import Newcomer
from evextract.domain.pack import DomainPack
from evextract.domain.wording import name_of, shown
from evextract.errors import InputError
from evextract.records import Action, Decision
from evextract.resolve.editors.amend import new_things
from evextract.review.desk import State
from evextract.review.forms import Form, merger

MOST = 200
"""Rows of the page; ``things.csv`` has all."""
MOST_PROPOSED = 300
"""Names that a field for a thing proposes; others can be typed."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in words that are ready to be read but not escaped."""

    id: str
    name: str
    kind: str
    names: str
    facts: int
    articles: int
    quote: str
    first: str
    near: str
    near_name: str
    confirmed: bool


def rows(state: State, pack: DomainPack) -> tuple[list[Row], int]:
    """Those that wait for an editor first, then those confirmed, and how many are left out."""
    found = sorted(new_things(state.resolution, pack, state.decisions), key=lambda each: each.confirmed)
    return [_row(each, pack) for each in found[:MOST]], max(len(found) - MOST, 0)


def _row(each: Newcomer, pack: DomainPack) -> Row:
    source = each.first.source
    day = source.published.isoformat() if source.published else ""
    return Row(
        id=each.id,
        name=shown(name_of(each.id, pack)),
        kind=" or ".join(pack.types[kind].label for kind in each.kinds),
        names=shown(", ".join(each.names)),
        facts=each.facts,
        articles=len(each.articles),
        quote=shown(each.first.evidence.quote),
        first=shown(", ".join(filter(None, (source.outlet or source.article_id, day)))),
        near=each.near or "",
        near_name=shown(name_of(each.near, pack)) if each.near else "",
        confirmed=each.confirmed,
    )


def decision_on(fields: Mapping[str, str], known: Sequence[Row], pack: DomainPack, *, editor: str) -> Decision:
    """What a form of the page means. Raises :class:`InputError`, in words for the editor, where it says too little."""
    about = fields.get("about", "")
    if about not in {row.id for row in known}:
        raise InputError("That thing is no longer here: it was merged, or its claims were rejected.")
    form = Form.of(fields, ())
    made = Decision(Action.CONFIRM, editor, datetime.now(UTC), things=(about,), note=form.note)
    match form.do:
        case "confirm":
            return made
        case "merge":
            return replace(made, **merger(form, about, pack))
    raise InputError("Choose what to do.")


def proposed(state: State, pack: DomainPack) -> list[tuple[str, str]]:
    """Ids and names of the things that most facts are about."""
    counts = Counter(fact.subject for fact in state.resolution.facts)
    most = sorted(counts, key=lambda thing: (-counts[thing], thing))[:MOST_PROPOSED]
    return [(shown(thing), shown(name_of(thing, pack))) for thing in sorted(most)]
