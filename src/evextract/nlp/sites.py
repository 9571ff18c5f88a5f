"""Plants that no list has: "its plant in Cologne", "Skoda's Kvasiny factory", "the Normal, Illinois plant".

A plant is its company and its place; the company is the owner that the phrase names, else the article's main maker.
Plants that the pack knows under the same id keep that id.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from itertools import pairwise

from evextract.nlp.cover import Cover
from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing, slug

PLANT = "plant"
_NOUN = r"(?:assembly |production |car |vehicle |battery |manufacturing |engine )*(?:plants?|factory|factories|works|gigafactory|facility|site)"
_BEHIND_PLACE = re.compile(rf"(?:’s|'s)? {_NOUN}(?!\w)")
_BEFORE_PLACE = re.compile(rf"(?<!\w){_NOUN}(?: (?:is|was))?(?: located| based)? (?:in|at|near|outside) (?:the )?\Z")

_POSSESSED = re.compile(r"(?:’s|'s|’|')?(?: [\w-]{1,20}){0,2} ?")
_SENTENCE_END = re.compile(r"(?=[.!?;]\s|\n)")
_ANOTHER = re.compile(r"(?<!\w)(?:another|any|other|some|further|no)(?: [\w-]{1,20}){0,3} \Z")
_ITS = re.compile(r"(?<!\w)(?:its|their)(?: [\w-]{1,20}){0,2} \Z")
_A = re.compile(r"(?<!\w)[Aa]n? (?:[\w-]{1,20} ){0,2}\Z")
"""Before "battery plant in Ohio": a plant that is new to the reader is none that the pack knows there."""
_LONGEST_GAP = 60
_NEAREST = 12
"""How many companies before a plant may be its owner."""


def find_sites(text: str, things: Sequence[Thing], *, known: Collection[str], main_company: str | None) -> list[Thing]:
    """Plants named by place; ``known``: the ids of the pack's plants. Offsets cover place and noun."""
    outer = sorted((t for t in things if t.inside is None), key=lambda t: t.start)
    places = _merged([t for t in outer if t.type == PLACE], text)
    plants = Cover(t for t in outer if t.type == PLANT)
    owners = _Owners(text, outer, known)
    found: list[Thing] = []
    named: dict[str, str] = {}
    for start, end, place in places:
        if plants.touches(start, end):
            continue
        behind = _BEHIND_PLACE.match(text, end)
        before = _BEFORE_PLACE.search(text, max(0, start - 60), start)
        if behind is not None:
            span = (start, behind.end())
        elif before is not None:
            span = (before.start(), end)
        else:
            continue
        if plants.touches(*span) or (found and span[0] < found[-1].end):
            continue  # of "the Ghent plant in Belgium" it is the first
        if _ANOTHER.search(text, max(0, span[0] - 40), span[0]):
            continue  # "another plant in China" is not told by its place
        id_ = (
            owners.told(span[0], place)
            or named.get(place)
            or owners.plant(span[0], place)
            or (f"{main_company}-{place}-plant" if main_company else None)
        )
        if id_ is None:
            continue
        named.setdefault(place, id_)
        found.append(Thing(span[0], span[1], id_, PLANT, known=id_ in known))
    return found


def _merged(places: list[Thing], text: str) -> list[tuple[int, int, str]]:
    """ "Normal, Illinois" and "Debrecen, Hungary" are one place, named by the first."""
    out: list[tuple[int, int, str]] = []
    skip = None
    for a, b in pairwise([*places, None]):
        if a is skip:
            continue
        if a is None:
            break
        city = slug(text[a.start : a.end])
        if b is not None and text[a.end : b.start] in {", ", " "}:
            out.append((a.start, b.end, city))
            skip = b
        else:
            out.append((a.start, a.end, city))
    return out


class _Owners:
    """Whose plants a text speaks of."""

    def __init__(self, text: str, things: Sequence[Thing], plants: Collection[str]) -> None:
        self._text = text
        self._companies = [t for t in things if t.type in COMPANY_TYPES]
        self._starts = [t.start for t in self._companies]
        self._stops = [m.start() for m in _SENTENCE_END.finditer(text)]
        self._plants = plants

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
        same = [t.id for t in self._before(start) if not self._parted(t.end, start)]
        candidates = [f"{company}-{place}-plant" for company in reversed(same)]
        if not _ITS.search(self._text, max(0, start - 30), start) and not _A.search(
            self._text, max(0, start - 40), start
        ):
            there = [plant for plant in self._plants if plant.endswith(f"-{place}-plant")]
            candidates = [c for c in candidates if c in there] or (there if len(there) == 1 else candidates)
        return candidates[0] if candidates else None

    def _before(self, start: int) -> list[Thing]:
        i = bisect_left(self._starts, start)
        return [t for t in self._companies[max(0, i - _NEAREST) : i] if t.end <= start]

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sentence ends in between."""
        i = bisect_left(self._stops, start)
        return i < len(self._stops) and self._stops[i] + (1 if self._text[self._stops[i]] == "\n" else 2) <= end
