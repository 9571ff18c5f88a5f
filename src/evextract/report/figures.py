"""Which charts a report holds, and their numbers. Nothing here is particular to one domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import product

from evextract.domain.pack import DomainPack
from evextract.domain.wording import label_of, name_of, shown
from evextract.records import Claim, ConflictKind, Fact, Polarity, Quantity, Resolution
from evextract.report.model import Bar, Bars, Point, Rank, Series

FEWEST_DOTS = 3
"""Fewer things are better read than looked at."""
MOST_BARS = 12


def conflicts_by_attribute(resolution: Resolution, pack: DomainPack) -> Bars | None:
    """How many questions of each attribute are open and settled."""
    counts: dict[str, list[int]] = {}
    for conflict in resolution.conflicts:
        counts.setdefault(conflict.attribute, [0, 0])[conflict.resolved is not None] += 1
    if not counts:
        return None
    ordered = sorted(counts.items(), key=lambda item: (-sum(item[1]), item[0]))
    bars = tuple(Bar(shown(label_of(attribute, pack)), (n[0], n[1])) for attribute, n in ordered[:MOST_BARS])
    note = f"The {MOST_BARS} attributes with most conflicts." if len(ordered) > MOST_BARS else ""
    return Bars("Conflicts by attribute", note, (("open", "open"), ("settled", "kept")), bars, "conflicts")


def outlets_record(resolution: Resolution, claims: Mapping[str, Claim]) -> Bars | None:
    """For each outlet, its claims on questions that others also answered: kept, superseded, set aside.

    Copies are left out, they are not the outlet's own work; so are questions that nothing has decided.
    """
    updates = {c.fact_id for c in resolution.conflicts if c.kind is ConflictKind.UPDATE}
    record: dict[str, list[int]] = {}
    for fact in resolution.facts:
        own = [claims[claim] for claim in (*fact.supported_by, *fact.set_aside) if claim in claims]
        if fact.value is None or len({claim.source.voice for claim in own}) < 2:
            continue
        kept = set(fact.supported_by)
        for claim in own:
            if claim.source.outlet and claim.source.copy_of is None:
                part = 0 if claim.id in kept else 1 if fact.id in updates else 2
                record.setdefault(shown(claim.source.outlet), [0, 0, 0])[part] += 1
    if not record:
        return None
    ordered = sorted(record.items(), key=lambda item: (-sum(item[1]), item[0]))
    bars = tuple(Bar(outlet, (n[0], n[1], n[2]), f"{n[0]} of {sum(n)}") for outlet, n in ordered[:MOST_BARS])
    note = (
        "Claims on questions that at least two independent articles answer and that are settled. Few claims say little."
    )
    legend = (("kept", "kept"), ("superseded", "earlier"), ("set aside", "aside"))
    return Bars("How often each outlet was right", note, legend, bars, "claims")


def one_against_another(resolution: Resolution, pack: DomainPack) -> Series | None:
    """The pack's first measure that enough things have together with a sum of money: price against range, for cars.

    One dot a subject and variant or, where hardly any variant has both, a subject, at the middle of its values. One
    currency and one test cycle, the commonest; a measure in its own unit.
    """
    places = {attribute: place for place, attribute in enumerate(pack.attributes)}

    @cache
    def axis_of(attribute: str, unit: str, cycle: str | None) -> _Axis | None:
        return _axis(attribute, unit, cycle, places, pack)

    placed = [(fact, *on) for fact in resolution.facts if (on := _on_axis(fact, axis_of, pack)) is not None]
    axes = {axis.key: axis for _, axis, _ in placed}
    for by_variant in (True, False):
        values: dict[tuple[str, str], dict[str, list[float]]] = {}
        for fact, axis, number in placed:
            thing = (fact.subject, (fact.scope.variant or "") if by_variant else "")
            values.setdefault(thing, {}).setdefault(axis.key, []).append(number)
        pairs = Counter(
            (x, y)
            for own in values.values()
            for x, y in product(sorted(own), repeat=2)
            if axes[y].money and not axes[x].money
        )
        enough = [pair for pair, count in pairs.items() if count >= FEWEST_DOTS]
        if enough:
            x, y = min(enough, key=lambda pair: (axes[pair[0]].place, axes[pair[1]].place, -pairs[pair], pair))
            both = {thing: own for thing, own in sorted(values.items()) if x in own and y in own}
            return _scatter(both, axes[x], axes[y], pack)
    return None


def _scatter(
    things: Mapping[tuple[str, str], Mapping[str, Sequence[float]]], x: _Axis, y: _Axis, pack: DomainPack
) -> Series:
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
        return _Axis(f"{attribute} {unit}", label, shown(unit), money=True, place=place)
    if known.unit is None or pack.convert(Decimal(1), unit, known.unit) is None:
        return None
    said = f"{label} ({shown(cycle)})" if cycle else label
    return _Axis(f"{attribute} {cycle}", said, known.unit, money=False, place=place)


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


def _middle(numbers: Sequence[float]) -> float:
    return (min(numbers) + max(numbers)) / 2
