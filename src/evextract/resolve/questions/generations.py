"""One generation under several names: "new", "third" and "2026" may be one car."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evextract.records import Modality
from evextract.resolve.questions.comparable import NEWEST, generation_kind, normal_generation
from evextract.resolve.reading import Reading
from evextract.resolve.rule import Compare, Relation

LEAST_SHARED = 2


@dataclass(frozen=True, slots=True)
class Generations:
    """The generations of one subject. ``classes``: normal name -> what stands for it; ``articles``: the only generation
    that an article speaks of; ``count``: how many the articles tell apart.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    count: int = 1

    def of(self, reading: Reading) -> str | None:
        """The generation that the claim is about. Who names one generation, once, means it throughout the article; of
        several, it is the newest one of which anything is still to come.
        """
        if reading.scope.generation:
            name = normal_generation(reading.scope.generation.casefold())
            return self.classes.get(name, name)
        if (only := self.articles.get(reading.article)) is not None:
            return only
        to_come = self.count > 1 and reading.claim.modality is not Modality.ASSERTED
        return NEWEST if to_come and NEWEST in self.classes.values() else None


def survey_generations(readings: Sequence[Reading], compare: Compare) -> Generations:
    """What the articles call the generations of one subject.

    "New", the highest number and the latest model year are the newest generation, where more than one of these ways of
    naming is used or an older generation is spoken of too. An article that names none is about the generation whose
    figures it gives.
    """
    named = [(r, normal_generation(r.scope.generation.casefold())) for r in readings if r.scope.generation]
    if not named:
        return Generations()
    names = {name for _, name in named}
    ordinals = sorted((int(n[1:]), n) for n in names if generation_kind(n) == "ordinal")
    years = sorted(n for n in names if generation_kind(n) == "year")
    newest = {"new"} if "new" in names else set()
    if ordinals and (ordinals[-1][0] > 1 or len(names) == 1):
        newest.add(ordinals[-1][1])
    if years:
        newest.add(years[-1])
    classes = {name: NEWEST if name in newest else name for name in sorted(names)}
    spoken: dict[str, set[str]] = {}
    for reading, name in named:
        spoken.setdefault(reading.article, set()).add(classes[name])
    articles = {article: next(iter(found)) for article, found in sorted(spoken.items()) if len(found) == 1}
    if len(set(classes.values())) > 1:
        articles.update(_by_figures(readings, classes, spoken, compare))
    return Generations(classes, articles, len(set(classes.values())))


def _by_figures(
    readings: Sequence[Reading],
    classes: Mapping[str, str],
    spoken: Mapping[str, set[str]],
    compare: Compare,
) -> dict[str, str]:
    """Articles without a generation -> the one with which they share more figures than with any other, two at least."""
    named: dict[str, list[tuple[str, Reading]]] = {}
    for reading in readings:
        if reading.scope.generation and reading.measure is not None and not reading.denied:
            name = classes[normal_generation(reading.scope.generation.casefold())]
            named.setdefault(reading.claim.attribute, []).append((name, reading))
    shared: dict[str, dict[str, set[str]]] = {}
    for reading in readings:
        if reading.article in spoken or reading.measure is None or reading.denied:
            continue
        for name, other in named.get(reading.claim.attribute, ()):
            if compare(reading, other).relation is Relation.SAME:
                figures = shared.setdefault(reading.article, {}).setdefault(name, set())
                figures.add(f"{reading.claim.attribute} {other.key}")
    found = {}
    for article, by_name in sorted(shared.items()):
        ranked = sorted(by_name, key=lambda n: (-len(by_name[n]), n))
        rest = max((len(by_name[n]) for n in ranked[1:]), default=0)
        if len(by_name[ranked[0]]) >= LEAST_SHARED and len(by_name[ranked[0]]) > rest:
            found[article] = ranked[0]
    return found
