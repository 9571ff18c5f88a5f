"""Conflicts and facts as statements with references, and the claims of an article as notes in its margin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evextract.domain.identity import value_key
from evextract.domain.pack import DomainPack
from evextract.records import (
    Article,
    Claim,
    Conflict,
    ConflictKind,
    DateSpan,
    Fact,
    Polarity,
    Quantity,
    Resolution,
    Side,
    Source,
    Value,
)
from evextract.report.advice import advice
from evextract.report.material import Material, voices
from evextract.report.model import ArticleView, ConflictView, FactView, Note, Rank, SideView
from evextract.report.passages import cut
from evextract.report.severity import severity
from evextract.report.timelines import values_over_time

MOST_FACTS = 20_000
"""More rows than this make a page that no browser opens gladly; the rest is in the tables."""
MOST_CONFLICTS = 1_000
MOST_ARTICLES = 1_000
MOST_QUOTES = 4
"""Quotes a side in a conflict; further ones are counted."""


def conflict_views(resolution: Resolution, material: Material, told: Mapping[str, int]) -> tuple[ConflictView, ...]:
    """The most severe conflicts, in that order. ``told``: how many articles say anything about each attribute."""
    facts = {fact.id: fact for fact in resolution.facts}

    def weigh(conflict: Conflict) -> tuple[float, tuple[str, ...]]:
        return severity(conflict, material.pack, told_by=told, label=material.label(conflict.attribute))

    weighed = [(weigh(conflict), conflict) for conflict in resolution.conflicts]
    weighed.sort(key=lambda each: conflict_order(each[1], each[0][0], material.name(each[1].subject)))
    return tuple(
        _conflict(conflict, facts.get(conflict.fact_id), *weight, material)
        for weight, conflict in weighed[:MOST_CONFLICTS]
    )


def conflict_order(conflict: Conflict, weight: float, name: str) -> tuple[float, str, str, str]:
    """Where a conflict comes among others: ``weight`` is its severity, ``name`` that of its subject."""
    return -weight, name, conflict.attribute, conflict.id


def fact_order(fact: Fact, *, contested: bool) -> tuple[bool, int, str]:
    """Where a fact comes among too many."""
    return not contested, -len(fact.supported_by), fact.id


def article_order(article: str, claims: int) -> tuple[int, str]:
    """Where an article with so many claims comes among too many."""
    return -claims, article


def ranks(conflict: Conflict, fact: Fact | None) -> tuple[Rank, ...]:
    """The rank of each side: the one behind the fact is kept, all are open where nothing is decided.

    Sides may have equal values (an article affirms what another denies), so the fact's claims come first, its value
    second: an editor may have chosen a value that no claim of the fact gives.
    """
    if conflict.resolved is None:
        return tuple(Rank.OPEN for _ in conflict.sides)
    supporting = set(fact.supported_by) if fact is not None else set()
    shares = [len(supporting.intersection(side.claims)) for side in conflict.sides]
    if any(shares):
        kept = shares.index(max(shares))
    else:
        verdict = value_key(conflict.resolved)
        kept = next((number for number, side in enumerate(conflict.sides) if value_key(side.value) == verdict), -1)
    other = Rank.EARLIER if conflict.kind is ConflictKind.UPDATE else Rank.ASIDE
    return tuple(Rank.KEPT if number == kept else other for number, _ in enumerate(conflict.sides))


def _conflict(
    conflict: Conflict, fact: Fact | None, weight: float, order: tuple[str, ...], material: Material
) -> ConflictView:
    standing = ranks(conflict, fact)
    sides = [_side(side, rank, material) for side, rank in zip(conflict.sides, standing, strict=True)]
    sides.sort(key=lambda side: (side.rank is not Rank.KEPT, -side.voices))
    reasons = [finding.because for finding in conflict.findings] or [conflict.because or _balance(sides)]
    return ConflictView(
        id=conflict.id,
        fact_id=conflict.fact_id,
        subject=material.name(conflict.subject),
        attribute=material.label(conflict.attribute),
        scope=material.scope(conflict.scope),
        kind=conflict.kind,
        sides=tuple(sides),
        verdict=_verdict(conflict, sides, material),
        confidence=conflict.confidence,
        chain=tuple(_sentence(material.plain(reason)) for reason in dict.fromkeys(reasons) if reason),
        advice=advice(conflict, sides, material.pack),
        severity=weight,
        order=order,
        chart=values_over_time(conflict, standing, material.claims, material.pack),
    )


def _sentence(reason: str) -> str:
    return reason[:1].upper() + reason[1:].rstrip(".") + "."


def _verdict(conflict: Conflict, sides: Sequence[SideView], material: Material) -> str | None:
    """The value chosen, in the words of its side, which may be a denial."""
    if conflict.resolved is None:
        return None
    return next((side.value for side in sides if side.rank is Rank.KEPT), material.say(conflict.resolved))


def _balance(sides: Sequence[SideView]) -> str:
    return (
        "Independent articles for each value: " + ", ".join(f"{side.voices} for {side.value}" for side in sides) + "."
    )


def _side(side: Side, rank: Rank, material: Material) -> SideView:
    claims = material.known(side.claims)
    quotes = tuple(material.quotes[material.quote(claim)] for claim in claims[:MOST_QUOTES])
    denied = bool(claims) and all(claim.polarity is Polarity.DENIED for claim in claims)
    return SideView(
        material.say(side.value, denied=denied), rank, voices(claims), quotes, max(len(claims) - MOST_QUOTES, 0)
    )


def fact_views(
    resolution: Resolution, material: Material, marks: Mapping[str, tuple[str, str | None]]
) -> tuple[FactView, ...]:
    """The facts by subject, then in the pack's order; of too many, the contested and the best attested ones.

    ``marks`` has for facts that are new or have changed the word for it and the value before.
    """
    conflicts = {conflict.fact_id: conflict for conflict in resolution.conflicts}
    facts = list(resolution.facts)
    if len(facts) > MOST_FACTS:
        facts.sort(key=lambda fact: fact_order(fact, contested=fact.id in conflicts))
        del facts[MOST_FACTS:]
    places = {attribute: place for place, attribute in enumerate(material.pack.attributes)}

    def order(fact: Fact) -> tuple[object, ...]:
        place = places.get(fact.attribute, len(places))
        name = material.name(fact.subject).casefold()
        return name, fact.subject, place, fact.attribute, material.scope(fact.scope), fact.id

    return tuple(
        _fact(fact, conflicts.get(fact.id), material, *marks.get(fact.id, ("", None)))
        for fact in sorted(facts, key=order)
    )


def _fact(fact: Fact, conflict: Conflict | None, material: Material, change: str, was: str | None) -> FactView:
    supports, aside = material.known(fact.supported_by), material.known(fact.set_aside)
    if not supports and not aside and conflict is not None:
        aside = material.known([claim for side in conflict.sides for claim in side.claims])
    return FactView(
        id=fact.id,
        subject=fact.subject,
        subject_name=material.name(fact.subject),
        attribute=material.label(fact.attribute),
        scope=material.scope(fact.scope),
        value=material.say(fact.value, denied=fact.polarity is Polarity.DENIED),
        number=_number(fact.value, material.pack),
        stance="denied" if fact.polarity is Polarity.DENIED else fact.modality.value,
        status=fact.status,
        confidence=None if fact.value is None else fact.confidence,
        voices=voices(supports),
        outlets=tuple(dict.fromkeys(material.source(claim.source).outlet for claim in supports or aside)),
        supports=tuple(material.quote(claim) for claim in supports),
        aside=tuple(material.quote(claim) for claim in aside),
        because=material.plain(fact.because),
        conflict_id=None if conflict is None else conflict.id,
        change=change,
        was=was,
    )


def _number(value: Value | None, pack: DomainPack) -> float | None:
    """Where a value stands among others of its attribute: in base units, or as a day."""
    match value:
        case Quantity():
            base = pack.to_base(value.low, value.unit)
            return float(value.low if base is None else base[0])
        case DateSpan(start, end) if start or end:
            return float((start or end).toordinal())  # type: ignore[union-attr]
    return None


def article_views(
    resolution: Resolution, articles: Mapping[str, Article], material: Material
) -> tuple[ArticleView, ...]:
    """The articles, oldest first, with their claims as notes; of too many, those with most claims.

    An article from which nothing was taken is listed too: that, too, is worth a look.
    """
    by_article: dict[str, list[Claim]] = {article: [] for article in articles}
    for claim in resolution.claims:
        by_article.setdefault(claim.source.article_id, []).append(claim)
    standing = {
        claim: (conflict.fact_id, Rank.OPEN)
        for conflict in resolution.conflicts
        for side in conflict.sides
        for claim in side.claims
    }
    standing |= {claim: (fact.id, Rank.ASIDE) for fact in resolution.facts for claim in fact.set_aside}
    standing |= {claim: (fact.id, Rank.KEPT) for fact in resolution.facts for claim in fact.supported_by}
    shown_ids = sorted(by_article, key=lambda a: article_order(a, len(by_article[a])))[:MOST_ARTICLES]
    views = []
    for article_id in shown_ids:
        article = articles.get(article_id)
        claims = sorted(by_article[article_id], key=lambda c: (c.evidence.start, c.evidence.end, c.id))
        notes = tuple(_note(claim, standing, material) for claim in claims)
        source = claims[0].source if claims else _source_of(article)
        views.append(ArticleView(material.source(source), notes, cut(article, claims) if article else ()))
    views.sort(key=lambda view: (view.source.published or "9", view.source.outlet, view.source.id))
    return tuple(views)


def _source_of(article: Article | None) -> Source:
    assert article is not None, "an article without claims comes from the articles given"
    return Source(article.id, article.outlet, article.published, article.url, article.title)


def _note(claim: Claim, standing: Mapping[str, tuple[str, Rank]], material: Material) -> Note:
    fact_id, rank = standing.get(claim.id, (None, None))
    label, scope = material.label(claim.attribute), material.scope(claim.scope)
    said = f"{label} · {scope}" if scope else label
    return Note(material.name(claim.subject), said, material.words(claim), fact_id, rank)
