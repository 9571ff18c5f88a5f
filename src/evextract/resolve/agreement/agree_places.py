"""Same answer? The rules for places: plants, towns, regions, countries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from evextract.domain.identity import is_country
from evextract.domain.pack import DomainPack
from evextract.records import Modality
from evextract.resolve.agreement.agree_words import clause
from evextract.resolve.names import slug
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Likeness, Relation
from evextract.resolve.wording import said

SITE = re.compile(r"(.+)-(?:plant|factory)")
NOWHERE_ELSE = re.compile(
    r"\b(?:solely|exclusively|nowhere else|only (?:at|in|by|from)|(?:sole|only|single) (?:\w+ )?(?:plants?|factory|site|source|place))\b",
    re.I,
)
"""Words by which a claim leaves no room for another place."""


@dataclass(frozen=True, slots=True)
class PlacesInside:
    """A plant or city agrees with the country or region that it lies in; so does one that is only called a plant there, and
    the plant of a joint venture in one town, under either partner's name.
    """

    pack: DomainPack
    named: Mapping[str, str]
    called: Mapping[str, Sequence[str]]
    """The id of a plant -> the places by which its other names tell it: "Figueruelas plant" for that of Zaragoza."""
    id: ClassVar[str] = "agree.place"

    @classmethod
    def of(cls, pack: DomainPack) -> PlacesInside:
        places = {slug(e.name): e.id for e in pack.entities.values() if e.type == "place"}
        plants = (e for e in pack.entities.values() if e.type == "plant")
        return cls(pack, places, {e.id: _places_in((*e.aliases, *e.ambiguous)) for e in plants})

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if not a.word or not b.word:
            return None
        x, y = self.described(a.word), self.described(b.word)
        if y in self.around(a.word) or x in self.around(b.word):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)}: one lies in the other")
        if not set(self.sites(a.word)).isdisjoint(self.sites(b.word)):
            return Likeness(Relation.SAME, self.id, f"{said(a)} and {said(b)} are plants in one town")
        return None

    def around(self, place: str) -> set[str]:
        found: set[str] = set()
        todo = [place]
        while todo:
            name = todo.pop()
            entity = self.pack.entities.get(name)
            wider = (self.outer(entity.parent), entity.country) if entity is not None else ()
            for outer in (*wider, *self.sites(name)):
                if outer and outer != name and outer not in found:
                    found.add(outer)
                    todo.append(outer)
        return found

    def outer(self, parent: str | None) -> str | None:
        """The parent of a place; that of a plant is the firm that it belongs to, which has its seat elsewhere."""
        entity = self.pack.entities.get(parent) if parent else None
        return parent if entity is None or entity.type == "place" else None

    def described(self, plant: str) -> str:
        """The country or region by which a plant without a name is told: ``acme-slovakia-plant``; else the plant."""
        known = plant in self.pack.entities
        return plant if known else next((site for site in self.sites(plant) if site in self.named.values()), plant)

    def sites(self, plant: str) -> list[str]:
        """The town or country after which a plant is called: ``zilina`` of ``acme-zilina-plant``."""
        site = SITE.fullmatch(plant)
        words = site[1].split("-") if site is not None else []
        told = [name for i in range(1, len(words)) if (name := "-".join(words[i:]))]
        return [self.named.get(name, name) for name in (*told, *self.called.get(plant, ()))]


def _places_in(names: Iterable[str]) -> list[str]:
    return [site[1] for name in names if (site := SITE.fullmatch(slug(name))) is not None]


@dataclass(frozen=True, slots=True)
class SeveralCountries:
    """Most cars that sell are built in more than one country: who names one doesn't deny the other. Two plans do exclude one
    another, as a new model starts at one plant; so does one that says "only", and two plants in one country.
    """

    places: PlacesInside
    attributes: frozenset[str]
    id: ClassVar[str] = "agree.country"

    @classmethod
    def of(cls, pack: DomainPack, policy: Policy) -> SeveralCountries:
        return cls(PlacesInside.of(pack), frozenset(policy.parallel))

    def __call__(self, a: Reading, b: Reading) -> Likeness | None:
        if a.claim.attribute not in self.attributes or not a.word or not b.word:
            return None
        if Modality.ASSERTED not in (a.claim.modality, b.claim.modality):
            return None
        mine, theirs = self.countries(a.word), self.countries(b.word)
        if not (mine or theirs) or mine & theirs or any(NOWHERE_ELSE.search(clause(r)) for r in (a, b)):
            return None
        return Likeness(Relation.UNRELATED, self.id, f"{said(a)} and {said(b)} may both be where it is built")

    def countries(self, place: str) -> set[str]:
        return {name for name in (place, *self.places.around(place)) if is_country(name)}
