"""What a domain pack says, as frozen definitions. Nothing here reads files; :mod:`evextract.domain.load` does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from evextract.domain.identifiers import IdentifierDef
from evextract.domain.weights import Weights

EFFECTS = (
    "hedge", "plan", "conditional", "denial", "attribution", "test_cycle", "variant",
    "version", "trim", "phase",
)  # fmt: skip
"""What a phrase of ``cues.csv`` can do; :class:`PhraseDef` explains them."""

READERS = {
    "": ("quantity", "date", "entity", "category", "text"),
    "tally": ("quantity",),
    "share": ("quantity",),
    "parties": ("entity",),
    "takeover": ("entity",),
    "ending": ("date",),
}
"""How an attribute's statements are read, and the kinds of value that can be; :class:`AttributeDef` explains them."""

PHASES = ("start", "end")
"""What a verb can do to an activity: "production kicks off", "ceased deliveries"."""

OUTLET_ROLES = ("press", "maker", "regulator", "agency", "aggregator")


class ValueKind(StrEnum):
    QUANTITY = "quantity"
    DATE = "date"
    ENTITY = "entity"
    CATEGORY = "category"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TypeDef:
    """A type of thing: vehicle, brand, place …

    ``nouns``: the words by which a text points back to one ("the automaker", "this model"), lower case, singular.
    ``kinds``: further nouns, which tell kinds of it apart ("the crossover" is the one that was called so).
    ``apart``: groups of kinds, as words with spaces between; what is called by one group alone is never called by another.
    ``product``: things of this type are sold under a brand, and their ids begin with its id. ``schema_org``: the
    types of schema.org that they have.
    """

    id: str
    label: str
    description: str = ""
    nouns: tuple[str, ...] = ()
    product: bool = False
    kinds: tuple[str, ...] = ()
    schema_org: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitDef:
    """A unit: ``base = printed * factor + offset``, in the base unit of its dimension. Currencies have factor None."""

    id: str
    dimension: str
    factor: Decimal | None
    offset: Decimal = Decimal(0)
    surfaces: tuple[str, ...] = ()
    """How the unit is written. Case matters where two units differ by it only (``t`` and ``T``)."""

    def to_base(self, amount: Decimal) -> Decimal | None:
        """``amount`` in the base unit of the dimension; None for currencies."""
        return None if self.factor is None else amount * self.factor + self.offset


@dataclass(frozen=True, slots=True)
class CueDef:
    """Words that point to an attribute (or, for categories, to a value).

    ``phrase`` is matched on lower-cased lemmas and words; ``side`` says where the value stands relative to the words:
    ``any``, ``before`` (value before the cue) or ``after``; ``weight`` is how strongly it points there. With ``lead``
    the value is a date that one of these words leads in: "in production" until 2030.
    """

    phrase: str
    side: str = "any"
    weight: float = 1.0
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameDef:
    """A cue that the parse holds together: a verb and the noun that it acts on, or that stands behind a preposition.

    ``verb``, ``object`` and ``subject``: lower-case words in any inflection; ``@type`` as an object or subject is any
    thing of that type. Without an object the verb acts on nothing: "the X ends". With ``preposition`` the object stands behind one of
    these. With ``phase`` the verb is any that starts or ends
    something (phrases with the effect ``phase``): ``object`` are then the activities as nouns, ``verb`` as verbs.
    """

    verb: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    preposition: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    phase: str = ""


@dataclass(frozen=True, slots=True)
class AttributeDef:
    """One attribute of the domain.

    ``subjects``: the entity types that can have it. ``values``: for entities, the types a value can have.
    ``categories``: for categories, value id -> the ways it is written. ``plausible``: in ``unit``. ``single``: one
    answer at a time for a subject and scope (a range), against many (the markets where a car is sold). ``changes``:
    the true value changes in time (sales so far, a forecast), so that a later one replaces an earlier one.
    ``needs_cue``: a value of the right dimension is not enough, a cue must stand near. ``other_dimensions``: what the
    value may also be measured as, though no factor leads to ``unit`` (a consumption in miles per kWh).
    ``reader``: how its statements are read; empty for the general way, by cues near the value. ``tally``: figures of a
    business, which compete for their cues and come in pairs ("rose from 3 to 5 billion"); ``share``: who owns what
    part of whom; ``parties``: a tie between equals, named once; ``takeover``: from the one who takes to what is taken;
    ``ending``: the end of something, which counts without a date too. ``ahead``: only plans count, not what is.
    ``is_change``: the value is itself a change ("reduce the workforce by 3,000").
    """

    id: str
    label: str
    kind: ValueKind
    subjects: tuple[str, ...]
    dimension: str | None = None
    unit: str | None = None
    plausible: tuple[Decimal, Decimal] | None = None
    scope: tuple[str, ...] = ()
    single: bool = True
    changes: bool = False
    needs_cue: bool = True
    values: tuple[str, ...] = ()
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    modifiers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Value id of a category -> words that tell it only right before a noun for a thing: "battery" in "a battery SUV"."""
    cues: tuple[CueDef, ...] = ()
    frames: tuple[FrameDef, ...] = ()
    blockers: tuple[str, ...] = ()
    """Words that, next to the value, say that it is something else ("charging" beside kW is not motor power)."""
    counts: tuple[str, ...] = ()
    """What a counting attribute counts, singular nouns ("job", "order"); a count of other things is not its value."""
    negative: tuple[str, ...] = ()
    """Words that make a quantity negative ("net loss"), or that undo a tie or an event ("called off")."""
    prepositions: tuple[str, ...] = ()
    """What leads to an entity that is the value ("sold in", "made by"), where not every preposition does."""
    countries_only: bool = False
    """Whether only a country or a region of several can be the value, no city and no state."""
    implied_by: tuple[str, ...] = ()
    """Attributes that give the value: where a car is launched is a market of it, whose plant builds it its maker."""
    flow: bool = False
    """Whether it is an amount of a period (sales, a profit), which a text often tells once for many figures."""
    of_home: bool = False
    """Whether an article about one country tells of that market what foreign makers do: registrations in Norway."""
    of_works: bool = False
    """Whether a plant has it rather than its owner, where the text speaks of both."""
    placed_by: str | None = None
    """The attribute whose value tells where the event takes place: a car's production begins where it is built."""
    part_of: str | None = None
    """The attribute of the whole that a value takes a part from: jobs are cut of those that there are."""
    done_by_others: tuple[str, ...] = ()
    """Verbs whose subject is not the one that has the figure: who orders cars has no orders, their maker has."""
    reader: str = ""
    ahead: bool = False
    is_change: bool = False
    bare: bool = False
    """Whether a value right before the product is this one: "the £22,995 Renault 5", "the 4.9-metre saloon"."""
    row_place: int | None = None
    """The value's place among three measures written as one: "4,825/1,930/1,656 mm"."""
    names_version: bool = False
    """Versions are told apart by this value: "the 52 kWh car", "the bigger battery"."""
    by_version: bool = False
    """Whether versions mostly differ in it, so that it is of the one that the text goes on to speak of."""
    is_limit: bool = False
    """Whether the value is the most that there is: what "tops out at 160 km/h" has a top speed of just that."""
    schema_org: str | None = None
    wikidata: str | None = None
    description: str = ""
    other_dimensions: tuple[str, ...] = ()
    never_in: tuple[str, ...] = ()
    """Units of the dimension in which nobody tells it: no battery is charged with horsepower."""


@dataclass(frozen=True, slots=True)
class EntityDef:
    """A known thing. ``type``: vehicle, brand, company, plant, platform, place, person, vehicle-trim …

    ``brand``: the brand of a vehicle. ``same_as``: ids of the same thing under other names (market names), the
    canonical one being ``id`` of the row that others point to. ``ambiguous`` aliases are also everyday words or
    names of several things ("Leaf", "Air", "Seal") and count only with their brand, or after the full name was used.
    A ``name`` that is itself such a word ("Smart") is repeated in ``ambiguous``. ``demonyms`` of a place: "Chinese".
    ``full_name_only``: what follows the brand in the names is too common to be looked for alone ("Nissan March",
    "Renault 5", "Lightyear One"); names listed without the brand count as usual.
    ``parent``: owner of a brand, company or plant, maker of a platform, region of a country, employer of a person.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    brand: str | None = None
    parent: str | None = None
    country: str | None = None
    same_as: str | None = None
    demonyms: tuple[str, ...] = ()
    full_name_only: bool = False

    @property
    def sure_names(self) -> tuple[str, ...]:
        """The names that mean this thing wherever they stand: ``name`` and ``aliases`` without the ambiguous ones."""
        return tuple(n for n in (self.name, *self.aliases) if n not in self.ambiguous)


@dataclass(frozen=True, slots=True)
class OutletDef:
    """A publisher. ``role``: press, maker, regulator, agency or aggregator; ``trust``: prior of being right, 0…1."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: str = "press"
    trust: float = 0.8


@dataclass(frozen=True, slots=True)
class PhraseDef:
    """A general cue of ``cues.csv``: words with an effect on stance or scope, in lower case (a trim: as it is written).

    ``effect`` and what ``value`` holds: ``hedge`` (a guess), ``plan`` (an announced future), ``conditional`` (not a
    fact): empty; ``denial``: ``not`` (what follows is not so) or ``cancelled`` (a plan called off); ``attribution``:
    where the speaker stands, ``before``, ``after`` or ``any``; ``test_cycle``: the cycle's name; ``variant`` (words that
    tell versions apart, "seven-seat"), ``version`` (those that do so right before a name too, "the entry-level Niro") and
    ``trim`` (names that makers give them, "Platinum"): empty; ``phase``: ``start`` or ``end``, verbs that do it to an activity ("kick off").
    """

    phrase: str
    effect: str
    value: str = ""


MONEY = "money"
"""The dimension of currencies: no factor to a base unit."""
UNWRITTEN = frozenset(("count", "1"))
"""Units that a reader expects to be left out: "10,000", not "10,000 count"."""


def is_currency(unit: str) -> bool:
    """Whether a unit that a pack need not list is an ISO 4217 currency code."""
    return len(unit) == 3 and unit.isascii() and unit.isupper()


@dataclass(frozen=True, slots=True)
class DomainPack:
    """A checked, immutable domain pack."""

    id: str
    title: str
    attributes: Mapping[str, AttributeDef]
    units: Mapping[str, UnitDef]
    entities: Mapping[str, EntityDef]
    outlets: Mapping[str, OutletDef]
    phrases: tuple[PhraseDef, ...]
    resolution: Mapping[str, object]
    """``resolution.toml`` as read: the parameters of the resolver's rules."""
    home_currencies: Mapping[str, str] = field(default_factory=dict)
    """Which currency a bare symbol or word means by default: ``$`` -> ``USD``, ``yuan`` -> ``CNY``."""
    dollar_in: Mapping[str, Decimal] = field(default_factory=dict)
    """What a US dollar comes to in another currency, roughly."""
    fiscal_year_start: Mapping[str, int] = field(default_factory=dict)
    """First month of the business year, by company, country or demonym in lower case; 1 where nothing is said."""
    types: Mapping[str, TypeDef] = field(default_factory=dict)
    identifiers: Mapping[tuple[str, str], IdentifierDef] = field(default_factory=dict)
    """By ``of`` and ``id``."""
    weights: Mapping[str, Weights] = field(default_factory=dict)
    """What was learned from annotated articles, by the name of the model; nothing where a pack has no ``weights.json``."""
    description: str = ""

    def canonical(self, entity_id: str) -> str:
        """Follow ``same_as`` to the id that stands for the thing; unknown ids stand for themselves."""
        known = self.entities.get(entity_id)
        return known.same_as if known is not None and known.same_as else entity_id

    def dimension(self, unit: str) -> str | None:
        """What ``unit`` measures; None for unknown units."""
        known = self.units.get(unit)
        return known.dimension if known is not None else MONEY if is_currency(unit) else None

    def amount_in(self, amount: Decimal, unit: str, wanted: str) -> Decimal | None:
        """``amount`` of ``unit`` counted in ``wanted``; None where one of them is a currency or unknown."""
        value, one = self.to_base(amount, unit), self.to_base(Decimal(1), wanted)
        return value[0] / one[0] if value is not None and one is not None else None

    def roughly_in(self, amount: Decimal, unit: str, wanted: str) -> Decimal | None:
        """As :meth:`amount_in`, and sums in another currency to within a third; None where one of the two is unknown."""
        if not is_currency(unit) or not is_currency(wanted):
            return self.amount_in(amount, unit, wanted)
        if unit == wanted:
            return amount
        one, other = (Decimal(1) if code == "USD" else self.dollar_in.get(code) for code in (unit, wanted))
        return amount / one * other if one is not None and other is not None else None

    def convert(self, amount: Decimal, unit: str, wanted: str) -> Decimal | None:
        """``amount`` of ``unit`` in ``wanted``; None for currencies, unknown units and another dimension."""
        base, target = self.to_base(amount, unit), self.units.get(wanted)
        if base is None or target is None or not target.factor or base[1] != target.dimension:
            return None
        return (base[0] - target.offset) / target.factor

    def to_base(self, amount: Decimal, unit: str) -> tuple[Decimal, str] | None:
        """``amount`` in the base unit of the dimension, with the dimension; None for currencies and unknown units."""
        known = self.units.get(unit)
        if known is None or (base := known.to_base(amount)) is None:
            return None
        return base, known.dimension
