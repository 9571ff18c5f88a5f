"""The versions that a text names, and the vehicles at whose names they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from evextract.nlp.naming.things import Thing

_REACH = 45
"""So many characters stand at most between the name of a version and that of the vehicle behind it."""
_VERSION_OF = re.compile(r" (?:version|variant|edition|derivative|model) of (?:the |its )?")
_IN = re.compile(r" in (?:its |the |an? )?")
_GUISE = re.compile(r" (?:form|trim|guise|spec|specification|shape)(?!\w)")
_LIST = re.compile(r"(?:,| and|, and| or|, or) ")
_OF_VERSION = re.compile(r" (?:version|variant|edition|derivative|model) of (?:the |its )")
"""Between two versions where the first is one of the second: "a base version of the Air"."""


_PAIRED = re.compile(r" (?:and|or) (?:an? |the |in )?(?:(?:new )?[a-z]+(?:-[a-z]+)+ )?")
_LISTED = re.compile(r", (?:an? |the )?")


@dataclass(frozen=True, slots=True)
class Variant:
    """A version named at ``start``…``end``; ``vehicle`` is the id that its name follows, None where it stands alone."""

    start: int
    end: int
    name: str
    vehicle: str | None


def right_behind(text: str, vehicle: Thing, named: Iterable[Variant]) -> list[Variant]:
    """Those of the versions that stand right behind the vehicle's name, in a list of them too: "the EQA 250 and 350"."""
    found: list[Variant] = []
    for v in named:
        listed = bool(found) and v.vehicle == vehicle.id and _LIST.fullmatch(text, found[-1].end, v.start)
        if listed or v.start == vehicle.end + 1 or (vehicle.start < v.start < vehicle.end <= v.end):
            found.append(v)
    return found


def told_of(text: str, vehicle: Thing, named: Iterable[Variant]) -> list[Variant]:
    """The version, if any, that is told of the vehicle's name: "a Sport version of the iX3", "the iX3 in Sport trim"."""
    for v in named:
        if 0 < vehicle.start - v.end < _REACH:
            if v.vehicle == vehicle.id or _VERSION_OF.fullmatch(text, v.end, vehicle.start):
                return [v]
        elif is_guise(text, vehicle.end, v):
            return [v]
    return []


def is_guise(text: str, end: int, v: Variant) -> bool:
    """Whether the version is told of what ends at ``end``: "the SUV in Sport trim"."""
    return v.start > end and _IN.fullmatch(text, end, v.start) is not None and _GUISE.match(text, v.end) is not None


def settled(text: str, found: Iterable[Variant]) -> list[Variant]:
    """Without those that overlap, the ones of which another is a version, and with the full names that the text has told."""
    kept: list[Variant] = []
    for v in sorted(found, key=lambda v: (v.start, v.vehicle is None, -v.end)):
        if kept and (v.start < kept[-1].end or _OF_VERSION.fullmatch(text, kept[-1].end, v.start)):
            continue
        if kept and _is_rest(text, kept[-1], v):
            kept[-1] = replace(kept[-1], end=v.end, name=f"{kept[-1].name} {v.name}")
            continue
        kept.append(v)
    # "The Air" is the "510 Air" where the article has only one Air, and has named it in full before.
    longer: dict[str, dict[str, int]] = {}
    for v in kept:
        for i, char in enumerate(v.name):
            if char == " ":
                longer.setdefault(v.name[i + 1 :], {}).setdefault(v.name, v.start)
    return [replace(v, name=_in_full(v, longer.get(v.name, {}))) if not v.name.islower() else v for v in kept]


def joined_pair(text: str, named: Sequence[Variant]) -> tuple[Variant, ...]:
    """The last two of the versions between which nothing but "and" stands, and which no list has more of."""
    for n in range(len(named) - 2, -1, -1):
        one, other = named[n : n + 2]
        if _PAIRED.fullmatch(text, one.end, other.start):
            more = n and _LISTED.fullmatch(text, named[n - 1].end, one.start)
            return () if more or one.name == other.name else (one, other)
    return ()


def _is_rest(text: str, first: Variant, behind: Variant) -> bool:
    """ "The RZ 550e F Sport": a code and a name that stand together behind the vehicle's are one version's."""
    return first.vehicle == behind.vehicle is not None and text[first.end : behind.start] == " "


def _in_full(variant: Variant, longer: Mapping[str, int]) -> str:
    """``longer``: the names that end with the variant's, and where each is told first."""
    return next((full for full, first in longer.items() if len(longer) == 1 and first < variant.start), variant.name)
