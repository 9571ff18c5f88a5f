"""Parts of a count that are told by their place: "Togg delivered 39,000 cars, 2,100 of them in Germany", "900 of them in Kolin".

A part counts what its whole counts, and is of whom the whole is; of those who work in a town with a plant it is the plant's.
So it is in a list of towns: "1,100 people in Douai and 2,000 in Ruitz".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.domain.pack import UNWRITTEN, AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.facts.production.sited import makers_near, plant_in
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT

_SURE = 5.0
_OF_THEM = r" of (?:them|these|those|which|whom)"
_HOW = r"(?: (?:were|was|are|is|being|sold|shipped|delivered|registered|went|going|bound|work|based|employed))*"
_PLACED = re.compile(rf"{_OF_THEM}{_HOW} (?:in|to|for|at) (?:the )?")
_ABROAD = re.compile(rf"{_OF_THEM}{_HOW} (?:abroad|overseas|for export)(?!\w)")
_AT = re.compile(r"(?: (?:people|workers|employees|staff|jobs))?(?: work)? (?:in|at) (?:the )?")
_BROKEN = re.compile(r"[.;:\n]")


def placed_parts(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], found: Mapping[int, Measure]
) -> dict[int, Measure]:
    """The parts in the sentence that nothing else measures: number in ``quantities`` -> measure, as of the whole.

    ``found``: the measured figures of the sentence.
    """
    out: dict[int, Measure] = {}
    for n, q in ctx.page.quantities_in(sentence):
        if (
            n in found
            or q.quantity.high < 1
            or q.converts is not None
            or q.change is not None
            or q.quantity.unit not in UNWRITTEN
        ):
            continue
        whole = max((k for k in found if k < n), default=None)
        if whole is None or not _is_whole(found[whole].attribute, quantities[whole], q):
            continue
        if _BROKEN.search(ctx.page.text, quantities[whole].end, q.start):
            continue
        place = _place_behind(ctx, q)
        if _ABROAD.match(ctx.page.text, q.end) or (
            place is not None and _can_stand(ctx, found[whole].attribute, place)
        ):
            out[n] = replace(found[whole], score=0.0, source=whole)
    return out


def counts_staff(a: AttributeDef) -> bool:
    """Whether it is of those who work at a plant; jobs that are cut go in towns with offices, too."""
    return PLANT in a.subjects and PRODUCT not in a.subjects and not a.is_change


def plant_of_part(ctx: Context, a: AttributeDef, q: QuantityMention) -> Link | None:
    """The plant in the town where so many of all work."""
    place = _place_behind(ctx, q) if PLANT in a.subjects else None
    return _plant_at(ctx, place) if place is not None else None


def plant_of_next(
    ctx: Context, a: AttributeDef, quantities: Sequence[QuantityMention], n: int, told: Collection[int]
) -> list[Link] | None:
    """The plant in the next town of a list: "employs 1,100 people in Douai and 2,000 in Ruitz"; empty where nobody knows one
    there, None without a town right behind the figure.

    ``told``: the figures that have been told of somebody.
    """
    q = quantities[n]
    start = ctx.page.sentence_at(q.start).start
    if not counts_staff(a) or not any(k < n and quantities[k].start >= start for k in told):
        return None
    listed = ctx.page.text.endswith((" and ", ", "), start, q.bound_start)
    place = _place_behind(ctx, q, _AT) if listed else None
    if place is None or is_country(place.id):
        return None
    plant = _plant_at(ctx, place)
    return [plant] if plant is not None else []


def _plant_at(ctx: Context, place: Thing) -> Link | None:
    if is_country(place.id):
        return None
    plant = plant_in(ctx, place, makers_near(ctx, ctx.page.sentence_at(place.start)))
    return Link(plant, None, _SURE) if plant is not None else None


def _is_whole(a: AttributeDef, whole: QuantityMention, part: QuantityMention) -> bool:
    return a.dimension == "count" and not a.ahead and not a.is_change and part.quantity.high < whole.quantity.high


def _place_behind(ctx: Context, q: QuantityMention, between: re.Pattern[str] = _PLACED) -> Thing | None:
    told = between.match(ctx.page.text, q.end)
    if told is None:
        return None
    here = (t for t in ctx.page.things_at(told.end()) if t.start == told.end())
    return next((t for t in here if t.type in {PLACE, PLANT} and t.inside is None), None)


def _can_stand(ctx: Context, a: AttributeDef, place: Thing) -> bool:
    """Whether the place can tell the part apart: a market of what is sold, a town with a plant for those who work there."""
    if PLANT in a.subjects and not is_country(place.id):
        return plant_in(ctx, place, makers_near(ctx, ctx.page.sentence_at(place.start))) is not None
    known = ctx.pack.entities.get(place.id)
    return place.type == PLACE and "market" in a.scope and known is not None and known.type == PLACE
