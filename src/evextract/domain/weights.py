"""Linear models that a pack brings along, fitted on annotated articles by ``training/fit.py``: ``weights.csv``."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evextract.domain.identity import digest
from evextract.domain.rows import Row, hint

NOTHING = "none"
"""The label of a figure that answers no attribute, and of a thing that a figure does not belong to."""
OWNER = "owner"
"""The label of the thing that it belongs to."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A multinomial logistic regression over signs that are there or not.

    ``signs``: sign -> label -> weight; a sign without weights counts for nothing. ``digest`` stands for all of them where a
    pack is compared.
    """

    digest: str
    signs: Mapping[str, Mapping[str, float]] = field(repr=False, compare=False)

    def scores(self, signs: Iterable[str]) -> dict[str, float]:
        """Label -> sum of the weights that the signs give it, where they give any."""
        total: dict[str, float] = {}
        for sign in signs:
            for label, weight in self.signs.get(sign, {}).items():
                total[label] = total.get(label, 0.0) + weight
        return total

    def probabilities(self, signs: Iterable[str], labels: Collection[str]) -> dict[str, float]:
        """How likely each of ``labels`` is, if it is one of them."""
        scores = self.scores(signs)
        among = {label: scores.get(label, 0.0) for label in labels}
        top = max(among.values())
        odds = {label: math.exp(score - top) for label, score in among.items()}
        whole = sum(odds.values())
        return {label: odd / whole for label, odd in odds.items()}


def read_weights(rows: Iterable[Row], known: Collection[str]) -> dict[str, Weights]:
    """The models of a ``weights.csv``, by name. Cells hold ``label:weight`` with spaces between them; ``known``: the labels."""
    models: dict[str, dict[str, dict[str, float]]] = {}
    for row in rows:
        weights: dict[str, float] = {}
        for part in row.text("weights", needed=True).split():
            label, _, weight = part.rpartition(":")
            try:
                weights[label] = float(weight)
            except ValueError:
                row.bad(f"weights has {part!r}", "write label:weight, or fit the models anew")
            if label not in known:
                row.bad(f"weights has the label {label!r}{hint(label, known)}", "fit the models anew")
        models.setdefault(row.text("model", needed=True), {})[row.text("sign", needed=True)] = weights
    return {
        name: Weights(digest(tuple(f"{sign} {told}" for sign, told in sorted(signs.items())), 16), signs)
        for name, signs in models.items()
    }
