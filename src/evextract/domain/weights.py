"""Linear models that a pack brings along, fitted on annotated articles by ``training/fit.py`` and
``training/fit_names.py``: ``weights.json`` and ``names.json``.
"""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from evextract.domain.identity import digest
from evextract.domain.rows import hint

NOTHING = "none"
"""The label of a figure that answers no attribute, and of a thing that a figure does not belong to."""
OWNER = "owner"
"""The label of the thing that it belongs to."""
NAMED = "product"
"""The label of a name that is a product's."""
MAKER = "maker"
"""The label of the brand that a product with a new name is of."""


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


def read_weights(
    text: str, known: Collection[str], problems: list[str], *, file: str = "weights.json"
) -> dict[str, Weights]:
    """The models of a ``file``, model -> sign -> label -> weight; ``known``: the labels there are.

    JSON since it is read in a tenth of the time that a table takes, and every command loads its pack.
    """
    try:
        models = json.loads(text) if text.strip() else {}
    except json.JSONDecodeError as error:
        problems.append(f"{file}: {error}; fit the models anew")
        return {}
    if not _is_nested(models):
        problems.append(f"{file}: not model -> sign -> label -> number; fit the models anew")
        return {}
    labels = {label for signs in models.values() for weights in signs.values() for label in weights}
    for label in sorted(labels.difference(known)):
        problems.append(f"{file}: unknown label {label!r}{hint(label, known)}; fit the models anew")
    return {name: Weights(digest((name, text), 16), signs) for name, signs in models.items()}


def _is_nested(models: object) -> bool:
    return isinstance(models, dict) and all(
        isinstance(signs, dict)
        and all(
            isinstance(weights, dict) and all(isinstance(w, int | float) for w in weights.values())
            for weights in signs.values()
        )
        for signs in models.values()
    )
