"""Facts as commands for Wikidata's QuickStatements, in its V1 syntax (Help:QuickStatements).

A line is item, property and value between tabs, then qualifiers and the reference: ``Q20165 P1128 131719 S854 "…"``.
Only what Wikidata could take as it is goes out: one exact value, asserted, decided, of a thing, an attribute, a unit
(and a value) that the pack has ids for, with the address of an article that says so. What holds of one version, market
or test cycle only stays here: as a statement about the whole it would be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from evextract.domain.links import safe_url
from evextract.domain.pack import UNWRITTEN, AttributeDef, DomainPack
from evextract.io.spans import calendar_unit
from evextract.records import (
    Bound,
    Claim,
    DateSpan,
    EntityRef,
    Fact,
    Grain,
    Quantity,
    Resolution,
    Value,
)

POINT_IN_TIME, PUBLISHED, ADDRESS = "P585", "S577", "S854"
_DAY, _MONTH, _YEAR = 11, 10, 9
"""Precisions of Wikidata's times."""
_PRECISIONS = {Grain.DAY: _DAY, Grain.MONTH: _MONTH, Grain.YEAR: _YEAR}
_YEAR_ALONE = re.compile(r"[12]\d{3}")


def quickstatements(resolution: Resolution, pack: DomainPack) -> Iterator[str]:
    """One command a fact, in the facts' order."""
    claims = {claim.id: claim for claim in resolution.claims}
    for fact in resolution.facts:
        command = _command(fact, claims, pack)
        if command is not None:
            yield "\t".join(command)


def _command(fact: Fact, claims: Mapping[str, Claim], pack: DomainPack) -> list[str] | None:
    item, attribute = _item(fact.subject, pack), pack.attributes.get(fact.attribute)
    if item is None or attribute is None or attribute.wikidata is None:
        return None
    if fact.value is None or not fact.is_plain:
        return None
    value, said = _value(fact.value, pack), _best(fact, claims)
    if value is None or said is None or set(fact.scope.stated) - {"period"}:
        return None
    when = _when(fact, said, attribute)
    if when is None:
        return None
    reference = [ADDRESS, f'"{said.source.url}"']
    if said.source.published:
        reference += [PUBLISHED, _time(said.source.published, _DAY)]
    return [item, attribute.wikidata, value, *when, *reference]


def _item(entity: str, pack: DomainPack) -> str | None:
    known = pack.identifiers.get(("entity", pack.canonical(entity)))
    return known.wikidata if known is not None else None


def _value(value: Value, pack: DomainPack) -> str | None:
    match value:
        case Quantity() if value.bound is Bound.EXACT and value.low == value.high:
            unit = pack.identifiers.get(("unit", value.unit))
            if value.unit in UNWRITTEN:
                return f"{value.low:f}"
            return f"{value.low:f}U{unit.wikidata[1:]}" if unit is not None and unit.wikidata else None
        case DateSpan() if (grain := calendar_unit(value)) is not None and value.start is not None:
            return _time(value.start, _PRECISIONS[grain])
        case EntityRef():
            return _item(value.id, pack)
    return None


def _time(day: date, precision: int) -> str:
    month, number = (day.month if precision > _YEAR else 0), (day.day if precision > _MONTH else 0)
    return f"+{day.year:04d}-{month:02d}-{number:02d}T00:00:00Z/{precision}"


def _best(fact: Fact, claims: Mapping[str, Claim]) -> Claim | None:
    """The oldest original article with an address whose claim is the fact's value."""
    fitting = [claims[i] for i in fact.supported_by if i in claims and claims[i].value == fact.value]
    told = [claim for claim in fitting if safe_url(claim.source.url)]
    return min(told, key=lambda c: (c.source.copy_of is not None, str(c.source.published or "9"), c.id), default=None)


def _when(fact: Fact, said: Claim, attribute: AttributeDef) -> list[str] | None:
    """The qualifier for what holds at a time; None where that time can't be told: a business year, a flow of no year."""
    if fact.scope.period:
        year = _YEAR_ALONE.fullmatch(fact.scope.period)
        return [POINT_IN_TIME, _time(date(int(year[0]), 1, 1), _YEAR)] if year else None
    if "period" in attribute.scope and isinstance(fact.value, Quantity):
        return None
    if attribute.changes:
        return [POINT_IN_TIME, _time(said.source.published, _DAY)] if said.source.published else None
    return []
