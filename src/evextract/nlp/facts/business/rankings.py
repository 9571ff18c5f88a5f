"""Figures that a name bears in a ranking: "ahead of the Ford Ranger (5,214)", "ahead of Kia on 4,300", "* Volkswagen: 2,871".

What they count is what was counted last; whose they are stands right before.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evextract.domain.pack import UNWRITTEN, AttributeDef
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.reader import Measure
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT

_REACH = 6
"""How many sentences, headings and entries before the count that the ranking goes on from may stand."""
_LEAST = 10
_BRACKET = len("x (")
_YEARS = range(1900, 2100)
_MARK = re.compile(r"[\s*•·–—-]*(?:\d{1,2}[.)] )?")
_NOUN = r"(?: (?:units|cars|vehicles|sales|registrations|deliveries|orders|bookings))?"
_CLOSED = re.compile(rf"{_NOUN}[),;]")
_LINE_END = re.compile(rf"{_NOUN}(?: ?\(|[,;.]| *(?:\n|\Z))")
_AHEAD_OF = re.compile(
    r"(?<!\w)(?:ahead of|behind|in front of|followed by|before|(?:then|next) (?:came|come|comes))(?: [a-z’']+){0,3} \Z"
    r"|(?<!\w)(?:ahead of|behind|followed by) [^.;:()]{3,60},? and(?: the)? \Z"
)
"""Before the name of the one that another beats, or that stands next to it in a list of these."""
_WITH_SO_MANY = re.compile(r",? (?:on|with|at) (?:about |around |some |just |only )?")
_TOLD = re.compile(r"(?: \([^()]*\))?(?::| [–—-]) ")

Last = tuple[int, Measure] | None


def can_be_shared_out(a: AttributeDef) -> bool:
    """Whether the figures of the attribute count cars, so that each of several makers or models has one of its own."""
    return a.dimension == "count" and PRODUCT in a.subjects and not a.is_change and not a.ahead


def rankings(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], found: Mapping[int, Measure], last: Last
) -> dict[int, tuple[Measure, Link]]:
    """The entries of rankings in the sentence: number in ``quantities`` -> measure, and the one that it names.

    ``found``: the measured figures of the sentence; ``last``: the figure that was measured last before it.
    """
    out: dict[int, tuple[Measure, Link]] = {}
    for n, q in ctx.page.quantities_in(sentence):
        if not _can_rank(ctx, q):
            continue
        measure = _measure(ctx, sentence, quantities, n, found, last)
        if measure is None:
            continue
        # The parser may begin a sentence at the bracket.
        for r in ctx.focus.referents(ctx.page.sentence_at(q.start - _BRACKET)):
            named = r.how == "name" and r.type in {PRODUCT, *COMPANY_TYPES}
            if named and r.end < q.bound_start and _is_entry(ctx.page.text, sentence, r.start, r.end, q):
                out[n] = replace(measure, score=0.0, source=None), Link(r.ids[0], r, 5.0)
    return out


def _can_rank(ctx: Context, q: QuantityMention) -> bool:
    if q.converts is not None or q.change is not None or q.quantity.unit not in UNWRITTEN or ctx.in_table(q.start):
        return False
    year = "," not in q.quantity.written and q.quantity.low in _YEARS
    return q.quantity.low >= _LEAST and not year


def _is_entry(text: str, sentence: Sentence, start: int, end: int, q: QuantityMention) -> bool:
    """Whether the figure stands in parentheses behind the name at ``start``…``end``, is of the one that another is ahead of,
    or is told by the line that it opens.
    """
    if text[end : q.start] == " (":
        return _CLOSED.match(text, q.end) is not None
    if _WITH_SO_MANY.fullmatch(text, end, q.start) and _AHEAD_OF.search(text, max(sentence.start, start - 90), start):
        return True
    return (
        _TOLD.fullmatch(text, end, q.start) is not None
        and _MARK.fullmatch(text, sentence.start, start) is not None
        and _LINE_END.match(text, q.end) is not None
    )


def _measure(
    ctx: Context,
    sentence: Sentence,
    quantities: Sequence[QuantityMention],
    n: int,
    found: Mapping[int, Measure],
    last: Last,
) -> Measure | None:
    """What was counted last, in this sentence or shortly before; none where another kind of figure stands in between."""
    for m in range(n - 1, -1, -1):
        q = quantities[m]
        if q.start < sentence.start:
            break
        if m in found:
            return found[m] if can_be_shared_out(found[m].attribute) else None
        if q.converts is None and q.change is None and q.quantity.unit not in UNWRITTEN:
            return None
    if last is None or not can_be_shared_out(last[1].attribute):
        return None
    before = ctx.page.sentence_at(quantities[last[0]].start)
    return last[1] if sentence.number - before.number <= _REACH else None
