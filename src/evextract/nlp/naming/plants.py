"""Plants that a place stands for: "in Cologne", where the text has named the Cologne plant, or where the maker has one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from evextract.domain.pack import EntityDef
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing, slug

_SUFFIX = "-plant"
_CALLED = re.compile(r"(.+) (?:plant|factory)", re.IGNORECASE)
_OF_PARTS = re.compile(r"\b(?:battery|cell|engine|powertrain|transmission)s?\b", re.IGNORECASE)
_OPENING = re.compile(r"(?:\A|[.!?][”\"]? |\n)(?:(?:In|At) )?\Z")
"""Before a town of which the text then speaks: "In Szeged, machines are being installed", "Szeged is late. The plant"."""
_STOP = re.compile(r"[.!?][”\"’)]? +(?=[“\"‘]?[A-Z])|\n")
_IN = re.compile(r"(?<!\w)(?:in|at|near|outside) \Z")
_MAKING = re.compile(r"(?<!\w)(?:buil[dt]|ma[dk]e|mak(?:es|ing)|assembl|produc|manufactur)", re.IGNORECASE)
_MOST_OWNERS = 8
"""How many owners above a brand are looked at: a guard against owners that own one another."""


def towns_of(entities: Iterable[EntityDef]) -> dict[str, dict[str, str]]:
    """Town, as ids are made of it -> owner -> the owner's vehicle plant that is named after the town."""
    there: dict[str, dict[str, str]] = {}
    for e in entities:
        names = (e.name, *e.aliases, *e.ambiguous)
        if e.type != PLANT or e.parent is None or any(_OF_PARTS.search(name) for name in names):
            continue
        towns = {slug(m[1]) for name in names[1:] if (m := _CALLED.fullmatch(name))}
        for town in sorted(towns | {e.id.removeprefix(f"{e.parent}-").removesuffix(_SUFFIX)}):
            there.setdefault(town, {}).setdefault(e.parent, e.id)
    return there


class KnownPlants:
    """The vehicle plants of a pack, by town and owner. Built once."""

    def __init__(self, entities: Iterable[EntityDef], parents: Mapping[str, str]) -> None:
        entities = list(entities)
        self._parents = parents
        self._there = towns_of(entities)
        with_brands = {above for e in entities if e.type == "brand" for above in self._up(e.id)}
        self.contract_makers = frozenset({owner for there in self._there.values() for owner in there} - with_brands)
        """Firms with plants and without a brand of their own: what they build is another's."""
        self.towns = frozenset(self._there)
        self.ids = frozenset(plant for there in self._there.values() for plant in there.values())

    def at(self, towns: Iterable[str], makers: Iterable[str]) -> str | None:
        """The plant of a maker in the town, else the only one there of its group; ``towns``: ways to write the town."""
        there = next((self._there[town] for town in towns if town in self._there), {})
        for maker in makers if there else ():
            for owner in self._up(maker):
                if owner in there:
                    return there[owner]
            top = list(self._up(maker))[-1]
            same = [plant for owner, plant in there.items() if top in self._up(owner)]
            if len(same) == 1:
                return same[0]
        return None

    def of_contract_maker(self, towns: Iterable[str]) -> str | None:
        """The only plant of the town, where a contract maker has it; ``towns``: ways to write the town."""
        there = next((self._there[town] for town in towns if town in self._there), {})
        return next(iter(there.values())) if len(there) == 1 and self.contract_makers.issuperset(there) else None

    def owners(self, towns: Iterable[str]) -> Collection[str]:
        """Who has a plant in the town; ``towns``: ways to write it."""
        return next((self._there[town] for town in towns if town in self._there), {}).keys()

    def towns_with(self, makers: Iterable[str]) -> set[str]:
        """The towns with a plant of one of the makers, or of an owner of theirs."""
        owners = {owner for maker in makers for owner in self._up(maker)}
        return {town for town, there in self._there.items() if not owners.isdisjoint(there)}

    def _up(self, company: str) -> Iterator[str]:
        """The company, its owner, the owner's owner …"""
        for _ in range(_MOST_OWNERS):
            yield company
            if company not in self._parents:
                return
            company = self._parents[company]


class Plants:
    """The plants of a page. ``things`` are all of its things, in text order; ``makers``: whom the text is about."""

    def __init__(self, text: str, things: Iterable[Thing], known: KnownPlants, makers: Iterable[str]) -> None:
        self._text = text
        self._told: dict[str, dict[str, int]] = {}
        """Place, as ids are made of it, -> the plants there, each with the end of its first mention."""
        things = list(things)
        for t in things:
            if t.type == PLANT and t.id.endswith(_SUFFIX):
                words = t.id.removesuffix(_SUFFIX).split("-")
                for n in range(1, len(words)):
                    first = self._told.setdefault("-".join(words[n:]), {})
                    first[t.id] = min(t.end, first.get(t.id, t.end))
        makers = list(makers)
        self._of_makers = [
            (t.start, t.end, id_)
            for t in things
            if t.type == PLACE and t.inside is None
            if (id_ := known.at((t.id, slug(text[t.start : t.end])), makers)) is not None
        ]
        foremost = {start: id_ for start, _, id_ in self._of_makers if _OPENING.search(text, max(0, start - 8), start)}
        beside = dict(_beside_makers(text, things, known))
        self._meant = [
            (t.start, t.end, id_)
            for t in things
            if (id_ := self.meant(t) or foremost.get(t.start) or beside.get(t.start)) is not None
        ]

    def meant(self, thing: Thing) -> str | None:
        """The plant that the thing is, or that stands at the place it is, where the text has named that one before."""
        if thing.type == PLANT:
            return thing.id
        if thing.type != PLACE or thing.inside is not None:
            return None
        there = self._told.get(slug(self._text[thing.start : thing.end]), {})
        told = [id_ for id_, end in there.items() if end <= thing.start]
        return told[0] if len(told) == 1 else None

    def stands_at(self, thing: Thing) -> bool:
        """Whether the thing is a plant, or a town with one that the text has named or that a maker is known to have."""
        return self.meant(thing) is not None or any(start == thing.start for start, _, _ in self._of_makers)

    def last(self, before: int) -> str | None:
        """The plant that was named, or meant, last before the character; else the one in a town where a maker has one."""
        for places in (self._meant, self._of_makers):
            for n in range(bisect_left(places, (before,)) - 1, -1, -1):
                _, end, id_ = places[n]
                if end <= before:
                    return id_
        return None


def _beside_makers(text: str, things: Sequence[Thing], known: KnownPlants) -> Iterator[tuple[int, str]]:
    """Where the towns begin whose plant a sentence tells of that says who makes something there, each with the plant.

    "Renault began production of the Duster in Bursa. The plant": of Renault, whoever the text is about. Of two such towns
    nobody knows which is meant, and a firm or a car "from" a town need not be told to be made there.
    """
    stops = [0, *(m.end() for m in _STOP.finditer(text)), len(text)]
    at = [t.start for t in things]
    for start, end in pairwise(stops):
        here = things[bisect_left(at, start) : bisect_left(at, end)]
        towns = [t for t in here if t.type == PLACE and t.inside is None and not text[t.start : t.end].isupper()]
        makers = [t.id for t in here if t.type in COMPANY_TYPES]
        if not (towns and makers and _MAKING.search(text, start, end)):
            continue
        with_plants = {t.start: known.at((t.id, slug(text[t.start : t.end])), makers) for t in towns}
        there = [(at, plant) for at, plant in with_plants.items() if plant is not None]
        if len({plant for _, plant in there}) == 1 and _IN.search(text, max(0, there[0][0] - 9), there[0][0]):
            yield there[0]
