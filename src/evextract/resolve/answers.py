"""The possible answers to a question, and how the articles tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evextract.records import Bound, Modality
from evextract.resolve.policy import Policy
from evextract.resolve.reading import INFINITY, Reach, Reading
from evextract.resolve.rule import Compare, Likeness, Relation
from evextract.resolve.timing import old_ones


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
        likenesses = [compare(best, reading) for best in bests]
        if not any(likeness.fits for likeness in likenesses) or _passed_by(reading, bests, likenesses):
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


def _passed_by(end: Reading, bests: Sequence[Reading], likenesses: Sequence[Likeness]) -> bool:
    """Whether "from" or "up to" is passed by a figure of a list that it otherwise allows: then it names another end."""
    if end.reach not in (Reach.FLOOR, Reach.CEILING):
        return False
    articles: dict[Relation, set[str]] = {relation: set() for relation in Relation}
    for best, likeness in zip(bests, likenesses, strict=True):
        articles[likeness.relation].add(best.article)
    return not articles[Relation.SAME] and not articles[Relation.COMPATIBLE].isdisjoint(articles[Relation.DIFFERENT])


def precision(reading: Reading) -> tuple[object, ...]:
    """Sorts the most telling claims first: exact, narrow, finely printed; then by content, never by position."""
    measure = reading.measure
    if measure is None:
        return (0, -len(reading.word), 0.0, reading.key, reading.id)
    vague = {"=": 0, "~": 1}.get(measure.bound.value, 2) if measure.dimension != "date" else 0
    open_end = measure.bound in (Bound.BELOW, Bound.ABOVE)
    width = INFINITY if open_end else measure.high - measure.low
    return (vague, width, measure.step, reading.key, reading.id)


def stated_by_article(
    answers: Sequence[Answer], fits: Mapping[str, frozenset[int]]
) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """For each article, the answers that it states as such, not as a spread, a coarser figure or a limit that allows
    another answer: all of them, and the most that are of one standing.
    """
    given: dict[str, set[int]] = {}
    said: dict[tuple[str, bool], set[int]] = {}
    for i, answer in enumerate(answers):
        for reading in answer.readings:
            own = reading.reach is Reach.BOUND and reading.key == answer.best.key
            if (own or reading.reach in (None, Reach.POINT, Reach.CEILING)) and len(fits[reading.id]) == 1:
                given.setdefault(reading.article, set()).add(i)
                firm = reading.claim.modality is Modality.ASSERTED
                said.setdefault((reading.article, firm), set()).add(i)
    return {
        article: (
            frozenset(numbers),
            max((frozenset(said.get((article, firm), ())) for firm in (True, False)), key=len),
        )
        for article, numbers in sorted(given.items())
    }


def is_list(article: str, said: frozenset[int], answers: Sequence[Answer]) -> bool:
    if len(said) < 2:
        return False
    mine = {i: [r for r in answers[i].readings if r.article == article] for i in said}
    old = old_ones(r for readings in mine.values() for r in readings)
    return sum(not any(r.id in old for r in readings) for readings in mine.values()) > 1


def replaced(answers: Sequence[Answer], policy: Policy) -> set[tuple[int, int]]:
    """Pairs of answers of which an article gives both and tells the first as the old one, of something that changes. What
    stands in its sentence has replaced it; only where nothing does, any other figure of the article may have. What an
    earlier period brought stays true: only a forecast of it is replaced.
    """
    if len(answers) < 2 or not answers[0].best.definition.changes:
        return set()
    flow = policy.is_flow(answers[0].best.claim.attribute)
    by_article: dict[str, list[tuple[int, Reading]]] = {}
    for i, answer in enumerate(answers):
        for reading in answer.readings:
            if flow and reading.claim.modality is Modality.ASSERTED:
                continue
            by_article.setdefault(reading.article, []).append((i, reading))
    found: set[tuple[int, int]] = set()
    for told in by_article.values():
        old = old_ones(r for _, r in told)
        for i, reading in told:
            later = [(j, r) for j, r in told if j != i and reading.id in old and r.id not in old]
            sentence = reading.claim.evidence.sentence_start
            beside = [j for j, r in later if r.claim.evidence.sentence_start == sentence]
            found |= {(i, j) for j in beside or [j for j, _ in later]}
    return found
