"""Figures that a clause tells of a town and its plant: "in Kolin, where 3,000 work", "Kolin has a capacity of 3,000"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.works import of_unknown_works
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.production.sited import makers_near, plant_in
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing, slug
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, subject_of

_SURE = 4.0
_WHERE = re.compile(r"(?<!\w)where(?!\w)")
_BEFORE_WHERE = 70
"""Characters before "where" within which the town stands: "a line in Kolin with 8 GWh a year, where"."""
_REGION = re.compile(r",? (?:in |near |outside |close to |(?:south|north|east|west) of )?(?:the )?")
"""Between a site and the place that it lies in or by."""
_ANOTHER = frozenset({"one", "another"})
"""Subjects that are a plant which the sentence has not told of before: "one in Kolin is designed for 3,000 a year"."""
TOGETHER = "combined|joint|global|worldwide|overall|total|altogether"
"""Words for what all of a firm's works have."""
_ALL = re.compile(rf"(?<!\w)(?:{TOGETHER}|all its)(?!\w)", re.IGNORECASE)
_PARTED = re.compile(r"[;:]| (?:but|while|whereas)(?!\w)")


def plant_of_clause(ctx: Context, a: AttributeDef, q: QuantityMention) -> Link | None:
    """The plant at the town that the figure's clause begins with: as what it is about, or before "where"."""
    sentence = ctx.page.sentence_at(q.start)
    sites = [t for t in ctx.page.things_in(sentence) if t.type in {PLACE, PLANT} and t.inside is None]
    if a.ahead or not (sites or a.of_works):
        return None
    above = ancestors(ctx.page.root_of(q.start, q.end))
    site = (_before_where(ctx, a, sentence, sites, q, above) or _as_subject(ctx, a, sites, above)) if sites else None
    plant = _plant(ctx, a, site, sentence) if site is not None else None
    another = any(t.dep_ in SUBJECT_DEPS and t.lower_ in _ANOTHER for n in above for t in n.children)
    if (
        plant is None
        and a.of_works
        and not (another or of_unknown_works(ctx, q, relative=True))
        and not _ALL.search(ctx.page.text, sentence.start, q.start)
    ):
        plant = _only_one(ctx, sentence, q) if sites else _last(ctx, sentence, above)
    return Link(plant, None, _SURE) if plant is not None else None


def _before_where(
    ctx: Context,
    a: AttributeDef,
    sentence: Sentence,
    sites: Sequence[Thing],
    q: QuantityMention,
    above: Iterable[Token],
) -> Thing | None:
    text = ctx.page.text
    told = [m.start() for m in _WHERE.finditer(text, sentence.start, q.bound_start)]
    if not told or _PARTED.search(text, told[-1], q.bound_start):
        return None
    where = ctx.page.token_at(told[-1])
    if where.head.i not in {t.i for t in above}:
        return None
    if PRODUCT in a.subjects and any(c.dep_ == "nsubjpass" for c in where.head.children):
        return None  # "in Kolin, where the Aygo is built at a rate of 900 a week"
    near = [t for t in sites if told[-1] - _BEFORE_WHERE < t.start and t.end <= told[-1]]
    if len(near) > 1 and _REGION.fullmatch(text, near[-2].end, near[-1].start):
        return near[-2]  # "Normal, Illinois"
    return near[-1] if near else None


def _as_subject(ctx: Context, a: AttributeDef, sites: Sequence[Thing], above: Iterable[Token]) -> Thing | None:
    for verb in filter(is_verb, above):
        subject = subject_of(verb)
        if subject is None:
            continue
        if verb.dep_ == "relcl":
            if subject.tag_ in {"WDT", "WP"}:
                subject = verb.head
            elif PRODUCT in a.subjects:
                return None  # "the car, of which Kolin makes 200 a week"
        told = next((n for n, t in enumerate(sites) if ctx.page.root_of(t.start, t.end).i == subject.i), None)
        if told is None:
            return None
        beside = told and _REGION.fullmatch(ctx.page.text, sites[told - 1].end, sites[told].start)
        return sites[told - 1] if beside else sites[told]  # "its plant in Chakan, near Pune, which can build"
    return None


def _only_one(ctx: Context, sentence: Sentence, q: QuantityMention) -> str | None:
    """The one plant that the sentence tells of before the figure."""
    plants = {i for r in ctx.focus.referents(sentence) if r.type == PLANT and r.end <= q.start for i in r.ids}
    return plants.pop() if len(plants) == 1 else None


def _last(ctx: Context, sentence: Sentence, above: Iterable[Token]) -> str | None:
    """The plant of the sentence before, where this one names nobody else; of what only works have "it" is no car."""
    pointed = any(c.dep_ in SUBJECT_DEPS and c.lower_ == "it" for node in above for c in node.children)
    others = COMPANY_TYPES if pointed else {PRODUCT, *COMPANY_TYPES}
    if any(r.how == "name" and r.type in others for r in ctx.focus.referents(sentence)):
        return None
    before = ctx.page.sentences[max(0, sentence.number - 1)]
    plants = {i for t in ctx.page.things_in(before) if (i := ctx.page.plants.meant(t)) is not None}
    return plants.pop() if len(plants) == 1 else None


def _plant(ctx: Context, a: AttributeDef, site: Thing, sentence: Sentence) -> str | None:
    """The plant that the town stands for; of what only plants have one that nobody knows yet, named after its town."""
    makers = makers_near(ctx, sentence)
    plant = plant_in(ctx, site, makers)
    if plant is not None or is_country(site.id) or not a.of_works or not makers:
        return plant
    return f"{makers[0]}-{slug(ctx.page.text[site.start : site.end])}-plant"
