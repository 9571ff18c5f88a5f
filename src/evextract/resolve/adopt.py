"""Bring a claim that fits no question's answer before the question that it was meant for.

A claim without a trim may be about a trim nobody else speaks of, so differing from the known trims is no conflict. It
is one where the claim itself shows which trim it means, and where it differs by what looks like a slip.
"""

from __future__ import annotations

from collections.abc import Sequence

from evextract.domain.pack import DomainPack
from evextract.resolve.answers import near
from evextract.resolve.group import Draft
from evextract.resolve.policy import Policy
from evextract.resolve.reading import Reach, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.slips import slip_between

STRONG_SLIP = 2.4


def adopt(drafts: list[Draft], pack: DomainPack, policy: Policy, compare: Compare) -> list[Draft]:
    """The drafts with such claims moved; drafts that lost all their claims are left out."""
    homes = [d for d in drafts if dict(d.fullest).get("variant")]
    if not homes:
        return drafts
    by_article: dict[str, list[Reading]] = {}
    for draft in drafts:
        for reading in (*draft.core, *draft.joined):
            by_article.setdefault(reading.article, []).append(reading)
    for draft in drafts:
        variant = dict(draft.fullest).get("variant", "")
        if variant and "|" not in variant:
            continue
        for reading in list(draft.core):
            broken = _broken_end(reading, [h for h in homes if h.admits(draft.fullest, pack)], compare)
            if broken is not None:
                draft.core.remove(reading)
                broken.joined.append(reading)
                continue
            if reading.measure is None or reading.denied or reading.measure.reach not in (Reach.POINT, Reach.CEILING):
                continue
            fitting = [h for h in homes if h is not draft and h.admits(draft.fullest, pack)]
            home = _meant(reading, fitting, by_article[reading.article], pack, policy, compare, covers="|" in variant)
            if home is not None:
                draft.core.remove(reading)
                home.joined.append(reading)
    for draft in drafts:
        if not draft.core:
            draft.core, draft.joined = draft.joined, []
    return [d for d in drafts if d.core]


def _broken_end(reading: Reading, homes: Sequence[Draft], compare: Compare) -> Draft | None:
    """The trim that lies beyond what an article gives as the most, or the least, of the model."""
    measure = reading.measure
    if measure is None or reading.denied or measure.reach not in (Reach.CEILING, Reach.FLOOR):
        return None
    beyond = [
        (abs(other.measure.middle - measure.middle), home)
        for home in homes
        for other in home.core
        if other.measure is not None
        and other.article != reading.article
        and not other.denied
        and other.measure.reach is Reach.POINT
        and compare(reading, other).relation is Relation.DIFFERENT
    ]
    return max(beyond, key=lambda pair: (pair[0], pair[1].fullest))[1] if beyond else None


def _meant(
    reading: Reading,
    homes: Sequence[Draft],
    beside: Sequence[Reading],
    pack: DomainPack,
    policy: Policy,
    compare: Compare,
    *,
    covers: bool,
) -> Draft | None:
    ranked = sorted(homes, key=lambda h: (_distance(reading, h), h.fullest))
    for home in ranked:
        others = [r for r in home.core if r.article != reading.article and not r.denied]
        if not others:
            continue
        if covers:
            # "The 73 kWh version" means every trim with that battery.
            return home
        listed = [r for r in beside if r is not reading and r.scope == reading.scope and r.measure is not None]
        if any(compare(r, o).relation is Relation.SAME for r in listed for o in others):
            continue
        matched = any(compare(r, o).relation is Relation.SAME for r in listed for h in homes for o in h.core)
        if matched and any(near(reading, o, policy.near) for o in others):
            # The other figures of its list are those of other trims; this one is left for this trim.
            return home
        slips = [s for o in others if (s := slip_between(reading, o, pack)) is not None]
        if any(s.surprise >= STRONG_SLIP for s in slips):
            return home
    return None


def _distance(reading: Reading, home: Draft) -> float:
    gaps = [
        abs(reading.measure.middle - other.measure.middle)
        for other in home.core
        if reading.measure is not None and other.measure is not None
        if reading.measure.dimension == other.measure.dimension
    ]
    return min(gaps, default=float("inf"))
