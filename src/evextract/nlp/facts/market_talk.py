"""Figures of a market rather than of a maker: "sales of battery cars in Norway rose to 9,900", "the industry sold …"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.comparing import SUBJECT_DEPS
from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import ancestors, is_verb

_FIRMS = frozenset(stem(w) for w in ["automaker", "carmaker", "manufacturer", "maker", "brand"])
_EVERYBODY = _FIRMS | frozenset(stem(w) for w in [
    "industry", "market", "sector", "segment", "country", "nation", "continent", "region", "dealer", "retailer",
    "rival", "competitor", "consumer", "motorist",
])  # fmt: skip
_KINDS = frozenset(stem(w) for w in ["car", "vehicle", "ev", "bev", "phev", "hybrid", "suv", "truck", "van", "model"])
_OWN = frozenset({"its", "their", "our", "his", "these", "those"})


def is_of_the_market(ctx: Context, q: QuantityMention) -> bool:
    """Whether the subject of the figure's clause is everybody, or the sales of all cars of a kind.

    To be asked where the sentence names nobody that the figure could be of.
    """
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        subject = next((c for c in node.children if c.dep_ in SUBJECT_DEPS), None) if is_verb(node) else None
        if subject is not None:
            return _is_everybody(subject) or any(_is_everybody(k) for k in _counted(subject))
    return False


def _counted(noun: Token) -> list[Token]:
    """What the noun is of: "cars" in "sales of electric cars"."""
    if any(c.dep_ == "poss" or c.lower_ in _OWN for c in noun.children):
        return []
    found = [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return [p for p in found if p.tag_ == "NNS" and stem(p.lower_) in _KINDS and not _is_pointed(p)]


def _is_everybody(noun: Token) -> bool:
    if stem(noun.lower_) in _KINDS:
        return noun.dep_ == "pobj"
    if noun.ent_type_ == "NORP" and noun.tag_ == "NNPS":
        return True  # "Norwegians registered 9,900 cars"
    # "The carmaker" is one that the text speaks of, "the industry" is all.
    one = _is_pointed(noun) and noun.tag_ == "NN" and stem(noun.lower_) in _FIRMS
    return stem(noun.lower_) in _EVERYBODY and not one


def _is_pointed(noun: Token) -> bool:
    return any(c.dep_ in {"det", "poss"} or c.lower_ in _OWN for c in noun.children)
