"""The things that an article talks about: vehicles, companies, plants, platforms, places, people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from evextract.nlp.naming.names import fold

COMPANY_TYPES = frozenset({"company", "brand"})
ORGANISATION = "organisation"
"""Who watches and speaks of firms without being one of them: a newspaper, a union, an agency, a rating firm."""
PLACE = "place"
PERSON = "person"
PLANT = "plant"


@dataclass(frozen=True, slots=True)
class Thing:
    """One mention of a thing at ``start``…``end``. ``known`` tells whether the pack has it.

    ``inside`` is the id of the thing whose name holds this one ("Nissan" in "Nissan Leaf"), else None.
    """

    start: int
    end: int
    id: str
    type: str
    known: bool = True
    inside: str | None = None


def slug(text: str) -> str:
    """``Renault 5 E-Tech`` -> ``renault-5-e-tech``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text.replace("€", "eur"))).strip("-")


def makers_of(things: Iterable[Thing], brands: Mapping[str, str]) -> list[str]:
    """The companies among the things, and those of the vehicles among them, in the order of first mention."""
    named = (t.id if t.type in COMPANY_TYPES else brands.get(t.id) for t in things)
    return list(dict.fromkeys(m for m in named if m is not None))


def with_brands(counts: Counter[str], parents: Mapping[str, str]) -> Counter[str]:
    """``counts``, by company in the order of first mention, with what a text says of a brand counted for its group too,
    where the text names the group first.
    """
    out, seen = Counter(counts), set[str]()
    for company in counts:
        parent = parents.get(company)
        if parent in seen:
            out[parent] += counts[company]
        seen.add(company)
    return out


def leads(counts: Counter[str], topic: str) -> bool:
    """Whether the text speaks of it as much as of all others together, or twice as much as of any other."""
    others = max((n for id_, n in counts.items() if id_ != topic), default=0)
    return counts[topic] >= 0.5 * counts.total() or counts[topic] >= 2 * others
