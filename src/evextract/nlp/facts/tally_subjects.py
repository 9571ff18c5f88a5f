"""Whose figure of a business it is: who sells, builds or employs, what is sold, and where it is built."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.discourse import Referent
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.market_talk import is_of_the_market
from evextract.nlp.facts.nouns import noun_span
from evextract.nlp.facts.reader import Measure
from evextract.nlp.facts.repeats import gapping_subject
from evextract.nlp.lexicon import Hit
from evextract.nlp.link import Link
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.sites import PLANT
from evextract.nlp.syntax import ancestors, is_verb
from evextract.nlp.things import COMPANY_TYPES, PLACE

_OF_THING = re.compile(r" (?:of|for) (?:(?:the|its|their|a|an|all|new|current|electric|both) ){0,3}\Z")
_ITS_OWN = re.compile(r"(?:’s|'s) [a-z]+, (?:the )?")
"""Between "the car" and the Zoe in "of the car's predecessor, the Zoe"."""
_APIECE = re.compile(r"(?<!\w)(?:each|apiece|respectively|every one|both)(?!\w)", re.IGNORECASE)
_SURE = 3.0
"""The least score of a subject that the parse gives rather than the neighbourhood."""
_SAYING = frozenset({"name", "trim", "description", "unnamed"})
_WORKS = frozenset(["plant", "factory", "gigafactory", "facility", "site", "works"])


def subjects_of(
    ctx: Context,
    measure: Measure,
    quantities: Sequence[QuantityMention],
    n: int,
    links: Mapping[int, Sequence[Link]],
) -> list[Link]:
    q, a = quantities[n], measure.attribute
    if measure.source is not None and measure.source in links:
        gapped = gapping_subject(ctx, quantities[measure.source], q)
        if not gapped:
            return [replace(link, referent=None) for link in links[measure.source]]
        return [Link(i, None, 1.0) for i in gapped]
    if PRODUCT in a.subjects:
        named = _counted_vehicle(ctx, q, measure.cue)
        if named is not None:
            return [named]
    verb = _passive(ctx, q)
    if verb is not None:
        if PRODUCT in a.subjects and q.noun is None:
            # "The first 35 were delivered in Berlin": of what the text speaks of, whoever has a showroom there.
            return ctx.linker.subjects(q.start, q.end, (PRODUCT,))
        if PLANT in a.subjects and (works := _where(ctx, verb)):
            return [works]
    if PLANT in a.subjects and (works := _of_works(ctx, measure.cue)):
        return [works]
    if PLANT in a.subjects and _unknown_works(ctx, q):
        return []
    told_before = not ctx.page.sentence_at(q.start).start <= measure.cue.start < q.end + 300
    types = a.subjects if told_before else _agents(ctx, a, measure.cue)
    found = ctx.linker.subjects(q.start, q.end, types)
    noun = q.end, noun_span(ctx.page.text, q)[1]
    if any(x.referent is not None and noun[0] <= x.referent.start < noun[1] for x in found):
        # "The plant can build 120,000 Leapmotor cars": who builds them, not what they are called.
        other = ctx.linker.subjects(q.start, q.end, types, avoid=noun)
        found = other if all(x.referent is not None and x.score > _SURE for x in other) and other else found
    if found and all(x.referent is None for x in found):
        if is_of_the_market(ctx, q):
            return []
        found = (_plant_before(ctx, q) if PLANT in a.subjects else []) or found
    shared = a.dimension != "count" or a.ahead or len({x.id for x in found}) < 2
    return found if shared or _each(ctx, q) else []


def _agents(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> tuple[str, ...]:
    """Who can be the subject: a product neither sells nor builds, so the subject of an active "sold" is a company."""
    verb = ctx.page.root_of(cue.start, cue.end)
    while verb.dep_ == "conj" and is_verb(verb.head) and not any(c.dep_ in SUBJECT_DEPS for c in verb.children):
        verb = verb.head  # "it built 2,212 cars and delivered 3,109"
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if not verb.tag_.startswith("VB") or not subjects or not COMPANY_TYPES & set(a.subjects):
        return a.subjects
    if PRODUCT in a.subjects and _is_product(ctx, subjects[0]):
        return (PRODUCT,)  # "the Model Y sold 9,000 times", "the car, which has sold 50,000 examples"
    return tuple(t for t in a.subjects if t in COMPANY_TYPES or t == PLANT)


def _each(ctx: Context, q: QuantityMention) -> bool:
    """Whether several subjects have the figure each; "A and B can build 5 million cars" tells of neither."""
    sentence = ctx.page.sentence_at(q.start)
    return _APIECE.search(ctx.page.text, sentence.start, sentence.end) is not None


def _is_product(ctx: Context, subject: Token) -> bool:
    if subject.tag_ in {"WDT", "WP"} and subject.head.dep_ == "relcl":
        subject = subject.head.head
    return any(
        r.type == PRODUCT and r.how in _SAYING and ctx.focus.root(r).i == subject.i
        for r in ctx.focus.referents(ctx.page.sentence_at(subject.idx))
    )


def _passive(ctx: Context, q: QuantityMention) -> Token | None:
    """The passive verb that the figure, or what it counts, is the subject of, if it names no agent."""
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        if is_verb(node):
            return None
        if node.dep_ == "nsubjpass":
            verb: Token = node.head
            for deeper in verb.children:  # "are expected to be built": the verb at the end of the chain says it
                if deeper.dep_ == "xcomp" and deeper.tag_ == "VBN":
                    verb = deeper
            return None if any(c.dep_ == "agent" for c in verb.children) else verb
    return None


def _where(ctx: Context, verb: Token) -> Link | None:
    """The plant at which the verb happens."""
    for r in ctx.focus.referents(ctx.page.sentence_at(verb.idx)):
        plant = r.ids[0] if r.type == PLANT else _plant_at(ctx, r)
        if plant is not None:
            node = ctx.page.root_of(r.start, r.end)
            while node.dep_ in {"compound", "pobj", "nmod", "poss"} and node.head.i != node.i:
                node = node.head
            if node.dep_ == "prep" and node.lower_ in {"at", "in"} and node.head.i == verb.i:
                return Link(plant, r, 4.0)
    return None


def _of_works(ctx: Context, cue: Hit[Cue]) -> Link | None:
    """The plant whose figure the cue names: "the capacity of its Wuhan plant", "production at the site"."""
    noun = ctx.page.root_of(cue.start, cue.end)
    if not noun.tag_.startswith("NN"):
        return None
    places = {t.i for p in noun.children if p.lower_ in {"of", "at"} for t in p.children if t.dep_ == "pobj"}
    for r in ctx.focus.referents(ctx.page.sentence_at(cue.start)) if places else ():
        if r.type == PLANT and ctx.page.root_of(r.start, r.end).i in places:
            return Link(r.ids[0], r, 4.0)
    return None


def _plant_at(ctx: Context, r: Referent) -> str | None:
    """ "11,500 people are employed in Cologne": the plant there, where the text has named it."""
    thing = next((t for t in ctx.page.things_at(r.start) if t.type == PLACE), None)
    return ctx.page.plants.meant(thing) if thing is not None else None


def _plant_before(ctx: Context, q: QuantityMention) -> list[Link]:
    """The plant that the sentence before spoke of: "Ford invested in the site, … Last year 41,000 cars left the line." """
    here = ctx.page.sentence_at(q.start)
    if not here.number or any(r.type in {PRODUCT, *COMPANY_TYPES} for r in ctx.focus.referents(here)):
        return []
    before = ctx.page.sentences[here.number - 1]
    plants = {r.ids[0] for r in ctx.focus.referents(before) if r.type == PLANT}
    near = "\n" not in ctx.page.text[before.end : here.start]
    return [Link(plants.pop(), None, 0.2)] if near and len(plants) == 1 else []


def _unknown_works(ctx: Context, q: QuantityMention) -> bool:
    """Whether the clause speaks of a plant that the text has not told by name: the figure is not the company's."""
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        for child in node.children:
            if child.dep_ in SUBJECT_DEPS:
                at = ctx.focus.referents(ctx.page.sentence_at(child.idx))
                return child.lower_ in _WORKS and not any(r.type == PLANT and r.start <= child.idx < r.end for r in at)
    return False


def _counted_vehicle(ctx: Context, q: QuantityMention, cue: Hit[Cue]) -> Link | None:
    """The vehicle that the counted noun names or is "of": "63,000 EV9s", "12,000 units of the Polestar 4"."""
    text = ctx.page.text
    end = noun_span(text, q)[1]
    vehicles = [r for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if r.type == PRODUCT and r.how in _SAYING]
    for r in vehicles:
        if r.how in {"name", "trim"} and (
            q.end <= r.start < end or (r.start >= q.end and not text[q.end : r.start].strip())
        ):
            return Link(r.ids[0], r, 5.0)
    for r in vehicles:
        for stop in (end, cue.end):
            if r.start > stop and _OF_THING.fullmatch(text[stop : r.start]):
                own = next((o for o in vehicles if o.how == "name" and _ITS_OWN.fullmatch(text[r.end : o.start])), r)
                return Link(own.ids[0], own, 5.0)
    return None
