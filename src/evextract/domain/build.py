"""Turn rows of a pack's files into definitions. What is wrong within one row is found here; the rest in ``check``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Generic, TypeVar

from evextract.domain.cues import alternatives, build_cues, build_frames
from evextract.domain.identifiers import IdentifierDef
from evextract.domain.pack import (
    EFFECTS,
    OUTLET_ROLES,
    READERS,
    AttributeDef,
    EntityDef,
    OutletDef,
    PhraseDef,
    TypeDef,
    UnitDef,
    ValueKind,
)  # fmt: skip
from evextract.domain.rows import Row
from evextract.records import SCOPE_KEYS

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*|[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A definition, and the row it comes from."""

    row: Row
    item: T


@dataclass(frozen=True, slots=True)
class Definitions:
    """All definitions of a pack. A definition of the pack stands in the place of the common one with the same key."""

    types: dict[str, Located[TypeDef]] = field(default_factory=dict)
    attributes: dict[str, Located[AttributeDef]] = field(default_factory=dict)
    units: dict[str, Located[UnitDef]] = field(default_factory=dict)
    entities: dict[str, Located[EntityDef]] = field(default_factory=dict)
    outlets: dict[str, Located[OutletDef]] = field(default_factory=dict)
    phrases: dict[str, tuple[Located[PhraseDef], ...]] = field(default_factory=dict)
    currencies: dict[str, Located[str]] = field(default_factory=dict)
    dollar_in: dict[str, Located[Decimal]] = field(default_factory=dict)
    fiscal_years: dict[str, Located[int]] = field(default_factory=dict)
    identifiers: dict[tuple[str, str], Located[IdentifierDef]] = field(default_factory=dict)


def add_rows(into: dict[str, Located[T]], rows: Sequence[Row], build: Callable[[Row, str], T | None]) -> None:
    """Build each row and put it ``into`` the table under its id, replacing what an earlier folder said."""
    seen: dict[str, Row] = {}
    for row in rows:
        key = row.text("id", needed=True)
        if not key:
            continue
        if key in seen:
            row.bad(f"id {key!r} is already in {seen[key].where}", "merge the two rows, or rename one")
            continue
        seen[key] = row
        item = build(row, key)
        if item is not None:
            into[key] = Located(row, item)


def add_phrases(into: dict[str, tuple[Located[PhraseDef], ...]], rows: Sequence[Row]) -> None:
    """A phrase may have several effects; a later folder's rows for a phrase replace all earlier ones."""
    fresh: dict[str, list[Located[PhraseDef]]] = {}
    for row in rows:
        effect, value = row.one_of("effect", EFFECTS, ""), row.text("value")
        for phrase in alternatives(row, row.text("phrase", needed=True), as_written=effect == "trim"):
            mine = fresh.setdefault(phrase, [])
            if any(effect == other.item.effect for other in mine):
                row.bad(f"phrase {phrase!r} already has effect {effect!r}", "remove one of the two rows")
            elif effect:
                mine.append(Located(row, PhraseDef(phrase, effect, value)))
    into.update({phrase: tuple(rows) for phrase, rows in fresh.items()})


def build_type(row: Row, key: str) -> TypeDef:
    row.only(_keys(TypeDef))
    _check_id(row, key)
    label = row.text("label", needed=True)
    return TypeDef(
        key, label, row.text("description"), row.texts("nouns"), row.flag("product", False), row.texts("kinds"),
        row.texts("schema_org"), row.texts("apart"),
    )  # fmt: skip


def build_unit(row: Row, key: str) -> UnitDef:
    dimension, factor, offset = row.text("dimension", needed=True), row.decimal("factor"), row.decimal("offset")
    if factor is not None and factor <= 0:
        row.bad(f"factor {factor} of {key!r} is not positive", "give the size of one unit in the dimension's base unit")
    return UnitDef(key, dimension, factor, offset or Decimal(0), row.texts("surfaces"))


def build_entity(row: Row, key: str) -> EntityDef:
    _check_id(row, key)
    return EntityDef(
        id=key,
        type=row.text("type", needed=True),
        name=row.text("name", needed=True),
        aliases=row.texts("aliases"),
        ambiguous=row.texts("ambiguous"),
        brand=row.option("brand"),
        parent=row.option("parent"),
        country=row.option("country"),
        same_as=row.option("same_as"),
        demonyms=row.texts("demonyms"),
        full_name_only=row.mark("full_name_only"),
    )


def build_outlet(row: Row, key: str) -> OutletDef:
    _check_id(row, key)
    trust = row.decimal("trust")
    if trust is None or not 0 < trust < 1:
        row.bad("trust is not between 0 and 1", "give the prior chance that this outlet is right, such as 0.8")
        trust = Decimal("0.5")
    role = row.one_of("role", OUTLET_ROLES, "press")
    return OutletDef(key, row.text("name", needed=True), row.texts("aliases"), role, float(trust))


def build_attribute(row: Row, key: str) -> AttributeDef | None:
    """The attribute; None where its kind is unknown, so that nothing else about it can be judged."""
    row.only(_keys(AttributeDef))
    _check_id(row, key)
    kind = row.one_of("kind", [k.value for k in ValueKind], "")
    if not kind:
        return None
    plausible = row.decimals("plausible")
    if "plausible" in row.cells and (len(plausible) != 2 or plausible[0] >= plausible[1]):
        row.bad("plausible is not a pair of numbers in order", "write [low, high]")
    for scope in row.texts("scope"):
        if scope not in SCOPE_KEYS:
            row.bad(f"scope {scope!r} is unknown", f"use {', '.join(SCOPE_KEYS)}")
    categories = Row(row.where, row.table("categories"), row.problems)
    modifiers = Row(row.where, row.table("modifiers"), row.problems)
    attribute = AttributeDef(
        id=key,
        label=row.text("label", needed=True),
        kind=ValueKind(kind),
        subjects=row.texts("subjects"),
        dimension=row.option("dimension"),
        unit=row.option("unit"),
        plausible=(plausible[0], plausible[1]) if len(plausible) == 2 else None,
        scope=row.texts("scope"),
        single=row.flag("single", True),
        changes=row.flag("changes", False),
        needs_cue=row.flag("needs_cue", True),
        prepositions=row.texts("prepositions"),
        countries_only=row.flag("countries_only", False),
        implied_by=row.texts("implied_by"),
        flow=row.flag("flow", False),
        of_home=row.flag("of_home", False),
        of_works=row.flag("of_works", False),
        placed_by=row.option("placed_by"),
        part_of=row.option("part_of"),
        done_by_others=row.texts("done_by_others"),
        reader=row.one_of("reader", tuple(READERS), ""),
        ahead=row.flag("ahead", False),
        is_change=row.flag("is_change", False),
        other_dimensions=row.texts("other_dimensions"),
        never_in=row.texts("never_in"),
        values=row.texts("values"),
        categories={category: _phrases(categories, category, as_written=True) for category in categories.cells},
        modifiers={category: _phrases(modifiers, category, as_written=True) for category in modifiers.cells},
        cues=build_cues(row),
        frames=build_frames(row),
        blockers=_phrases(row, "blockers"),
        counts=row.texts("counts"),
        bare=row.flag("bare", False),
        row_place=int(place) if (place := row.decimal("row_place")) is not None else None,
        names_version=row.flag("names_version", False),
        by_version=row.flag("by_version", False),
        is_limit=row.flag("is_limit", False),
        negative=_phrases(row, "negative"),
        schema_org=row.option("schema_org"),
        wikidata=row.option("wikidata"),
        description=row.text("description", needed=True),
    )
    _check_kind(row, attribute)
    return attribute


_KEYS_OF_KIND: Mapping[ValueKind, tuple[str, ...]] = {
    ValueKind.QUANTITY: ("dimension", "unit"),
    ValueKind.ENTITY: ("values",),
    ValueKind.CATEGORY: ("categories",),
}


def _check_kind(row: Row, attribute: AttributeDef) -> None:
    if not attribute.subjects:
        row.bad("subjects is missing", "name the types of things that can have this attribute")
    for kind, keys in _KEYS_OF_KIND.items():
        for key in keys:
            if kind == attribute.kind and not getattr(attribute, key):
                row.bad(f"{key} is missing", f"a {kind.value} attribute needs it")
            elif kind != attribute.kind and getattr(attribute, key):
                row.bad(f"{key} makes no sense for kind {attribute.kind.value!r}", "remove it or correct the kind")
    if attribute.plausible and attribute.kind != ValueKind.QUANTITY:
        row.bad("plausible is only for quantities", "remove it")
    for key in ("prepositions", "countries_only"):
        if getattr(attribute, key) and attribute.kind != ValueKind.ENTITY:
            row.bad(f"{key} is only for entities", "remove it")
    if attribute.counts and attribute.kind != ValueKind.QUANTITY:
        row.bad("counts is only for quantities", "remove it")
    if attribute.negative and attribute.kind in (ValueKind.CATEGORY, ValueKind.TEXT):
        row.bad("negative makes no sense for words", "remove it")
    if attribute.kind not in READERS[attribute.reader]:
        fitting = sorted(r for r, kinds in READERS.items() if r and attribute.kind in kinds)
        row.bad(
            f"reader {attribute.reader!r} can't read a {attribute.kind.value}", f"use {', '.join(fitting) or 'none'}"
        )
    if attribute.needs_cue and not attribute.cues:
        row.bad("needs_cue is true, but there are no cues, so it would never be found", "add cues")
    for name, pattern in (("schema_org", r"(?:[a-z]\w+\.[A-Z]\w+\.)?[a-z]\w+"), ("wikidata", r"P[1-9]\d*")):
        value = getattr(attribute, name)
        if value and not re.fullmatch(pattern, value):
            row.bad(f"{name} {value!r} is no property", "write 'weight', 'offers.Offer.priceSpecification' or 'P176'")
    seen: dict[str, str] = {}
    for category, surfaces in attribute.categories.items():
        if not surfaces:
            row.bad(f"category {category!r} has no words", "list how texts write it")
        for surface in surfaces:
            if seen.setdefault(surface.casefold(), category) != category:
                row.bad(f"{surface!r} means both {seen[surface.casefold()]} and {category}", "keep one")
    for category in attribute.modifiers:
        if category not in attribute.categories:
            row.bad(f"modifiers name {category!r}, which is no category", f"use {', '.join(attribute.categories)}")


def _phrases(row: Row, key: str, *, as_written: bool = False) -> tuple[str, ...]:
    """All that the phrases of a cell stand for."""
    return tuple(p for phrase in row.texts(key) for p in alternatives(row, phrase, as_written=as_written))


def _keys(definition: type[TypeDef] | type[AttributeDef]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(definition))


def _check_id(row: Row, key: str) -> None:
    if not _ID.fullmatch(key):
        row.bad(f"id {key!r} is not a slug", "use lower-case letters, digits and single hyphens (countries: ISO code)")
