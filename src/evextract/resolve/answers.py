"""The possible answers to a question, and which of them stand against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.timing import told_as_old


@dataclass(frozen=True, slots=True)
class Answer:
    """Claims that give one answer. ``best`` is the most precise of them."""

    best: Reading
    readings: tuple[Reading, ...]


def gather(readings: Sequence[Reading], compare: Compare) -> tuple[tuple[Answer, ...], Mapping[str, frozenset[int]]]:
    """Answers, and for each claim's id which of them it gives: several where a coarse figure allows several.

    The most precise claims come first; one that agrees with an answer that is there already makes none of its own.
    """
    ranked = sorted(readings, key=precision)
    bests: list[Reading] = []
    for reading in ranked:
        if not any(compare(best, reading).fits for best in bests):
            bests.append(reading)
    fits: dict[str, frozenset[int]] = {}
    for reading in ranked:
        relations = [compare(best, reading).relation for best in bests]
        for wanted in (Relation.SAME, Relation.COMPATIBLE):
            fitting = frozenset(i for i, relation in enumerate(relations) if relation is wanted)
            if fitting:
                fits[reading.id] = fitting
                break
    answers = [
        Answer(best, tuple(sorted((r for r in ranked if i in fits[r.id]), key=lambda r: r.id)))
        for i, best in enumerate(bests)
    ]
    return tuple(answers), fits


def precision(reading: Reading) -> tuple[object, ...]:
    """Sorts the most telling claims first: exact, narrow, finely printed; then by content, never by position."""
    measure = reading.measure
    if measure is None:
        return (0, -len(reading.word), 0.0, reading.key, reading.id)
    vague = {"=": 0, "~": 1}.get(measure.bound.value, 2) if measure.dimension != "date" else 0
    return (vague, measure.high - measure.low, measure.step, reading.key, reading.id)


def components(
    answers: Sequence[Answer], fits: Mapping[str, frozenset[int]], compare: Compare, policy: Policy
) -> list[list[int]]:
    """Answers that exclude one another, together; answers that can stand side by side, apart.

    An article that gives several values, none of them as the old one, lists the options of several versions or the
    parts of a whole; then only an odd one out, near another article's, stands against it.
    """
    together = _together(answers, fits)
    lists = [said for article, said in together.items() if _is_list(article, said, answers)]
    home = list(range(len(answers)))
    for i, a in enumerate(answers):
        for j in range(i):
            if home[i] != home[j] and rivals(a, answers[j], (i, j), together, lists, compare, policy):
                home = [home[i] if h == home[j] else h for h in home]
    return [[i for i, h in enumerate(home) if h == root] for root in sorted(set(home), key=home.index)]


def rivals(
    a: Answer,
    b: Answer,
    pair: tuple[int, int],
    together: Mapping[str, frozenset[int]],
    lists: Sequence[frozenset[int]],
    compare: Compare,
    policy: Policy,
) -> bool:
    if compare(a.best, b.best).relation is not Relation.DIFFERENT:
        return False
    side_by_side = [article for article, said in together.items() if said.issuperset(pair)]
    if side_by_side:
        return a.best.definition.changes and _replaces(a, b, side_by_side)
    mine = [said & set(pair) for said in lists]
    if any(mine):
        # Against a list, a single figure must be nearer than another list's odd value.
        both = set(pair) <= set().union(*mine)
        return near(a.best, b.best, policy.near if both else policy.near / 4)
    return True


def near(a: Reading, b: Reading, share: float) -> bool:
    x, y = a.measure, b.measure
    if x is None or y is None or x.dimension != y.dimension:
        return False
    return abs(x.middle - y.middle) <= share * max(abs(x.middle), abs(y.middle))


def _together(answers: Sequence[Answer], fits: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    """For each article, the answers that it states as such, not as a limit, a spread or a coarser figure."""
    said: dict[str, set[int]] = {}
    for i, answer in enumerate(answers):
        for reading in answer.readings:
            stated = reading.measure is None or reading.measure.reach in (Reach.POINT, Reach.CEILING)
            if stated and len(fits[reading.id]) == 1:
                said.setdefault(reading.article, set()).add(i)
    return {article: frozenset(found) for article, found in sorted(said.items())}


def _is_list(article: str, said: frozenset[int], answers: Sequence[Answer]) -> bool:
    if len(said) < 2:
        return False
    told = {i: any(told_as_old(r) for r in answers[i].readings if r.article == article) for i in said}
    return sum(not old for old in told.values()) > 1


def _replaces(a: Answer, b: Answer, articles: Sequence[str]) -> bool:
    """Whether an article that gives both figures tells one of them as the old one. Else both are meant: parts of a
    whole, a plan beside the present state, figures for two versions.
    """
    for article in articles:
        old_a, old_b = (any(told_as_old(r) for r in x.readings if r.article == article) for x in (a, b))
        if old_a != old_b:
            return True
    return False
