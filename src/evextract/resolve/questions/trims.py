"""One trim under several names: "entry-level" in one article is the "City" of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from evextract.domain.pack import DomainPack
from evextract.records import Quantity
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Relation

Relate = Callable[[Reading, Reading], Relation]

BOTTOM = frozenset(("entry", "base", "basic", "standard", "cheapest", "opening", "starter", "lowest"))
TOP = frozenset(("top", "flagship", "highest", "dearest"))
LABEL = re.compile(r"(\d{1,6}(?:\.\d{1,3})?) ?([a-z]{1,4})(?: battery| pack)?")
HORSES = 0.014
"""By this share a horsepower exceeds a metric one."""
MOST_NAMES = 60
"""Beyond so many names only equal ones are taken for one trim; the comparison is quadratic."""


@dataclass(slots=True)
class Trim:
    """A trim of one subject: the names that articles give it, and one claim for each thing said of it."""

    names: set[str]
    articles: set[str] = field(default_factory=set)
    facts: dict[tuple[str, str], Reading] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return max(self.names, key=lambda name: (not set(name.split()) <= BOTTOM | TOP, len(name), name))


def align(
    readings: Iterable[Reading], relate: Relate, pack: DomainPack, outermost: Mapping[str, tuple[str, ...]]
) -> Mapping[str, str]:
    """Folded name (``Reading.variant``) -> what stands for the trim, for one subject; several joined by ``|`` for a
    name that covers them.

    Equal names are one trim. Names that never stand side by side in an article are one trim where the names or enough
    of what is said of them agree, the surest pairs first. A name that is a measure ("73 kWh") covers the trims that
    are said to have it, one that says what sets the trim apart ("most powerful": ``outermost``) the trim with that figure.
    """
    trims: dict[str, Trim] = {}
    for reading in readings:
        name = reading.variant
        if name:
            trim = trims.setdefault(name, Trim({name}))
            trim.articles.add(reading.article)
            trim.facts.setdefault((reading.claim.attribute, reading.key), reading)
    if not trims:
        return {}
    labels = {name: measure for name in trims if (measure := label(name, pack)) is not None}
    merged = _merge([trims[name] for name in sorted(trims) if name not in labels], relate)
    names = {name: trim.id for trim in merged for name in trim.names}
    loose = []
    for name, measure in sorted(labels.items()):
        covered = sorted({trim.id for trim in merged if has(trim, measure, pack)})
        if covered:
            names[name] = "|".join(covered)
        else:
            loose.append(trims[name])
    last = _merge(merged + loose, relate)
    names.update({name: trim.id for trim in last for name in trim.names if name not in names})
    for name, other in _named_twice(loose, labels, pack):
        names[name] = names[other]
    for name in sorted(trims.keys() & outermost.keys()):
        others = [trim for trim in last if name not in trim.names or not trim.names <= outermost.keys()]
        if (apart := _set_apart(outermost[name], others)) is not None:
            names[name] = names[apart]
    return names


def _set_apart(told: tuple[str, ...], trims: Iterable[Trim]) -> str | None:
    """A name of the only trim with the highest, or lowest, figure. ``told``: the attribute, "most" or "least", and "of two"
    where the name compares two trims.
    """
    attribute, which, *of_two = told
    end = max if which == "most" else min
    figures: dict[str, float] = {}
    for trim in trims:
        known = [r.measure.middle for (a, _), r in trim.facts.items() if a == attribute and r.measure and not r.denied]
        if known:
            figures[min(trim.names)] = end(known)
    values = set(figures.values())
    if len(values) < 2 or (of_two and len(values) > 2):
        return None
    best = [name for name, figure in figures.items() if figure == end(values)]
    return best[0] if len(best) == 1 else None


def _named_twice(
    loose: Iterable[Trim], labels: Mapping[str, tuple[float, str]], pack: DomainPack
) -> list[tuple[str, str]]:
    """Pairs of a label and another one, of another dimension, whose trim is the only one said to have that measure:
    the "204 hp" of one article is the "60 kWh" of another, which gives it 201 hp.
    """
    trims = {name: trim for trim in loose for name in trim.names}
    found: dict[str, str] = {}
    for name in sorted(trims):
        others = [
            other
            for other in sorted(trims)
            if labels[other][1] != labels[name][1] and other not in found and has(trims[other], labels[name], pack)
        ]
        if len(others) == 1:
            found[name] = others[0]
    return list(found.items())


def _merge(trims: list[Trim], relate: Relate) -> list[Trim]:
    trims = [Trim(set(t.names), set(t.articles), dict(t.facts)) for t in trims]
    if len(trims) > MOST_NAMES:
        return trims
    scores = {
        (i, j): score
        for i, a in enumerate(trims)
        for j, b in enumerate(trims[:i])
        if not a.articles & b.articles and (score := likeness(a, b, relate)) > 0
    }
    home = list(range(len(trims)))
    for (i, j), _ in sorted(scores.items(), key=lambda item: (-item[1], trims[item[0][0]].id, trims[item[0][1]].id)):
        a, b = home[i], home[j]
        if a == b or trims[a].articles & trims[b].articles:
            continue
        trims[a].names |= trims[b].names
        trims[a].articles |= trims[b].articles
        for key, reading in trims[b].facts.items():
            trims[a].facts.setdefault(key, reading)
        home = [a if h == b else h for h in home]
    return [trims[i] for i in sorted(set(home))]


def likeness(a: Trim, b: Trim, relate: Relate) -> float:
    """Above 0: may be one trim."""
    same, different = compared(a, b, relate)
    named = max(name_likeness(x, y) for x in a.names for y in b.names)
    if named > 0:
        return named * 10 + same - 2 * different if different <= same + 1 else 0.0
    if named < 0:
        # Names that exclude one another are one trim only where all that is said of both agrees.
        return same / 10 if same >= 3 and not different else 0.0
    return same - 1.5 * different if same >= 2 and same > different else 0.0


def compared(a: Trim, b: Trim, relate: Relate) -> tuple[int, int]:
    """On how many attributes the two trims' claims agree, and on how many they differ."""
    verdict: dict[str, bool] = {}
    for (attribute, _), x in a.facts.items():
        for (other, _), y in b.facts.items():
            if attribute == other and x.denied == y.denied and (x.measure is not None or x.word):
                relation = relate(x, y)
                if relation in (Relation.SAME, Relation.DIFFERENT):
                    verdict[attribute] = verdict.get(attribute, False) or relation is Relation.SAME
    same = sum(verdict.values())
    return same, len(verdict) - same


def name_likeness(a: str, b: str) -> float:
    """1 for equal names, 0.8 for one within the other, below 0 for names that exclude one another, else 0."""
    x, y = set(a.split()), set(b.split())
    if x == y:
        return 1.0
    digits_x, digits_y = {w for w in x if w[0].isdigit()}, {w for w in y if w[0].isdigit()}
    if digits_x and digits_y and digits_x.isdisjoint(digits_y):
        return -1.0
    if x <= y or y <= x:
        return 0.8
    generic = BOTTOM | TOP
    if (x <= BOTTOM and y <= BOTTOM) or (x <= TOP and y <= TOP):
        return 0.5
    words_x, words_y = x - digits_x - generic, y - digits_y - generic
    return -1.0 if words_x and words_y and words_x.isdisjoint(words_y) else 0.0


def label(name: str, pack: DomainPack) -> tuple[float, str] | None:
    """The measure that a name consists of, in base units: ``"73kwh"``."""
    found = LABEL.fullmatch(name)
    if not found:
        return None
    unit = next((u for u in pack.units if u.casefold() == found[2]), None)
    base = pack.to_base(Decimal(found[1]), unit) if unit else None
    return (float(base[0]), base[1]) if base is not None else None


def has(trim: Trim, measure: tuple[float, str], pack: DomainPack) -> bool:
    """Whether an article gives the trim that measure and no other one, or a name holds it ("Long Range 73kWh")."""
    amount, dimension = measure
    given = Counter((attribute, reading.article) for (attribute, _), reading in trim.facts.items())
    for (attribute, _), reading in trim.facts.items():
        if given[attribute, reading.article] > 1:
            continue
        value = reading.measure
        if value is None or not isinstance(reading.claim.value, Quantity) or value.dimension != dimension:
            continue
        # Horsepower is metric to some, and both kinds are rounded.
        slack = HORSES if dimension == "power" else 1e-6
        if abs(value.middle - amount) <= value.step / 2 + slack * abs(amount):
            return True
    return any(label(word, pack) == measure for name in trim.names for word in name.split())
