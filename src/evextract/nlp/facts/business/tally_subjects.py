"""Whose figure of a business it is: who sells, builds or employs, what is sold, and where it is built."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.business.counted_names import told_in_pairs
from evextract.nlp.facts.business.figure_clauses import (
    SAYING,
    counted_firm,
    is_done_by_others,
    is_of_stranger,
    is_product,
    of_shared_object,
    of_them,
    of_which,
    receiver,
)
from evextract.nlp.facts.business.market_talk import is_of_all, is_of_the_market, is_of_the_market_alone
from evextract.nlp.facts.business.placed_parts import plant_of_next, plant_of_part
from evextract.nlp.facts.business.portions import named_behind
from evextract.nlp.facts.business.rankings import can_be_shared_out
from evextract.nlp.facts.business.reported_figures import firm_before, is_reported
from evextract.nlp.facts.business.shareholders import not_of_holders
from evextract.nlp.facts.business.site_clauses import plant_of_clause
from evextract.nlp.facts.business.works import of_unknown_works, plant_at, plant_before, plant_measured
from evextract.nlp.facts.companies import clause_subject, possessor
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.nouns import noun_span
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.facts.figures.repeats import gapping_subject, whose_is_told
from evextract.nlp.facts.figures.respective import told_in_order
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES, PLANT
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, ancestors, is_verb, sharing_verb

_OF_THING = re.compile(
    r"(?: (?:have|has|had|been|were|was|are|already|placed|received|taken|booked|made|in|hand|the|books|so|far|alone)){0,4}"
    r" (?:of|for) (?:(?:the|its|their|a|an|all|new|current|electric|both) ){0,3}\Z"
)
_ITS_OWN = re.compile(r"(?:’s|'s) [a-z]+, (?:the )?")
"""Between "the car" and the Zoe in "of the car's predecessor, the Zoe"."""
_LISTED = re.compile(r"(?:s|es)?(?:,? and |,? or |, |/| & )(?:the )?")
_APIECE = re.compile(r"(?<!\w)(?:each|apiece|respectively|every one|both)(?!\w)", re.IGNORECASE)
_DONE = re.compile(r" (?:examples |units |cars )?(?:built|made|produced|sold|delivered)(?!\w)")
_SURE = 3.0
"""The least score of a subject that the parse gives rather than the neighbourhood."""
_SAID_BEHIND = re.compile(r" (?:said|says|announced|reported|claims|claimed|stated)(?!\w)")
_ACCORDING = re.compile(r"(?<!\w)(?:according to|said|says) (?:[a-z]+ ){0,3}\Z", re.IGNORECASE)


def subjects_of(
    ctx: Context,
    measure: Measure,
    quantities: Sequence[QuantityMention],
    n: int,
    links: Mapping[int, Sequence[Link]],
) -> list[Link]:
    q, a = quantities[n], measure.attribute
    if PRODUCT in a.subjects and (named := named_behind(ctx, q)) is not None:
        return [named]
    if (
        can_be_shared_out(a)
        and (paired := told_in_pairs(ctx, ctx.page.sentence_at(q.start), quantities, n)) is not None
    ):
        return [paired]
    if (whose := whose_is_told(ctx, q)) is not None:
        return [whose]
    if (sites := plant_of_next(ctx, a, quantities, n, links.keys())) is not None:
        return sites
    if measure.source is not None:
        if (site := plant_of_part(ctx, a, q)) is not None:
            return [site]
        if gapped := gapping_subject(ctx, quantities[measure.source], q):
            return [Link(i, None, 1.0) for i in gapped]
        if measure.source in links:
            return [replace(link, referent=None) for link in links[measure.source]]
    if PRODUCT in a.subjects:
        if can_be_shared_out(a) and _counts_several(ctx, q):
            return []
        if (ended := _with_so_many(ctx, q)) is not None:
            return [ended]
        named = _counted_vehicle(ctx, q, measure.cue)
        if named is not None:
            return [named]
        if which := of_which(ctx, q):
            return [which]
        if them := of_them(ctx, quantities, n, a):
            return [them]
        if is_done_by_others(ctx, a, measure.cue):
            return [seller] if (seller := receiver(ctx, q)) is not None else []
        if is_of_all(ctx, q):
            return []
        if _is_undergone(ctx, q):
            if q.noun is None:
                # "The first 60 were delivered in Berlin": of what the text speaks of, whoever has a showroom there.
                return ctx.linker.subjects(q.start, q.end, (PRODUCT,))
            if reported := _of_what_is_told(ctx, q, q.noun):
                return reported
        if acted_on := of_shared_object(ctx, q):
            return [acted_on]
    elif not a.of_works and PLANT in a.subjects and (firm := counted_firm(ctx, q)):
        return [firm]
    if PLANT in a.subjects:
        if works := plant_at(ctx, a, q, measure.cue, quantities):
            return [works]
        if works := plant_measured(ctx, measure.cue):
            return [works]
        if works := plant_of_clause(ctx, a, q):
            return [works]
        if of_unknown_works(ctx, q, offices=not a.is_change):
            return []
    told_before = not ctx.page.sentence_at(q.start).start <= measure.cue.start < q.end + 300
    types = a.subjects if told_before else _agents(ctx, a, measure.cue)
    if is_of_stranger(ctx, q.start, q.end):
        return []
    if (owner := _who_puts_in(ctx, measure.cue)) is not None:
        return [owner]
    found = ctx.linker.subjects(q.start, q.end, types)
    noun = q.end, noun_span(ctx.page.text, q)[1]
    if any(x.referent is not None and noun[0] <= x.referent.start < noun[1] for x in found):
        # "The plant can build 120,000 Leapmotor cars": who builds them, not what they are called.
        other = ctx.linker.subjects(q.start, q.end, types, avoid=noun)
        found = other if all(x.referent is not None and x.score > _SURE for x in other) and other else found
    if found and all(x.referent is None for x in found):
        if is_of_the_market(ctx, q) or (a.ahead and ctx.page.sentence_at(q.start).heading):
            return []  # "Ten electric cars for 2027" above a list: anybody's
        if told := firm_before(ctx, quantities, n, links):
            return told
        found = (plant_before(ctx, q) if PLANT in a.subjects else []) or [
            x for x in found if _is_meant(ctx, a, x, q.start)
        ]
    elif can_be_shared_out(a):
        found = [x for x in found if x.referent is None or not is_of_the_market_alone(ctx, q, x.referent)]
    if a.dimension == "money" and "object" not in a.scope:
        found = not_of_holders(ctx, ctx.page.sentence_at(q.start), found)
    if len(found) > 1:
        found = list(told_in_order(ctx, a, q, found))
    shared = a.dimension != "count" or a.ahead or len({x.id for x in found}) < 2
    if not shared and len(ordered := told_in_order(ctx, a, q, found)) == 1:
        return list(ordered)  # "A and B, both of C, reached 9,000 and 7,000 cars"
    return found if shared or _each(ctx, q) else []


def _with_so_many(ctx: Context, q: QuantityMention) -> Link | None:
    """ "The last X has left the line, with 141,000 built": the subject of the sentence, whose maker built them."""
    text, sentence = ctx.page.text, ctx.page.sentence_at(q.start)
    if not text.endswith(" with ", 0, q.bound_start) or _DONE.match(text, q.end) is None:
        return None
    named = [r for r in ctx.focus.referents(sentence) if r.type == PRODUCT and r.how == "name" and r.end < q.start]
    first = next((r for r in named if ctx.focus.root(r).dep_ in SUBJECT_DEPS), None)
    return Link(first.ids[0], first, 5.0) if first is not None and len(first.ids) == 1 else None


def _who_puts_in(ctx: Context, cue: Hit[Cue]) -> Link | None:
    """ "A's investment in B totals", "A bought a stake in B for": A's, though B stands nearer."""
    noun = ctx.page.root_of(cue.start, cue.end)
    last = ctx.page.token_at(cue.end - 1)
    if is_verb(noun) and last.head.i == noun.i and last.dep_ == "dobj":
        return clause_subject(ctx, ctx.page.sentence_at(cue.start), cue.start)
    into = any(c.dep_ == "prep" and c.lower_ in {"in", "into"} for c in noun.children)
    if is_verb(noun) or not into or not any(c.dep_ == "poss" for c in noun.children):
        return None
    return possessor(ctx, ctx.page.sentence_at(cue.start), cue.start)


def _is_meant(ctx: Context, a: AttributeDef, link: Link, at: int) -> bool:
    """Whether a sentence that doesn't speak of it may count it: a firm, or the vehicle that the text is about.

    What is counted without a word of another car is of its maker, or of all; and what is sold, which all do, is of none
    that is named only later.
    """
    told = not can_be_shared_out(a) or ctx.page.is_told_before(link.id, at)
    return told and (ctx.focus.brand_of(link.id) is None or link.id == ctx.focus.topic)


def _agents(ctx: Context, a: AttributeDef, cue: Hit[Cue]) -> tuple[str, ...]:
    """Who can be the subject: a product neither sells nor builds, so the subject of an active "sold" is a company."""
    noun = ctx.page.root_of(cue.start, cue.end)
    if not is_verb(noun) and COMPANY_TYPES & set(a.subjects) and is_reported(noun):
        return tuple(t for t in a.subjects if t in COMPANY_TYPES or t == PLANT)
    verb = sharing_verb(noun)
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    if not verb.tag_.startswith("VB") or not subjects or not COMPANY_TYPES & set(a.subjects):
        return a.subjects
    if PRODUCT in a.subjects and is_product(ctx, subjects[0]):
        return (PRODUCT,)  # "the Model Y sold 9,000 times", "the car, which has sold 50,000 examples"
    return tuple(t for t in a.subjects if t in COMPANY_TYPES or t == PLANT)


def _each(ctx: Context, q: QuantityMention) -> bool:
    """Whether several subjects have the figure each; "A and B can build 5 million cars" tells of neither."""
    sentence = ctx.page.sentence_at(q.start)
    return _APIECE.search(ctx.page.text, sentence.start, sentence.end) is not None


def _is_undergone(ctx: Context, q: QuantityMention) -> bool:
    """Whether the figure, or what it counts, is the subject of a passive verb that names no agent."""
    for node in ancestors(ctx.page.root_of(q.start, q.end)):
        if is_verb(node):
            return False
        if node.dep_ == "nsubjpass":
            return all(c.dep_ != "agent" for c in node.head.children)
    return False


def _of_what_is_told(ctx: Context, q: QuantityMention, noun: str) -> list[Link]:
    """The vehicle before, where the sentence names none and a company only as the one who says so.

    "Within a day 9,000 orders were placed, the carmaker said", "18,000 units were sold, according to Kia".
    """
    if noun.split()[-1].removesuffix("s") in ctx.focus.nouns.named:
        return []  # "380,000 cars were sold" is of all that the maker sells
    here = ctx.page.sentence_at(q.start)
    text = ctx.page.text
    for r in ctx.focus.referents(here):
        told = r.type in COMPANY_TYPES and (
            _SAID_BEHIND.match(text, r.end) or _ACCORDING.search(text, here.start, r.start)
        )
        if not told and r.how != "pronoun" and r.type in {PRODUCT, *COMPANY_TYPES}:
            return []
    return [] if ctx.focus.speaks_of_company(here) else ctx.linker.subjects(q.start, q.end, (PRODUCT,))


def _counts_several(ctx: Context, q: QuantityMention) -> bool:
    """ "Shipped 85,670 Model 3 and Model Y cars": so many of the two, which nobody tells apart."""
    text = ctx.page.text
    named = [r for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if r.type == PRODUCT and r.how == "name"]
    return any(
        a.start == q.end + 1 and _LISTED.fullmatch(text, a.end, b.start) and a.ids != b.ids for a, b in pairwise(named)
    )


def _counted_vehicle(ctx: Context, q: QuantityMention, cue: Hit[Cue]) -> Link | None:
    """The vehicle that the counted noun names or is "of": "63,000 EV9s", "12,000 units of the Polestar 4"."""
    text = ctx.page.text
    end = noun_span(text, q)[1]
    vehicles = [r for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if r.type == PRODUCT and r.how in SAYING]
    for r in vehicles:
        if r.how in {"name", "trim"} and (
            q.end <= r.start < end or (r.start >= q.end and not text[q.end : r.start].strip())
        ):
            return Link(r.ids[0], r, 5.0)
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)):
        pointed = r.type == PRODUCT and r.how == "pronoun" and len(r.ids) == 1
        if pointed and text[max(end, cue.end) : r.end] == " for it":
            return Link(r.ids[0], r, 5.0)  # "12,000 orders for it"
    for r in vehicles:
        for stop in (end, cue.end):
            if r.start > stop and _OF_THING.fullmatch(text[stop : r.start]):
                own = next((o for o in vehicles if o.how == "name" and _ITS_OWN.fullmatch(text[r.end : o.start])), r)
                return Link(own.ids[0], own, 5.0)
    return None
