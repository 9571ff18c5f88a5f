"""The top of the grammar: reads an island from left to right, with prepositions and the bounds that they set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from evextract.nlp.dates import days, durations, relative
from evextract.nlp.dates.calendar import Unit
from evextract.nlp.dates.lexicon import BOUNDS, PREPOSITIONS, UNITS, words
from evextract.nlp.dates.nodes import Bound, Bounded, DayNumber, Duration, Fixed, Node, Range, Recurring, Weekday
from evextract.nlp.dates.points import narrowed, point
from evextract.nlp.dates.ranges import range_from
from evextract.nlp.dates.reader import Island, Parsed
from evextract.nlp.dates.tokens import Token

_LEADS = PREPOSITIONS | frozenset(BOUNDS) | words("early up to as soon of sometime prior no later earlier than")
_OTHERS = (relative.vague, durations.repeated, durations.clock_amount, durations.clock)
_MOST_LEADS = 4
_LINKS = words(", and or & the in on")


@dataclass(frozen=True, slots=True)
class Expression:
    """A node with the tokens it was read from, ``first`` to ``last``.

    ``leads`` are the prepositions before it, ``lead`` is the first of them, or ``first``. ``joined``: only a comma,
    "and" or "or" stands between it and the expression before. ``parts`` are the ends of a range.
    """

    node: Node
    lead: Token
    first: Token
    last: Token
    leads: tuple[str, ...] = ()
    parts: tuple[Expression, ...] = ()
    joined: bool = False


def expressions(tokens: list[Token]) -> Iterator[Expression]:
    """The expressions of an island, left to right, without overlap."""
    island = Island(tokens, point)
    i, last_end = 0, -1
    previous: Expression | None = None
    while i < len(tokens):
        found = _read(island, i, previous)
        if found is None:
            i += 1
            continue
        expression, end = found
        joined = last_end >= 0 and all(island.low(k) in _LINKS for k in range(last_end, i))
        previous = replace(_with_lead(island, i, expression, max(last_end, 0)), joined=joined)
        yield previous
        i = last_end = end


def _read(island: Island, i: int, previous: Expression | None) -> tuple[Expression, int] | None:
    if island.starts(i, "soon", "as"):
        return None
    opener = island.low(i) if island.low(i) in ("from", "between") else ""
    j = i + 1 if opener else i
    start = island.read(j)
    read = range_from(island, j, opener, start)
    if read is not None:
        parts = tuple(
            Expression(node, island.at(at[0]), island.at(at[0]), island.at(at[1] - 1))
            for node, at in ((read.node.start, read.start_at), (read.node.end, read.end_at))
        )
        return Expression(read.node, island.at(i), island.at(i), island.at(read.end - 1), (), parts), read.end
    if opener:
        return None
    found = start or _bare_day(island, i, previous)
    for rule in _OTHERS:
        if found is None:
            found = rule(island, i)
    if found is None:
        return None
    first = i + 1 if _without_article(island, i, found[0]) else i
    node, end = _closed(island, *found)
    return Expression(node, island.at(first), island.at(first), island.at(found[1] - 1)), end


def _without_article(island: Island, i: int, node: Node) -> bool:
    """In "the April event", "the 2026 Olympics" the article belongs to the noun."""
    return (
        island.low(i) == "the" and isinstance(node, Fixed | Recurring | Weekday) and island.at(i + 1).kind != "ordinal"
    )


def _closed(island: Island, node: Node, i: int) -> tuple[Node, int]:
    """Take in "onwards", "or later", "at the earliest", "at the latest"."""
    if island.low(i) in ("onwards", "onward"):
        return Bounded(Bound.SINCE, node), i + 1
    if island.low(i) in ("or", "and") and island.low(i + 1) in ("later", "after"):
        return Bounded(Bound.SINCE, node), i + 2
    if island.starts(i, "or", "earlier") or island.starts(i, "or", "before"):
        return Bounded(Bound.BY, node), i + 2
    if island.starts(i, "at", "the", "earliest"):
        return Bounded(Bound.SINCE, node), i + 3
    if island.starts(i, "at", "the", "latest"):
        return Bounded(Bound.BY, node), i + 3
    return node, i


def _bare_day(island: Island, i: int, previous: Expression | None) -> Parsed:
    """ "on the 14th", "May 6 and 7", "the 20th of next month"."""
    found = days.day_number(island, i)
    number = island.at(i).number
    if found is None and number is not None and 1 <= number <= 31 and not island.goes_on(i + 1):
        found = DayNumber(number), i + 1
    if found is None or not isinstance(found[0], DayNumber):
        return None
    closed = narrowed(island, *found)
    if closed[1] > found[1]:
        return closed
    if island.low(found[1]) in UNITS:
        return None
    if previous is not None and island.low(i - 1) in ("and", "or", ",") and island.at(i - 2) is previous.last:
        node = previous.node
        if isinstance(node, Recurring) and node.unit == Unit.MONTH and node.day is not None:
            return days.same_month(island, found[1], node.number, found[0].number)
        return found if isinstance(node, DayNumber) else None
    return found if island.low(i - 1) == "on" and number is None else None


def _with_lead(island: Island, i: int, expression: Expression, floor: int) -> Expression:
    """Take in the prepositions before ``i``, and apply the bound that they set."""
    k = i
    while k > floor and island.low(k - 1) in _LEADS and k - 1 >= i - _MOST_LEADS:
        k -= 1
    leads = tuple(island.low(j) for j in range(k, i))
    if island.low(k - 1) == "or" and k - 1 > floor and leads[:1] in (("after",), ("before",)):
        # "on or after", "in or before"
        k, leads = k - 2, ("or", *leads)
    node = expression.node
    bound = None if isinstance(node, Range | Bounded | Duration) else _bound(leads)
    if bound is not None:
        node = Bounded(bound, node)
    lead = island.at(k) if leads else expression.lead
    return replace(expression, node=node, lead=lead, leads=leads)


def _bound(leads: tuple[str, ...]) -> Bound | None:
    if leads[:1] == ("or",):
        return Bound.SINCE if leads[1] == "after" else Bound.BY
    if leads[-2:] == ("prior", "to"):
        return Bound.BEFORE
    if leads[-2:] == ("later", "than"):
        return Bound.BY if "no" in leads else Bound.AFTER
    if leads[-2:] == ("earlier", "than"):
        return Bound.SINCE if "no" in leads else Bound.BEFORE
    return next((BOUNDS[word] for word in reversed(leads) if word in BOUNDS), None)
