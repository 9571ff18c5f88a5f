"""Values over time: the answers to one question, or all that was said about one figure of a thing, by day of publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled
from evextract.domain.wording import label_of, name_of, say, say_scope, shown
from evextract.records import (
    Claim,
    Conflict,
    ConflictKind,
    DateSpan,
    Fact,
    Polarity,
    Quantity,
    Scope,
    Value,
)
from evextract.report.figures import FEWEST_DOTS
from evextract.report.model import Point, Rank, Series

MOST_TIMELINES = 4


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim as a dot: ``line`` joins the claims of one question, ``scope`` is what tells it from the others."""

    claim: Claim
    rank: Rank
    line: str
    scope: str


def values_over_time(
    conflict: Conflict, ranks: Sequence[Rank], claims: Mapping[str, Claim], pack: DomainPack
) -> Series | None:
    """The answers of one conflict; None where fewer than three dated values would be seen, or nothing differs."""
    said = [
        _Said(claims[claim], rank, "", "")
        for side, rank in zip(conflict.sides, ranks, strict=True)
        for claim in side.claims
        if claim in claims
    ]
    return _series(said, conflict.subject, conflict.attribute, conflict.scope, pack)


class Timelines:
    """The figures of things that moved most: those of which most questions were answered differently on different days.

    All versions and markets of a figure share a chart, each joined by a line. At most :data:`MOST_TIMELINES`.
    """

    def __init__(self, pack: DomainPack) -> None:
        self._pack = pack
        self._drawn: list[tuple[tuple[int, int, tuple[str, str]], Series]] = []

    def add(self, settled: Settled) -> None:
        moved, groups = self._moved(settled)
        if not moved:
            return
        updates = {c.fact_id for c in settled.known_conflicts if c.kind is ConflictKind.UPDATE}
        undecided, claims, pack = _undecided(settled), settled.known_claims, self._pack

        def said(fact: Fact) -> Iterator[_Said]:
            other, scope = Rank.EARLIER if fact.id in updates else Rank.ASIDE, _scope(fact.scope, pack)
            yield from (_Said(claims[i], Rank.KEPT, fact.id, scope) for i in fact.supported_by if i in claims)
            yield from (_Said(claims[i], other, fact.id, scope) for i in fact.set_aside if i in claims)
            yield from (_Said(claims[i], Rank.OPEN, "", scope) for i in undecided.get(fact.id, ()) if i in claims)

        found = {key: [each for fact in groups[key] for each in said(fact)] for key in groups if moved[key]}
        for order, key in sorted(((-moved[key], -len(found[key]), key), key) for key in found):
            if len(self._drawn) == MOST_TIMELINES and order > self._drawn[-1][0]:
                break
            series = _series(found[key], *key, Scope(), pack)
            if series is not None:
                self._drawn = sorted([*self._drawn, (order, series)], key=lambda each: each[0])[:MOST_TIMELINES]

    def charts(self) -> tuple[Series, ...]:
        return tuple(series for _, series in self._drawn)

    def _moved(self, settled: Settled) -> tuple[Counter[tuple[str, str]], dict[tuple[str, str], list[Fact]]]:
        """How many questions about each figure were answered differently on different days, and the facts about it."""
        groups: dict[tuple[str, str], list[Fact]] = {}
        moved: Counter[tuple[str, str]] = Counter()
        undecided, claims = _undecided(settled), settled.known_claims
        for fact in settled.facts:
            attribute = self._pack.attributes.get(fact.attribute)
            if attribute is None or not attribute.single or fact.polarity is Polarity.DENIED:
                continue
            key = (fact.subject, fact.attribute)
            groups.setdefault(key, []).append(fact)
            others = (*fact.set_aside, *undecided.get(fact.id, ()))
            if others and any(i in claims for i in others):
                days = {claims[i].source.published for i in (*fact.supported_by, *others) if i in claims}
                if len(days) > 1:
                    moved[key] += 1
        return moved, groups


def _undecided(settled: Settled) -> dict[str, list[str]]:
    """Fact id -> the claims of the conflict about it that nothing decides."""
    return {
        conflict.fact_id: [claim for side in conflict.sides for claim in side.claims]
        for conflict in settled.known_conflicts
        if conflict.resolved is None
    }


def _scope(scope: Scope, pack: DomainPack) -> str:
    return shown(say_scope(scope, pack))


def _series(said: Iterable[_Said], subject: str, attribute: str, scope: Scope, pack: DomainPack) -> Series | None:
    own = [each for each in said if each.claim.source.copy_of is None and each.claim.source.published is not None]
    unit = _common_unit([each.claim.value for each in own], attribute, pack)
    points = []
    for each in own:
        span, when = _span(each.claim.value, unit, pack), each.claim.source.published
        if span is not None and when is not None:
            who = shown(each.claim.source.outlet or each.claim.source.article_id)
            label = f"{each.scope}, {who}" if each.scope else who
            points.append(
                Point(label, float(when.toordinal()), sum(span) / 2, when.isoformat(), shown(say(each.claim.value, pack)),
                      each.rank, span[0], span[1], each.line)
            )  # fmt: skip
    if len(points) < FEWEST_DOTS or len({point.x for point in points}) < 2 or len({point.y for point in points}) < 2:
        return None
    points.sort(key=lambda point: (point.x, point.y, point.label, point.line))
    label = shown(label_of(attribute, pack))
    what = shown(f"{name_of(subject, pack)}, {label} {say_scope(scope, pack)}".strip())
    return Series(
        f"{what}: who said what, when", "", "published", f"{label}, {shown(unit)}" if unit else label,
        tuple(points), x_days=True, y_days=any(isinstance(each.claim.value, DateSpan) for each in own),
    )  # fmt: skip


def _common_unit(values: Iterable[Value], attribute: str, pack: DomainPack) -> str:
    """The attribute's own unit; of money, and of what has no factor to it, the unit that most values have."""
    units = Counter(value.unit for value in values if isinstance(value, Quantity))
    known = pack.attributes.get(attribute)
    own = known.unit if known is not None else None
    if own and any(pack.convert(Decimal(1), unit, own) is not None for unit in units):
        return own
    return min(units, key=lambda unit: (-units[unit], unit), default="")


def _span(value: Value, unit: str, pack: DomainPack) -> tuple[float, float] | None:
    """The lower and upper end in ``unit``, or as ordinals of days."""
    match value:
        case Quantity():
            if value.unit == unit:
                return float(value.low), float(value.high)
            low, high = (pack.convert(end, value.unit, unit) for end in (value.low, value.high))
            return None if low is None or high is None else (float(low), float(high))
        case DateSpan(start, end) if start or end:
            first, last = start or end, end or start
            return float(first.toordinal()), float(last.toordinal())  # type: ignore[union-attr]
    return None
