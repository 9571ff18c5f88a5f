"""What the text has told so far, sentence by sentence: the memory that pronouns and descriptions are resolved with."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Token

from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Page, starting
from evextract.nlp.roles import PRODUCT, Nouns


@dataclass(frozen=True, slots=True)
class Referent:
    """A place in the text that stands for one thing or several, or for versions of one.

    ``how``: name, pronoun, description, brand, trim (a version named without its vehicle) or unnamed (a vehicle without a
    name).
    """

    start: int
    end: int
    ids: tuple[str, ...]
    type: str
    how: str
    variants: tuple[str, ...] = ()


@dataclass(slots=True)
class State:
    """What a sentence leaves behind: its centres."""

    vehicles: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    """The versions of the centre that were named last, together."""
    pair: tuple[str, ...] = ()
    """The two versions that the last sentence with some joins, where it names no vehicle behind them."""
    plant: str | None = None
    """The plant that was the subject of the last sentence."""
    of_company: bool = False
    """Whether the last subject was a company rather than a vehicle."""
    headed: bool = False
    """Whether a heading names the company that the part of the text is about."""


@dataclass(frozen=True, slots=True)
class Nameless:
    """A vehicle that the text introduces without a name; ``words`` say what kind it is, ``base`` what it is made from.

    ``vague``: several ("two electric sedans"), or any of the maker's ("it hasn't made a car since"): what the text goes on
    about is no named vehicle, but it is none of which facts could be told.
    """

    id: str
    maker: str
    noun: str
    words: frozenset[str]
    base: str | None = None
    vague: bool = False


@dataclass(slots=True)
class Group:
    """Several vehicles that are announced together: ``count`` of them, at the character ``at``; those told of since then.

    ``id``: of what stands for all of them; ``last``: the sentence that announces them or tells of the last.
    """

    id: str
    maker: str
    count: int
    last: int
    at: int
    members: list[str] = field(default_factory=list)


@dataclass
class Discourse:
    """``brands``: vehicle id -> brand id, new vehicles are added; ``countries``: company id -> ISO country; ``parents``: company id
    -> its owner's.
    """

    page: Page
    nouns: Nouns
    brands: dict[str, str]
    countries: Mapping[str, str]
    parents: Mapping[str, str]
    topic: str | None = None
    topic_company: str | None = None
    one_topic: bool = False
    """Whether the article is about one vehicle: a new paragraph then goes back to it."""
    one_company: bool = False
    """The same of a company."""
    traits: dict[str, set[str]] = field(default_factory=dict)
    """What kinds of car the text has called a vehicle, by id."""
    seen: list[str] = field(default_factory=list)
    """The vehicles named in the sentences before."""
    trims: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The versions named so far, by vehicle."""
    prominence: dict[Referent, float] = field(default_factory=dict)
    """How prominent a referent is in its sentence, as far as that was asked."""
    nameless: dict[str, Nameless] = field(default_factory=dict)
    """Vehicles without a name, by id, in the order in which they were introduced."""
    introduced: list[tuple[int, str]] = field(default_factory=list)
    """Where phrases begin that introduce one of them, in the order of the text, and which."""
    groups: list[Group] = field(default_factory=list)
    """What was announced together, in the order of the text."""
    bases: set[int] = field(default_factory=set)
    """Where names begin that only say what another vehicle is made from."""
    awaited: tuple[str, int] | None = None
    """The last of them that was shown already, so that its name will follow, and the number of its sentence."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """Country -> the continent that it is part of."""
    places: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Number of a sentence -> the places that its part of the text is headed by."""
    ahead: set[str] = field(default_factory=set)
    """The vehicles that were the centre of a sentence about what is to come."""
    same: dict[str, str] = field(default_factory=dict)
    """Which name a vehicle without one turned out to have."""

    @cached_property
    def companies(self) -> list[str]:
        """All companies of the page, in alphabetical order."""
        return sorted({t.id for t in self.page.things if t.type in COMPANY_TYPES})

    def is_from(self, company: str, place: str) -> bool:
        """Whether the company is from the country, or from one of the continent."""
        home = self.countries.get(company)
        return home is not None and place in {home, self.regions.get(home)}

    def root(self, r: Referent) -> Token:
        return self.page.root_of(r.start, r.end)

    def told_in(self, start: int, end: int) -> list[str]:
        """The vehicles named between the two characters, or introduced there without a name, in the order of the text."""
        things = (t for t in starting(self.page.things, start, end) if t.type == PRODUCT and t.inside is None)
        told = [(t.start, t.id) for t in things if t.end <= end and t.start not in self.bases]
        first = bisect_left(self.introduced, (start, ""))
        return [id_ for _, id_ in sorted([*told, *self.introduced[first : bisect_left(self.introduced, (end, ""))]])]

    def members(self, id_: str) -> tuple[str, ...]:
        """The vehicles that the text tells of by one where it has announced several; else the one itself."""
        whole = next((g for g in self.groups if g.id == id_ and len(g.members) == g.count), None)
        return tuple(whole.members) if whole is not None else (id_,)

    def named(self, id_: str) -> str:
        """The name that the vehicle got in the end."""
        for _ in self.same:
            id_ = self.same.get(id_, id_)
        return id_
