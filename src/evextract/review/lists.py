"""The inbox as a page: filters in the address, facets with counts, rows a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from evextract.domain.wording import shown
from evextract.review.inbox import FACETS, Filter, Inbox
from evextract.review.items import TO_DO, Item

ROWS = 50
MOST_OPTIONS = 12
"""Values a facet shows at once; further ones are folded away, up to :data:`ALL_OPTIONS`."""
ALL_OPTIONS = 300
EVERYTHING = "everything"
TITLES = {"standing": "State", "kind": "Kind", "subject": "Subject", "attribute": "Attribute", "outlet": "Outlet"}
LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Option:
    """A value of a facet; ``query`` is the address that turns it on, or off where it is on."""

    label: str
    count: int
    on: bool
    query: str


@dataclass(frozen=True, slots=True)
class Facet:
    title: str
    options: tuple[Option, ...]
    folded: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Rows ``first`` to ``last`` (from 1) of ``total``; ``earlier`` and ``later`` are the addresses of further ones."""

    rows: tuple[Item, ...]
    first: int
    last: int
    total: int
    earlier: str | None
    later: str | None
    facets: tuple[Facet, ...]
    wanted: Filter
    filtered: bool


def read_filter(pairs: Sequence[tuple[str, str]]) -> Filter:
    """What an address asks for. Without a state it is what waits for an editor; a search looks everywhere."""
    given: dict[str, list[str]] = {facet: [] for facet in FACETS}
    words = ""
    for name, value in pairs:
        if name in given and value:
            given[name].append(value)
        elif name == "q":
            words = " ".join(value.split())[:LONGEST_WORDS]
    standing = given.pop("standing")
    if EVERYTHING in standing or (words and not standing):
        chosen: tuple[str, ...] = ()
    else:
        chosen = tuple(standing) or tuple(TO_DO)
    return Filter(standing=chosen, words=words, **{facet: tuple(values) for facet, values in given.items()})


def query_of(wanted: Filter, **more: object) -> str:
    """The address that :func:`read_filter` reads; empty for the plain inbox."""
    pairs: list[tuple[str, object]] = [("q", wanted.words)] if wanted.words else []
    for facet in FACETS:
        values = getattr(wanted, facet)
        if facet == "standing":
            if set(values) == set(TO_DO):
                values = tuple(TO_DO) if wanted.words else ()
            elif not values and not wanted.words:
                values = (EVERYTHING,)
        pairs += [(facet, str(value)) for value in values]
    pairs += [(name, value) for name, value in more.items() if value is not None]
    return urlencode(pairs)


def build_page(inbox: Inbox, wanted: Filter, number: int) -> Page:
    """Page ``number`` (from 1) of what fits; the last one where there are fewer."""
    found = inbox.fitting(wanted)
    last_page = max(1, -(-len(found) // ROWS))
    number = min(max(number, 1), last_page)
    start = (number - 1) * ROWS
    rows = tuple(found[start : start + ROWS])
    return Page(
        rows=rows,
        first=start + 1 if rows else 0,
        last=start + len(rows),
        total=len(found),
        earlier=query_of(wanted, page=number - 1) if number > 1 else None,
        later=query_of(wanted, page=number + 1) if number < last_page else None,
        facets=tuple(_facets(inbox, wanted)),
        wanted=wanted,
        filtered=wanted != Filter(),
    )


def _facets(inbox: Inbox, wanted: Filter) -> Iterator[Facet]:
    for name, title in TITLES.items():
        values = inbox.facet(name, wanted)
        if not values:
            continue
        options = [_option(name, value, count, wanted) for value, count in values[:ALL_OPTIONS]]
        if name == "standing":
            yield Facet(title, tuple(options), ())
            continue
        shown_first = [o for place, o in enumerate(options) if place < MOST_OPTIONS or o.on]
        yield Facet(title, tuple(shown_first), tuple(o for o in options if o not in shown_first))


def _option(facet: str, value: str, count: int, wanted: Filter) -> Option:
    chosen: tuple[str, ...] = getattr(wanted, facet)
    on = value in chosen
    toggled = tuple(v for v in chosen if v != value) if on else (*chosen, value)
    changes: Mapping[str, tuple[str, ...]] = {facet: toggled}
    return Option(shown(value), count, on, query_of(replace(wanted, **changes)))  # type: ignore[arg-type]
