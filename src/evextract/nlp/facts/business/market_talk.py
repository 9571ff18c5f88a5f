"""Figures of a market rather than of a maker: "sales of battery cars in Norway rose to 9,900", "the industry sold …"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.nouns import noun_span
from evextract.nlp.lexicon import stem
from evextract.nlp.naming.things import PLACE
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, subject_of

_FIRMS = frozenset(stem(w) for w in ["automaker", "carmaker", "manufacturer", "maker", "brand"])
_REGISTRATION = stem("registration")
_EVERYBODY = _FIRMS | frozenset(stem(w) for w in [
    "industry", "market", "sector", "segment", "country", "nation", "continent", "region", "dealer", "retailer",
    "rival", "competitor", "consumer", "motorist",
])  # fmt: skip
_KINDS = frozenset(stem(w) for w in ["car", "vehicle", "ev", "bev", "phev", "hybrid", "suv", "truck", "van", "model"])
_REGISTERED = frozenset({"registered", "sold"})
_ALL_OVER = re.compile(
    r"(?<!\w)(?:nationwide|countrywide|across the (?:country|industry|market|board)|in the (?:country|kingdom|market)|here"
    r"|in all|altogether)(?!\w)",
    re.IGNORECASE,
)
_OWN = frozenset({"its", "their", "our", "his", "these", "those"})


def is_of_the_market(ctx: Context, q: QuantityMention) -> bool:
    """Whether the subject of the figure's clause is everybody, or the sales of all cars of a kind.

    To be asked where the sentence names nobody that the figure could be of.
    """
    return _clause_of_the_market(ctx, q) is not None


def is_of_the_market_alone(ctx: Context, q: QuantityMention, named: Referent) -> bool:
    """ "Kia leads as registrations of electric cars reach 9,000": who is named stands outside of the clause of the market."""
    verb = _clause_of_the_market(ctx, q)
    subject = subject_of(verb) if verb is not None else None
    if verb is None or subject is None or _is_place(ctx, subject):
        return False
    root = ctx.focus.root(named)
    return not verb.is_ancestor(root) and subject.i != root.i


def _clause_of_the_market(ctx: Context, q: QuantityMention) -> Token | None:
    """The verb of the figure's clause where its subject is everybody, or the sales of all cars of a kind."""
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        subject = subject_of(node) if is_verb(node) else None
        if subject is not None:
            of_all = _is_everybody(subject) or _is_place(ctx, subject)
            return node if of_all or any(_is_everybody(k) for k in _counted(subject)) else None
    return None


def is_of_all(ctx: Context, q: QuantityMention) -> bool:
    """Whether cars of a kind are counted that were registered, or sold nationwide, by whomever: "of 9,000 vans registered in May".

    Also what several makers, whom nobody names, did together: "the five carmakers sold a combined 9,000 cars".
    """
    sentence = ctx.page.sentence_at(q.start)
    noun = ctx.page.root_of(q.start, noun_span(ctx.page.text, q)[1])
    named = any(r.how in {"name", "trim"} and r.type != PLACE for r in ctx.focus.referents(sentence))
    if not named and any(c.lower_ == "combined" for t in (noun, *_subjects(noun)) for c in t.children):
        return True
    if q.noun is None or stem(noun.lower_) not in _KINDS or _is_whose(noun):
        return False
    verb = noun.head if noun.dep_ == "nsubjpass" else next((c for c in noun.children if c.dep_ == "acl"), None)
    if verb is None or verb.lower_ not in _REGISTERED or any(c.dep_ == "agent" for c in verb.children):
        return False
    if noun.dep_ == "pobj" and not (noun.head.lower_ == "of" and noun.head.idx == sentence.start):
        return False
    if noun.dep_ in {"dobj", "conj"}:
        return False
    return verb.lower_ == "registered" or _ALL_OVER.search(ctx.page.text, sentence.start, sentence.end) is not None


def _subjects(noun: Token) -> list[Token]:
    """The subjects of the verbs over the noun, up to the first that has one."""
    for node in ancestors(noun):
        if is_verb(node) and (found := [c for c in node.children if c.dep_ in SUBJECT_DEPS]):
            return found
    return []


def _is_whose(noun: Token) -> bool:
    return any(c.dep_ == "poss" or c.lower_ in _OWN for c in noun.children)


def _counted(noun: Token) -> list[Token]:
    """What the noun is of: "cars" in "sales of electric cars"."""
    if _is_whose(noun):
        return []
    if stem(noun.lower_) == _REGISTRATION and (kinds := [c for c in noun.children if c.dep_ == "compound"]):
        return kinds
    found = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [p for p in found if p.tag_ == "NNS" and stem(p.lower_) in _KINDS and not _is_pointed(p)]


def _is_place(ctx: Context, subject: Token) -> bool:
    """ "Germany was the largest market with 46,300 registrations"."""
    return any(t.type == PLACE for t in ctx.page.things_at(subject.idx))


def _is_everybody(noun: Token) -> bool:
    if stem(noun.lower_) in _KINDS:
        return noun.dep_ in {"pobj", "compound"}
    if noun.ent_type_ == "NORP" and noun.tag_ == "NNPS":
        return True  # "Norwegians registered 9,900 cars"
    # "The carmaker" is one that the text speaks of, "the industry" is all.
    one = _is_pointed(noun) and noun.tag_ == "NN" and stem(noun.lower_) in _FIRMS
    return stem(noun.lower_) in _EVERYBODY and not one


def _is_pointed(noun: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} or c.lower_ in _OWN for c in noun.children)
