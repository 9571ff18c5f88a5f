"""Fit how easily a claim is misread: python docs/misread.py SHARED

SHARED is a folder with ``gold``. Prints the weights for ``[misread]`` in ``resolution.toml``. They are fitted on the
claims of the annotated articles but those that are kept apart, and of the invented passages that nobody reads the
mistakes of: on articles that rules were written by, the extractor errs less than on others.

Logistic regression with a ridge, by Newton's method (Hastie, Tibshirani and Friedman, Elements of Statistical Learning,
2009, section 4.4); a fact of an annotated article counts where :mod:`evextract.run.score` counts it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import APART, ROOT

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.nlp.extract import Extractor
from evextract.resolve.votes.misread import signs
from evextract.run.evaluate import evaluate
from evextract.run.score import Evaluation

TERMS = (
    "base",
    "entity",
    "category",
    "date",
    "text",
    "planned",
    "speculative",
    "unnamed",
    "particular",
    "elsewhere",
)
"""Those of :func:`signs` but "quantity", the kind with which the others are compared."""
RIDGE = 1.0


def main() -> int:
    pack = load_pack("ev")
    told: list[tuple[frozenset[str], bool]] = []
    for evaluation in evaluations(Path(sys.argv[1]) / "gold", pack):
        for article in evaluation.articles:
            told += [(signs(m.claim, pack.attributes[m.claim.attribute].kind), False) for m in article.matches]
            told += [(signs(c, pack.attributes[c.attribute].kind), True) for c in article.false]
    terms = np.array([[float(term in held) for term in TERMS] for held, _ in told])
    weights = fitted(terms, np.array([float(wrong) for _, wrong in told]))
    print(f"# {len(told)} claims, {sum(wrong for _, wrong in told)} of them wrong")
    for term, weight in zip(TERMS, weights, strict=True):
        print(f"{term} = {weight:.1f}")
    return 0


def evaluations(gold: Path, pack: DomainPack) -> Iterator[Evaluation]:
    for name in ("seeds", "restated"):
        yield evaluate(gold / name, pack=pack, skip=APART).evaluation
    sys.path.insert(0, str(ROOT / "tests" / "nlp"))
    from passage_scores import measure, read_passages  # type: ignore[import-not-found]

    yield measure(read_passages(pack, ["unseen_"]), Extractor(pack), pack)


def fitted(terms: NDArray[np.float64], wrong: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weights of the terms; the first, the intercept, is not drawn towards nothing."""
    ridge = RIDGE * np.diag([0.0] + [1.0] * (terms.shape[1] - 1))
    weights = np.zeros(terms.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-terms @ weights))
        slope = terms.T @ (wrong - likely) - ridge @ weights
        curve = (terms * (likely * (1 - likely))[:, None]).T @ terms + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    sys.exit(main())
