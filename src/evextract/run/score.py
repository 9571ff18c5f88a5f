"""Score claims against gold facts: value, fact and full agreement, grounding, and an account of every error.

Levels, each micro-averaged over one-to-one matches: ``value`` (attribute and value agree), ``fact`` (and the subject is
the same thing) and ``full`` (and polarity, modality, bound, variant, market, test cycle and object agree). Quantities
agree within 0.6 % after conversion, in any of the units or currencies that either side gives; dates day by day; titles
when they share half of their words. Matching is greedy, the pairs that agree in most first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from evextract.domain.pack import DomainPack
from evextract.records import Category, Claim, DateSpan, EntityRef, Evidence, Quantity, Text, Value
from evextract.run.gold import Gold, GoldArticle, GoldFact, slug

TOLERANCE = Decimal("0.006")
FACETS = ("polarity", "modality", "op", "variant", "market", "test_cycle", "object")
SHARED_WORDS = 0.5
_PLAIN_NUMBERS = frozenset({"count", "number"})
"""Dimensions of numbers without a unit: "12 orders" and "12" are the same number."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts, and what they come to."""

    hits: int = 0
    claimed: int = 0
    gold: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.claimed if self.claimed else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.claimed + self.gold) if self.hits else 0.0


@dataclass(frozen=True, slots=True)
class Match:
    gold: GoldFact
    claim: Claim
    differs: tuple[str, ...]
    """The facets in which the two are not the same."""


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article: what matched at the level of facts, what was missed, what was claimed and is no fact."""

    article_id: str
    value_hits: int
    value_claimed: int
    claimed: int
    """Claims that count: all but those that match an optional fact."""
    matches: tuple[Match, ...]
    misses: tuple[GoldFact, ...]
    false: tuple[Claim, ...]
    grounded: int
    claims: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All articles together."""

    value: Score
    fact: Score
    full: Score
    grounded: float
    overlapping: float
    """Share of the matches whose quotes overlap."""
    facets: Mapping[str, float]
    attributes: Mapping[str, Score]
    articles: tuple[ArticleScore, ...]
    strangers: tuple[str, ...] = field(default=())
    """Articles that claims speak of and the gold does not have."""


def evaluate_claims(
    gold: Gold, claims: Iterable[Claim], pack: DomainPack, *, symmetric: Collection[str] = ()
) -> Evaluation:
    """``symmetric``: attributes that are ties between equals, right from either side."""
    by_article: dict[str, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.source.article_id, []).append(claim)
    same = Sameness(gold, pack, symmetric)
    scores = tuple(_score_article(a, by_article.get(a.article.id, ()), same) for a in gold.articles)
    return _sum_up(scores, sorted(set(by_article) - {a.article.id for a in gold.articles}))


class Sameness:
    """When a claim says the same as a gold fact."""

    def __init__(self, gold: Gold, pack: DomainPack, symmetric: Collection[str] = ()) -> None:
        self._gold = gold
        self._pack = pack
        self._symmetric = frozenset(symmetric)

    def ids(self, a: str | None, b: str | None) -> bool:
        return self._gold.canonical(a or "") == self._gold.canonical(b or "")

    def value(self, gold: Claim, claim: Claim) -> bool:
        return gold.attribute == claim.attribute and (self._swapped(gold, claim) or self._share_a_value(gold, claim))

    def fact(self, gold: Claim, claim: Claim) -> bool:
        if gold.attribute != claim.attribute:
            return False
        if self._swapped(gold, claim) and self.ids(gold.subject, getattr(claim.value, "id", None)):
            return True
        return self.ids(gold.subject, claim.subject) and self._share_a_value(gold, claim)

    def differences(self, gold: Claim, claim: Claim) -> tuple[str, ...]:
        """The facets in which the two differ."""
        return tuple(name for name, agrees in facets(gold, claim, self.ids).items() if not agrees)

    def values(self, a: Value, b: Value) -> bool:
        if isinstance(a, Quantity) and isinstance(b, Quantity):
            (low_a, high_a, kind_a), (low_b, high_b, kind_b) = self._base(a), self._base(b)
            return kind_a == kind_b and _close(low_a, low_b) and _close(high_a, high_b)
        if isinstance(a, DateSpan) and isinstance(b, DateSpan):
            return (a.start, a.end) == (b.start, b.end)
        if isinstance(a, Text) and isinstance(b, Text):
            one, other = set(slug(a.text).split("-")) - {""}, set(slug(b.text).split("-")) - {""}
            return bool(one and other) and len(one & other) / len(one | other) >= SHARED_WORDS
        if isinstance(a, EntityRef) and isinstance(b, EntityRef):
            return self.ids(a.id, b.id)
        return isinstance(a, Category) and isinstance(b, Category) and self.ids(a.id, b.id)

    def _share_a_value(self, gold: Claim, claim: Claim) -> bool:
        told = (claim.value, *claim.alternatives)
        return any(self.values(a, b) for a in (gold.value, *gold.alternatives) for b in told)

    def _swapped(self, gold: Claim, claim: Claim) -> bool:
        return gold.attribute in self._symmetric and self.ids(getattr(gold.value, "id", None), claim.subject)

    def _base(self, value: Quantity) -> tuple[Decimal, Decimal, str]:
        low, high = self._pack.to_base(value.low, value.unit), self._pack.to_base(value.high, value.unit)
        if low is None or high is None:
            return value.low, value.high, value.unit
        return low[0], high[0], "number" if low[1] in _PLAIN_NUMBERS else low[1]


def facets(gold: Claim, claim: Claim, same_id: Callable[[str | None, str | None], bool]) -> dict[str, bool]:
    """Facet -> whether the two agree in it. Variants agree when they share a word."""
    variants = [set(slug(c.scope.variant).split("-")) - {""} for c in (gold, claim)]
    bounds = [c.value.bound if isinstance(c.value, Quantity) else None for c in (gold, claim)]
    return {
        "polarity": gold.polarity == claim.polarity,
        "modality": gold.modality == claim.modality,
        "op": bounds[0] == bounds[1],
        "variant": variants[0] == variants[1] or bool(variants[0] & variants[1]),
        "market": slug(gold.scope.market) == slug(claim.scope.market),
        "test_cycle": slug(gold.scope.test_cycle) == slug(claim.scope.test_cycle),
        "object": same_id(gold.scope.object, claim.scope.object),
    }


def overlap(a: Claim, b: Claim) -> int:
    """How many characters the quotes share."""
    return max(0, min(a.evidence.end, b.evidence.end) - max(a.evidence.start, b.evidence.start))


def _close(a: Decimal, b: Decimal) -> bool:
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b))


def _match(
    gold: Sequence[GoldFact], claims: Sequence[Claim], agree: Callable[[Claim, Claim], bool]
) -> list[tuple[GoldFact, Claim]]:
    def same_slug(a: str | None, b: str | None) -> bool:
        return slug(a) == slug(b)

    pairs = [
        (g.optional, -sum(facets(g.claim, c, same_slug).values()), -overlap(g.claim, c), i, j)
        for i, g in enumerate(gold)
        for j, c in enumerate(claims)
        if agree(g.claim, c)
    ]
    matched: list[tuple[GoldFact, Claim]] = []
    used_gold: set[int] = set()
    used_claims: set[int] = set()
    for *_, i, j in sorted(pairs):
        if i not in used_gold and j not in used_claims:
            used_gold.add(i)
            used_claims.add(j)
            matched.append((gold[i], claims[j]))
    return matched


def _score_article(annotated: GoldArticle, claims: Sequence[Claim], same: Sameness) -> ArticleScore:
    gold = annotated.facts
    by_value = _match(gold, claims, same.value)
    by_fact = _match(gold, claims, same.fact)
    spared = {id(c) for g, c in by_fact if g.optional}
    matches = tuple(Match(g, c, same.differences(g.claim, c)) for g, c in by_fact if not g.optional)
    hit_gold, hit_claims = {id(m.gold) for m in matches}, {id(m.claim) for m in matches}
    counted = [c for c in claims if id(c) not in spared]
    return ArticleScore(
        article_id=annotated.article.id,
        value_hits=sum(not g.optional for g, _ in by_value),
        value_claimed=len(claims) - sum(g.optional for g, _ in by_value),
        claimed=len(counted),
        matches=matches,
        misses=tuple(g for g in gold if not g.optional and id(g) not in hit_gold),
        false=tuple(c for c in counted if id(c) not in hit_claims),
        grounded=sum(_is_grounded(c.evidence, annotated.article.text) for c in claims),
        claims=len(claims),
    )


def _is_grounded(evidence: Evidence, text: str) -> bool:
    return evidence.quote != "" and text[evidence.start : evidence.end] == evidence.quote


def _sum_up(articles: tuple[ArticleScore, ...], strangers: Sequence[str]) -> Evaluation:
    hits: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for a in articles:
        for m in a.matches:
            hits[m.gold.claim.attribute] += 1
            claimed[m.claim.attribute] += 1
            wanted[m.gold.claim.attribute] += 1
            right.update(name for name in FACETS if name not in m.differs)
        claimed.update(c.attribute for c in a.false)
        wanted.update(g.claim.attribute for g in a.misses)
    matches = [m for a in articles for m in a.matches]
    gold = len(matches) + sum(len(a.misses) for a in articles)
    all_claims = sum(a.claims for a in articles)
    attributes = sorted(claimed.keys() | wanted.keys(), key=lambda name: (-wanted[name], name))
    return Evaluation(
        value=Score(sum(a.value_hits for a in articles), sum(a.value_claimed for a in articles), gold),
        fact=Score(len(matches), sum(a.claimed for a in articles), gold),
        full=Score(sum(not m.differs for m in matches), sum(a.claimed for a in articles), gold),
        grounded=sum(a.grounded for a in articles) / all_claims if all_claims else 0.0,
        overlapping=sum(overlap(m.gold.claim, m.claim) > 0 for m in matches) / len(matches) if matches else 0.0,
        facets={name: right[name] / len(matches) if matches else 0.0 for name in FACETS},
        attributes={name: Score(hits[name], claimed[name], wanted[name]) for name in attributes},
        articles=articles,
        strangers=tuple(strangers),
    )
