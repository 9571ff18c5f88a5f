"""Problems between the rows of a pack: references that lead nowhere, names that mean two things."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from evextract.domain.build import Definitions, Located
from evextract.domain.pack import MONEY, PHASES, AttributeDef, EntityDef, PhraseDef, ValueKind, is_currency
from evextract.domain.rows import Row, hint

VALUES_OF_EFFECT = {"denial": ("not", "cancelled"), "attribution": ("before", "after", "any"), "phase": PHASES}
BARE_EFFECTS = ("hedge", "plan", "conditional", "variant", "version", "trim")


def check(pack: Definitions) -> None:
    """Add every problem between rows to the list that the rows share."""
    for attribute in pack.attributes.values():
        _check_attribute(pack, attribute)
    _check_units(pack)
    for entity in pack.entities.values():
        _check_entity(pack, entity)
    entities = [(e.row, e.item) for e in pack.entities.values()]
    _check_names((row, e.same_as or e.id, (*e.sure_names, *e.demonyms)) for row, e in entities)
    _check_names((o.row, o.item.id, (o.item.name, *o.item.aliases)) for o in pack.outlets.values())
    for phrases in pack.phrases.values():
        for phrase in phrases:
            _check_phrase(phrase)
    for (of, name), located in pack.identifiers.items():
        if of == "entity":
            _known(located.row, "id", name, pack.entities, "entities.csv or places.csv")
        elif not is_currency(name):
            _known(located.row, "id", name, pack.units, "units.csv")
    _check_defaults(pack)


def _known(row: Row, what: str, wrong: str, known: Collection[str], where: str) -> bool:
    if wrong in known:
        return True
    row.bad(f"{what} {wrong!r} is not in {where}{hint(wrong, known)}", "add it there or correct the spelling")
    return False


def _check_attribute(pack: Definitions, located: Located[AttributeDef]) -> None:
    row, attribute = located.row, located.item
    named = (noun[1:] for frame in attribute.frames for noun in (*frame.object, *frame.subject) if noun[0] == "@")
    for kind in (*attribute.subjects, *attribute.values, *named):
        _known(row, "type", kind, pack.types, "pack.toml [types]")
    for other in (*attribute.implied_by, *filter(None, [attribute.placed_by, attribute.part_of])):
        _known(row, "attribute", other, pack.attributes, "attributes.toml")
    if attribute.kind != ValueKind.QUANTITY or not attribute.dimension or not attribute.unit:
        return
    dimensions = {unit.item.dimension for unit in pack.units.values()}
    for unit in attribute.never_in:
        _known(row, "unit", unit, pack.units, "units.csv")
    for dimension in (attribute.dimension, *attribute.other_dimensions):
        _known(row, "dimension", dimension, dimensions, "units.csv")
    if _known(row, "unit", attribute.unit, pack.units, "units.csv"):
        dimension = pack.units[attribute.unit].item.dimension
        if attribute.dimension in dimensions and dimension != attribute.dimension:
            row.bad(f"unit {attribute.unit!r} measures {dimension}, not {attribute.dimension}", "correct one of them")


def _check_units(pack: Definitions) -> None:
    taken: dict[tuple[str, str], str] = {}
    for located in pack.units.values():
        row, unit = located.row, located.item
        if unit.factor is None and unit.dimension != MONEY:
            row.bad(f"unit {unit.id!r} has no factor", "give its size in the base unit; only currencies have none")
        for surface in unit.surfaces:
            other = taken.setdefault((unit.dimension, surface), unit.id)
            if other != unit.id and surface.lower() not in pack.currencies:
                row.bad(f"{surface!r} means both {other} and {unit.id}", "keep one (currencies: choose in pack.toml)")


def _check_entity(pack: Definitions, located: Located[EntityDef]) -> None:
    row, entity = located.row, located.item
    if entity.type and _known(row, "type", entity.type, pack.types, "pack.toml [types]"):
        product = pack.types[entity.type].item.product
        if product and not entity.brand:
            row.bad(f"{entity.id!r} has no brand", f"every {entity.type} has one")
        elif product and not entity.id.startswith(f"{entity.brand}-"):
            row.bad(f"id {entity.id!r} does not begin with its brand", f"write {entity.brand}-MODEL")
    for key, target in (("brand", entity.brand), ("parent", entity.parent), ("same_as", entity.same_as)):
        if target and target == entity.id:
            row.bad(f"{key} {target!r} points to itself", "remove it")
        elif target:
            _known(row, key, target, pack.entities, "entities.csv or places.csv")
    country = entity.country
    if country and _known(row, "country", country, pack.entities, "places.csv") and len(country) != 2:
        row.bad(f"country {country!r} is no country", "use its two-letter ISO 3166 code")
    same = pack.entities.get(entity.same_as or "")
    if same and same.item.same_as:
        row.bad(f"same_as {same.item.id!r} itself points to {same.item.same_as!r}", "point there directly")
    if same and same.item.type != entity.type:
        row.bad(f"same_as {same.item.id!r} is a {same.item.type}, not a {entity.type}", "correct one")
    for name in entity.aliases:
        if name in entity.ambiguous:
            row.bad(f"{name!r} is in aliases and in ambiguous", "keep it in one of them")
    for name in (*entity.aliases, *entity.demonyms):
        if name == entity.name:
            row.bad(f"alias {name!r} repeats the name", "remove it")


def _check_names(named: Iterable[tuple[Row, str, tuple[str, ...]]]) -> None:
    taken: dict[str, str] = {}
    for row, key, names in named:
        for name in names:
            other = taken.setdefault(name.casefold(), key)
            if other != key:
                row.bad(f"{name!r} means both {other} and {key}", "keep one, or list it as ambiguous in both rows")


def _check_phrase(located: Located[PhraseDef]) -> None:
    row, phrase = located.row, located.item
    allowed = VALUES_OF_EFFECT.get(phrase.effect)
    if phrase.effect in BARE_EFFECTS and phrase.value:
        row.bad(f"effect {phrase.effect} takes no value", f"remove {phrase.value!r}")
    elif allowed and phrase.value not in allowed:
        row.bad(f"value {phrase.value!r} is not one that {phrase.effect} takes", f"use one of {', '.join(allowed)}")
    elif phrase.effect not in BARE_EFFECTS and not phrase.value:
        row.bad(f"effect {phrase.effect} has no value", "say what it sets")


def _check_defaults(pack: Definitions) -> None:
    currencies = {unit.item.id for unit in pack.units.values() if unit.item.dimension == MONEY}
    for symbol, currency in pack.currencies.items():
        _known(currency.row, f"home_currencies {symbol!r}: currency", currency.item, currencies, "units.csv")
    for code, amount in pack.dollar_in.items():
        _known(amount.row, "dollar_in: currency", code, currencies, "units.csv")
        if amount.item <= 0:
            amount.row.bad(f"dollar_in {code} is no number above 0", "write what a US dollar comes to in it")
    for who, month in pack.fiscal_years.items():
        if not 1 <= month.item <= 12 or who != who.lower():
            month.row.bad(f"fiscal_year_start {who!r} = {month.item}", "write a lower-case name and a month, 1 to 12")
