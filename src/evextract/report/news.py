"""What a run or batch brought, for the top of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from evextract.domain.wording import shown
from evextract.records import Change, ChangeKind, Changes
from evextract.report.material import Material
from evextract.report.model import ConflictView, FactView, NewsGroup, NewsItem, NewsView

MOST_ITEMS = 5
"""Changes of a kind that the top of the page lists; the others are counted, and marked in the table."""

_GROUPS = (
    ("new conflicts", (ChangeKind.NEW_CONFLICT, ChangeKind.REOPENED_CONFLICT)),
    ("resolved conflicts", (ChangeKind.RESOLVED_CONFLICT,)),
    ("changed facts", (ChangeKind.CHANGED_FACT,)),
    ("new facts", (ChangeKind.NEW_FACT,)),
    ("facts no longer said", (ChangeKind.GONE_FACT,)),
)
"""In the order in which an editor wants them."""


def news_view(
    changes: Changes | None, material: Material, conflicts: Iterable[ConflictView], facts: Iterable[FactView]
) -> NewsView | None:
    """Changes by kind; within one, conflicts by severity, facts by the pack's order of attributes, then by name.

    None where there is nothing to compare with.
    """
    if changes is None:
        return None
    numbers = {conflict.id: number for number, conflict in enumerate(conflicts, start=1)}
    rows = {fact.id for fact in facts}
    places = {attribute: place for place, attribute in enumerate(material.pack.attributes)}

    def order(change: Change) -> tuple[object, ...]:
        number, place = numbers.get(change.id, len(numbers) + 1), places.get(change.attribute, len(places))
        return number, place, material.name(change.subject).casefold(), change.subject, change.id

    groups = []
    for title, kinds in _GROUPS:
        own = sorted((each for each in changes.changes if each.kind in kinds), key=order)
        items = tuple(_item(each, material, numbers, rows) for each in own[:MOST_ITEMS])
        if own or title != "facts no longer said":
            groups.append(NewsGroup(title, len(own), items))
    return NewsView(_when(changes.since), tuple(groups))


def _when(since: str) -> str:
    """A time to the minute; the name of a batch as it is."""
    try:
        return f"{datetime.fromisoformat(since):%Y-%m-%d %H:%M %Z}".strip()
    except ValueError:
        return shown(since)


def marks(changes: Changes | None) -> dict[str, tuple[str, str | None]]:
    """Fact id -> ``new`` or ``changed``, with the value before."""
    words = {ChangeKind.NEW_FACT: "new", ChangeKind.CHANGED_FACT: "changed"}
    return {
        change.id: (words[change.kind], None if change.before is None else shown(change.before))
        for change in (changes.changes if changes else ())
        if change.kind in words
    }


def _item(change: Change, material: Material, numbers: Mapping[str, int], rows: set[str]) -> NewsItem:
    before, after = (None if words is None else shown(words) for words in (change.before, change.after))
    match change.kind:
        case ChangeKind.NEW_CONFLICT:
            what = f"settled: {after}" if after else "open"
        case ChangeKind.REOPENED_CONFLICT:
            what = "open again"
        case ChangeKind.RESOLVED_CONFLICT:
            what = after or "no longer disputed"
        case ChangeKind.CHANGED_FACT:
            what = f"{before or 'open'} → {after or 'open'}"
        case _:
            what = after or before or "open"
    number = numbers.get(change.id)
    link = f"#k{number}" if number else f"#fact={change.id}" if change.id in rows else None
    named = (material.name(change.subject), material.label(change.attribute), material.scope(change.scope))
    return NewsItem(*named, what, link)
