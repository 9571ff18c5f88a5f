"""Fit the models of new names of the pack "ev" on annotated articles: python training/fit_names.py

Reads ``training/*.toml`` and writes ``names.json`` into the pack. What is learned is how vehicles are spoken of that no list
has: half of the vehicles are taken out of the pack in turn, and found again by their names. The same articles and code give
the same file.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from fit import FOLDER, Example, fitted, write_models

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.domain.weights import MAKER, NAMED, NOTHING
from evextract.nlp.extract import Extractor
from evextract.nlp.naming.names import pieces
from evextract.nlp.naming.new_names import MAKERS, NAMES, NameFinder
from evextract.nlp.naming.spans import Unknown
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT
from evextract.run.gold import GoldArticle
from evextract.run.toml_gold import read_toml

STRENGTH = 0.5
"""Inverse of the ridge; chosen on files that the fit hadn't seen."""


def main() -> None:
    models = {
        model: dict(fitted(found, strength=STRENGTH))
        for model, found in examples(sorted(FOLDER.glob("*.toml")), load_pack("ev")).items()
    }
    write_models(models, "names.json")


def examples(paths: Sequence[Path], pack: DomainPack) -> dict[str, list[Example]]:
    """For each model, what it learns from: every name once an article, as seen by the first extractor that doesn't know it."""
    whole = Extractor(pack)
    found: dict[str, list[Example]] = {NAMES: [], MAKERS: []}
    extractors = [whole, *(Extractor(half(pack, n)) for n in (0, 1))]
    for extractor in extractors:
        extractor.things.learned = Listener(extractor.things.learned)
    for annotated in read_toml(paths, pack).articles:
        doc, title = whole.parse(annotated.article.text), annotated.article.title or ""
        answers = Answers(annotated, whole.pack)
        seen: set[str] = set()
        for extractor in extractors:
            things = extractor.things.find(doc, pieces(doc.text), title=title)
            if extractor is whole:
                answers.things = [t for t in things if t.type == PRODUCT and t.inside is None and t.known]
            listener = extractor.things.learned
            assert isinstance(listener, Listener)
            for unknown, signs, brands in listener.heard:
                if unknown.name not in seen:
                    seen.add(unknown.name)
                    id_ = answers.vehicle(unknown)
                    found[NAMES].append((signs, NOTHING if id_ is None else NAMED))
                    maker = answers.maker(id_, brands)
                    if maker in brands:
                        found[MAKERS] += [(s, MAKER if b == maker else NOTHING) for b, s in brands.items()]
    return found


def half(pack: DomainPack, n: int) -> DomainPack:
    """The pack without every other vehicle, whatever the order of its rows."""
    product = next(t.id for t in pack.types.values() if t.product)
    out = {
        e.id for e in pack.entities.values() if e.type == product and hashlib.sha256(e.id.encode()).digest()[0] % 2 == n
    }
    known = {id_: e for id_, e in pack.entities.items() if id_ not in out and e.same_as not in out}
    return replace(pack, entities=known)


class Listener(NameFinder):
    """Stands in a finder's place and keeps what it is asked about."""

    def __init__(self, finder: NameFinder) -> None:
        self.__dict__.update(finder.__dict__)
        self.heard: list[tuple[Unknown, list[str], dict[str, list[str]]]] = []

    def find(self, doc, text, things, *, title, makers):  # type: ignore[no-untyped-def]
        ranked = self.makers(text, things, title=title, makers=makers)
        unknown = self.unknown(doc, text, things)
        signs = self.signs(doc, text, things, unknown, title=title)
        self.heard = [(u, s, ranked.signs(u)) for u, s in zip(unknown, signs, strict=True)]
        return things


@dataclass
class Answers:
    """What the names of one article stand for; ``things``: what the whole pack knows there."""

    annotated: GoldArticle
    pack: DomainPack
    things: Sequence[Thing] = ()

    def vehicle(self, unknown: Unknown) -> str | None:
        """The vehicle with the name: the one that the pack knows there, or that annotators tell of under it."""
        known = Counter(t.id for start, end in unknown.spans for t in self.things if t.start <= start < t.end)
        if known:
            return known.most_common(1)[0][0]
        return next((id_ for id_ in sorted(set(self._told())) if id_.endswith(f"-{unknown.slug}")), None)

    def _told(self) -> Iterator[str]:
        for fact in self.annotated.facts:
            told = self.pack.attributes[fact.claim.attribute]
            if PRODUCT in told.subjects and "unnamed" not in fact.claim.subject:
                yield fact.claim.subject
            if told.kind == "entity" and PRODUCT in told.values:
                yield getattr(fact.claim.value, "id", "")

    def maker(self, vehicle: str | None, brands: dict[str, list[str]]) -> str | None:
        known = self.pack.entities.get(vehicle or "")
        if known is not None and known.brand is not None:
            return known.brand
        return max((b for b in brands if (vehicle or "").startswith(f"{b}-")), key=len, default=None)


if __name__ == "__main__":
    main()
