"""Fit the learned models of the pack "ev" on annotated articles: python training/fit.py

Reads ``training/*.toml`` (how they are written: :mod:`evextract.run.toml_gold`) and writes ``weights.json`` into the pack. Needs
scikit-learn (group "fit"); reading articles doesn't. The same articles and code give the same file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from evextract.domain.load import BUILT_IN, load_pack
from evextract.domain.pack import DomainPack
from evextract.domain.weights import NOTHING, OWNER
from evextract.nlp.extract import Extractor
from evextract.nlp.facts.context import Context
from evextract.nlp.learned.figures import Figures, Told
from evextract.nlp.learned.owners import candidates, signs
from evextract.nlp.learned.remaining import FIGURES, OWNERS, attributes_of, is_open, owner_before, read_already
from evextract.resolve.policy import read_policy
from evextract.run.gold import GoldArticle, GoldFact
from evextract.run.score import Sameness
from evextract.run.toml_gold import read_toml

FOLDER = Path(__file__).parent
STRENGTH = 2.0
"""Inverse of the ridge; chosen by cross-validation over articles."""
LEAST = 2
"""A sign that fewer examples show is left out."""
SMALL = 0.03
"""Weights below this are left out."""
_INNER = re.compile(r"\{[^{}]*\}")
"""The weights of one sign, which stand in one line."""

Example = tuple[list[str], str]
"""Signs, and the label that they stand for."""


def main() -> None:
    pack = load_pack("ev")
    models = {model: dict(fitted(found)) for model, found in examples(sorted(FOLDER.glob("*.toml")), pack).items()}
    write_models(models, "weights.json")


def write_models(models: Mapping[str, Mapping[str, Mapping[str, float]]], file: str) -> None:
    """Model -> sign -> label -> weight, a sign a line, into a file of the pack."""
    text = json.dumps(models, ensure_ascii=False, indent=0)
    (BUILT_IN / "ev" / file).write_text(_INNER.sub(lambda m: m[0].replace("\n", " "), text) + "\n", "utf-8")


def examples(paths: Sequence[Path], pack: DomainPack) -> dict[str, list[Example]]:
    """For each model, what it learns from."""
    extractor = Extractor(pack)
    gold = read_toml(paths, pack)
    same = Sameness(gold, pack, read_policy(pack).symmetric)
    found: dict[str, list[Example]] = {FIGURES: [], OWNERS: []}
    for annotated in gold.articles:
        ctx = extractor.context(extractor.page(annotated.article, extractor.parse(annotated.article.text)))
        # What a figure's neighbours are about is what rules read or, where they are silent, what the annotators say.
        told = read_already(ctx, extractor.read_by_rules(ctx))
        fitting = {n: attributes_of(ctx, q) for n, q in enumerate(ctx.page.quantities) if is_open(ctx, q)}
        answers = {
            n: answer
            for n in fitting
            if (answer := _answer(ctx, n, annotated, told, same)) and answer[0] in {a.id for a in fitting[n]}
        }
        known = {ctx.page.quantities[n].start: answer for n, answer in answers.items()} | told
        figures = Figures(ctx)
        for n in (n for n, among in fitting.items() if among):
            label = answers[n][0] if n in answers else NOTHING
            found[FIGURES].append((figures.signs(n, known), label))
            if label != NOTHING:
                a, q = ctx.pack.attributes[label], ctx.page.quantities[n]
                among, last = candidates(ctx, q, a), owner_before(ctx, n, known)
                right = {f.claim.subject for f in _answered(ctx, n, annotated, same) if f.claim.attribute == label}
                found[OWNERS] += [
                    (
                        signs(ctx, q, a, one, among, last),
                        OWNER if any(same.ids(one.id, id_) for id_ in right) else NOTHING,
                    )
                    for one in among
                ]
    return found


def _answered(ctx: Context, n: int, annotated: GoldArticle, same: Sameness) -> Iterator[GoldFact]:
    """The facts that have the value of the figure."""
    value = ctx.page.quantities[n].quantity
    for fact in annotated.facts:
        if any(same.values(value, other) for other in (fact.claim.value, *fact.claim.alternatives)):
            yield fact


def _answer(ctx: Context, n: int, annotated: GoldArticle, told: Told, same: Sameness) -> tuple[str, str] | None:
    """Attribute and subject of one of these facts; of the one that a rule has read, where there is one."""
    facts = [(f.claim.attribute, f.claim.subject) for f in _answered(ctx, n, annotated, same)]
    read = told.get(ctx.page.quantities[n].start)
    return next((f for f in facts if read is not None and f[0] == read[0]), next(iter(facts), None))


def fitted(found: Sequence[Example], *, strength: float = STRENGTH) -> Iterator[tuple[str, dict[str, float]]]:
    """Sign and its weights, by label."""
    often = Counter(sign for signs, _ in found for sign in set(signs))
    table = DictVectorizer()
    seen = table.fit_transform({s: 1.0 for s in signs if often[s] >= LEAST} for signs, _ in found)
    fit = LogisticRegression(C=strength, fit_intercept=False, max_iter=1000).fit(seen, [label for _, label in found])
    for sign, weights in zip(table.get_feature_names_out(), _by_label(fit), strict=True):
        told = {label: round(float(w), 2) for label, w in weights.items() if abs(w) >= SMALL}
        if told:
            yield sign, told


def _by_label(fit: LogisticRegression) -> Iterator[dict[str, float]]:
    """For each sign, label -> weight. Of two labels scikit-learn gives the weights of the second, against none."""
    labels = fit.classes_ if len(fit.classes_) > 2 else fit.classes_[1:]
    return (dict(zip(labels, weights, strict=True)) for weights in fit.coef_.T)


if __name__ == "__main__":
    main()
