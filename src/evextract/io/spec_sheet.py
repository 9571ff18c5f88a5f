"""The wide sheet: a row a model, generation and version; a column an attribute, with its unit in the header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

from evextract.domain.pack import UNWRITTEN, DomainPack
from evextract.domain.wording import encodable, label_of, name_of, say, stated
from evextract.io.columns import standard
from evextract.records import Bound, Fact, Modality, Polarity, Quantity, Value

KEYS = ("subject", "subject_name", "brand", "generation", "variant")
_DIGITS = 4
"""Significant digits of a converted number: no text gives more."""
_SIGNS = {Bound.ABOUT: "~", Bound.BELOW: "≤ ", Bound.ABOVE: "≥ "}


@dataclass(frozen=True, slots=True)
class _Cell:
    """One fact as an entry of the sheet. ``market`` is told in the entry where the column's markets differ."""

    value: str
    market: str | None
    notes: tuple[str, ...]


def spec_sheet(facts: Iterable[Fact], pack: DomainPack) -> pa.Table:
    """Of text columns: :data:`KEYS`, then the attributes in the pack's order.

    Only what the pack calls products has rows, where it names such types: companies and people have no specifications.
    Numbers are in the attribute's own unit, money in its currency (a column each). An entry is the bare number where
    one exact value is known and stated as such; bounds, rumours, plans and denials are marked, several values joined.
    """
    cells: dict[tuple[str, ...], dict[tuple[object, ...], list[_Cell]]] = {}
    for fact in facts:
        if fact.value is not None and _is_of_product(fact, pack):
            thing = (fact.subject, fact.scope.generation or "", fact.scope.variant or "")
            column, value = _column_and_value(fact, fact.value, pack)
            cells.setdefault(thing, {}).setdefault(column, []).append(_cell(fact, value, pack))
    columns = sorted({column for row in cells.values() for column in row})
    several = {column for column in columns if len(_markets(cells.values(), column)) > 1}
    rows = [
        [*_keys(thing, pack), *(_entry(row.get(column, ()), market=column in several) for column in columns)]
        for thing, row in sorted(cells.items())
    ]
    names = [*KEYS, *(str(column[-1]) for column in columns)]
    arrays = [pa.array([encodable(row[place]) for row in rows], pa.string()) for place in range(len(names))]
    return pa.Table.from_arrays(arrays, names=names)


def _is_of_product(fact: Fact, pack: DomainPack) -> bool:
    """Whether a fact is about a product; an unknown subject counts as one if its attribute can."""
    products = {each.id for each in pack.types.values() if each.product}
    attribute, subject = pack.attributes.get(fact.attribute), pack.entities.get(fact.subject)
    if not products or attribute is None:
        return not products
    return not products.isdisjoint(attribute.subjects) and (subject is None or subject.type in products)


def _keys(thing: Sequence[str], pack: DomainPack) -> list[str]:
    subject, generation, variant = thing
    known = pack.entities.get(subject)
    brand = name_of(known.brand, pack) if known is not None and known.brand else ""
    return [subject, name_of(subject, pack), brand, generation, variant]


def _column_and_value(fact: Fact, value: Value, pack: DomainPack) -> tuple[tuple[object, ...], str]:
    """The column, as its place and its header, and the value as it stands there."""
    places = list(pack.attributes)
    place = places.index(fact.attribute) if fact.attribute in places else len(places)
    header = label_of(fact.attribute, pack)
    if fact.scope.test_cycle:
        header += f" ({fact.scope.test_cycle})"
    if not isinstance(value, Quantity):
        return (place, header), say(value, pack)
    converted = standard(value, fact.attribute, pack)
    low, high, unit = converted or (value.low, value.high, value.unit)
    if unit not in UNWRITTEN:
        header += f", {unit}"
    exact = unit == value.unit
    numbers = dict.fromkeys(_number(end, exact=exact) for end in (low, high))
    return (place, header), _SIGNS.get(value.bound, "") + "–".join(numbers)


def _number(number: Decimal, *, exact: bool) -> str:
    if not exact and number:
        step = Decimal(1).scaleb(number.adjusted() - _DIGITS + 1)
        number = number.quantize(step) if step < 1 else number.quantize(Decimal(1))
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _cell(fact: Fact, value: str, pack: DomainPack) -> _Cell:
    aside = (fact.scope.period, f"in {name_of(fact.scope.object, pack)}" if fact.scope.object else None)
    stance = None if fact.modality is Modality.ASSERTED else fact.modality.value
    said = stated(value, denied=fact.polarity is Polarity.DENIED)
    return _Cell(said, fact.scope.market, tuple(note for note in (*aside, stance) if note))


def _markets(rows: Iterable[Mapping[tuple[object, ...], Sequence[_Cell]]], column: tuple[object, ...]) -> set[str]:
    return {cell.market for row in rows for cell in row.get(column, ()) if cell.market}


def _entry(cells: Sequence[_Cell], *, market: bool) -> str:
    return "; ".join(dict.fromkeys(_said(cells, market=market)))


def _said(cells: Sequence[_Cell], *, market: bool) -> Iterator[str]:
    for cell in cells:
        notes = ", ".join([*([cell.market] if market and cell.market else []), *cell.notes])
        yield cell.value + (f" ({notes})" if notes else "")
