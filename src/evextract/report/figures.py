"""Which charts a report holds, and their numbers. Nothing here is particular to one domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from evextract.domain.pack import DomainPack
from evextract.domain.settled import Settled
from evextract.domain.wording import label_of, name_of, shown
from evextract.records import ConflictKind, Fact, Polarity, Quantity
from evextract.report.model import Bar, Bars, Point, Rank, Series

FEWEST_DOTS = 3
"""Fewer things are better read than looked at."""
MOST_BARS = 12


class ConflictsByAttribute:
    """How many questions of each attribute are open and settled."""

    def __init__(self, pack: DomainPack) -> None:
        self._pack = pack
        self._counts: dict[str, list[int]] = {}

    def add(self, settled: Settled) -> None:
        for conflict in settled.conflicts:
            self._counts.setdefault(conflict.attribute, [0, 0])[conflict.resolved is not None] += 1

    def chart(self) -> Bars | None:
        if not self._counts:
            return None
        ordered = sorted(self._counts.items(), key=lambda item: (-sum(item[1]), item[0]))
        bars = tuple(Bar(shown(label_of(attribute, self._pack)), (n[0], n[1])) for attribute, n in ordered[:MOST_BARS])
        note = f"The {MOST_BARS} attributes with most conflicts." if len(ordered) > MOST_BARS else ""
        return Bars("Conflicts by attribute", note, (("open", "open"), ("settled", "kept")), bars, "conflicts")


class OutletRecords:
    """For each outlet, its claims on questions that others also answered: kept, superseded, set aside.

    Copies are left out, they are not the outlet's own work; so are questions that nothing has decided.
    """

    def __init__(self) -> None:
        self._records: dict[str, list[int]] = {}

    def add(self, settled: Settled) -> None:
        claims = settled.known_claims
        updates = {c.fact_id for c in settled.known_conflicts if c.kind is ConflictKind.UPDATE}
        for fact in settled.facts:
            if fact.value is None or len(fact.supported_by) + len(fact.set_aside) < 2:  # Most facts have one claim.
                continue
            own = [claims[claim] for claim in (*fact.supported_by, *fact.set_aside) if claim in claims]
            if len({claim.source.voice for claim in own}) < 2:
                continue
            kept = set(fact.supported_by)
            for claim in own:
                if claim.source.outlet and claim.source.copy_of is None:
                    part = 0 if claim.id in kept else 1 if fact.id in updates else 2
                    self._records.setdefault(shown(claim.source.outlet), [0, 0, 0])[part] += 1

    def chart(self) -> Bars | None:
        if not self._records:
            return None
        ordered = sorted(self._records.items(), key=lambda item: (-sum(item[1]), item[0]))
        bars = tuple(Bar(outlet, (n[0], n[1], n[2]), f"{n[0]} of {sum(n)}") for outlet, n in ordered[:MOST_BARS])
        note = "Claims on questions that at least two independent articles answer and that are settled. Few claims say little."
        legend = (("kept", "kept"), ("superseded", "earlier"), ("set aside", "aside"))
        return Bars("How often each outlet was right", note, legend, bars, "claims")


class OneAgainstAnother:
    """The pack's first measure that enough things have together with a sum of money: price against range, for cars.

    One dot a subject and variant or, where hardly any variant has both, a subject, at the middle of its values. One
    currency and one test cycle, the commonest; a measure in its own unit. All facts are gone through twice: to find out
    what most things have, then to :meth:`place` it.
    """

    def __init__(self, pack: DomainPack) -> None:
        self._pack = pack
        places = {attribute: place for place, attribute in enumerate(pack.attributes)}
        self._axis_of = cache(lambda attribute, unit, cycle: _axis(attribute, unit, cycle, places, pack))
        self._axes: dict[str, _Axis] = {}
        self._pairs: dict[bool, Counter[tuple[str, str]]] = {True: Counter(), False: Counter()}
        self._dots: dict[tuple[str, str], dict[str, _Ends]] = {}

    def add(self, settled: Settled) -> None:
        placed = self._placed(settled.facts)
        self._axes |= {axis.key: axis for _, axis, _ in placed}
        for by_variant, pairs in self._pairs.items():
            for own in _by_thing(placed, by_variant=by_variant).values():
                money = [key for key in own if self._axes[key].money]
                if money:
                    pairs.update((x, y) for x in own if not self._axes[x].money for y in money)

    @cached_property
    def _chosen(self) -> tuple[bool, _Axis, _Axis] | None:
        for by_variant, pairs in self._pairs.items():
            enough = [pair for pair, count in pairs.items() if count >= FEWEST_DOTS]
            if enough:
                axes = self._axes
                x, y = min(enough, key=lambda pair: (axes[pair[0]].place, axes[pair[1]].place, -pairs[pair], pair))
                return by_variant, axes[x], axes[y]
        return None

    def place(self, settled: Settled) -> None:
        if self._chosen is not None:
            by_variant, x, y = self._chosen
            told = [fact for fact in settled.facts if fact.attribute in (x.attribute, y.attribute)]
            for thing, own in _by_thing(self._placed(told), by_variant=by_variant).items():
                if x.key in own and y.key in own:
                    self._dots[thing] = {axis.key: own[axis.key] for axis in (x, y)}

    def chart(self) -> Series | None:
        if self._chosen is None:
            return None
        _, x, y = self._chosen
        return _scatter(dict(sorted(self._dots.items())), x, y, self._pack)

    def _placed(self, facts: Iterable[Fact]) -> list[tuple[Fact, _Axis, float]]:
        return [(f, *on) for f in facts if (on := _on_axis(f, self._axis_of, self._pack)) is not None]


_Ends = tuple[float, float]


def _by_thing(
    placed: Iterable[tuple[Fact, _Axis, float]], *, by_variant: bool
) -> Mapping[tuple[str, str], Mapping[str, _Ends]]:
    """The least and the greatest value on each axis."""
    found: dict[tuple[str, str], dict[str, _Ends]] = {}
    for fact, axis, number in placed:
        own = found.setdefault((fact.subject, (fact.scope.variant or "") if by_variant else ""), {})
        low, high = own.get(axis.key, (number, number))
        own[axis.key] = min(low, number), max(high, number)
    return found


def _scatter(things: Mapping[tuple[str, str], Mapping[str, _Ends]], x: _Axis, y: _Axis, pack: DomainPack) -> Series:
    points = []
    for (subject, variant), own in things.items():
        right, up = _middle(own[x.key]), _middle(own[y.key])
        label = shown(f"{name_of(subject, pack)} {variant}".strip())
        points.append(Point(label, right, up, f"{right:,.10g} {x.unit}", f"{up:,.10g} {y.unit}", Rank.KEPT))
    title = f"{y.label} against {x.label}"
    note = f"The {len(points)} models or versions of which both are known, in {y.unit} and {x.unit}."
    return Series(
        title[:1].upper() + title[1:], note, f"{x.label}, {x.unit}", f"{y.label}, {y.unit}", tuple(points)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Axis:
    key: str
    attribute: str
    label: str
    unit: str
    money: bool
    place: int
    """Among the pack's attributes, which stand in order of importance."""


def _axis(attribute: str, unit: str, cycle: str | None, places: Mapping[str, int], pack: DomainPack) -> _Axis | None:
    """The axis for such numbers; None for what has no unit in common."""
    known, of = pack.attributes[attribute], pack.units.get(unit)
    label, place = shown(label_of(attribute, pack)), places[attribute]
    if of is None or of.factor is None:
        return _Axis(f"{attribute} {unit}", attribute, label, shown(unit), money=True, place=place)
    if known.unit is None or pack.convert(Decimal(1), unit, known.unit) is None:
        return None
    said = f"{label} ({shown(cycle)})" if cycle else label
    return _Axis(f"{attribute} {cycle}", attribute, said, known.unit, money=False, place=place)


def _on_axis(
    fact: Fact, axis_of: Callable[[str, str, str | None], _Axis | None], pack: DomainPack
) -> tuple[_Axis, float] | None:
    """The axis of a fact's number and its place there; None for words, lists and what has no axis."""
    value, known = fact.value, pack.attributes.get(fact.attribute)
    if not isinstance(value, Quantity) or known is None or not known.single or fact.polarity is Polarity.DENIED:
        return None
    axis = axis_of(fact.attribute, value.unit, fact.scope.test_cycle)
    if axis is None:
        return None
    middle = (value.low + value.high) / 2
    amount = middle if axis.money else pack.convert(middle, value.unit, axis.unit)
    return None if amount is None else (axis, float(amount))


def _middle(ends: _Ends) -> float:
    return (ends[0] + ends[1]) / 2
