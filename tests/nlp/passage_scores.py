"""Score the extractor on the invented passages of ``tests/nlp/passages`` and ``training``, with the facts of a careful reader.

    PYTHONPATH=src python tests/nlp/passage_scores.py [WORD…]

prints the scores of the files whose name holds one of the words (all without words), then every miss and false claim.
How they are written: :mod:`evextract.run.toml_gold`. Where a file is about some kinds of values only, it begins with
``kinds = ["quantity"]``.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from evextract.claims.normalise import normalise
from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack, ValueKind
from evextract.nlp.extract import Extractor
from evextract.records import Claim
from evextract.resolve.policy import read_policy
from evextract.run.gold import Gold
from evextract.run.mistakes import Mistake, facet_in_words, in_words, mistakes
from evextract.run.score import Evaluation, Sameness, evaluate_claims
from evextract.run.toml_gold import read_toml

FOLDERS = Path(__file__).with_name("passages"), Path(__file__).parents[2] / "training"


def read_passages(pack: DomainPack, words: Sequence[str] = ()) -> Gold:
    """The passages of the files whose name holds one of ``words``."""
    return read_toml([p for p in _files() if not words or any(word in p.stem for word in words)], pack)


def _files() -> list[Path]:
    return sorted(path for folder in FOLDERS for path in folder.glob("*.toml"))


def kinds_of_files() -> dict[str, list[str]]:
    """The kinds of values that a file is about, where it isn't about all."""
    told = {path.stem: tomllib.loads(path.read_text("utf-8")).get("kinds") for path in _files()}
    return {stem: kinds for stem, kinds in told.items() if kinds}


def measure(gold: Gold, extractor: Extractor, pack: DomainPack) -> Evaluation:
    kinds = kinds_of_files()
    claims: list[Claim] = []
    for article, mentions in extractor.read([a.article for a in gold.articles]):
        wanted = kinds.get(article.id.split("-")[0], list(ValueKind))
        claims += [c for c in normalise(mentions, article, pack)[0] if pack.attributes[c.attribute].kind in wanted]
    return evaluate_claims(gold, claims, pack, symmetric=read_policy(pack).symmetric)


def show(gold: Gold, evaluation: Evaluation, wrong: Iterable[Mistake]) -> None:
    for name, s in (
        *((level, getattr(evaluation, level)) for level in ("value", "fact", "full")),
        *evaluation.attributes.items(),
    ):
        print(f"{name:20} P {s.precision:.3f} R {s.recall:.3f} F1 {s.f1:.3f}  {s.hits} of {s.claimed}, {s.gold} wanted")
    print("  ".join(f"{name} {share:.3f}" for name, share in evaluation.facets.items()))
    texts = {a.article.id: a.article.text for a in gold.articles}
    for id_, group in groupby(wrong, key=lambda m: m.article_id):
        print(f"\n{id_}: {texts[id_]}")
        for m in group:
            facets = " ".join(
                f"{d}:{facet_in_words(m.gold, d)}/{facet_in_words(m.claim, d)}"
                for d in m.differs
                if m.gold is not None and m.claim is not None
            )
            print(f"  {m.kind.value}: wanted {in_short(m.gold)}; claimed {in_short(m.claim)}  {facets}")


def in_short(claim: Claim | None) -> str:
    return "nothing" if claim is None else f"{claim.subject} | {claim.attribute} | {in_words(claim.value)}"


if __name__ == "__main__":
    domain = load_pack("ev")
    passages = read_passages(domain, sys.argv[1:])
    measured = measure(passages, Extractor(domain), domain)
    show(passages, measured, mistakes(measured, Sameness(passages, domain, read_policy(domain).symmetric)))
