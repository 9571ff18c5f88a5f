"""What contract makers have: "Magna Steyr lost the X and is left with the Y", "Valmet has won the Z", "in Graz, Magna keeps the X".

A firm without a brand of its own that wins, keeps or loses a car builds it, or built it until then; at its plant, where the sentence
tells of one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.facts.production.sited import names_of
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.syntax import SUBJECT_DEPS, subject_of
from evextract.records import EntityRef, Mention, Modality, Polarity

_WINNING = frozenset(map(stem, ["win", "won", "get", "gain", "land", "secure", "receive"]))
_LOSING = frozenset(map(stem, ["lose", "lost"]))
_HOLDING = _WINNING | _LOSING | frozenset(map(stem, ["keep", "retain"]))
_OTHERWISE = frozenset({"wrong", "right", "ready", "going", "back", "out"})
"""Words that make something else of it: "got the X wrong"."""
_JOBS = frozenset({"contract", "order", "deal", "job", "work", "production", "assembly"})
_MOST_VERBS = 6


def find_contract_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attribute that follows from where a product is built, and of that place, for what contract makers hold."""
    attributes = ctx.pack.attributes.values()
    makers = [a for a in attributes if a.kind is ValueKind.ENTITY and a.implied_by and COMPANY_TYPES & set(a.values)]
    for a in makers:
        sites = [s for s in (ctx.pack.attributes.get(i) for i in a.implied_by) if s is not None and PLANT in s.values]
        for sentence in ctx.page.sentences:
            for firm in ctx.page.things_in(sentence):
                if firm.inside is None and firm.id in ctx.known_plants.contract_makers:
                    yield from _of_firm(ctx, a, sites, sentence, firm)


def _of_firm(
    ctx: Context, a: AttributeDef, sites: list[AttributeDef], sentence: Sentence, firm: Thing
) -> Iterator[Mention]:
    plant = _plant(ctx, sentence, firm)
    phrases = Phrases(ctx, a, sentence, avoid=(firm.start, firm.end))
    for verb in _verbs(ctx.page.root_of(firm.start, firm.end)):
        for held in _held(verb):
            for link in phrases.links(held) or []:
                brand = ctx.focus.brand_of(link.id)
                if brand is None or link.referent is None or link.referent.how == "pronoun":
                    continue
                yield from _mention(ctx, a, link, firm.id, firm, verb)
                if plant is not None:
                    for site in sites:
                        yield from _mention(ctx, site, link, *plant, verb)


def _mention(ctx: Context, a: AttributeDef, link: Link, id_: str, told: Thing, verb: Token) -> Iterator[Mention]:
    value, word = EntityRef(id_, ctx.page.text[told.start : told.end]), (verb.idx, verb.idx + len(verb))
    mention = ctx.mention(link, a, value, (told.start, told.end), cover=[word], anchor=verb.idx, told=word)
    if mention is None:
        return
    if stem(verb.lower_) in _LOSING:
        mention = replace(mention, modality=Modality.ASSERTED, polarity=Polarity.AFFIRMED)  # it has built it until then
    elif stem(verb.lower_) in _WINNING and (mention.modality, mention.polarity) == (
        Modality.ASSERTED,
        Polarity.AFFIRMED,
    ):
        mention = replace(mention, modality=Modality.PLANNED)
    yield mention


def _plant(ctx: Context, sentence: Sentence, firm: Thing) -> tuple[str, Thing] | None:
    """The firm's plant that the sentence names, or whose town."""
    for t in ctx.page.things_in(sentence):
        if t.type == PLANT and t.id in ctx.known_plants.ids and t.id.startswith(f"{firm.id}-"):
            return t.id, t
        if t.type == PLACE and t.inside is None and not is_country(t.id):
            own = ctx.known_plants.at(names_of(ctx, t), [firm.id])
            if own is not None:
                return own, t
    return None


def _verbs(firm: Token) -> Iterator[Token]:
    """What the firm does: its verb and those that go on with it, and those of its relative clause."""
    verbs = [firm.head] if firm.dep_ in SUBJECT_DEPS else []
    for c in firm.children:
        if c.dep_ == "relcl" and any(s.dep_ in SUBJECT_DEPS and s.tag_ in {"WDT", "WP"} for s in c.children):
            verbs.append(c)
    for verb in verbs[:_MOST_VERBS]:
        yield verb
        others = [v for v in verb.conjuncts if subject_of(v) is None]
        yield from others[:_MOST_VERBS]


def _held(verb: Token) -> Iterator[Token]:
    """ "Lost the X", "is left with the X", "won the contract for the X"."""
    if verb.lower_ == "left":
        passive = any(c.dep_ == "auxpass" for c in verb.children)
        yield from (g for c in verb.children if passive and c.lower_ == "with" for g in c.children if g.dep_ == "pobj")
    if stem(verb.lower_) not in _HOLDING or any(t.lower_ in _OTHERWISE for t in verb.rights):
        return
    for c in (c for c in verb.children if c.dep_ == "dobj"):
        if c.lower_.removesuffix("s") in _JOBS:
            yield from (g for p in c.children if p.lower_ in {"for", "of"} for g in p.children if g.dep_ == "pobj")
        else:
            yield c
