"""Places and plants as values: which one is meant, and which say where something is made rather than sold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing, slug
from evextract.nlp.page import Sentence, starting
from evextract.nlp.syntax import is_verb, verb_group

_POINTING = re.compile(r"(?<!\w)(?:there|in the same (?:market|country|region|plant|factory))(?!\w)", re.I)
_LINE = re.compile(
    r"(?<!\w)(?:the (?:very )?same (?:\w+ )?line(?! (?:as|at|in)(?!\w))|next door(?! to(?!\w)))(?!\w)", re.I
)
"""What is built on it, or in the next hall, is built where the line before was told of."""
_LYING = frozenset({" in ", " near ", ", "})
"""Between a plant and where it lies."""
_BACK = 249
"""How many characters before the sentence the place or plant may stand that it points to."""
_HERE = re.compile(r"(?<!\w)here(?!\w)", re.I)
_SELLING = re.compile(r"(?<!\w)(?:sales?|sells?|selling|sold|showrooms?|dealers?|dealerships?)(?!\w)", re.I)
_FAR_BACK = 600
"""The same of "here", which is where the writer is all the time."""
SEAT = re.compile(r"[-‑]based(?!\w)")
"""Behind the town or country where a firm sits."""
_SMALL_FIRMS = frozenset({"startup", "start-up", "firm", "group", "supplier", "giant", "upstart"})
_TURNING = re.compile(r"mak(?:e|es|ing) (?:it|them|this|that) (?:one|the|an?|some|among)(?!\w)", re.I)


def is_of_plant(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "A production facility", "an assembly plant": the word says what kind of place it is."""
    cue = ctx.page.root_of(hit.start, hit.end)
    return cue.dep_ == "compound" and cue.head.lower_.removesuffix("s") in ctx.focus.nouns.plants


def turns_into(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Making it one of the cheapest cars in Norway": what it counts as, not where it is made."""
    return _TURNING.match(ctx.page.text, hit.start) is not None


def makings(ctx: Context, a: AttributeDef, sentence: Sentence, hits: list[Hit[Cue]]) -> frozenset[int]:
    """The words of the sentence that tie a place to its making or the like, not to ``a``: "built", "factory"."""
    own = {ctx.page.root_of(h.start, h.end).i for h in hits}
    others = {o.id for o in ctx.pack.attributes.values() if o is not a and PLACE in o.values and o.kind is a.kind}
    rivals = {
        ctx.page.root_of(h.start, h.end).i
        for h in ctx.cue_hits.get(sentence.number, [])
        if h.thing.attribute in others and h.thing.side != "before"
    }
    # "In India it is to be made": the parser hangs the place on the first of its verbs.
    rivals |= {v.i for i in rivals - own if is_verb(ctx.page.doc[i]) for v in verb_group(ctx.page.doc[i])}
    plants = ctx.focus.nouns.plants
    sites = {t.i for t in ctx.page.doc[sentence.first : sentence.last] if t.lower_.removesuffix("s") in plants}
    return frozenset((rivals - own) | sites)


def hangs_on(ctx: Context, thing: Thing) -> Iterator[int]:
    """The word that the thing's preposition belongs to: "built in Spain", "built in European countries"."""
    token = ctx.page.root_of(thing.start, thing.end)
    while token.dep_ in {"amod", "compound", "conj"} and token.head.tag_.startswith("NN"):
        token = token.head
    if token.dep_ == "pobj":
        yield token.head.head.i


def lies_in(ctx: Context, place: Thing, *, told: str) -> bool:
    """Whether the country only says where a town lies: "goes to Goiana, Brazil", "at Rayong in Thailand".

    ``told``: the words that would make a market of it.
    """
    near = starting(ctx.page.things, max(0, place.start - 40), place.start)
    towns = (t for t in near if t.type == PLACE and t.inside is None and t.end <= place.start and t.id != place.id)
    return any(_is_town(ctx, t, place, told) and ctx.page.text[t.end : place.start] in {", ", " in "} for t in towns)


def _is_town(ctx: Context, place: Thing, country: Thing, told: str) -> bool:
    """Whether it is a town that no list has, or one of the country in which somebody is known to build cars, unless it is for selling."""
    known = ctx.pack.entities.get(place.id)
    if known is None or known.type != PLACE:
        return True
    builds = known.country == country.id and bool(ctx.known_plants.owners(names_of(ctx, place)))
    return builds and _SELLING.search(told) is None


def place_of(ctx: Context, a: AttributeDef, thing: Thing, product: str) -> str:
    """Of "the factory in India", which nobody knows by name, the country is what the text tells; of a town its plant."""
    if PLANT in a.values and thing.type == PLACE:
        plant = _known_plant(ctx, thing, product)
        if plant is not None:
            return plant
    if thing.type != PLANT or thing.known:
        return thing.id
    places = [t for t in starting(ctx.page.things, thing.start, thing.end) if t.type == PLACE and t.end <= thing.end]
    if not places:
        return thing.id
    town, brand = places[0], ctx.focus.brand_of(product)
    if is_country(town.id):
        return town.id
    # "Xiaomi … its plant in Beijing", where another firm's plant was taken to be told of
    return ctx.known_plants.at(names_of(ctx, town), [brand] if brand is not None else []) or thing.id


def names_of(ctx: Context, town: Thing) -> tuple[str, str]:
    """How the town may be written in the id of a plant."""
    return town.id, slug(ctx.page.text[town.start : town.end])


def _known_plant(ctx: Context, town: Thing, product: str) -> str | None:
    """The plant in the town that the product's maker is known to have, the one that the text has named, one of a company of the
    sentence, or that of a contract maker: whoever's car is built in Graz is built there.
    """
    brand = ctx.focus.brand_of(product)
    own = ctx.known_plants.at(names_of(ctx, town), [brand]) if brand is not None and not is_country(town.id) else None
    named = (t.id for t in ctx.page.things_in(ctx.page.sentence_at(town.start)) if t.type in COMPANY_TYPES)
    known = own or plant_in(ctx, town, list(named))
    return known or (None if is_country(town.id) else ctx.known_plants.of_contract_maker(names_of(ctx, town)))


def makers_near(ctx: Context, sentence: Sentence) -> list[str]:
    """The companies that the sentence names, else those that the text speaks of."""
    named = [t.id for t in ctx.page.things_in(sentence) if t.type in COMPANY_TYPES]
    around = [*ctx.focus.before(sentence, company=True), ctx.focus.topic_company]
    return named or [m for m in around if m is not None]


def plant_in(ctx: Context, site: Thing, makers: Sequence[str]) -> str | None:
    """The plant that the town stands for: the one that the text has named there, or that one of the makers is known to have."""
    told = ctx.page.plants.meant(site)
    if told is not None or is_country(site.id):
        return told
    return ctx.known_plants.at(names_of(ctx, site), makers)


def pointed_to(ctx: Context, sentence: Sentence) -> list[Thing]:
    """What "there", "in the same market", "here", "the same line" and "the plant" stand for: the place or plant named last."""
    found = [*there_in(ctx, sentence), *lines_in(ctx, sentence)]
    for m in _HERE.finditer(ctx.page.text, sentence.start, sentence.end):
        near = starting(ctx.page.things, sentence.start - _FAR_BACK, m.start())
        towns = [t for t in near if t.type == PLACE and t.inside is None and not is_country(t.id)]
        found += [replace(t, start=m.start(), end=m.end()) for t in towns[-1:]]
    for r in ctx.focus.referents(sentence):
        pronoun = r.how == "pronoun" and ctx.focus.root(r).dep_ == "nsubj"  # "it builds the A"
        if r.type == PLANT and (r.how == "description" or pronoun):
            found.append(Thing(r.start, r.end, r.ids[0], PLANT))
    return found


def firms_pointed_to(ctx: Context, sentence: Sentence) -> list[Thing]:
    """ "It would build the van for Iveco", "the Austrian company makes the X", "Magna, which builds": which firm acts."""
    firms = [r for r in ctx.focus.referents(sentence) if r.type in COMPANY_TYPES and len(r.ids) == 1]
    pointing = (r for r in firms if r.how in {"pronoun", "description"} and ctx.focus.root(r).dep_ == "nsubj")
    found = [Thing(r.start, r.end, r.ids[0], r.type) for r in pointing]
    for r in firms:
        for clause in (c for c in ctx.focus.root(r).children if c.dep_ == "relcl"):
            relative = (c for c in clause.children if c.dep_ == "nsubj" and c.tag_ in {"WDT", "WP"})
            found += [Thing(c.idx, c.idx + len(c), r.ids[0], r.type) for c in relative]
    return found


def there_in(ctx: Context, sentence: Sentence) -> list[Thing]:
    """The places and plants that "there" or "in the same plant" stands for, where these words stand."""
    return [replace(thing, start=m.start(), end=m.end()) for m, thing in pointing(ctx, sentence)]


def pointing(ctx: Context, sentence: Sentence) -> Iterator[tuple[re.Match[str], Thing]]:
    """The words that point to a place, each with the place or plant as it was named last."""
    first = sentence.start - _BACK
    for m in _POINTING.finditer(ctx.page.text, sentence.start, sentence.end):
        if m.group().lower() == "there" and ctx.page.token_at(m.start()).dep_ == "expl":
            continue
        near = starting(ctx.page.things, first, m.start())
        before = [t for t in near if t.end <= m.start() and t.type in {PLACE, PLANT} and t.inside is None]
        if before and not ctx.page.text[before[-1].end : m.start()].strip():
            continue  # "the Ghent plant there" is that plant
        before = [t for t in before if not is_home_of_firm(ctx, t)]
        # Behind "in the United States …, for cars with Chinese links" it is the country.
        before = [t for t in before if t.type == PLANT or ctx.page.token_at(t.start).ent_type_ != "NORP"] or before
        # "In Windsor, across the river from Detroit, … there" is in Windsor.
        before = [t for t in before if not ctx.page.text.endswith(" from ", 0, t.start)] or before
        if before:
            yield m, _with_its_place(ctx.page.text, before)


def is_home_of_firm(ctx: Context, t: Thing) -> bool:
    """ "The South Korean carmaker", "the Munich startup Q", "Hangzhou-based": where a firm is from is no place that the text speaks of."""
    token = ctx.page.root_of(t.start, t.end)
    firms = ctx.focus.nouns.companies | _SMALL_FIRMS
    if t.type != PLACE or token.i + 1 >= len(ctx.page.doc):
        return False
    behind = token.dep_ in {"compound", "amod", "nmod"} and token.nbor(1).lower_ in firms
    return (
        behind
        or SEAT.match(ctx.page.text, t.end) is not None
        or (token.i < token.head.i and token.head.lower_ in firms)
    )


def lines_in(ctx: Context, sentence: Sentence) -> Iterator[Thing]:
    """The plants and towns that "the same line" and "next door" stand for, where these words stand: those named last."""
    for m in _LINE.finditer(ctx.page.text, sentence.start, sentence.end):
        near = starting(ctx.page.things, sentence.start - _BACK, m.start())
        before = [t for t in near if t.end <= m.start() and t.type in {PLACE, PLANT} and t.inside is None]
        while before and is_country(before[-1].id):
            before.pop()
        beside = before[-1] if before and m.group().lower() == "next door" else None
        if beside is not None and beside.type == PLANT and beside.id not in ctx.known_plants.ids:
            continue  # next door to a battery plant is another one
        if before and _is_told_of_making(ctx, before[-1]):
            yield replace(before[-1], start=m.start(), end=m.end())


def _is_told_of_making(ctx: Context, site: Thing) -> bool:
    """Whether it is a plant, or a town with one, or one in a sentence about where something is made."""
    cues = ctx.cue_hits.get(ctx.page.sentence_at(site.start).number, [])
    return ctx.page.plants.stands_at(site) or any(PLANT in ctx.pack.attributes[h.thing.attribute].values for h in cues)


def _with_its_place(text: str, told: Sequence[Thing]) -> Thing:
    """The last of the places and plants; of "the X plant in Spain" the plant, of "Tychy, Poland" the town."""
    *others, last = told
    lies_there = bool(others) and last.type == PLACE and text[others[-1].end : last.start] in _LYING
    if lies_there and (others[-1].type == PLANT or (is_country(last.id) and not is_country(others[-1].id))):
        return others[-1]
    return last
