"""How much one claim counts, in natural log-odds, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping

from evextract.domain.pack import DomainPack, OutletDef
from evextract.records import Modality
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading


def source_of(reading: Reading) -> str:
    """Whose record counts: the outlet, else the article."""
    return reading.claim.source.outlet or reading.article


def trust_of(reading: Reading, trust: Mapping[str, float], policy: Policy, pack: DomainPack) -> float:
    """Probability that the claim is right: that of its source, lower for a rumour, higher for the maker's own word."""
    source = source_of(reading)
    known = trust.get(source)
    if known is None:
        outlet = outlet_of(source, pack)
        known = outlet.trust if outlet is not None else policy.trust
    if reading.claim.modality is Modality.SPECULATIVE:
        return min(known, policy.trust_in_rumour)
    return max(known, policy.trust_in_official) if is_official(reading, pack) else known


def outlet_of(source: str, pack: DomainPack) -> OutletDef | None:
    """The pack's outlet of that id, name or alias."""
    if source in pack.outlets:
        return pack.outlets[source]
    name = source.casefold()
    return next(
        (o for o in pack.outlets.values() if name == o.name.casefold() or name in map(str.casefold, o.aliases)), None
    )


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
