"""How much one claim counts, in natural log-odds, before anything is compared."""

from __future__ import annotations

import math

from evextract.domain.pack import DomainPack
from evextract.records import Modality
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reading
from evextract.resolve.survey import Survey


def source_of(reading: Reading) -> str:
    """Whose record counts: the outlet, else the article."""
    return reading.claim.source.outlet or reading.article


def trust_of(reading: Reading, survey: Survey, policy: Policy, pack: DomainPack) -> float:
    """Probability that the source is right: learned, else by its role."""
    source = source_of(reading)
    trust = survey.trust.get(source)
    if trust is None:
        trust = prior_trust(source, policy, pack)
    if reading.claim.modality is Modality.SPECULATIVE:
        trust = min(trust, policy.trust_in_rumour)
    elif is_official(reading, pack):
        trust = max(trust, policy.trust_in_official)
    return trust


def prior_trust(source: str, policy: Policy, pack: DomainPack) -> float:
    known = pack.outlets.get(source)
    if known is None:
        name = source.casefold()
        known = next(
            (o for o in pack.outlets.values() if name in (o.id, o.name.casefold(), *map(str.casefold, o.aliases))), None
        )
    return known.trust if known is not None else policy.trust


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


def chance(log_odds: float) -> float:
    """The probability for log-odds."""
    if log_odds >= 0:
        return 1 / (1 + math.exp(-log_odds))
    return math.exp(log_odds) / (1 + math.exp(log_odds))
