"""The plant that a figure of a business belongs to: "it will cut 700 jobs at its plant in Arad", "2,600 work there"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.production.sited import makers_near, plant_in, pointing
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb

_AT = frozenset({"at", "in", "from"})
_INNER = frozenset({"compound", "pobj", "nmod", "poss", "appos"})
_OFFICES = frozenset({"center", "centre", "office", "headquarters", "laboratory", "lab", "studio"})
_SURE = 4.0
_OF_THEM = re.compile(r" of (?:them|these|whom|which)(?!\w)")
_WIDE = re.compile(r"(?<!\w)(?:the|that|this) (?:country|region|state|market|continent)(?!\w)")


def plant_at(
    ctx: Context, a: AttributeDef, q: QuantityMention, cue: Hit[Cue], quantities: Sequence[QuantityMention]
) -> Link | None:
    """The plant at which the verb of the figure, or of the word that measures it, happens, whoever does it."""
    sentence = ctx.page.sentence_at(q.start)
    nodes = _up_to_verb(ctx.page.root_of(q.start, q.end))
    if sentence.start <= cue.start < sentence.end:
        nodes |= _up_to_verb(ctx.page.root_of(cue.start, cue.end))
    found = []
    for r in ctx.focus.referents(sentence):
        plant = _plant_of(ctx, a, r)
        if plant is not None and _place_of(ctx, r) in nodes and not _others_between(ctx.page.text, q, r, quantities):
            found.append(Link(plant, r, _SURE))
    if not found:
        for there, place in pointing(ctx, sentence):
            plant = ctx.page.plants.meant(place)
            if plant is None and place.type == PLACE and not a.is_change:
                plant = plant_in(ctx, place, makers_near(ctx, sentence))
            wide = _WIDE.search(ctx.page.text, place.end, there.start())
            if plant is not None and not wide and ctx.page.token_at(there.start()).head.i in nodes:
                found.append(Link(plant, None, _SURE))
    return found[0] if len({x.id for x in found}) == 1 else None


def plant_measured(ctx: Context, cue: Hit[Cue]) -> Link | None:
    """The plant whose figure the cue names: "the capacity of its Wuhan plant", "production at the site"."""
    noun = ctx.page.root_of(cue.start, cue.end)
    if not noun.tag_.startswith("NN"):
        return None
    places = {t.i for p in noun.children if p.lower_ in {"of", "at"} for t in p.children if t.dep_ == "pobj"}
    for r in ctx.focus.referents(ctx.page.sentence_at(cue.start)) if places else ():
        if r.type == PLANT and ctx.page.root_of(r.start, r.end).i in places:
            return Link(r.ids[0], r, _SURE)
    return None


def plant_before(ctx: Context, q: QuantityMention) -> list[Link]:
    """The plant that the sentence before spoke of: "Ford invested in the site, … Last year 41,000 cars left the line." """
    here = ctx.page.sentence_at(q.start)
    if not here.number or any(r.type in {PRODUCT, PLACE, *COMPANY_TYPES} for r in ctx.focus.referents(here)):
        return []
    before = ctx.page.sentences[here.number - 1]
    plants = {r.ids[0] for r in ctx.focus.referents(before) if r.type == PLANT}
    near = "\n" not in ctx.page.text[before.end : here.start]
    return [Link(plants.pop(), None, 0.2)] if near and len(plants) == 1 else []


def of_unknown_works(ctx: Context, q: QuantityMention, *, relative: bool = False, offices: bool = False) -> bool:
    """Whether the clause speaks of a plant that the text has not told by name: the figure is not the company's.

    ``offices``: also of an office or the like, whose staff is not all that the company has; ``relative``: also where it is a relative clause of such a plant, so that the figure is of no other plant.
    """
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        for child in node.children:
            if child.dep_ in SUBJECT_DEPS:
                if relative and child.tag_ == "WDT" and node.dep_ == "relcl":
                    child = node.head  # "at a site that can build 900 a week"
                at = ctx.focus.referents(ctx.page.sentence_at(child.idx))
                named = any(r.type == PLANT and r.start <= child.idx < r.end for r in at)
                return (child.lower_ in ctx.focus.nouns.plants or (offices and child.lower_ in _OFFICES)) and not named
    return False


def _up_to_verb(token: Token) -> set[int]:
    """The token and what it hangs on, up to its verb; of "is to be cut" and "plans to cut" up to the first."""
    nodes = set()
    for node in ancestors(token):
        nodes.add(node.i)
        if is_verb(node):
            break
    return nodes


def _place_of(ctx: Context, r: Referent) -> int | None:
    """The word that the place is said of: the verb or noun before "at"."""
    node = ctx.page.root_of(r.start, r.end)
    while node.dep_ in _INNER and node.head.i != node.i:
        node = node.head
    return node.head.i if node.dep_ == "prep" and node.lower_ in _AT else None


def _plant_of(ctx: Context, a: AttributeDef, r: Referent) -> str | None:
    """The plant, or the one at the place: "2,600 people are employed in Emden"; jobs go in towns that have offices, too."""
    if r.type == PLANT:
        return r.ids[0]
    thing = next((t for t in ctx.page.things_at(r.start) if t.type == PLACE), None)
    if thing is None or a.is_change:
        return ctx.page.plants.meant(thing) if thing is not None else None
    return plant_in(ctx, thing, makers_near(ctx, ctx.page.sentence_at(r.start)))


def _others_between(text: str, q: QuantityMention, r: Referent, quantities: Sequence[QuantityMention]) -> bool:
    """ "1,600 jobs, 700 of them at its plant in Ghent": the plant is of the figure next to it."""
    between = starting(quantities, q.end, r.start)
    return any(
        o.converts is None and (o.quantity.unit == q.quantity.unit or _OF_THEM.match(text, o.end)) for o in between
    )
