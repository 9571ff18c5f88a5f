"""What a sum goes into: "invested in A", "a $2 billion plant in Ohio", "the site, where it spends 300 million".

The name behind "in" or "into" comes first. Without one it is the plant that the sum's own noun names, that the clause
hangs on ("the factory in which"), that stands behind another preposition ("on converting the works"), or else the only
one of the sentence. A town stands for the plant there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.domain.pack import MONEY
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.production.sited import pointed_to
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, PLANT, Thing, slug
from evextract.nlp.page import Sentence, starting
from evextract.nlp.roles import PRODUCT

_INTO = re.compile(
    r"(?<!\w)(?:in|into|on|at|for|behind|to|to build|to expand)"
    r" (?:(?:the|its|their|his|a|an|new|us|rival|startup|start-up|struggling|fellow|carmaker|supplier|maker) ){0,3}\Z",
    re.IGNORECASE,
)
_REACH = 60
"""How many characters behind the sum, or the cue, a name may stand."""
_OF_SHARE = re.compile(
    r" for (?:an? |its |another )?[\w.,%-]+(?: per ?cent)?(?: (?:stake|share|holding|interest))? (?:of|in) \Z"
)
_OF_BOUGHT = re.compile(r" of (?:the )?")
"""Behind "bought 21 percent"."""
_TO_PLANT = re.compile(r" (?:on|into|in|to|at|for) [^;:.]{0,60}\Z")
_AT_WHICH = re.compile(r"[^;:.]{0,40}?,? (?:where|(?:in|into|for|on|at|to) which|that|which)(?!\w)")


def destination(ctx: Context, sentence: Sentence, sum_: tuple[int, int], cue: Hit[Cue], giver: str) -> str | None:
    """The id of what the sum at ``sum_`` goes into; ``giver``: whose sum it is."""
    noun = _measured(ctx, sum_)
    if (costing := next((t for t in _plants(ctx, sentence) if t.start <= noun.idx < t.end), None)) is not None:
        return _at(ctx, costing, giver)  # "a $2 billion factory in Ohio that makes cells for A"
    named = _named(ctx, sentence, sum_[1], cue, giver)
    plants = [t for t in _plants(ctx, sentence) if named is None or t.start <= named.start]
    # "To reopen its plant in Ohio for the X": what it is spent on stands before what that is for.
    works = named is not None and named.type == PRODUCT and any(sum_[1] <= t.start for t in plants)
    if named is not None and named.type != PLACE and not works:
        return named.id
    plant = _plant(ctx, plants, sum_, cue, giver)
    if plant is not None or named is None:
        return plant
    return _at(ctx, named, giver)


def whose_plant(ctx: Context, sentence: Sentence, at: int, giver: Link, plant: str | None) -> Link:
    """ "A shelved a factory and B was fined for its $2 billion plant in Ohio": B's sum, where the plant is known as B's."""
    if plant is None or plant not in ctx.known_plants.ids or plant.startswith(f"{giver.id}-"):
        return giver
    text = ctx.page.text
    for r in reversed(ctx.focus.referents(sentence)):
        owner = r.type in COMPANY_TYPES and r.how == "name" and plant.startswith(f"{r.ids[0]}-")
        if owner and r.end < at and " its " in text[r.end : at]:
            return Link(r.ids[0], r, giver.score)
    return giver


def _named(ctx: Context, sentence: Sentence, end: int, cue: Hit[Cue], giver: str) -> Thing | None:
    """What stands behind "in", "into" or "for", after the sum or else after the cue."""
    text = ctx.page.text
    things = [t for t in ctx.page.things_in(sentence) if t.inside is None and t.id != giver and t.type != PERSON]
    things += _pointed(ctx, sentence, giver)
    for start in dict.fromkeys((max(end, cue.end), cue.end, end)):
        for t in things:
            if t.start < start or t.start - start >= _REACH or _is_past_another(ctx, end, t):
                continue
            share = _OF_SHARE.fullmatch(text, start, t.start) or _OF_BOUGHT.fullmatch(text, cue.end, t.start)
            if _INTO.search(text, max(start - 1, t.start - 40), t.start) or (t.type in COMPANY_TYPES and share):
                return t
    return None


def _is_past_another(ctx: Context, end: int, thing: Thing) -> bool:
    """ "Spends 20 billion this year, and has put 2 billion into B": what another sum goes into."""
    between = starting(ctx.page.quantities, end, thing.start)
    return any(q.converts is None and ctx.pack.dimension(q.quantity.unit) == MONEY for q in between)


def _pointed(ctx: Context, sentence: Sentence, giver: str) -> Iterator[Thing]:
    """ "Into the company", "on the works", "on it": what the sentence points to."""
    for r in ctx.focus.referents(sentence):
        pointing = r.how == "description" or (r.how == "pronoun" and ctx.page.text[r.start : r.end] == "it")
        if pointing and r.type in {*COMPANY_TYPES, PLANT} and r.ids[0] != giver:
            yield Thing(r.start, r.end, r.ids[0], r.type)


def _plant(ctx: Context, plants: Sequence[Thing], sum_: tuple[int, int], cue: Hit[Cue], giver: str) -> str | None:
    text, (start, end) = ctx.page.text, sum_
    after = [t for t in plants if t.start >= end]
    before = [t for t in plants if t.end <= min(start, cue.start)]
    found = next((t for t in plants if t.start <= start and end <= t.end), None)
    found = found or next((t for t in after if _is_own(ctx, sum_, t)), None)
    found = found or next((t for t in reversed(before) if _AT_WHICH.match(text, t.end, start)), None)
    found = found or next((t for t in after if _TO_PLANT.fullmatch(text, end, t.start)), None)
    if found is None and len({t.id for t in plants}) == 1:
        found = plants[0]
    return _at(ctx, found, giver) if found is not None else None


def _plants(ctx: Context, sentence: Sentence) -> Sequence[Thing]:
    """The plants of the sentence by name, by their town or pointed to."""
    things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
    named = [t for t in things if t.type == PLANT or (t.type == PLACE and ctx.page.plants.stands_at(t))]
    pointed = [t for t in pointed_to(ctx, sentence) if t.type == PLANT or ctx.page.plants.stands_at(t)]
    return sorted([*named, *pointed], key=lambda t: (t.start, t.end))


def _is_own(ctx: Context, sum_: tuple[int, int], plant: Thing) -> bool:
    """ "A $2 billion factory in Ohio": whether the sum is said of the noun that the plant is named by."""
    noun = _measured(ctx, sum_)
    return any(plant.start <= t.idx < plant.end for t in noun.subtree if 0 <= t.i - noun.i < 6)


def _measured(ctx: Context, sum_: tuple[int, int]) -> Token:
    """The noun that the sum is said of, else its own last word."""
    noun = ctx.page.root_of(*sum_)
    while noun.dep_ in {"nummod", "compound", "nmod", "amod", "quantmod"} and noun.head.i > noun.i:
        noun = noun.head
    return noun


def _at(ctx: Context, thing: Thing, giver: str) -> str:
    """The plant at a town; a country stays what it is."""
    if thing.type != PLACE:
        return thing.id
    known = ctx.page.plants.meant(thing) or ctx.known_plants.at((thing.id,), [giver])
    if known is not None or is_country(thing.id):
        return known or thing.id
    sentence = ctx.page.sentence_at(thing.start)
    words = ctx.page.doc[sentence.first : sentence.last]
    building = any(t.lower_.removesuffix("s") in ctx.focus.nouns.plants for t in words)
    region = thing.id in ctx.pack.entities and ctx.pack.entities[thing.id].country is None
    if region or not (thing.known or building):
        return thing.id  # a name that no list has may be a firm's, whatever the language model takes it for
    return f"{giver}-{slug(ctx.page.text[thing.start : thing.end])}-plant"
