"""What an article leaves unsaid and other claims of it show: the version it describes, the period of a forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evextract.records import Modality
from evextract.resolve.policy import Policy
from evextract.resolve.questions.period import period_of
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.timing import told_as_old

LEAST_SHARED = 2
"""So many figures of different attributes must be those of one version, and of no other."""


def described_trims(
    readings: Sequence[Reading], trims: Mapping[str, str], policy: Policy, compare: Compare
) -> dict[str, str]:
    """Article -> trim, for one subject: that of the figures for which the article names none. Where it gives two of them
    for one attribute, it speaks of several.
    """
    named: dict[str, list[tuple[str, Reading]]] = {}
    silent: dict[str, list[Reading]] = {}
    for reading in readings:
        if reading.measure is None or reading.denied:
            continue
        if reading.variant:
            trim = trims.get(reading.variant, reading.variant)
            named.setdefault(reading.claim.attribute, []).append((trim, reading))
        elif reading.claim.attribute in policy.by_trim and reading.measure.reach in (Reach.POINT, Reach.CEILING):
            silent.setdefault(reading.article, []).append(reading)
    found = {}
    for article, figures in sorted(silent.items()):
        attributes = {r.claim.attribute for r in figures}
        if len(attributes) < LEAST_SHARED or len(attributes) < len({r.key for r in figures}):
            continue
        shared: dict[str, set[str]] = {}
        for reading in figures:
            for trim, other in named.get(reading.claim.attribute, ()):
                if "|" not in trim and compare(reading, other).relation is Relation.SAME:
                    shared.setdefault(trim, set()).add(reading.claim.attribute)
        ranked = sorted(shared, key=lambda t: (-len(shared[t]), t))
        rest = max((len(shared[t]) for t in ranked[1:]), default=0)
        if ranked and len(shared[ranked[0]]) >= LEAST_SHARED and len(shared[ranked[0]]) > rest:
            found[article] = ranked[0]
    return found


def forecast_periods(readings: Sequence[Reading], policy: Policy) -> dict[tuple[str, str], tuple[str, bool]]:
    """Article and attribute -> the only period for which it gives a forecast, that of the old one which it replaces or of the
    new one; and whether the forecast that names it is told as the old one.
    """
    found: dict[tuple[str, str], dict[str, bool]] = {}
    for reading in readings:
        ahead = reading.claim.modality is not Modality.ASSERTED and reading.claim.attribute in policy.forecasts
        if ahead and (period := period_of(reading)):
            mine = found.setdefault((reading.article, reading.claim.attribute), {})
            mine[period] = mine.get(period, True) and told_as_old(reading)
    return {place: next(iter(periods.items())) for place, periods in sorted(found.items()) if len(periods) == 1}
