"""Products told with the town of their maker's plant and no word of making: "the van from Hwaseong", "the EV4 (sedan, Hwaseong)".

Only a town in which the pack or the text knows a plant of the product's maker, or of its group, says so by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.noun_phrases import members_in_list
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.facts.production.sited import place_of
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb
from evextract.records import EntityRef, Mention

_BEING = frozenset({"is", "are", "was", "were", "be", "been", "’s", "'s"})
_BRACKET = re.compile(r" \((?:[^()]*, )?\Z")
_BEFORE = re.compile(r",? (?:and |then )?(?:from|out of) \Z")


def find_origin_facts(ctx: Context) -> Iterator[Mention]:
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and {PLANT, PLACE} <= set(a.values):
            for sentence in ctx.page.sentences:
                for town in (t for t in ctx.page.things_in(sentence) if t.type == PLACE and t.inside is None):
                    for link in _from(ctx, a, sentence, town):
                        plant = place_of(ctx, a, town, link.id)
                        if plant != town.id and is_own(ctx, plant, link.id):
                            span = (town.start, town.end)
                            value = EntityRef(plant, ctx.page.text[slice(*span)])
                            mention = ctx.mention(link, a, value, span, cover=[])
                            yield from [mention] if mention is not None else []


def _from(ctx: Context, a: AttributeDef, sentence: Sentence, town: Thing) -> list[Link]:
    """What the town is the origin of."""
    text = ctx.page.text
    if text.startswith((" to ", " back to "), town.end):
        return []  # "shifts the A from Hanover to Emden"
    for r in ctx.focus.referents(sentence):
        if r.type == PRODUCT and r.how == "name" and r.end <= town.start:
            gap = text[r.end : town.start]
            if _BRACKET.fullmatch(gap) or _BEFORE.fullmatch(gap):
                return [Link(i, r, 5.0) for i in r.ids]
    token = ctx.page.root_of(town.start, town.end)
    while token.dep_ == "conj" and token.head.tag_.startswith("NNP"):
        token = token.head  # "from Puebla and Bremen"
    preposition = token.head
    if token.dep_ != "pobj":
        return []
    if preposition.lower_ == "of" and preposition.head.lower_ == "out":
        preposition = preposition.head
    elif preposition.lower_ != "from":
        return []
    phrases = Phrases(ctx, a, sentence, avoid=(town.start, town.end))
    return said_of(phrases, preposition.head)


def said_of(phrases: Phrases, head: Token) -> list[Link]:
    """The things of which a preposition says something that hangs on ``head``, a noun or a form of "be".

    "Its sibling from Sochaux, the E-3008", "the PV5, the electric van from Hwaseong", "it is a saloon from Munich".
    """
    if is_verb(head):
        if head.lower_ not in _BEING:
            return []
        subjects = [c for c in head.children if c.dep_ in SUBJECT_DEPS]
        return [x for c in subjects for x in phrases.at(c)]
    if not head.tag_.startswith("NN"):
        return []
    if links := phrases.at(head):
        return links
    near = [c for c in head.children if c.dep_ == "appos"] + ([head.head] if head.dep_ == "appos" else [])
    if head.tag_ == "NNS" and head.dep_ == "appos":
        return [x for t in members_in_list(head.head) for x in phrases.at(t)]  # "the A and the B, both vans on"
    return next((links for t in near if (links := phrases.at(t))), [])


def is_own(ctx: Context, plant: str, product: str) -> bool:
    """Whether the plant is of the product's maker or its group."""
    known, brand = ctx.pack.entities.get(plant), ctx.focus.brand_of(product)
    owner = known.parent if known is not None else None
    if brand is None or owner is None:
        return False
    return owner == brand or ctx.focus.related(brand, {owner}) or ctx.focus.siblings(brand, owner)
