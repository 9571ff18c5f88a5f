"""What a country is named for without any car in particular: "demand in Norway has fallen", "Kia sold 9,000 in China"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, Thing
from evextract.nlp.syntax import is_verb

_AT_LARGE = frozenset({"market"})
_WANTING = frozenset({"demand", "appetite", "interest"})


def is_wanting(cue: Token) -> bool:
    """ "Demand in Norway has fallen": for whatever is sold there, unless the words say for what."""
    return cue.lower_ in _WANTING and cue.dep_ == "nsubj" and all(c.lower_ not in {"for", "of"} for c in cue.children)


def is_of_firm(ctx: Context, a: AttributeDef, hit: Hit[Cue]) -> bool:
    """ "BYD's sales in Europe" are those of all its cars, and "car batteries in Europe" no cars."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if a.countries_only and cue.dep_ == "compound" and cue.lower_.removesuffix("s") in ctx.focus.nouns.products:
        above = cue.head.lower_
        return stem(above) not in ctx.cue_stems[a.id] and above.removesuffix("s") not in ctx.focus.nouns.products
    if not a.countries_only or cue.tag_ != "NNS" or stem(cue.lower_) not in ctx.activities:
        return False
    owners = [c for c in cue.children if c.dep_ in {"poss", "compound"}]
    return any(t.type in COMPANY_TYPES and t.inside is None for c in owners for t in ctx.page.things_at(c.idx))


def is_seller(ctx: Context, link: Link) -> bool:
    """ "It sold 2,000 cars in Spain": what sells cars is a firm, whatever else "it" could be."""
    r = link.referent
    if r is None or r.how != "pronoun":
        return False
    token = ctx.page.root_of(r.start, r.end)
    if token.lower_ != "it" or token.dep_ != "nsubj":
        return False
    sold = [c for c in token.head.children if c.dep_ == "dobj"]
    return any(t.tag_ == "NNS" and t.lower_.removesuffix("s") in ctx.focus.nouns.products for t in sold)


def is_of_any(ctx: Context, hit: Hit[Cue], link: Link) -> bool:
    """ "Selling cars in China": none in particular, unless the words name some ("selling cars like the X").

    Nor, where the sentence speaks of no car, "Kia sold 9,000 in China": that many of all that it makes.
    """
    cue = ctx.page.root_of(hit.start, hit.end)
    of_firm = link.referent is None or link.referent.type in COMPANY_TYPES
    if of_firm and is_verb(cue) and _is_by_named_firm(ctx, cue):
        return True
    for noun in (cue, *cue.children):
        if noun.dep_ != "dobj" or noun.tag_ != "NNS" or any(c.dep_ in {"det", "poss"} for c in noun.children):
            continue
        if noun.lower_.removesuffix("s") in ctx.focus.nouns.products:
            r = link.referent
            within = r is not None and noun.left_edge.idx <= r.start <= noun.right_edge.idx
            return r is None or r.how == "pronoun" or not within  # "sold 9,000 cars, 800 of them vans"
    return False


def _is_by_named_firm(ctx: Context, verb: Token) -> bool:
    """Whether the verb has a firm by name as its subject and a mere number as its object."""
    counted = any(c.dep_ == "dobj" and c.tag_ == "CD" for c in verb.children)
    sellers = [c for c in verb.children if c.dep_ == "nsubj"] if counted else []
    return any(t.type in COMPANY_TYPES for c in sellers for t in ctx.page.things_at(c.idx))


def goes_on(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> bool:
    """ "Buyers in China ordered 10,000" goes on about the car before, "the Chinese market is under strain" does not.

    Nor does "demand comes from Norway": whatever comes from somewhere has to be told.
    """
    if "from" in hit.thing.lead:
        return False
    cue = ctx.page.root_of(hit.start, hit.end)
    if is_verb(cue):
        return True
    within = not a.countries_only or ctx.page.root_of(thing.start, thing.end).dep_ == "pobj"
    if a.countries_only and cue.lower_.removesuffix("s") in ctx.focus.nouns.products | _AT_LARGE:
        return False  # "the market for sedans in Spain", "the cheapest car in Spain is"
    return cue.dep_ == "nsubj" and within and not ctx.page.sentence_at(hit.start).heading
