"""Ties between things: platform, base model, maker, developer, plant, market.

A cue, a value of a fitting type that hangs on it, and what the cue speaks of. Where a cue has its value before it
("the platform underpins", "Magna builds"), it speaks of what stands behind it. Lists of values are one tie each, and so
are the other things that a sentence puts beside the subject ("built in Ghent alongside the C40").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.events.event_dates import NOT_BEFORE, led_by
from evextract.nlp.facts.events.event_subjects import is_of_other_maker
from evextract.nlp.facts.gapping import gapped_subject
from evextract.nlp.facts.market_entry import is_on_trial
from evextract.nlp.facts.noun_phrases import phrase_head
from evextract.nlp.facts.patient import objects, spoken_of
from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.facts.production.contrasted import is_only_set_apart, set_apart
from evextract.nlp.facts.production.made_already import is_ending, is_set_beside
from evextract.nlp.facts.production.paired import paired
from evextract.nlp.facts.production.parts import is_of_part
from evextract.nlp.facts.production.sited import (
    firms_pointed_to,
    hangs_on,
    is_of_plant,
    lies_in,
    makings,
    place_of,
    pointed_to,
    turns_into,
)
from evextract.nlp.facts.production.whose_plant import of_its_maker
from evextract.nlp.facts.ties.apposed_things import is_of_apposed
from evextract.nlp.facts.ties.beside import beside
from evextract.nlp.facts.ties.ends import is_glued, values_of
from evextract.nlp.facts.ties.made_things import is_itself_made, is_other_made
from evextract.nlp.facts.ties.objects import made_at_large
from evextract.nlp.facts.undoing import is_undone, only_lessens
from evextract.nlp.facts.value_lists import without_surroundings
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.page import Sentence, starting
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, clause, is_verb
from evextract.records import EntityRef, Mention, Modality, Polarity, Scope

_BE = frozenset({"is", "was", "are", "were"})
_SAID_BEHIND = re.compile(r"(?:,| [-–—]| \() an? (?:[\w-]+ ){0,3}")
_AT_LARGE = frozenset({"market"})
_WANTING = frozenset({"demand", "appetite", "interest"})


def find_tie_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.ENTITY and not a.reader]
    for sentence in ctx.page.sentences:
        things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
        things += pointed_to(ctx, sentence) + firms_pointed_to(ctx, sentence)
        for a in attributes:
            found: dict[tuple[str, str], Mention] = {}
            told = list(_in_sentence(ctx, a, sentence, things))
            for mention in [*told, *_gapped(ctx, a, told, things)]:
                assert isinstance(mention.value, EntityRef)
                key = (mention.subject, mention.value.id)
                if key not in found or mention.end - mention.start < found[key].end - found[key].start:
                    found[key] = mention
            yield from found.values()


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence, things: list[Thing]) -> Iterator[Mention]:
    fitting = [t for t in things if t.type in a.values and _is_wide_enough(ctx, a, t)]
    fitting = without_surroundings(ctx, fitting) if PLANT in a.values else fitting
    hits = [h for h in ctx.cues_in(sentence, a.id) if not is_of_plant(ctx, h)] if fitting else []
    if hits and a.countries_only and (made := makings(ctx, a, sentence, hits)):
        fitting = [t for t in fitting if not made & set(hangs_on(ctx, t))]
    hits = [h for h in hits if not (_blocked(ctx, a, h, sentence) or _is_of_firm(ctx, a, h) or _is_inverted(ctx, h))]
    hits = [h for h in hits if not (is_of_apposed(ctx, h) or _is_at_large(ctx.page.root_of(h.start, h.end)))]
    rows = paired(ctx, a, sentence, hits, fitting) if PLANT in a.values and hits else []
    yield from rows
    places = {(m.subject, m.focus_start) for m in rows}
    for m in _one_by_one(ctx, a, hits, fitting):
        if not any(m.subject == s and m.focus_start != at for s, at in places) or (m.subject, m.focus_start) in places:
            yield m


def _one_by_one(ctx: Context, a: AttributeDef, hits: list[Hit[Cue]], fitting: list[Thing]) -> Iterator[Mention]:
    page = ctx.page
    for hit in hits:
        values = values_of(ctx, a, hit, fitting)
        if len(values) > 1 and a.single and set(a.values) <= set(a.subjects):
            continue  # "shares its base with the A and the B": it is made from neither
        apart = set_apart(ctx, a, values, fitting)
        for thing in values:
            if a.countries_only and lies_in(ctx, thing, told=page.text[hit.start : hit.end]):
                continue
            if not is_itself_made(ctx, hit, thing) and not is_other_made(ctx, a, hit, thing):
                for m in _mentions(ctx, a, hit, thing):
                    yield replace(m, polarity=Polarity.AFFIRMED) if is_only_set_apart(ctx, m, apart) else m
        for thing in apart:
            yield from (replace(m, polarity=Polarity.DENIED) for m in _mentions(ctx, a, hit, thing))


def _gapped(ctx: Context, a: AttributeDef, told: list[Mention], things: list[Thing]) -> Iterator[Mention]:
    """ "The X is built in Bremen, the Y in Rastatt", "the X is made by A, the Y by B": the next subject with a value of its own."""
    firms = "by" in a.prepositions and a.single and not COMPANY_TYPES.isdisjoint(a.values)
    for m in told if a.prepositions and (firms or PLACE in a.values) else ():
        for thing in (t for t in things if t.type in a.values and t.start > m.focus_end):
            if firms and not ctx.page.text.endswith(" by ", 0, thing.start):
                continue
            r = gapped_subject(ctx, m.focus_end, thing.start)
            if r is not None and _is_wide_enough(ctx, a, thing):
                value = EntityRef(place_of(ctx, a, thing, r.ids[0]), ctx.page.text[thing.start : thing.end])
                scope = Scope(period=m.scope.period)
                end = max(m.end, thing.end)
                yield replace(
                    m,
                    subject=r.ids[0],
                    value=value,
                    scope=scope,
                    end=end,
                    focus_start=thing.start,
                    focus_end=thing.end,
                )


def _is_wide_enough(ctx: Context, a: AttributeDef, thing: Thing) -> bool:
    known = ctx.pack.entities.get(thing.id)
    if not a.countries_only:
        return known is None or thing.type != PLACE or bool(known.country or known.parent) or is_country(known.id)
    return known is not None and known.type == PLACE and known.country in {None, thing.id}


def _is_of_firm(ctx: Context, a: AttributeDef, hit: Hit[Cue]) -> bool:
    """ "BYD's sales in Europe" are those of all its cars, and "car batteries in Europe" no cars."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if a.countries_only and cue.dep_ == "compound" and cue.lower_.removesuffix("s") in ctx.focus.nouns.products:
        above = cue.head.lower_
        return stem(above) not in ctx.cue_stems[a.id] and above.removesuffix("s") not in ctx.focus.nouns.products
    if not a.countries_only or cue.tag_ != "NNS" or stem(cue.lower_) not in ctx.activities:
        return False
    owners = [c for c in cue.children if c.dep_ in {"poss", "compound"}]
    return any(t.type in COMPANY_TYPES and t.inside is None for c in owners for t in ctx.page.things_at(c.idx))


def _is_inverted(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Next on our list is a Y": a "be" without a subject before it only puts something on the stage."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if cue.lower_ not in _BE or cue.dep_ != "ROOT":
        return False
    return not any(c.dep_ in SUBJECT_DEPS and c.i < cue.i for c in cue.children)


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    if a.countries_only and is_on_trial(ctx, ctx.page.root_of(hit.start, hit.end)):
        return True
    return turns_into(ctx, hit) or any(
        b.thing == a.id and b.start < hit.end + 12 and hit.start - 12 < b.end and not _tells_kind(ctx, b, sentence)
        for b in ctx.blocker_hits.get(sentence.number, [])
    )


def _tells_kind(ctx: Context, blocker: Hit[str], sentence: Sentence) -> bool:
    """ "Makes a battery-electric car": the word is part of one that says what kind of car is made."""
    kinds = ctx.category_hits.get(sentence.number, [])
    return any(h.start <= blocker.start and blocker.end < h.end for h in kinds)


def _mentions(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Mention]:
    span = (thing.start, thing.end)
    before_bracket = _before_bracket(ctx, a, hit, thing)
    if before_bracket:
        links = before_bracket
    elif is_glued(ctx, hit, thing):
        links = _of_phrase(ctx, a, hit, span)
    elif hit.thing.side == "before":
        links = objects(ctx, a, hit.start, hit.end) or []
    elif _is_within(ctx, hit, thing):
        links = _right_before(ctx, a, hit) or spoken_of(ctx, a, *span, avoid=span)
    elif PLANT in a.values and (among := made_at_large(ctx, a, hit, span)) is not None:
        links = among
    else:
        links = spoken_of(ctx, a, hit.start, hit.end, avoid=span)
    links = of_its_maker(ctx, links, thing) if PLANT in a.values else links
    undone = _undoing(ctx, a, hit)
    cover = [(h.start, h.end) for h in (hit, undone) if h is not None]
    told = (hit.start, hit.end) if hit.thing.side == "before" else None
    told_of = {x.id for x in links}
    others = [x for x in beside(ctx, a, hit, thing) if x.id not in told_of]
    for link in [*links, *others]:
        brand = ctx.focus.brand_of(link.id)
        if thing.id in {link.id, brand}:
            continue
        if brand is not None and _is_pointed_to(ctx, thing) and _is_of_one_group(ctx, brand, thing.id):
            continue  # "the group said it would build the X": a car of its own
        if link.referent is None and not _goes_on(ctx, a, hit, thing):
            continue
        if PLANT in a.values and link.referent is None and is_of_other_maker(ctx, hit, link):
            continue
        if a.countries_only and link.referent is not None and is_of_part(ctx, link.referent, listed=True):
            continue  # "cells for the X will be bought in Canada"
        if a.countries_only and link.referent is None and not ctx.page.is_told_before(link.id, hit.start):
            continue
        if a.countries_only and (_is_seller(ctx, link) or _is_of_any(ctx, hit, link)):
            continue
        value = EntityRef(place_of(ctx, a, thing, link.id), ctx.page.text[thing.start : thing.end])
        mention = ctx.mention(link, a, value, span, cover=cover, anchor=hit.start, told=told)
        if mention is not None and undone is not None:
            mention = replace(mention, polarity=Polarity.DENIED)
        elif mention is not None and mention.polarity is Polarity.DENIED and _comes_later(ctx, hit):
            mention = replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.PLANNED)
        if mention is not None and link in others:
            yield _as_it_is(mention) if is_set_beside(ctx, link) else mention
        elif mention is not None and PLANT in a.values and is_ending(ctx, hit):
            yield replace(mention, modality=Modality.ASSERTED)
        elif mention is not None:
            yield replace(mention, modality=Modality.PLANNED) if _is_dated_ahead(ctx, mention, hit) else mention


def _right_before(ctx: Context, a: AttributeDef, hit: Hit[Cue]) -> list[Link]:
    """The name that the phrase is said of: "the X, a thinly disguised Y", "the X – a rebadged Y"."""
    named = (
        r for r in ctx.focus.referents(ctx.page.sentence_at(hit.start)) if r.type in a.subjects or r.type == PRODUCT
    )
    found = [r for r in named if r.how == "name" and _SAID_BEHIND.fullmatch(ctx.page.text, r.end, hit.start)]
    return [Link(i, found[-1], 5.0) for i in found[-1].ids] if found else []


def _is_pointed_to(ctx: Context, thing: Thing) -> bool:
    """Whether a firm is meant by a word that does not name it: "it", "the carmaker", "which"."""
    return thing.type in COMPANY_TYPES and all(t.id != thing.id for t in ctx.page.things_at(thing.start))


def _is_of_one_group(ctx: Context, one: str, other: str) -> bool:
    return ctx.focus.related(one, {other}) or ctx.focus.siblings(one, other)


def _is_at_large(cue: Token) -> bool:
    """ "Demand in Norway has fallen": for whatever is sold there, unless the words say for what."""
    return cue.lower_ in _WANTING and cue.dep_ == "nsubj" and all(c.lower_ not in {"for", "of"} for c in cue.children)


def _is_seller(ctx: Context, link: Link) -> bool:
    """ "It sold 2,000 cars in Spain": what sells cars is a firm, whatever else "it" could be."""
    r = link.referent
    if r is None or r.how != "pronoun":
        return False
    token = ctx.page.root_of(r.start, r.end)
    if token.lower_ != "it" or token.dep_ != "nsubj":
        return False
    sold = [c for c in token.head.children if c.dep_ == "dobj"]
    return any(t.tag_ == "NNS" and t.lower_.removesuffix("s") in ctx.focus.nouns.products for t in sold)


def _as_it_is(mention: Mention) -> Mention:
    return replace(mention, modality=Modality.ASSERTED, polarity=Polarity.AFFIRMED)


def _undoing(ctx: Context, a: AttributeDef, hit: Hit[Cue]) -> Hit[str] | None:
    """The word that denies the tie: in the cue itself ("do without"), or in its clause ("buyers are set to miss out")."""
    if not a.negative:
        return None
    sentence = ctx.page.sentence_at(hit.start)
    here = clause(ctx.page.root_of(hit.start, hit.end))
    for h in ctx.negative_hits.get(sentence.number, []):
        if h.thing != a.id or only_lessens(ctx.page.text, h.end):
            continue
        if hit.start <= h.start and h.end <= hit.end:
            return h
        word = ctx.page.root_of(h.start, h.end)
        if here is not None and clause(word) == here and word.tag_ not in {"NN", "NNS"}:  # "sold 900, a slight drop"
            return h
    return is_undone(ctx, a, sentence, hit)


def _before_bracket(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> list[Link]:
    """What the bracket that holds cue and value stands behind: "the X (based on the Y) and the Z"."""
    first = min(hit.start, thing.start)
    opened = ctx.page.bracket_around(first, max(hit.end, thing.end))
    if not opened:
        return []
    here = ctx.page.token_at(opened - 2 if ctx.page.text[opened - 1] == " " else opened - 1)
    return Phrases(ctx, a, ctx.page.sentence_at(first), avoid=(thing.start, thing.end)).at(here)


def _goes_on(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> bool:
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


def _is_of_any(ctx: Context, hit: Hit[Cue], link: Link) -> bool:
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


def _is_dated_ahead(ctx: Context, mention: Mention, hit: Hit[Cue]) -> bool:
    """ "Spain gets the X next year": what has a date to come in its clause is a plan."""
    published = ctx.page.article.published
    if mention.modality is not Modality.ASSERTED or mention.polarity is Polarity.DENIED or published is None:
        return False
    if clause(ctx.page.root_of(hit.start, hit.end)) is None:
        return False
    starts = [d.span.start for d in _dates_of_clause(ctx, hit) if d.span is not None]
    return any(start is not None and start > published for start in starts)


def _comes_later(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Won't come to Europe before 2027" says that it will."""
    return any(led_by(ctx, d) in NOT_BEFORE for d in _dates_of_clause(ctx, hit))


def _dates_of_clause(ctx: Context, hit: Hit[Cue]) -> Iterator[DateMention]:
    """The dates of the clause that the cue stands in; of a heading without a verb all."""
    cue = ctx.page.root_of(hit.start, hit.end)
    sentence = ctx.page.sentence_at(hit.start)
    for d in starting(ctx.page.dates, sentence.start, sentence.end):
        if (
            d.kind == "date"
            and clause(date := ctx.page.root_of(d.start, d.end)) == clause(cue)
            and not _in_aside(date, cue)
        ):
            yield d


def _in_aside(date: Token, cue: Token) -> bool:
    """Whether an adjective that says something else has the date: "the X, due in 2027, is built in"."""
    for node in ancestors(date):
        if is_verb(node) or node.i == cue.i:
            return False
        if node.tag_ == "JJ" and node.dep_ != "acomp" and not node.is_ancestor(cue):
            return True
    return False


def _of_phrase(ctx: Context, a: AttributeDef, hit: Hit[Cue], span: tuple[int, int]) -> list[Link]:
    """Whose phrase the cue stands in: "the SEA-based Zeekr X", "the Changan-built crossover"."""
    head = phrase_head(ctx.page.root_of(hit.start, hit.end))
    links = Phrases(ctx, a, ctx.page.sentence_at(hit.start), avoid=span).links(head)
    if links or head.left_edge.lower_ not in {"the", "this", "its"}:
        return links or []
    return ctx.linker.subjects(hit.start, hit.end, a.subjects, avoid=span)


def _is_within(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """Whether the cue is a modifier of the value: "a rebadged X", "its own version of the X"."""
    cue, value = ctx.page.root_of(hit.start, hit.end), ctx.page.root_of(thing.start, thing.end)
    return cue.head.i == value.i and cue.dep_ in {"amod", "compound", "det"}
