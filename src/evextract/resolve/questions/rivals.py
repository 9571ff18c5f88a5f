"""Which answers stand against one another, and which can stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evextract.domain.pack import DomainPack
from evextract.records import Modality
from evextract.resolve.answers import Answer, is_list, replaced, stated_by_article
from evextract.resolve.measures import near
from evextract.resolve.policy import Policy
from evextract.resolve.questions.scheme import Scheme
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.slips import slip_between


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
    stated = stated_by_article(answers, fits)
    together = {article: both for article, (both, _) in stated.items()}
    lists = [said for article, (_, said) in stated.items() if is_list(article, said, answers)]
    odd = _odd_ones(lists)
    told = replaced(answers, policy)
    definition = answers[0].best.definition
    apart = _known_apart(answers, beside, compare) if not named else set()
    differ = definition.id in policy.by_trim and "variant" in definition.scope and scheme.several
    home = list(range(len(answers)))
    for i, a in enumerate(answers):
        for j in range(i):
            if home[i] == home[j] or (j, i) in apart:
                continue
            plain = named or not differ or (j, i) in odd or _never_both(a, answers[j], policy)
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


def _never_both(a: Answer, b: Answer, policy: Policy) -> bool:
    """Not even two versions of one thing differ so."""
    pairs = policy.never_both.get(a.best.claim.attribute, ())
    return any({a.best.word, b.best.word} == set(pair) for pair in pairs)


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
