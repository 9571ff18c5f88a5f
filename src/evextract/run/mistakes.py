"""Give every miss and every false claim a name, and pair those that are one mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from evextract.records import Bound, Claim, DateSpan, Quantity, Text, Value
from evextract.run.gold import GoldFact
from evextract.run.score import ArticleScore, Evaluation, Sameness, overlap


class Kind(StrEnum):
    SUBJECT = "wrong subject"
    VALUE = "wrong value"
    ATTRIBUTE = "wrong attribute"
    MISSED = "missed"
    FALSE = "false claim"
    DETAIL = "wrong detail"
    """The fact is right; its stance or scope is not."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """What the gold says (None: nothing), what was claimed (None: nothing), and for a detail which facets differ."""

    kind: Kind
    article_id: str
    gold: Claim | None
    claim: Claim | None
    differs: tuple[str, ...] = ()

    @property
    def attribute(self) -> str:
        """The attribute that the gold gives, where there is one."""
        known = self.gold or self.claim
        assert known is not None
        return known.attribute

    @property
    def shown(self) -> Claim:
        """Whose sentence to show: the claim's, which is the parser's own, or else the gold's."""
        known = self.claim or self.gold
        assert known is not None
        return known


def mistakes(evaluation: Evaluation, same: Sameness) -> list[Mistake]:
    """All mistakes, article by article in the order of the text."""
    found = [m for article in evaluation.articles for m in _of_article(article, same)]
    places = {article.article_id: i for i, article in enumerate(evaluation.articles)}
    return sorted(found, key=lambda m: (places[m.article_id], m.shown.evidence.start, m.attribute, m.kind.value))


def _of_article(article: ArticleScore, same: Sameness) -> Iterator[Mistake]:
    misses, false = list(article.misses), list(article.false)
    for kind in (Kind.SUBJECT, Kind.VALUE, Kind.ATTRIBUTE):
        for miss, claim in _pairs(kind, misses, false, same):
            yield Mistake(kind, article.article_id, miss.claim, claim)
    for miss in misses:
        yield Mistake(Kind.MISSED, article.article_id, miss.claim, None)
    for claim in false:
        yield Mistake(Kind.FALSE, article.article_id, None, claim)
    for match in article.matches:
        if match.differs:
            yield Mistake(Kind.DETAIL, article.article_id, match.gold.claim, match.claim, match.differs)


def _pairs(kind: Kind, misses: list[GoldFact], false: list[Claim], same: Sameness) -> Iterable[tuple[GoldFact, Claim]]:
    """Pairs of a miss and a false claim that differ in just this; both are taken out of their lists."""
    for miss in list(misses):
        fitting = [c for c in false if _differ_only_in(kind, miss.claim, c, same)]
        if fitting:
            claim = max(fitting, key=lambda c: overlap(miss.claim, c))
            misses.remove(miss)
            false.remove(claim)
            yield miss, claim


def _differ_only_in(kind: Kind, gold: Claim, claim: Claim, same: Sameness) -> bool:
    near = overlap(gold, claim) > 0
    subject, value = same.ids(gold.subject, claim.subject), same.values(gold.value, claim.value)
    attribute = gold.attribute == claim.attribute
    if kind is Kind.SUBJECT:
        return attribute and value
    if kind is Kind.VALUE:
        return attribute and subject and near
    return subject and value and near


def in_words(value: Value) -> str:
    """A value on one line, as exact as the comparison is: ``~ 16500 USD``, ``2026-01-01…2026-03-31``."""
    match value:
        case Quantity():
            numbers = f"{value.low:f}" if value.low == value.high else f"{value.low:f}…{value.high:f}"
            sign = "" if value.bound in (Bound.EXACT, Bound.RANGE) else f"{value.bound.value} "
            return f"{sign}{numbers} {value.unit}"
        case DateSpan():
            return f"{value.start or ''}…{value.end or ''}"
        case Text():
            return value.text
        case _:
            return value.id


def facet_in_words(claim: Claim, facet: str) -> str:
    """What a claim says in one facet; a dash where it says nothing."""
    if facet == "op":
        return claim.value.bound.value if isinstance(claim.value, Quantity) else "–"
    told = getattr(claim, facet) if facet in ("polarity", "modality") else getattr(claim.scope, facet)
    return str(told) if told is not None else "–"
