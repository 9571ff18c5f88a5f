"""Whose plants a text speaks of: "Skoda's Kvasiny factory", "its plant in Cologne"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from evextract.nlp.naming.things import COMPANY_TYPES, PLANT, Thing, slug

A_NEW = re.compile(r"(?<!\w)[Aa]n? (?:[$€£¥]?[\w-]{1,20}(?:\.\d+)? ){0,3}\Z")
"""Before "battery plant in Ohio": a plant that is new to the reader is none that the pack knows there."""
_POSSESSED = re.compile(r"(?:’s|'s|’|')?(?: [\w-]{1,20}){0,2} ?")
_SENTENCE_END = re.compile(r"(?=[.!?;]\s|\n)")
_ITS = re.compile(r"(?<!\w)(?:its|their)(?: [\w-]{1,20}){0,2} \Z")
_CLIENT = re.compile(r"(?<!\w)(?:for|with|to)(?: the)? \Z")
"""Before a firm for which another one does something: "builds the X for Y at its plant"."""
_ON_PRODUCT = re.compile(r" (?:electric )?(?:models?|cars?|vehicles?)(?!\w)")
"""Behind a firm that only says whose the product is: "assembles a Solvo model at its plant"."""
_PLANT_OF = re.compile(r"(?P<town>.+) (?:plant|factory|site|works|facility)", re.IGNORECASE)
_LONGEST_GAP = 60
_NEAREST = 12
"""How many companies before a plant may be its owner."""


class Owners:
    """Built once a text. ``plants``: the ids of the pack's plants; ``brands``: those in products' names too."""

    def __init__(
        self, text: str, things: Sequence[Thing], plants: Collection[str], *, brands: Sequence[Thing] = ()
    ) -> None:
        self._text = text
        self._companies = [t for t in things if t.type in COMPANY_TYPES]
        self._starts = [t.start for t in self._companies]
        self._named = {t.id for t in self._companies}
        self._stops = [m.start() for m in _SENTENCE_END.finditer(text)]
        self._plants = plants
        self._brands = sorted((t.start, t.id) for t in brands)
        self._only: dict[tuple[str, str], str | None] = {}

    def told(self, start: int, place: str) -> str | None:
        """The id by the owner that the phrase at ``start`` names: "Skoda's Kvasiny factory"."""
        owner = self._possessor(start)
        return f"{owner}-{place}-plant" if owner is not None else None

    def of(self, start: int) -> list[str]:
        """Those to one of whom a plant must belong for what stands before it: "Skoda's Czech plant", "its Czech plant"."""
        owner = self._possessor(start)
        if owner is not None:
            return [owner]
        return [t.id for t in self._acting(start)] if self._is_its(start) else []

    def plant(self, start: int, place: str) -> str | None:
        """The id by its sentence's company, or the pack's one there."""
        acting = self._acting(start)
        candidates = [f"{t.id}-{place}-plant" for t in reversed(acting or self._same(start))]
        if A_NEW.search(self._text, max(0, start - 40), start):
            return candidates[0] if candidates else None
        there = [plant for plant in self._plants if plant.endswith(f"-{place}-plant")]
        if not self._is_its(start) or not acting:
            of_named = [plant for plant in there if plant.removesuffix(f"-{place}-plant") in self._named]
            only = next((plants for plants in (there, of_named) if len(plants) == 1), candidates)
        else:
            only = candidates
        candidates = [c for c in candidates if c in there] or only
        return candidates[0] if candidates else None

    def around(self, start: int) -> list[str]:
        """The brands of its sentence, those of products too: "the factory in Forest, where the Audi Q8 e-tron was made"."""
        i = bisect_left(self._stops, start)
        first = self._stops[i - 1] if i else 0
        last = self._stops[i] if i < len(self._stops) else len(self._text)
        here = slice(bisect_left(self._brands, (first,)), bisect_left(self._brands, (last,)))
        return [id_ for _, id_ in self._brands[here][:_NEAREST]]

    def only_one(self, company: str, country: str, countries: Mapping[str, str]) -> str | None:
        """The pack's plant of the company in the country, where it has one there."""
        if (company, country) not in self._only:
            plants = [p for p in self._plants if p.startswith(f"{company}-") and countries.get(p) == country]
            self._only[company, country] = plants[0] if len(plants) == 1 else None
        return self._only[company, country]

    def _possessor(self, start: int) -> str | None:
        before = self._before(start)
        if not before or start - before[-1].end >= _LONGEST_GAP:
            return None
        gap = self._text[before[-1].end : start]
        owned = _POSSESSED.fullmatch(gap) and (gap[:1] in "’'" or not gap.strip())
        return before[-1].id if owned else None

    def _is_its(self, start: int) -> bool:
        return _ITS.search(self._text, max(0, start - 30), start) is not None

    def _same(self, start: int) -> list[Thing]:
        """The companies before it in its sentence."""
        return [t for t in self._before(start) if not self._parted(t.end, start)]

    def _acting(self, start: int) -> list[Thing]:
        """Those of them that may do what is done at the plant."""
        return [
            t
            for t in self._same(start)
            if not _CLIENT.search(self._text, max(0, t.start - 20), t.start)
            and not _ON_PRODUCT.match(self._text, t.end)
        ]

    def _before(self, start: int) -> list[Thing]:
        i = bisect_left(self._starts, start)
        return [t for t in self._companies[max(0, i - _NEAREST) : i] if t.end <= start]

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends in between."""
        i = bisect_left(self._stops, start)
        return i < len(self._stops) and self._stops[i] + (1 if self._text[self._stops[i]] == "\n" else 2) <= end


def of_their_owners(text: str, things: list[Thing], *, known: Collection[str]) -> list[Thing]:
    """``things`` with the plants of the firms whose they are said to be, where two have one in a town: "PowerCo's Salzgitter plant"."""
    if not any(t.type == PLANT for t in things):
        return things
    owners = Owners(text, sorted((t for t in things if t.inside is None), key=lambda t: t.start), known)
    out = []
    for t in things:
        named = _PLANT_OF.fullmatch(text, t.start, t.end) if t.type == PLANT else None
        own = owners.told(t.start, slug(named["town"])) if named is not None else None
        out.append(replace(t, id=own) if own is not None and own in known else t)
    return out
