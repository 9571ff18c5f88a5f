"""How much the words of neighbouring passages have in common, and how much one passage repeats its own."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evextract.io.lines import WORD, Line

STOP_WORDS = frozenset(
    """a about above after again against all also am an and any are around as at be because been before being below
    between both but by can could did do does doing don down during each even few first for from further get had has
    have having he her here hers him his how however i if in into is it its itself just last like made make many may me
    might more most much must my new no nor not now of off on once one only or other our out over own said same say says
    she should since so some still such t than that the their them then there these they this those three through to too
    two under until up us use very was we well were what when where which while who whom why will with would year years
    yet you your""".split()  # noqa: SIM905
)
_CAPITAL_INSIDE = re.compile(r"(?<=[\w,’'] )[A-Z][\w’'-]{0,40}\w")
_SMALL = re.compile(r"(?<![\w’'-])[a-z][\w’'-]*")
_STEM = 6
_BLOCK = 80
_CONCENTRATION = 100.0


@dataclass(frozen=True, slots=True)
class Terms:
    """The content words of a text, as stems. ``first[i]`` is the position of line i's first in ``flat``.

    ``names`` are the stems of proper names and numbers alone, with their own ``first_name``.
    """

    by_line: tuple[tuple[str, ...], ...]
    flat: tuple[str, ...]
    first: tuple[int, ...]
    names: tuple[str, ...]
    first_name: tuple[int, ...]
    small: frozenset[str]
    """Words that also occur in lower case: no names."""
    weight: dict[str, float]
    """Rarity over blocks of the text: what is mentioned all over it tells nothing about its parts."""
    share: dict[str, float]


def read_terms(lines: Sequence[Line]) -> Terms:
    by_line = tuple(
        tuple(_stem(w) for w in WORD.findall(line.text) if len(w) > 1 and w.lower() not in STOP_WORDS) for line in lines
    )
    capitals = {_stem(w) for line in lines for w in _CAPITAL_INSIDE.findall(line.text)}
    flat: list[str] = []
    names: list[str] = []
    first, first_name = [0], [0]
    for terms in by_line:
        flat += terms
        names += (t for t in terms if t in capitals or t[0].isdigit())
        first.append(len(flat))
        first_name.append(len(names))
    blocks = max(1, math.ceil(len(flat) / _BLOCK))
    spread = Counter(t for b in range(blocks) for t in set(flat[b * _BLOCK : (b + 1) * _BLOCK]))
    weight = {t: math.log((blocks + 1) / (n + 0.5)) if blocks > 3 else 1.0 for t, n in spread.items()}
    share = {t: n / len(flat) for t, n in Counter(flat).items()}
    small = frozenset(w for line in lines for w in _SMALL.findall(line.text))
    return Terms(by_line, tuple(flat), tuple(first), tuple(names), tuple(first_name), small, weight, share)


def overlap(a: Sequence[str], b: Sequence[str], weight: dict[str, float]) -> float:
    """Weighted share, 0 to 1, of terms that two passages have in common (after Hearst 1997, "TextTiling")."""
    left, right = Counter(a), Counter(b)
    common = sum(min(n, right[t]) * weight[t] for t, n in left.items() if t in right)
    mass = sum(n * weight[t] for t, n in left.items()) * sum(n * weight[t] for t, n in right.items())
    return common / math.sqrt(mass) if mass > 0 else 0.0


def covered(terms: set[str], by: set[str], weight: dict[str, float]) -> float:
    """Weighted share of ``terms`` that occur in ``by``."""
    total = sum(weight[t] for t in terms)
    return sum(weight[t] for t in terms & by) / total if total > 0 else 0.0


def repetition(terms: Terms, limits: Sequence[int]) -> Iterator[NDArray[np.float64]]:
    """For each line i the values of the passages from it up to, but without, line i, i + 1, … ``limits[i]``.

    The value is how much the passage repeats its own words: the log-likelihood ratio, in nats, of the passage under a
    Dirichlet-multinomial of its own against the whole text's unigrams (Eisenstein & Barzilay 2008, "Bayesian
    unsupervised topic segmentation").
    """
    numbers = {term: number for number, term in enumerate(terms.share)}
    flat = np.fromiter((numbers[term] for term in terms.flat), np.intp, len(terms.flat))
    share = np.fromiter(terms.share.values(), np.float64, len(numbers))[flat]
    first = np.asarray(terms.first)
    met = Counter[str]()
    rank = np.empty(len(flat), np.intp)
    """How often the same term stands before, in the whole text."""
    for place, term in enumerate(terms.flat):
        rank[place] = met[term]
        met[term] += 1
    normal = np.log(_CONCENTRATION + np.arange(len(flat)))
    behind = np.zeros(len(numbers), np.intp)
    """How often each term stands before the line."""
    for i, limit in enumerate(limits):
        here = slice(terms.first[i], terms.first[limit])
        before = rank[here] - behind[flat[here]]
        gains = np.log(_CONCENTRATION + before / share[here]) - normal[: len(before)]
        yield np.concatenate(([0.0], np.cumsum(gains)))[first[i : limit + 1] - first[i]]
        for number in flat[terms.first[i] : terms.first[i + 1]]:
            behind[number] += 1


def _stem(word: str) -> str:
    """The first six letters: crude, but all that counting repetitions needs, in any language with suffixes."""
    return word.lower().replace("’", "'").removesuffix("'s")[:_STEM]
