"""Bring a claim that fits no question's answer before the question that it was meant for.

A claim without a trim may be about a trim nobody else speaks of, so differing from the known trims is no conflict. It
is one where the claim itself shows which trim it means, and where it differs by what looks like a slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from evextract.domain.pack import DomainPack
from evextract.records import Bound
from evextract.resolve.measures import near
from evextract.resolve.policy import Policy
from evextract.resolve.questions.group import ONE_CYCLE, Draft
from evextract.resolve.questions.trims import BOTTOM
from evextract.resolve.reading import AT_MOST, Reach, Reading
from evextract.resolve.rule import Compare, Relation
from evextract.resolve.slips import slip_between

STRONG_SLIP = 2.4
FAR = 0.35
"""The share by which "up to" may miss the best trim that is listed: more is another model year."""


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
            fitting = [h for h in homes if h is not draft and h.admits(draft.fullest, pack)]
            found = _other_end(reading, fitting, compare)
            if found is not None:
                draft.core.remove(reading)
                found[0].joined.append(found[1])
                continue
            if reading.measure is None or reading.denied or reading.measure.reach not in (Reach.POINT, Reach.CEILING):
                continue
            home = _meant(reading, fitting, by_article[reading.article], pack, policy, compare, covers="|" in variant)
            if home is not None:
                draft.core.remove(reading)
                home.joined.append(reading)
    for draft in drafts:
        if not draft.core:
            draft.core, draft.joined = draft.joined, []
    return [d for d in drafts if d.core]


def _other_end(reading: Reading, homes: Sequence[Draft], compare: Compare) -> tuple[Draft, Reading] | None:
    """The trim against which a claim about the most, or the least, of the model stands: one that lies beyond; or the
    outermost one of an article that lists trims, where the claim goes well beyond it.
    """
    measure = reading.measure
    if measure is None or reading.denied or measure.reach not in (Reach.CEILING, Reach.FLOOR):
        return None
    trims = [
        (other.measure.middle, home, other)
        for home in homes
        for other in home.core
        if other.measure is not None
        and other.measure.dimension == measure.dimension
        and other.measure.reach is Reach.POINT
        and other.article != reading.article
        and not other.denied
        and not _by_another_cycle(reading, other)
    ]
    if not trims:
        return None
    outermost = max if measure.reach is Reach.CEILING else min
    end, home, other = outermost(trims, key=lambda t: (t[0], t[1].fullest, t[2].id))
    relation = compare(reading, other).relation
    if relation is Relation.DIFFERENT:
        return home, reading
    listed = len({o.scope.variant for _, _, o in trims if o.article == other.article}) > 1
    plain = replace(reading, measure=replace(measure, reach=Reach.POINT, bound=Bound.EXACT))
    if (
        relation is Relation.COMPATIBLE
        and (listed or _outermost_by_name(other, measure.reach))
        and abs(measure.middle - end) < FAR * abs(measure.middle)
        and compare(plain, other).relation is Relation.DIFFERENT
    ):
        return home, plain
    return None


def _by_another_cycle(reading: Reading, other: Reading) -> bool:
    """Whether a figure that names no test cycle differs so from one that does that another cycle may be meant."""
    silent = reading.scope.test_cycle is None and other.scope.test_cycle is not None
    return silent and not near(reading, other, ONE_CYCLE)


def _outermost_by_name(reading: Reading, reach: Reach) -> bool:
    """Whether the claim itself says that its figure is the end of the range: "entry-level", "the maximum range"."""
    if reach is Reach.FLOOR:
        return reading.variant is not None and set(reading.variant.split()) <= BOTTOM
    return AT_MOST.search(reading.claim.evidence.quote) is not None


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
        listed = [
            r
            for r in beside
            if r is not reading and r.scope == reading.scope and r.reach in (Reach.POINT, Reach.CEILING)
        ]
        if any(compare(r, o).relation is Relation.SAME for r in listed for o in others):
            continue
        placed = any(
            compare(r, o).relation is Relation.SAME or near(r, o, policy.near)
            for r in listed
            for h in homes
            if h is not home
            for o in h.core
        )
        if placed and any(near(reading, o, policy.near) for o in others):
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
