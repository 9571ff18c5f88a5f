"""Plants that no list has: "its plant in Cologne", "Skoda's Kvasiny factory", "the Normal, Illinois plant".

A plant is its company and its place; the company is the owner that the phrase names, else the article's main maker.
Plants that the pack knows under the same id keep that id.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from evextract.nlp.cover import Cover
from evextract.nlp.naming.site_owners import A_NEW, Owners
from evextract.nlp.naming.things import PLACE, PLANT, Thing, slug

_NOUN = (
    r"(?:(?:[Aa]ssembly|[Pp]roduction|[Cc]ar|[Vv]ehicle|[Bb]attery|[Cc]ell|[Mm]anufacturing|[Ee]ngine|[Tt]ruck|[Vv]an|[Aa]uto"
    r"|[Ee]lectric|EV|[Ss]tamping|[Cc]omponents?|[Pp]owertrain)[ -])*"
    r"(?:[Pp]lants?|[Ff]actory|[Ff]actories|[Ww]orks|[Gg]igafactory|[Ff]acility|[Ff]acilities|[Ss]ite|[Cc]omplex)"
)
_STATE = r", (?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){2}),"
"""A state as agencies shorten it: "its Belvidere, Ill., plant"."""
_BEHIND_PLACE = re.compile(rf"(?:’s|'s|{_STATE})? {_NOUN}(?!\w)")
_BEHIND_REGION = re.compile(rf",?(?:’s|'s)? {_NOUN}(?!\w)")
_BEFORE_PLACE = re.compile(rf"(?<!\w){_NOUN}(?: (?:is|was))?(?: located| based)? (?:in|at|near|outside) (?:the )?\Z")
_ASIDE = re.compile(rf"(?<!\w){_NOUN}, (?:located |based )?(?:in|at|near|outside) (?:the )?\Z")
"""Between commas: "its second factory, in De Soto, Kansas, makes"."""

_SEVERAL = re.compile(r"(?:[\w-]+ )*(?:[Pp]lants|[Ff]actories|[Ss]ites|[Ff]acilities)(?!\w)")
_AREA = re.compile(r" (?:region|area|metropolitan area|district)(?!\w)")
_MANY = re.compile(r"(?<!\w)(?:plants|factories|sites|facilities)(?!\w)", re.IGNORECASE)
_ONE_MORE = re.compile(r"(?:,? and(?: in)?|,) \Z")
_CLOSING = frozenset(",.;:")
_ANOTHER = re.compile(r"(?<!\w)(?:another|any|other|some|further|no)(?: [\w-]{1,20}){0,3} \Z")
_OF_PARTS = re.compile(r"(?<!\w)(?:battery|cell|engine|stamping|components?|powertrain)(?!\w)", re.I)
_FAR = 400
"""Characters before "the Spanish site" in which the town may stand."""


def find_sites(
    text: str,
    things: Sequence[Thing],
    *,
    known: Collection[str],
    main_company: str | None,
    countries: Mapping[str, str],
    names: Mapping[str, str],
    parents: Mapping[str, str],
    at: Callable[[Iterable[str], Iterable[str]], str | None],
) -> list[Thing]:
    """Plants named by place; offsets cover place and noun.

    ``known``: the ids of the pack's plants; ``countries``: id of a place or plant -> country; ``names``: country -> name; ``parents``: company -> whose it is;
    ``at``: the vehicle plant that one of some makers is known to have at a place.
    """
    outer = sorted((t for t in things if t.inside is None), key=lambda t: t.start)
    places = _merged([t for t in outer if t.type == PLACE], text, countries)
    plants = Cover(t for t in outer if t.type == PLANT)
    owners = Owners(text, outer, known, brands=[t for t in things if t.type == "brand"])
    firms = {t.id for t in outer if t.type == "company"}
    regions = {r for p in places for r in p.regions} | names.keys()
    wide = {t.id for t in outer if t.type == PLACE and t.known and t.id not in countries}  # "a European plant in"
    regions |= wide
    there = _There([t for t in outer if t.type == PLANT], places, countries)
    found: list[Thing] = []
    several: set[int] = set()
    """Where a place ends behind which more places of plants may be listed."""
    named: dict[str, str] = {}
    # Towns first: "the U.S. plant" may be one that is told later.
    for p in sorted(places, key=lambda p: (p.id in regions, p.start)):
        stop = p.end + (text.startswith(".", p.end) and "." in text[p.start : p.end])  # "the U.S. plant"
        told = "," in text[p.start : p.end]  # "the Normal, Illinois, plant"
        behind = (_BEHIND_REGION if told else _BEHIND_PLACE).match(text, stop)
        before = _BEFORE_PLACE.search(text, max(0, p.start - 60), p.start)
        if before is None and text[p.end : p.end + 1] in _CLOSING:
            before = _ASIDE.search(text, max(0, p.start - 60), p.start)
        if behind is not None:
            start, end = p.start, behind.end()
        elif before is not None:
            start, end = before.start(), p.end
            if _SEVERAL.match(before.group()):
                several.add(end)
        elif (
            p.id not in regions and (m := _ONE_MORE.search(text, max(0, p.start - 9), p.start)) and m.start() in several
        ):
            start, end = p.start, p.end  # "its plants in Guangzhou and Wuhan"
            several.add(end)
        else:
            continue
        if _AREA.match(text, p.end) and p.id not in regions:
            continue  # "its last plant in the Paris region"
        if plants.touches(start, end):
            continue  # of "the Ghent plant in Belgium" it is the first
        if p.id in regions and before is not None and " outside " in f"{text[before.start() : p.start]} ":
            continue  # "its third site outside China"
        if p.id in regions and _ANOTHER.search(text, max(0, start - 40), start):
            continue  # "another plant in China" is not told by its place
        place, id_ = p.town, None
        if p.id in regions:
            place = _name(text[p.start : p.end], names.get(p.id, place))
            if behind is not None and not A_NEW.search(text, max(0, start - 40), start):
                of = owners.of(start)
                own = next((f"{owner}-{p.town}-plant" for owner in of if f"{owner}-{p.town}-plant" in known), None)
                id_ = own or there.plant(p.id, start, of=of)
                if id_ is None and owners.told(start, place) is None:
                    place = there.town(p.id, start) or place
        if id_ is None and p.id in wide - names.keys():
            continue  # "its second European plant" may be anywhere there
        if p.id in regions and _MANY.search(text, start, end):
            continue  # "three U.S. plants" are none in particular
        id_ = (
            id_
            or owners.told(start, place)
            or named.get(place)
            or owners.plant(start, place)
            or at((place,), owners.around(start))
            or (f"{main_company}-{place}-plant" if main_company else None)
        )
        if id_ is None:
            continue
        owner = id_.removesuffix(f"-{place}-plant")
        parent = parents.get(owner) if owner in firms else None
        if id_ not in known and f"{parent}-{place}-plant" in known:
            id_ = f"{parent}-{place}-plant"  # of a subsidiary: "Toyota Motor North America … at its plant in"
        if p.id in regions and id_.endswith(f"-{place}-plant"):
            # "Its Hungarian plant": the one that the pack knows there.
            id_ = owners.only_one(id_.removesuffix(f"-{place}-plant"), countries.get(p.id, p.id), countries) or id_
        if id_ not in known and id_.endswith(f"-{place}-plant") and not _OF_PARTS.search(text, start, end):
            id_ = at((place,), (id_.removesuffix(f"-{place}-plant"),)) or id_  # "Volvo's South Carolina factory"
        named.setdefault(place, id_)
        found.append(Thing(start, end, id_, PLANT, known=id_ in known))
        plants.add(start, end)
        if p.id not in regions:
            there.add(found[-1], p.regions)
    return sorted(found, key=lambda t: t.start)


def with_sites(things: list[Thing], sites: list[Thing]) -> list[Thing]:
    """The places that are part of a plant's name stay, marked as inside of it."""
    out = [
        replace(
            t, inside=next((s.id for s in sites if t.type == PLACE and s.start <= t.start and t.end <= s.end), t.inside)
        )
        for t in things
    ]
    return sorted([*out, *sites], key=lambda t: (t.start, -t.end, t.id))


class _Place(NamedTuple):
    """A town or region as it is named; ``town`` as ids are made of it; ``regions``: what it lies in."""

    start: int
    end: int
    town: str
    id: str
    regions: frozenset[str]


def _merged(places: list[Thing], text: str, countries: Mapping[str, str]) -> list[_Place]:
    """ "Normal, Illinois" and "Debrecen, Hungary" are one place, named by the first."""
    out: list[_Place] = []
    skip = None
    for a, b in pairwise([*places, None]):
        if a is skip:
            continue
        if a is None:
            break
        own = {countries[a.id]} if a.id in countries else set[str]()
        end = a.end
        if b is not None and text[a.end : b.start] in {", ", " "}:
            end, skip = b.end, b
            own.add(b.id)
        out.append(_Place(a.start, end, slug(text[a.start : a.end]), a.id, frozenset(own - {a.id})))
    return out


class _There:
    """The plants and towns of each region that the text names, in its order."""

    def __init__(self, plants: Iterable[Thing], places: Sequence[_Place], countries: Mapping[str, str]) -> None:
        self._plants: dict[str, list[tuple[int, str]]] = {}
        self._towns: dict[str, list[tuple[int, str]]] = {}
        for t in plants:
            self.add(t, [countries[t.id]] if t.id in countries else ())
        for p in places:
            for region in p.regions:
                self._towns.setdefault(region, []).append((p.start, p.town))

    def add(self, plant: Thing, regions: Iterable[str]) -> None:
        for region in regions:
            insort(self._plants.setdefault(region, []), (plant.start, plant.id))

    def plant(self, region: str, at: int, *, of: Collection[str] = ()) -> str | None:
        """The plant there that was named last before the character, else the only one that the text names.

        ``of``: those to one of whom it must belong, if any.
        """
        plants = self._plants.get(region, [])
        if of:
            plants = [(start, id_) for start, id_ in plants if any(id_.startswith(f"{owner}-") for owner in of)]
        i = bisect_left(plants, (at,))
        if i:
            return plants[i - 1][1]
        return plants[0][1] if plants and plants[0][1] == plants[-1][1] else None

    def town(self, region: str, at: int) -> str | None:
        """The town there that was named last, as ids are made of it."""
        towns = self._towns.get(region, [])
        i = bisect_left(towns, (at,))
        return towns[i - 1][1] if i and towns[i - 1][0] > at - _FAR else None


def _name(written: str, name: str) -> str:
    """ "us" for "U.S." and "US", else what the country is called: "belgium" for "Belgian"."""
    short = written.replace(".", "")
    return slug(short if short.isupper() else name)
