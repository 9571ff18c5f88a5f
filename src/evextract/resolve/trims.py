"""One trim under several names: "entry-level" in one article is the "510 Air" of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from evextract.resolve.reading import Reading
from evextract.resolve.rule import Relation

BOTTOM = frozenset(("entry", "entry-level", "base", "basic", "standard", "cheapest", "opening", "starter", "lowest"))
TOP = frozenset(("top", "flagship", "top-of-the-line", "range-topping", "highest", "best-equipped", "dearest"))
NOISE = frozenset(
    ("trim", "version", "variant", "model", "grade", "edition", "spec", "the", "battery", "pack", "level")
)
SPLIT_UNIT = re.compile(r"(?<=\d)\s?(?=(?:kwh|km|mi|hp|kw|ps)\b)")


@dataclass(slots=True)
class Trim:
    """A trim of one subject: the names that articles give it and what they say of it."""

    id: str
    names: set[str] = field(default_factory=set)
    readings: list[Reading] = field(default_factory=list)


def fold(name: str) -> str:
    """``"58kWh battery"`` and ``"58 kWh"`` become ``"58 kwh"``; noise words alone stay as they are."""
    words = SPLIT_UNIT.sub(" ", name.casefold().replace("-level", "")).replace("-", " ").split()
    kept = [w for w in words if w not in NOISE]
    return " ".join(kept or words)


def align(
    readings: Iterable[Reading], relate: Callable[[Reading, Reading], Relation], *, ranked_by: Sequence[str] = ()
) -> Mapping[str, str]:
    """Folded name -> the name that stands for the trim, for one subject.

    Articles are taken one after another, those with the most trims first. The trims of an article are matched one to
    one with those known so far: by name, then by what is said of them (``relate`` compares two claims of one
    attribute), the surest match first.
    """
    by_article: dict[str, dict[str, Trim]] = {}
    for reading in readings:
        if reading.scope.variant:
            name = fold(reading.scope.variant)
            trim = by_article.setdefault(reading.article, {}).setdefault(name, Trim(name, {name}))
            trim.readings.append(reading)
    known: list[Trim] = []
    for _, trims in sorted(by_article.items(), key=lambda item: (-len(item[1]), item[0])):
        _match(list(trims.values()), known, relate)
    return {name: trim.id for trim in known for name in sorted(trim.names)}


def _match(new: list[Trim], known: list[Trim], relate: Callable[[Reading, Reading], Relation]) -> None:
    pairs = []
    for i, trim in enumerate(new):
        for j, other in enumerate(known):
            score = likeness(trim, other, relate)
            if score > 0:
                pairs.append((-score, trim.id, other.id, i, j))
    taken_new: set[int] = set()
    taken_known: set[int] = set()
    for _, _, _, i, j in sorted(pairs):
        if i not in taken_new and j not in taken_known:
            taken_new.add(i)
            taken_known.add(j)
            known[j].names |= new[i].names
            known[j].readings += new[i].readings
    known += [trim for i, trim in enumerate(new) if i not in taken_new]


def likeness(a: Trim, b: Trim, relate: Callable[[Reading, Reading], Relation]) -> float:
    """Above 0: may be one trim. Equal names always are; names that contradict one another need equal facts."""
    if a.names & b.names:
        return 100.0
    same, different = compared(a, b, relate)
    named = max(name_likeness(x, y) for x in a.names for y in b.names)
    if named > 0:
        return named * 10 + same - 2 * different if different <= same + 1 else 0.0
    if named < 0:
        # Two names that exclude one another ("620 Max", "625 Max") are one trim only where every fact agrees.
        return same / 10 if same >= 3 and not different else 0.0
    return same - 1.5 * different if same >= 2 and same > different else 0.0


def compared(a: Trim, b: Trim, relate: Callable[[Reading, Reading], Relation]) -> tuple[int, int]:
    """On how many attributes the two trims' claims agree, and on how many they differ."""
    verdict: dict[str, bool] = {}
    for x in a.readings:
        for y in b.readings:
            if x.claim.attribute == y.claim.attribute and x.denied == y.denied:
                relation = relate(x, y)
                if relation in (Relation.SAME, Relation.DIFFERENT):
                    agrees = relation is Relation.SAME
                    verdict[x.claim.attribute] = verdict.get(x.claim.attribute, False) or agrees
    same = sum(verdict.values())
    return same, len(verdict) - same


def name_likeness(a: str, b: str) -> float:
    """1 for a name within the other ("pro", "510 pro"), below 0 for names that exclude one another, else 0."""
    x, y = set(a.split()), set(b.split())
    if x == y:
        return 1.0
    digits_x, digits_y = {w for w in x if w[0].isdigit()}, {w for w in y if w[0].isdigit()}
    if digits_x and digits_y and digits_x.isdisjoint(digits_y):
        return -1.0
    words_x, words_y = x - digits_x, y - digits_y
    if x <= y or y <= x:
        return 0.8
    if words_x and words_y and words_x.isdisjoint(words_y):
        return (
            0.5
            if (x <= BOTTOM and y <= BOTTOM) or (x <= TOP and y <= TOP)
            else (0.0 if x & (BOTTOM | TOP) or y & (BOTTOM | TOP) else -1.0)
        )
    return 0.0
