"""What an expression is read against, and how it changes as a text goes on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evextract.nlp.dates.calendar import Interval, Unit
from evextract.nlp.dates.nodes import Away, Bounded, Fixed, Node, PartOf, Rolling, Shift

_LONG_AGO = timedelta(days=550)


@dataclass(frozen=True, slots=True)
class Context:
    """The state of the text before an expression.

    ``reference`` is the day that "last", "next" and "ago" count from. ``direction`` says on which side of it a date
    without a year or week lies: -1 past, 1 future, 0 unknown. ``told`` is the date last spoken of, ``day`` the last
    single day, ``period`` the last month, quarter, half or year. ``narrative``: the text tells a story of the past, and
    ``reference`` moves with it. ``fiscal_month`` is the first month of the fiscal year, None where unknown;
    ``fiscal_by_end``: it is numbered by the year that it ends in.
    """

    reference: date | None
    direction: int = 0
    told: Interval | None = None
    day: Interval | None = None
    period: Interval | None = None
    narrative: bool = False
    fiscal_month: int | None = None
    fiscal_by_end: bool = False


def is_narrative(nodes: Iterable[Node], published: date | None) -> bool:
    """Whether a text tells the past date by date: most of its full dates lie long before ``published``, and few of its
    words count from the day of writing. HeidelTime (Strötgen and Gertz 2013) leaves this choice to its user."""
    if published is None:
        return False
    ends = []
    current = 0
    for node in nodes:
        core = _core(node)
        if isinstance(core, Fixed) and core.interval.end is not None:
            ends.append(core.interval.end)
        current += isinstance(core, Rolling) or (isinstance(core, Shift) and not core.told)
    old = sum(end < published - _LONG_AGO for end in ends)
    return old >= 3 and old >= 0.8 * len(ends) and current <= 0.4 * old


def _core(node: Node) -> Node:
    while isinstance(node, Bounded | PartOf):
        node = node.of
    return node


def after(context: Context, interval: Interval | None, node: Node) -> Context:
    """The context once ``node`` was told and resolved to ``interval``.

    After an unresolved date the news speak of nothing known; a story goes on from the last date that is.
    """
    if interval is None:
        return context if context.narrative else replace(context, told=None, day=None, period=None)
    told, start = context.told, interval.start
    if context.narrative and told is not None and told.start is not None and start is not None:
        # A year in passing ("the largest since 1813") does not carry the story there, nor does a look back.
        far = interval.unit >= Unit.YEAR and abs(start.year - told.start.year) > 2
        since = isinstance(node, Bounded) and interval.unit >= Unit.YEAR
        back = isinstance(node, Away | Shift) and node.told and start < told.start
        if far or since or back:
            return context
    context = replace(context, told=interval)
    if interval.unit == Unit.DAY:
        context = replace(context, day=interval)
    if interval.unit >= Unit.MONTH and not isinstance(node, Away):
        context = replace(context, period=interval)
    if context.narrative and start is not None:
        context = replace(context, reference=start)
    return context
