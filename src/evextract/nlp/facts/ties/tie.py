"""Ties between things: platform, base model, maker, developer, plant, market.

A cue, a value of a fitting type that hangs on it, and what the cue speaks of. Where a cue has its value before it
("the platform underpins", "Magna builds"), it speaks of what stands behind it. Lists of values are one tie each, and so
are the other things that a sentence puts beside the subject ("built in Ghent alongside the C40").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from evextract.domain.identity import is_country
from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context, Cue
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
from evextract.nlp.facts.ties.at_large import goes_on, is_of_any, is_of_firm, is_seller, is_wanting
from evextract.nlp.facts.ties.beside import beside
from evextract.nlp.facts.ties.dated import comes_later, is_dated_ahead
from evextract.nlp.facts.ties.ends import is_glued, values_of
from evextract.nlp.facts.ties.made_things import is_itself_made, is_other_made, is_unfounded
from evextract.nlp.facts.ties.objects import made_at_large
from evextract.nlp.facts.undoing import is_undone, only_lessens
from evextract.nlp.facts.value_lists import without_next_subjects, without_surroundings
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE, PLANT, Thing
from evextract.nlp.page import Sentence
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, clause
from evextract.records import EntityRef, Mention, Modality, Polarity, Scope

_BE = frozenset({"is", "was", "are", "were"})
_SAID_BEHIND = re.compile(r"(?:,| [-–—]| \() an? (?:[\w-]+ ){0,3}")
_BASES = frozenset({"base", "bases", "basis"})
_AND_THE = re.compile(r"(?:,| and|;) (?:the|its) (?:[a-z-]+ ){0,2}\Z")


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
    hits = [h for h in hits if not (_blocked(ctx, a, h, sentence) or is_of_firm(ctx, a, h) or _is_inverted(ctx, h))]
    hits = [h for h in hits if not (is_of_apposed(ctx, h) or is_wanting(ctx.page.root_of(h.start, h.end)))]
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
        if a.single and set(a.values) <= set(a.subjects):
            if ctx.page.root_of(hit.start, hit.end).lower_ in _BASES:
                continue  # "the same base carries the A"
            values = [t for t in without_next_subjects(ctx, values) if not _is_next_subject(ctx, hit, t)]
            if len(values) > 1:
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


def _is_next_subject(ctx: Context, hit: Hit[Cue], thing: Thing) -> bool:
    """ "The A is a small X and the B a large one": behind an article of its own, a list of kinds does not go on with "the"."""
    kind = ctx.page.text.endswith((" a", " an"), hit.start, hit.end)
    return kind and _AND_THE.search(ctx.page.text, hit.end, thing.start) is not None


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
        if is_unfounded(ctx, hit, link) or (link.referent is None and not goes_on(ctx, a, hit, thing)):
            continue
        if PLANT in a.values and link.referent is None and is_of_other_maker(ctx, hit, link):
            continue
        if a.countries_only and link.referent is not None and is_of_part(ctx, link.referent, listed=True):
            continue  # "cells for the X will be bought in Canada"
        if a.countries_only and link.referent is None and not ctx.page.is_told_before(link.id, hit.start):
            continue
        if a.countries_only and (is_seller(ctx, link) or is_of_any(ctx, hit, link)):
            continue
        value = EntityRef(place_of(ctx, a, thing, link.id), ctx.page.text[thing.start : thing.end])
        mention = ctx.mention(link, a, value, span, cover=cover, anchor=hit.start, told=told)
        if mention is not None and undone is not None:
            mention = replace(mention, polarity=Polarity.DENIED)
        elif mention is not None and mention.polarity is Polarity.DENIED and comes_later(ctx, hit):
            mention = replace(mention, polarity=Polarity.AFFIRMED, modality=Modality.PLANNED)
        if mention is not None and link in others:
            yield _as_it_is(mention) if is_set_beside(ctx, link) else mention
        elif mention is not None and PLANT in a.values and is_ending(ctx, hit):
            yield replace(mention, modality=Modality.ASSERTED)
        elif mention is not None:
            yield replace(mention, modality=Modality.PLANNED) if is_dated_ahead(ctx, mention, hit) else mention


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
