"""The possible answers to a question, and which of them stand against one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evextract.domain.pack import DomainPack
from evextract.records import Bound, Modality
from evextract.resolve.measures import near
from evextract.resolve.policy import Policy
from evextract.resolve.reading import INFINITY, Reach, Reading
from evextract.resolve.rule import Compare, Likeness, Relation
from evextract.resolve.scheme import Scheme
from evextract.resolve.slips import slip_between
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


def components(
    answers: Sequence[Answer],
    fits: Mapping[str, frozenset[int]],
    beside: Sequence[Reading],
    compare: Compare,
    scheme: Scheme,
    pack: DomainPack,
    *,
    named: bool,
) -> list[list[int]]:
    """Answers that exclude one another, together; answers that can stand side by side, apart.

    An article that gives several values, none of them as the old one, lists the options of several versions or the
    parts of a whole; then only an odd one out, near another article's, stands against it. So it is where the question
    doesn't name the trim (``named``) and trims differ in the attribute. ``beside`` are all claims on the attribute.
    """
    policy = scheme.policy
    stated = _stated(answers, fits)
    together = {article: both for article, (both, _) in stated.items()}
    lists = [said for article, (_, said) in stated.items() if _is_list(article, said, answers)]
    odd = _odd_ones(lists)
    definition = answers[0].best.definition
    told = replaced(answers) if definition.changes else set()
    apart = _known_apart(answers, beside, compare) if not named else set()
    differ = definition.id in policy.by_trim and "variant" in definition.scope and scheme.several
    home = list(range(len(answers)))
    for i, a in enumerate(answers):
        for j in range(i):
            if home[i] == home[j] or (j, i) in apart:
                continue
            plain = named or not differ or (j, i) in odd
            if rivals(
                a,
                answers[j],
                (j, i),
                together,
                [] if (j, i) in odd else lists,
                told,
                compare,
                policy,
                pack,
                plain=plain,
            ):
                home = [home[i] if h == home[j] else h for h in home]
    return [[i for i, h in enumerate(home) if h == root] for root in sorted(set(home), key=home.index)]


def rivals(
    a: Answer,
    b: Answer,
    pair: tuple[int, int],
    together: Mapping[str, frozenset[int]],
    lists: Sequence[frozenset[int]],
    told: set[tuple[int, int]],
    compare: Compare,
    policy: Policy,
    pack: DomainPack,
    *,
    plain: bool,
) -> bool:
    if compare(a.best, b.best).relation is not Relation.DIFFERENT:
        return False
    if not told.isdisjoint((pair, pair[::-1])):
        return True
    if any(said.issuperset(pair) for said in together.values()):
        # Where none is told as the old one, both are meant: parts of a whole, a plan beside the present state, versions.
        return False
    mine = [said & set(pair) for said in lists]
    if any(mine):
        # Against a list, a single figure must be nearer than another list's odd value.
        both = set(pair) <= set().union(*mine)
        return near(a.best, b.best, policy.near if both else policy.near_single) or _misprinted(a.best, b.best, pack)
    if plain:
        return True
    return (
        _one_end(a.best, b.best)
        or _other_standing(a, b)
        or near(a.best, b.best, policy.near)
        or _misprinted(a.best, b.best, pack)
    )


def _misprinted(a: Reading, b: Reading, pack: DomainPack) -> bool:
    """One is the other with its point or its unit mistaken."""
    slip = slip_between(a, b, pack)
    return slip is not None and slip.grave


def _odd_ones(lists: Sequence[frozenset[int]]) -> set[tuple[int, int]]:
    """Pairs of answers in which two lists of equal length differ, all others being the same."""
    found = set()
    for n, mine in enumerate(lists):
        for theirs in lists[:n]:
            only = sorted(mine ^ theirs)
            if len(mine) == len(theirs) and len(only) == 2:
                found.add((only[0], only[1]))
    return found


def _one_end(a: Reading, b: Reading) -> bool:
    """Both speak of the cheapest, or of the farthest-going, version."""
    ends = {Reach.CEILING, Reach.FLOOR, Reach.SPREAD}
    return a.measure is not None and b.measure is not None and a.measure.reach in ends and b.measure.reach in ends


def _other_standing(a: Answer, b: Answer) -> bool:
    """One was a rumour or plan, the other is told as fact."""
    firm = [any(r.claim.modality is Modality.ASSERTED for r in x.readings) for x in (a, b)]
    return a.best.definition.changes and firm[0] != firm[1]


def _known_apart(answers: Sequence[Answer], beside: Sequence[Reading], compare: Compare) -> set[tuple[int, int]]:
    """Pairs of answers that some article gives as figures of two versions."""
    found: set[tuple[int, int]] = set()
    by_article: dict[str, list[Reading]] = {}
    for reading in beside:
        if reading.scope.variant and not reading.denied:
            by_article.setdefault(reading.article, []).append(reading)
    for readings in by_article.values():
        gives = [
            i
            for i, answer in enumerate(answers)
            if any(r.key == answer.best.key or compare(r, answer.best).relation is Relation.SAME for r in readings)
        ]
        found |= {(i, j) for x, i in enumerate(gives) for j in gives[x + 1 :]}
    return found


def _stated(
    answers: Sequence[Answer], fits: Mapping[str, frozenset[int]]
) -> dict[str, tuple[frozenset[int], frozenset[int]]]:
    """For each article, the answers that it states as such, not as a spread, a coarser figure or a limit that allows
    another answer: all of them, and the most that are of one standing.
    """
    given: dict[str, set[int]] = {}
    said: dict[tuple[str, bool], set[int]] = {}
    for i, answer in enumerate(answers):
        for reading in answer.readings:
            own = reading.key == answer.best.key and reading.reach is Reach.BOUND
            stated = reading.measure is None or reading.measure.reach in (Reach.POINT, Reach.CEILING) or own
            if stated and len(fits[reading.id]) == 1:
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


def _is_list(article: str, said: frozenset[int], answers: Sequence[Answer]) -> bool:
    if len(said) < 2:
        return False
    mine = {i: [r for r in answers[i].readings if r.article == article] for i in said}
    old = old_ones(r for readings in mine.values() for r in readings)
    return sum(not any(r.id in old for r in readings) for readings in mine.values()) > 1


def replaced(answers: Sequence[Answer]) -> set[tuple[int, int]]:
    """Pairs of answers of which an article gives both and tells the first as the old one. What stands in its sentence has
    replaced it; only where nothing does, any other figure of the article may have.
    """
    by_article: dict[str, list[tuple[int, Reading]]] = {}
    for i, answer in enumerate(answers):
        for reading in answer.readings:
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
