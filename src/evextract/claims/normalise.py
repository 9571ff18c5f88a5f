"""From mentions to claims: check, merge what an article says twice, give ids."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from evextract.domain.identity import claim_id, value_key
from evextract.domain.pack import AttributeDef, DomainPack
from evextract.records import Article, Claim, Evidence, Mention, Quantity, Rejected, Source


def normalise(
    mentions: Iterable[Mention], article: Article, pack: DomainPack, *, copy_of: str | None = None
) -> tuple[list[Claim], list[Rejected]]:
    """The claims of one article in text order, and the mentions that were rejected.

    A fact that the article states twice is one claim, with the statement that says most about its scope as evidence.
    """
    source = Source(article.id, article.outlet, article.published, article.url, article.title, copy_of)
    kept: dict[tuple[object, ...], Mention] = {}
    rejected: list[Rejected] = []
    for m in mentions:
        attribute = pack.attributes[m.attribute]
        problem = _problem(m, attribute, pack)
        if problem:
            rejected.append(Rejected(f"{article.id}:{m.start}-{m.end}", "normalise", problem))
            continue
        scope = m.scope
        key = (m.subject, m.attribute, value_key(m.value), m.polarity, scope.object, scope.variant, scope.market)
        if key not in kept or _fullness(m) > _fullness(kept[key]):
            kept[key] = m
    kept = _drop_less_specific(kept)
    claims = [_claim(m, article, source) for m in kept.values()]
    return sorted(claims, key=place), rejected


def place(claim: Claim) -> tuple[str, int, int, str, str, str]:
    """Sorts claims by article, and in it by where the value stands."""
    at = claim.evidence
    return (at.article_id, at.focus_start, at.start, claim.attribute, claim.subject, claim.id)


def _problem(m: Mention, attribute: AttributeDef, pack: DomainPack) -> str | None:
    if isinstance(m.value, Quantity) and attribute.plausible is not None and attribute.unit is not None:
        low, high = attribute.plausible
        amount = pack.amount_in(abs(m.value.high), m.value.unit, attribute.unit)
        # A slip by a power of ten must get through, to be found and explained by the resolver.
        if amount is not None and not low / 20 <= amount <= high * 20:
            return f"{m.attribute} of {m.value.written or amount} is beyond anything plausible ({low}…{high} {attribute.unit})"
    return None


def _fullness(m: Mention) -> tuple[int, int, int]:
    return (len(m.scope.stated), len(m.alternatives), m.end - m.start)


def _drop_less_specific(kept: dict[tuple[object, ...], Mention]) -> dict[tuple[object, ...], Mention]:
    """Without "range 450 km" where the article also says "Light: range 450 km"; a market may be added likewise."""
    for at in (-2, -1):
        specific = {_without(key, at) for key in kept if key[at] is not None}
        kept = {key: m for key, m in kept.items() if key[at] is not None or _without(key, at) not in specific}
    return kept


def _without(key: tuple[object, ...], at: int) -> tuple[object, ...]:
    """The key, blind to its part ``at``, counted from the end."""
    return (*key[: len(key) + at], *key[len(key) + at + 1 :])


def _claim(m: Mention, article: Article, source: Source) -> Claim:
    evidence = Evidence(
        article_id=article.id,
        start=m.start,
        end=m.end,
        quote=article.text[m.start : m.end],
        sentence_start=m.sentence_start,
        sentence=article.text[m.sentence_start : m.sentence_end],
        focus_start=m.focus_start,
        focus_end=m.focus_end,
    )
    return Claim(
        id=claim_id(
            article_id=article.id,
            start=m.start,
            end=m.end,
            subject=m.subject,
            attribute=m.attribute,
            value=m.value,
            scope=m.scope,
            polarity=m.polarity,
        ),
        subject=m.subject,
        attribute=m.attribute,
        value=m.value,
        source=source,
        evidence=evidence,
        alternatives=m.alternatives,
        scope=m.scope,
        polarity=m.polarity,
        modality=m.modality,
        attribution=m.attribution,
    )


def with_copies(claims: Iterable[Claim], copies: dict[str, str]) -> list[Claim]:
    """The claims with ``source.copy_of`` set for the articles that repeat another one."""
    return [
        replace(c, source=replace(c.source, copy_of=copies[c.source.article_id]))
        if c.source.article_id in copies
        else c
        for c in claims
    ]
