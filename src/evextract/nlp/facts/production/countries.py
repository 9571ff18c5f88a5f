"""Countries in which something is made, told as who does it or as where it moves: "Argentina will build a midsize pickup"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.roles import PRODUCT

_MAKING = frozenset(map(stem, ["build", "make", "produce", "assemble", "manufacture"]))
_MOVING = frozenset(map(stem, ["move", "shift", "transfer", "relocate"]))


def makes(ctx: Context, place: Token) -> bool:
    """ "Argentina will build a midsize pickup": the country is where the car is made."""
    verb = place.head
    if place.dep_ != "nsubj" or place.ent_type_ == "NORP" or stem(verb.lower_) not in _MAKING:
        return False
    made = [c for c in verb.children if c.dep_ == "dobj"]
    return any(
        c.lower_ in ctx.focus.nouns.products or any(t.type == PRODUCT for t in ctx.page.things_over(c)) for c in made
    )


def is_where_made(ctx: Context, place: Token) -> bool:
    """Whether a country is where something is made: as who does it, or as where it moves to ("the petrol Golf moves to Mexico")."""
    if makes(ctx, place):
        return True
    return place.dep_ == "pobj" and place.head.lower_ == "to" and stem(place.head.head.lower_) in _MOVING
