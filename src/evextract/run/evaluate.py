"""Measure the extractor on annotated articles: the loop in which work on quality goes on."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from evextract.claims.normalise import normalise
from evextract.domain.pack import DomainPack
from evextract.io.claims import read_claims
from evextract.nlp.extract import Extractor
from evextract.nlp.model.default_model import DEFAULT_MODEL
from evextract.records import Claim
from evextract.resolve.policy import read_policy
from evextract.run.gold import Fold, Gold, read_gold
from evextract.run.mistakes import Mistake, mistakes
from evextract.run.pipeline import Progress
from evextract.run.score import Evaluation, Sameness, evaluate_claims


@dataclass(frozen=True, slots=True)
class Measurement:
    """The scores and every mistake behind them."""

    gold: Gold
    evaluation: Evaluation
    mistakes: tuple[Mistake, ...]


def evaluate(
    folder: str | Path,
    *,
    pack: DomainPack,
    claims: str | Path | None = None,
    model: str = DEFAULT_MODEL,
    only: Fold | None = None,
    skip: Fold | None = None,
    progress: Progress | None = None,
) -> Measurement:
    """Extract the annotated articles in ``folder``, or read ``claims`` that somebody made of them, and score.

    ``only`` and ``skip`` keep a part of the articles apart, so that a rule can be judged on articles that it was not
    made for. Raises :class:`InputError` where the folder holds no annotated articles.
    """
    gold = read_gold(folder, only=only, skip=skip)
    found = read_claims(claims) if claims is not None else _extract(gold, pack, model, progress)
    symmetric = read_policy(pack).symmetric
    known = {a.article.id for a in gold.articles}
    if only is not None or skip is not None:
        found = [c for c in found if c.source.article_id in known]
    evaluation = evaluate_claims(gold, found, pack, symmetric=symmetric)
    return Measurement(gold, evaluation, tuple(mistakes(evaluation, Sameness(gold, pack, symmetric))))


def _extract(gold: Gold, pack: DomainPack, model: str, progress: Progress | None) -> list[Claim]:
    articles = [a.article for a in gold.articles]
    claims: list[Claim] = []
    for done, (article, mentions) in enumerate(Extractor(pack, model=model).read(articles), start=1):
        claims += normalise(mentions, article, pack)[0]
        if progress is not None:
            progress(done, len(articles))
    return claims
