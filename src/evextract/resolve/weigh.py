"""How much one claim counts, in natural log-odds, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Iterable

from evextract.domain.pack import DomainPack, OutletDef
from evextract.records import Claim, Modality
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading


def source_of(reading: Reading) -> str:
    """Whose record counts: the outlet, else the article."""
    return source_name(reading.claim)


def source_name(claim: Claim) -> str:
    return claim.source.outlet or claim.source.article_id


def trust_bounds(reading: Reading, policy: Policy, pack: DomainPack) -> tuple[float, float]:
    """The least and most that a claim is trusted, whoever makes it: less for a rumour, more for the maker's own word."""
    if reading.claim.modality is Modality.SPECULATIVE:
        return 0.0, policy.trust_in_rumour
    return (policy.trust_in_official, 1.0) if is_official(reading, pack) else (0.0, 1.0)


def known_outlets(sources: Iterable[str], pack: DomainPack) -> dict[str, OutletDef]:
    """The pack's outlets among ``sources``, by id, name or alias."""
    named = {
        name.casefold(): outlet
        for outlet in reversed(list(pack.outlets.values()))  # Of several, the first.
        for name in (outlet.name, *outlet.aliases)
    }
    found = ((source, pack.outlets.get(source) or named.get(source.casefold())) for source in sources)
    return {source: outlet for source, outlet in found if outlet is not None}


def is_official(reading: Reading, pack: DomainPack) -> bool:
    """The thing's own maker, or the company itself, is named as the source."""
    speaker = reading.claim.attribution
    if not speaker:
        return False
    name = slug(speaker)
    subject = reading.subject
    entity = pack.entities.get(subject)
    makers = {
        subject,
        entity.brand or "" if entity else "",
        entity.parent or "" if entity else "",
        subject.split("-")[0],
    }
    return name in makers


def slug(text: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def logit(p: float) -> float:
    return math.log(p / (1 - p))


def squashed(log_odds: float, most: float) -> float:
    """Log-odds bent so that they never exceed ``most``: nobody is trusted without limit, yet the better one more."""
    return most * math.tanh(log_odds / most)


def chance(log_odds: float) -> float:
    """The probability for log-odds."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))
