"""Ties between things: platform, base model, maker, developer, plant, market.

A cue, a value of a fitting type that hangs on it, and what the cue speaks of. Where a cue has its value before it
("the platform underpins", "Magna builds"), it speaks of what stands behind it. Lists of values are one tie each, and so
are the other things that a sentence puts beside the subject ("built in Ghent alongside the C40").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.descriptions import plant_meant
from evextract.nlp.facts.companies import is_undone
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.ends import is_glued, values_of
from evextract.nlp.facts.gapping import gapped_subject
from evextract.nlp.facts.patient import objects, spoken_of
from evextract.nlp.facts.phrases import Phrases, phrase_head
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.sites import PLANT
from evextract.nlp.syntax import clause, is_verb
from evextract.nlp.things import PLACE, Thing
from evextract.records import EntityRef, Mention, Modality, Polarity, Scope

_SHORT_FOR = frozenset({"is", "are", "was", "does", "do", "will"})
_BESIDE = frozenset({"alongside", "beside", "besides", "like"})
_POINTING = re.compile(r"(?<!\w)(?:there|in the same (?:market|country|region|plant|factory))(?!\w)", re.I)


def find_tie_facts(ctx: Context) -> Iterator[Mention]:
    attributes = [a for a in ctx.pack.attributes.values() if a.kind is ValueKind.ENTITY and not a.reader]
    for sentence in ctx.page.sentences:
        things = [t for t in ctx.page.things_in(sentence) if t.inside is None]
        things += _pointed_to(ctx, sentence)
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
    hits = [h for h in ctx.cues_in(sentence, a.id) if not _is_of_plant(ctx, h)] if fitting else []
    made = _makings(ctx, a, sentence, hits) if a.countries_only and fitting else frozenset()
    fitting = [t for t in fitting if not made & set(_hangs_on(ctx, t))]
    for hit in hits if fitting else ():
        if not _blocked(ctx, a, hit, sentence):
            values = values_of(ctx, a, hit, fitting)
            if len(values) > 1 and a.single and set(a.values) <= set(a.subjects):
                continue  # "shares its base with the A and the B": it is made from neither
            for thing in values:
                yield from _mentions(ctx, a, hit, thing)


def _gapped(ctx: Context, a: AttributeDef, told: list[Mention], things: list[Thing]) -> Iterator[Mention]:
    """ "The X is built in Bremen, the Y in Rastatt": the next subject with a value of its own."""
    for m in told if a.prepositions and PLACE in a.values else ():
        for thing in (t for t in things if t.type in a.values and t.start > m.focus_end):
            r = gapped_subject(ctx, m.focus_end, thing.start)
            if r is not None and _is_wide_enough(ctx, a, thing):
                value = EntityRef(_place_of(ctx, a, thing), ctx.page.text[thing.start : thing.end])
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


def _is_of_plant(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "A production facility", "an assembly plant": the word says what kind of place it is."""
    cue = ctx.page.root_of(hit.start, hit.end)
    return cue.dep_ == "compound" and cue.head.lower_.removesuffix("s") in ctx.focus.nouns.plants


def _makings(ctx: Context, a: AttributeDef, sentence: Sentence, hits: list[Hit[Cue]]) -> frozenset[int]:
    """The words of the sentence that tie a place to its making or the like, not to ``a``: "built", "factory"."""
    own = {ctx.page.root_of(h.start, h.end).i for h in hits}
    others = {o.id for o in ctx.pack.attributes.values() if o is not a and PLACE in o.values and o.kind is a.kind}
    rivals = {
        ctx.page.root_of(h.start, h.end).i
        for h in ctx.cue_hits.get(sentence.number, [])
        if h.thing.attribute in others and h.thing.side != "before"
    }
    plants = ctx.focus.nouns.plants
    sites = {t.i for t in ctx.page.doc[sentence.first : sentence.last] if t.lower_.removesuffix("s") in plants}
    return frozenset((rivals - own) | sites)


def _hangs_on(ctx: Context, thing: Thing) -> Iterator[int]:
    """The word that the thing's preposition belongs to: "built in Spain", "built in European countries"."""
    token = ctx.page.root_of(thing.start, thing.end)
    while token.dep_ in {"amod", "compound", "conj"} and token.head.tag_.startswith("NN"):
        token = token.head
    if token.dep_ == "pobj":
        yield token.head.head.i


def _pointed_to(ctx: Context, sentence: Sentence) -> list[Thing]:
    """What "there" and "in the same market" stand for: the place or plant named last."""
    found = []
    for m in _POINTING.finditer(ctx.page.text, sentence.start, sentence.end):
        before = [
            t for t in ctx.page.things if t.end <= m.start() and t.type in {"place", "plant"} and t.inside is None
        ]
        if m.group().lower() == "there" and ctx.page.token_at(m.start()).dep_ == "expl":
            continue
        if before and before[-1].start > sentence.start - 250:
            found.append(replace(before[-1], start=m.start(), end=m.end()))
    return found


def _is_wide_enough(ctx: Context, a: AttributeDef, thing: Thing) -> bool:
    known = ctx.pack.entities.get(thing.id)
    if not a.countries_only:
        return known is None or thing.type != PLACE or bool(known.country or known.parent) or known.id.isupper()
    return known is not None and known.country in {None, thing.id}


def _blocked(ctx: Context, a: AttributeDef, hit: Hit[Cue], sentence: Sentence) -> bool:
    return any(
        b.thing == a.id and b.start < hit.end + 12 and hit.start - 12 < b.end
        for b in ctx.blocker_hits.get(sentence.number, [])
    )


def _mentions(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Mention]:
    value = EntityRef(_place_of(ctx, a, thing), ctx.page.text[thing.start : thing.end])
    span = (thing.start, thing.end)
    before_bracket = _before_bracket(ctx, a, hit, thing)
    if before_bracket:
        links = before_bracket
    elif is_glued(ctx, hit, thing):
        links = _of_phrase(ctx, a, hit, span)
    elif hit.thing.side == "before":
        links = objects(ctx, a, hit.start, hit.end) or []
    elif _is_within(ctx, hit, thing):
        links = spoken_of(ctx, a, *span, avoid=span)
    else:
        links = spoken_of(ctx, a, hit.start, hit.end, avoid=span)
    for link in [*links, *_beside(ctx, a, hit, thing)]:
        if thing.id in {link.id, ctx.focus.brand_of(link.id)}:
            continue
        if link.referent is None and not _goes_on(ctx, a, hit, thing):
            continue
        told = (hit.start, hit.end) if hit.thing.side == "before" else None
        undone = _undoing(ctx, a, hit)
        cover = [(h.start, h.end) for h in (hit, undone) if h is not None]
        mention = ctx.mention(link, a, value, span, cover=cover, anchor=hit.start, told=told)
        if mention is not None and undone is not None:
            mention = replace(mention, polarity=Polarity.DENIED)
        if mention is not None:
            yield replace(mention, modality=Modality.PLANNED) if _is_dated_ahead(ctx, mention, hit) else mention


def _place_of(ctx: Context, a: AttributeDef, thing: Thing) -> str:
    """Of "the factory in India", which nobody knows by name, the country is what the text tells; of a town its plant."""
    if PLANT in a.values and (plant := plant_meant(ctx.page, thing)) is not None and thing.type == PLACE:
        return plant
    if thing.type != PLANT or thing.known:
        return thing.id
    places = [t for t in ctx.page.things if t.type == PLACE and thing.start <= t.start and t.end <= thing.end]
    return places[0].id if places and places[0].id.isupper() else thing.id


def _undoing(ctx: Context, a: AttributeDef, hit: Hit[Cue]) -> Hit[str] | None:
    """The word that denies the tie: in the cue itself ("do without"), or in its clause ("buyers are set to miss out")."""
    if not a.negative:
        return None
    sentence = ctx.page.sentence_at(hit.start)
    here = clause(ctx.page.root_of(hit.start, hit.end))
    for h in ctx.negative_hits.get(sentence.number, []):
        if h.thing == a.id and (
            (hit.start <= h.start and h.end <= hit.end)
            or (here is not None and clause(ctx.page.root_of(h.start, h.end)) == here)
        ):
            return h
    return is_undone(ctx, a, sentence, hit)


def _before_bracket(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> list[Link]:
    """What the bracket that holds cue and value stands behind: "the X (based on the Y) and the Z"."""
    text = ctx.page.text
    first = min(hit.start, thing.start)
    opened = text.rfind("(", ctx.page.sentence_at(first).start, first)
    if opened < 1 or ")" in text[opened : max(hit.end, thing.end)]:
        return []
    here = ctx.page.token_at(opened - 2 if text[opened - 1] == " " else opened - 1)
    return Phrases(ctx, a, ctx.page.sentence_at(first), avoid=(thing.start, thing.end)).at(here)


def _goes_on(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> bool:
    """ "Buyers in China ordered 10,000" goes on about the car before, "the Chinese market is under strain" does not."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if is_verb(cue):
        return True
    within = not a.countries_only or ctx.page.root_of(thing.start, thing.end).dep_ == "pobj"
    return cue.dep_ == "nsubj" and within and not ctx.page.sentence_at(hit.start).heading


def _is_dated_ahead(ctx: Context, mention: Mention, hit: Hit[Cue]) -> bool:
    """ "Spain gets the X next year": what has a date to come in its clause is a plan."""
    published = ctx.page.article.published
    if mention.modality is not Modality.ASSERTED or mention.polarity is Polarity.DENIED or published is None:
        return False
    here = clause(ctx.page.root_of(hit.start, hit.end))
    return here is not None and any(
        d.kind == "date"
        and mention.sentence_start <= d.start < mention.sentence_end
        and d.span is not None
        and d.span.start is not None
        and d.span.start > published
        and clause(ctx.page.root_of(d.start, d.end)) == here
        for d in ctx.page.dates
    )


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


def _beside(ctx: Context, a: AttributeDef, hit: Hit[Cue], thing: Thing) -> Iterator[Link]:
    """Who else has the value: "alongside the C40", "which it shares with the C40", "in the same plant as the C40"."""
    page = ctx.page
    cue, value = page.root_of(hit.start, hit.end), page.root_of(thing.start, thing.end)
    phrases = Phrases(ctx, a, page.sentence_at(thing.start))
    shared = any(stem(t.lower_) == "shar" for t in (cue, cue.head))
    for anchor in _around(cue, value):
        for prep in anchor.children:
            if _is_ellipsis(prep):
                for target in (c for c in prep.children if c.dep_ in {"nsubj", "attr"}):
                    yield from phrases.links(target) or []
            if prep.dep_ != "prep":
                continue
            same = prep.lower_ == "as" and any(t.lower_ == "same" for t in value.head.lefts)
            same |= prep.lower_ == "as" and any(t.lower_ == "same" for t in value.lefts)
            owner = prep.lower_ == "of" and anchor.i == value.i
            if prep.lower_ in _BESIDE or same or owner or (prep.lower_ == "with" and shared):
                for target in prep.children:
                    if target.dep_ == "pobj":
                        yield from phrases.links(target) or []
            for noun in (c for c in prep.children if any(t.lower_ == "same" for t in c.lefts)):
                # "In Douai, in the same factory as the X"
                for target in (t for p in noun.children if p.lower_ == "as" for t in p.children):
                    yield from phrases.links(target) or []


def _is_ellipsis(verb: Token) -> bool:
    """ "…, as is the X"."""
    return verb.dep_ == "advcl" and verb.lower_ in _SHORT_FOR and any(c.lower_ == "as" for c in verb.lefts)


def _around(cue: Token, value: Token) -> Iterable[Token]:
    seen = set()
    for start in (cue, value):
        node = start
        for _ in range(4):
            if node.i not in seen:
                seen.add(node.i)
                yield node
            if is_verb(node) or node.head.i == node.i:
                break
            node = node.head
