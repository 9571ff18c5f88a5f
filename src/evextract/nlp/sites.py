"""Plants that no list has: "its plant in Wuhan", "Renault's Douai factory", "the Canton, Mississippi plant".

A plant is its company and its place; the company is the owner that the phrase names, else the article's main maker.
Plants that the pack knows under the same id keep that id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from evextract.nlp.things import COMPANY_TYPES, PLACE, Thing, slug

PLANT = "plant"
_NOUN = r"(?:assembly |production |car |vehicle |battery |manufacturing |engine )*(?:plants?|factory|factories|works|gigafactory|facility|site)"
_BEHIND_PLACE = re.compile(rf"(?:’s|'s)? {_NOUN}(?!\w)")
_BEFORE_PLACE = re.compile(rf"(?<!\w){_NOUN}(?: (?:is|was))?(?: located| based)? (?:in|at|near|outside) (?:the )?\Z")


def find_sites(text: str, things: Sequence[Thing], *, known: Mapping[str, str], main_company: str | None) -> list[Thing]:
    """Plants named by place; ``known``: entity id -> type. Offsets cover place and noun."""
    outer = sorted((t for t in things if t.inside is None), key=lambda t: t.start)
    places = _merged([t for t in outer if t.type == PLACE], text)
    found = []
    for start, end, place in places:
        if any(t.type == PLANT and t.start < end and start < t.end for t in outer):
            continue
        behind = _BEHIND_PLACE.match(text, end)
        before = _BEFORE_PLACE.search(text, max(0, start - 60), start)
        if behind is not None:
            span = (start, behind.end())
        elif before is not None:
            span = (before.start(), end)
        else:
            continue
        owner = _owner(text, outer, span[0]) or main_company
        if owner is None:
            continue
        id_ = f"{owner}-{place}-plant"
        found.append(Thing(span[0], span[1], id_, PLANT, known=known.get(id_) == PLANT))
    return found


def _merged(places: list[Thing], text: str) -> list[tuple[int, int, str]]:
    """"Canton, Mississippi" and "Wuhan, China" are one place, named by the first."""
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


def _owner(text: str, things: list[Thing], start: int) -> str | None:
    for t in reversed([t for t in things if t.type in COMPANY_TYPES and t.end <= start]):
        gap = text[t.end : start]
        if re.fullmatch(r"(?:’s|'s|’|')?(?: [\w-]+){0,2} ?", gap) and len(gap) < 30 and (gap[:1] in "’'" or not gap.strip()):
            return t.id
        break
    return None
