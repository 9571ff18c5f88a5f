"""The things that an article talks about: vehicles, companies, plants, platforms, places, people."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evextract.nlp.names import fold

COMPANY_TYPES = frozenset({"company", "brand"})
PLACE = "place"
PERSON = "person"


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
