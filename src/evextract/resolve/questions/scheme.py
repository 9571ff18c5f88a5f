"""How the articles tell apart the versions of one thing, and what a claim's scope therefore is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from evextract.records import Modality
from evextract.resolve.policy import Policy
from evextract.resolve.questions.comparable import normal
from evextract.resolve.questions.generations import Generations
from evextract.resolve.questions.period import MONTHS, period_of
from evextract.resolve.reading import Reading
from evextract.resolve.timing import told_as_old

MONTH = re.compile(r"\d{4}-\d{2}|" + "|".join(MONTHS))
Signature = tuple[tuple[str, str], ...]
"""The scope keys that are stated, in the form in which they are compared."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """``trims``: folded name -> the trim that it names, several joined by ``|``. ``described``: article -> the trim
    that it describes without naming it. ``several``: whether the articles know more than one version of the thing.
    ``forecasts``: article and attribute -> the period of its forecasts, and whether the old one of them names it.
    """

    trims: Mapping[str, str]
    generations: Generations
    policy: Policy
    described: Mapping[str, str] = field(default_factory=dict)
    several: bool = False
    forecasts: Mapping[tuple[str, str], tuple[str, bool]] = field(default_factory=dict)

    def trim(self, reading: Reading) -> str | None:
        return self.trims.get(reading.variant, reading.variant) if reading.variant else None

    def signature(self, reading: Reading) -> Signature:
        """The keys that matter for the attribute. A price's currency tells its market, an article's other claims the
        generation.
        """
        stated = reading.scope.stated
        keys = reading.definition.scope
        found: dict[str, str | None] = {
            key: period_of(reading) if key == "period" else normal(key, value)
            for key, value in stated.items()
            if key in keys or key == "object"
        }
        if reading.claim.attribute in self.policy.standing and MONTH.fullmatch(found.get("period") or ""):
            # The month that a state or a promise is told of is that of the news.
            del found["period"]
        adds_up = reading.claim.attribute in self.policy.additive
        if found.get("market") == "global" and (adds_up or ("variant" not in keys and "generation" not in keys)):
            # Of a company, and of what adds up, a figure without a place is that of the whole.
            del found["market"]
        if "variant" in found:
            found["variant"] = self.trim(reading)
        elif "variant" in keys and reading.claim.attribute in self.policy.by_trim:
            found["variant"] = self.described.get(reading.article)
        if "period" in keys and "period" not in found and reading.claim.modality is not Modality.ASSERTED:
            period, is_old = self.forecasts.get((reading.article, reading.claim.attribute), (None, False))
            found["period"] = period if is_old or told_as_old(reading) else None
        if "generation" in keys:
            found["generation"] = self.generations.of(reading)
        if "market" in keys and "market" not in found and reading.claim.attribute in self.policy.by_trim:
            home = self.policy.home_market.get(reading.measure.unit) if reading.measure is not None else None
            found["market"] = normal("market", home) if home else None
        return tuple(sorted((key, value) for key, value in found.items() if value is not None))


def knows_several(readings: Iterable[Reading], policy: Policy) -> bool:
    """Whether the claims on one thing name a version, or one article gives two figures for what versions differ in."""
    told: dict[tuple[object, ...], str] = {}
    for reading in readings:
        if reading.denied or reading.claim.attribute not in policy.by_trim:
            continue
        scope = reading.scope
        asked = reading.article, reading.claim.attribute, scope.generation, scope.market, scope.test_cycle
        if scope.variant is not None or told.setdefault(asked, reading.key) != reading.key:
            return True
    return False


def joint(signatures: Iterable[Signature]) -> Signature:
    """All that several signatures of one question say; of two words for one thing, the one in the fullest."""
    ordered = sorted(set(signatures), key=lambda s: (len(s), s))
    return tuple(sorted({key: value for sig in ordered for key, value in sig}.items()))
