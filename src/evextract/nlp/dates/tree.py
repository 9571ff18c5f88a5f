"""Questions about whole nodes."""

from __future__ import annotations

from evextract.nlp.dates.nodes import (
    Away,
    Bounded,
    Fiscal,
    Fixed,
    Inside,
    Lasting,
    Node,
    Nth,
    NthWeekday,
    PartOf,
    Range,
    Rest,
    UpTo,
    WeekOf,
)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes that decide where ``node`` lies."""
    match node:
        case PartOf() | Bounded() | Inside() | WeekOf() | Rest():
            return (node.of,)
        case Nth() | NthWeekday():
            return () if node.of is None else (node.of,)
        case Away():
            return () if node.anchor is None else (node.anchor,)
        case Range():
            return (node.start, node.end)
        case UpTo():
            return (node.end,)
        case Lasting():
            return (node.start,)
        case _:
            return ()


def is_absolute(node: Node) -> bool:
    """Whether the words alone determine the interval (for a fiscal year: with the month that it starts in)."""
    if isinstance(node, Fixed):
        return True
    if isinstance(node, Fiscal):
        return node.year is not None
    inner = children(node)
    return bool(inner) and not isinstance(node, Rest) and all(map(is_absolute, inner))


def has_fiscal(node: Node) -> bool:
    return isinstance(node, Fiscal) or any(map(has_fiscal, children(node)))
