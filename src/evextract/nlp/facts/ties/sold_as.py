"""A car that another maker sells under a name of its own: "Mitsubishi sells the X as the Y", "its version of the X, called the Y".

Only where the two names are of different makers: what one maker sells as this here and that there is a single car.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.ties.made_from import are_of_two_makers, made_from, named_one_by_one
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.nameless import AS_NAMED
from evextract.records import Mention

_SELL = r"(?:sells?|sold|selling|markets?|marketed|offers?|offered|(?:re)?badg(?:es?|ed|ing)|rebrand(?:s|ed|ing)?)"
_SELLING = re.compile(rf"(?<!\w)(?P<verb>{_SELL}|distribut(?:es?|ed)) (?:[\w’'-]+ ){{0,4}}\Z")
_OF_IT = re.compile(r"(?<!\w)(?P<verb>(?:versions?|variant|derivative|take) (?:of|on)) (?:[\w’'-]+ ){0,3}\Z")
_SOLD = re.compile(
    rf"(?:,|,? which (?:is|was|will be)| is| was| will be| to be|)(?: also| now| then)? (?P<verb>{_SELL})(?!\w)"
)
_AS = re.compile(
    r"(?: (?!as |than |and |or |but )[\w’'-]+| [A-Z]\.[A-Z]\.){0,8} as (?:the |its |a |an )?(?:new |electric |all-electric )?[“\"']?"
)
"""From the car to its other name."""
_DOES = re.compile(
    r" (?:do|does|did|is|are|was|were|has|have|had|will|would|can|could|gets?|goes|comes?)(?:n[’']t)?(?!\w)"
)
_BACK = 70


def find_sold_as_facts(ctx: Context) -> Iterator[Mention]:
    """Mentions of the attributes whose values are of the same types as their subjects."""
    for a in ctx.pack.attributes.values():
        if a.kind is ValueKind.ENTITY and not a.reader and set(a.values) <= set(a.subjects):
            for sentence in ctx.page.sentences:
                yield from _in_sentence(ctx, a, sentence)


def _in_sentence(ctx: Context, a: AttributeDef, sentence: Sentence) -> Iterator[Mention]:
    for base, other in pairwise(named_one_by_one(ctx, a, sentence)):
        if _DOES.match(ctx.page.text, other.end) or not are_of_two_makers(ctx, base, other):
            continue  # "sells the A as the B is late"
        if (verb := _sold(ctx, sentence, base, other)) is not None:
            yield from made_from(ctx, a, other, base, anchor=verb)


def _sold(ctx: Context, sentence: Sentence, base: Referent, other: Referent) -> int | None:
    """Where the word stands that says that the one is sold as the other; None where nothing says so."""
    text = ctx.page.text
    first = max(sentence.start, base.start - _BACK)
    of_it = _OF_IT.search(text, first, base.start)
    if of_it is not None:
        return of_it.start("verb") if AS_NAMED.fullmatch(text, base.end, other.start) else None
    if not _AS.fullmatch(text, base.end, other.start):
        return None
    lead = _SELLING.search(text, first, base.start) or _SOLD.match(text, base.end, other.start)
    return lead.start("verb") if lead is not None else None
