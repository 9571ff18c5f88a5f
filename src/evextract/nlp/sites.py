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
from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing, slug

PLANT = "plant"
_NOUN = (
    r"(?:(?:[Aa]ssembly|[Pp]roduction|[Cc]ar|[Vv]ehicle|[Bb]attery|[Cc]ell|[Mm]anufacturing|[Ee]ngine|[Tt]ruck|[Vv]an|[Aa]uto"
    r"|[Ee]lectric|EV|[Ss]tamping|[Cc]omponents?|[Pp]owertrain)[ -])*"
    r"(?:[Pp]lants?|[Ff]actory|[Ff]actories|[Ww]orks|[Gg]igafactory|[Ff]acility|[Ff]acilities|[Ss]ite)"
)
_STATE = r", (?:[A-Z][a-z]{1,4}\.|(?:[A-Z]\.){2}),"
"""A state as agencies shorten it: "its Belvidere, Ill., plant"."""
_BEHIND_PLACE = re.compile(rf"(?:’s|'s|{_STATE})? {_NOUN}(?!\w)")
_BEHIND_REGION = re.compile(rf",?(?:’s|'s)? {_NOUN}(?!\w)")
_BEFORE_PLACE = re.compile(rf"(?<!\w){_NOUN}(?: (?:is|was))?(?: located| based)? (?:in|at|near|outside) (?:the )?\Z")
_ASIDE = re.compile(rf"(?<!\w){_NOUN}, (?:located |based )?(?:in|at|near|outside) (?:the )?\Z")
"""Between commas: "its second factory, in De Soto, Kansas, makes"."""

_SEVERAL = re.compile(r"(?:[\w-]+ )*(?:[Pp]lants|[Ff]actories|[Ss]ites|[Ff]acilities)(?!\w)")
_ONE_MORE = re.compile(r"(?:,? and(?: in)?|,) \Z")
_CLOSING = frozenset(",.;:")
_POSSESSED = re.compile(r"(?:’s|'s|’|')?(?: [\w-]{1,20}){0,2} ?")
_SENTENCE_END = re.compile(r"(?=[.!?;]\s|\n)")
_ANOTHER = re.compile(r"(?<!\w)(?:another|any|other|some|further|no)(?: [\w-]{1,20}){0,3} \Z")
_ITS = re.compile(r"(?<!\w)(?:its|their)(?: [\w-]{1,20}){0,2} \Z")
_CLIENT = re.compile(r"(?<!\w)(?:for|with|to)(?: the)? \Z")
"""Before a firm for which another one does something: "builds the X for Y at its plant"."""
_A = re.compile(r"(?<!\w)[Aa]n? (?:[$€£¥]?[\w-]{1,20}(?:\.\d+)? ){0,3}\Z")
"""Before "battery plant in Ohio": a plant that is new to the reader is none that the pack knows there."""
_OF_PARTS = re.compile(r"(?<!\w)(?:battery|cell|engine|stamping|components?|powertrain)(?!\w)", re.I)
_LONGEST_GAP = 60
_FAR = 400
"""Characters before "the Spanish site" in which the town may stand."""
_NEAREST = 12
"""How many companies before a plant may be its owner."""


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
    owners = _Owners(text, outer, known)
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
        if plants.touches(start, end):
            continue  # of "the Ghent plant in Belgium" it is the first
        if _ANOTHER.search(text, max(0, start - 40), start):
            continue  # "another plant in China" is not told by its place
        place, id_ = p.town, None
        if p.id in regions:
            place = _name(text[p.start : p.end], names.get(p.id, place))
            if behind is not None and not _A.search(text, max(0, start - 40), start):
                id_ = there.plant(p.id, start)
                place = place if id_ else there.town(p.id, start) or place
        if id_ is None and p.id in wide - names.keys():
            continue  # "its second European plant" may be anywhere there
        id_ = (
            id_
            or owners.told(start, place)
            or named.get(place)
            or owners.plant(start, place)
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

    def plant(self, region: str, at: int) -> str | None:
        """The plant there that was named last before the character, else the only one that the text names."""
        plants = self._plants.get(region, [])
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


class _Owners:
    """Whose plants a text speaks of."""

    def __init__(self, text: str, things: Sequence[Thing], plants: Collection[str]) -> None:
        self._text = text
        self._companies = [t for t in things if t.type in COMPANY_TYPES]
        self._starts = [t.start for t in self._companies]
        self._named = {t.id for t in self._companies}
        self._stops = [m.start() for m in _SENTENCE_END.finditer(text)]
        self._plants = plants
        self._only: dict[tuple[str, str], str | None] = {}

    def told(self, start: int, place: str) -> str | None:
        """The id by the owner that the phrase at ``start`` names: "Skoda's Kvasiny factory"."""
        before = self._before(start)
        if not before or start - before[-1].end >= _LONGEST_GAP:
            return None
        gap = self._text[before[-1].end : start]
        owned = _POSSESSED.fullmatch(gap) and (gap[:1] in "’'" or not gap.strip())
        return f"{before[-1].id}-{place}-plant" if owned else None

    def plant(self, start: int, place: str) -> str | None:
        """The id by its sentence's company, or the pack's one there."""
        same = [t for t in self._before(start) if not self._parted(t.end, start)]
        acting = [t for t in same if not _CLIENT.search(self._text, max(0, t.start - 20), t.start)]
        candidates = [f"{t.id}-{place}-plant" for t in reversed(acting or same)]
        if not _ITS.search(self._text, max(0, start - 30), start) and not _A.search(
            self._text, max(0, start - 40), start
        ):
            there = [plant for plant in self._plants if plant.endswith(f"-{place}-plant")]
            of_named = [plant for plant in there if plant.removesuffix(f"-{place}-plant") in self._named]
            only = next((plants for plants in (there, of_named) if len(plants) == 1), candidates)
            candidates = [c for c in candidates if c in there] or only
        return candidates[0] if candidates else None

    def only_one(self, company: str, country: str, countries: Mapping[str, str]) -> str | None:
        """The pack's plant of the company in the country, where it has one there."""
        if (company, country) not in self._only:
            plants = [p for p in self._plants if p.startswith(f"{company}-") and countries.get(p) == country]
            self._only[company, country] = plants[0] if len(plants) == 1 else None
        return self._only[company, country]

    def _before(self, start: int) -> list[Thing]:
        i = bisect_left(self._starts, start)
        return [t for t in self._companies[max(0, i - _NEAREST) : i] if t.end <= start]

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends in between."""
        i = bisect_left(self._stops, start)
        return i < len(self._stops) and self._stops[i] + (1 if self._text[self._stops[i]] == "\n" else 2) <= end
