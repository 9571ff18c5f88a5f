"""Counts of a list that name what they count: "sold 9,500 Ioniq 5s and 1,100 Ioniq 6s", "A and B sold 900 and 700 cars"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evextract.domain.pack import UNWRITTEN
from evextract.nlp.facts.business.rankings import can_be_shared_out
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.nouns import noun_span
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT

_NEXT = re.compile(
    r"(?:s|es)?(?:,? and |,? plus |, |,? as well as )(?:(?:about|around|some|nearly|almost|over|more than|only|just|another) )?"
)
_ELSEWHERE = re.compile(
    r"(?: (?:at|in) [^,;.:]{2,50})?,? and (?:(?:another|a further|about|some|nearly|around|over|more than) )?"
)
_AT = re.compile(r"(?: more)? (?:at|in) (?:the |its )?[A-Z]")
_PAIR = re.compile(r" and (?:(?:about|around|some|nearly|almost|over|more than) )?")
_NAMES = re.compile(r" and (?:the |its )?")
_DOING = re.compile(r"(?: [a-z]+){1,3} ")


def next_counts(
    ctx: Context,
    sentence: Sentence,
    quantities: Sequence[QuantityMention],
    row: Sequence[int],
    found: Mapping[int, Measure],
) -> dict[int, Measure]:
    """The counts of ``row`` that go on a list of ``found`` ones and name what they count, as the first of the list does."""
    out: dict[int, Measure] = {}
    for n in row:
        q, text = quantities[n], ctx.page.text
        before = [m for m in (*found, *out) if m < n]
        if n in found or not before or q.quantity.unit not in UNWRITTEN or q.change is not None:
            continue
        m = max(before)
        measure = found.get(m) or out[m]
        if measure.attribute.is_change and _is_elsewhere(ctx, quantities[m], q):
            out[n] = Measure(measure.attribute, measure.cue, 0.0)
        if not can_be_shared_out(measure.attribute):
            continue
        if m == n - 1 and told_in_pairs(ctx, sentence, quantities, n) is not None:
            out[n] = Measure(measure.attribute, measure.cue, 0.0)
        first = _named(ctx, sentence, quantities[m])
        if first is None or _named(ctx, sentence, q) is None:
            continue
        if _NEXT.fullmatch(text, max(first.end, noun_span(text, quantities[m])[1]), q.bound_start) or _NEXT.fullmatch(
            text, first.end, q.bound_start
        ):
            out[n] = Measure(measure.attribute, measure.cue, 0.0)
    return out


def _is_elsewhere(ctx: Context, before: QuantityMention, q: QuantityMention) -> bool:
    """ "Laid off 1,200 people at A in May, and 550 at B": so many of the same at another place."""
    text = ctx.page.text
    gap = _ELSEWHERE.fullmatch(text, noun_span(text, before)[1], q.bound_start)
    return before.noun is not None and q.noun is None and gap is not None and _AT.match(text, q.end) is not None


def _named(ctx: Context, sentence: Sentence, q: QuantityMention) -> Referent | None:
    """The product right behind the number."""
    for r in ctx.focus.referents(sentence):
        if r.type == PRODUCT and r.how == "name" and r.start == q.end + 1 and ctx.page.text[q.end] == " ":
            return r
    return None


def told_in_pairs(ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], n: int) -> Link | None:
    """Whose one of two counts is that two subjects have in their order: "A and B sold 900 and 700 cars"."""
    text = ctx.page.text
    for first, second, which in ((n, n + 1, 0), (n - 1, n, 1)):
        if first < 0 or second >= len(quantities):
            continue
        one, two = quantities[first], quantities[second]
        if not _PAIR.fullmatch(text, one.end, two.bound_start):
            continue
        named = [r for r in ctx.focus.referents(sentence) if r.type in {PRODUCT, *COMPANY_TYPES} and r.how == "name"]
        before = [r for r in named if r.end <= one.bound_start]
        if len(before) < 2 or not _NAMES.fullmatch(text, before[-2].end, before[-1].start):
            continue
        listed = len(before) > 2 and text[before[-3].end : before[-2].start] in {", ", " and "}
        if not listed and _DOING.fullmatch(text, before[-1].end, one.bound_start):
            r = before[-2 + which]
            return Link(r.ids[0], r, 5.0)
    return None
