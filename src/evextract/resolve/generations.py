"""One generation under several names: "new", "third" and "2026" may be one car."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from evextract.resolve.comparable import NEWEST, generation_kind, normal_generation
from evextract.resolve.reading import Reading

@dataclass(frozen=True, slots=True)
class Generations:
    """The generations of one subject. ``classes``: normal name -> what stands for it; ``articles``: the only generation
    that an article speaks of; ``count``: how many the articles tell apart.
    """

    classes: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    count: int = 1

    def of(self, reading: Reading) -> str | None:
        """The generation that the claim is about. Who names one generation, once, means it throughout the article."""
        if reading.scope.generation:
            name = normal_generation(reading.scope.generation.casefold())
            return self.classes.get(name, name)
        return self.articles.get(reading.article)


def survey_generations(readings: Sequence[Reading]) -> Generations:
    """What the articles call the generations of one subject.

    "New", the highest number and the latest model year are the newest generation, where more than one of these ways of
    naming is used or an older generation is spoken of too.
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
    return Generations(classes, articles, len(set(classes.values())))
