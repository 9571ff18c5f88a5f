"""Units that are not said again: "the Ioniq 6 starts at 43,900 euros, the CLA at 55,859", "good for 310 miles; the other does 278".

A bare number measures, or counts, what the figure next to it in size did shortly before. It only becomes a figure that can be read;
whether it tells anything is for the finders to say.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.pack import UNWRITTEN
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.nouns import OF_THEM
from evextract.nlp.quantities import QuantityMention

_LIKE, _LIKE_BEFORE = 3.0, 2.0
"""How many times larger or smaller than a figure of its sentence, or of the one before, a number may be."""
_REACH = 250
"""Characters within which a unit is still in a reader's mind."""
_LOOSE = frozenset({"ratio", "number"})
"""Dimensions of too many kinds of figures for a number to go on about the last one without a word."""
_BEHIND = frozenset({"nummod", "compound", "amod", "nmod"})
_PART_GAP = re.compile(r"(?: [a-z]+){0,2},? (?:and |with |including |about |some )?")
_OR = re.compile(r",? or (?:only |just |even )?")
_CALLED = re.compile(r"(?<!\w)the \Z", re.IGNORECASE)
"""Before a number by which a version is called: "the 60"."""


def with_units_said_before(ctx: Context) -> list[QuantityMention]:
    """The quantities of the page; a bare number that nobody has read takes the unit of the like figure before it."""
    known = list(ctx.page.quantities)
    for n, q in enumerate(known):
        if _is_bare(ctx, q) and (like := _whole(ctx, known, n) or _most_alike(ctx, known, n)) is not None:
            known[n] = replace(q, quantity=replace(q.quantity, unit=like.quantity.unit), per=q.per or like.per)
    return known


def _is_bare(ctx: Context, q: QuantityMention) -> bool:
    """Whether it is a number alone, which neither counts the noun behind it nor is a name or a part of one."""
    written, text = q.quantity.written, ctx.page.text
    if q.quantity.unit not in UNWRITTEN or q.noun is not None or q.converts is not None or q.change is not None:
        return False
    if q.vague or q.start in ctx.taken or q.start in ctx.badges or ctx.in_table(q.start) or not written[0].isdigit():
        return False
    if _CALLED.search(text, max(0, q.bound_start - 5), q.bound_start) and not text.startswith(" of ", q.end):
        return False
    sentence = ctx.page.sentence_at(q.start)
    if any(t.start <= q.start < t.end for t in ctx.page.things_in(sentence)):
        return False
    root = ctx.page.root_of(q.start, q.end)
    return root.dep_ not in _BEHIND or root.head.i < root.i


def _whole(ctx: Context, known: Sequence[QuantityMention], n: int) -> QuantityMention | None:
    """What the number is a part of, right before it: "690 miles in total, 145 of them on electricity"."""
    q, last = known[n], known[n - 1] if n else None
    if last is None or last.converts is not None or last.quantity.high < q.quantity.high:
        return None
    text = ctx.page.text
    told = OF_THEM.match(text, q.end) and _PART_GAP.fullmatch(text, last.end, q.bound_start)
    return last if told and last.noun is None and ctx.pack.dimension(last.quantity.unit) not in _LOOSE else None


def _most_alike(ctx: Context, known: Sequence[QuantityMention], n: int) -> QuantityMention | None:
    """The figure nearest in size, in the number's sentence or else in the one before; None where that is a count too."""
    q = known[n]
    if OF_THEM.match(ctx.page.text, q.end):
        return None
    here = ctx.page.sentence_at(q.start).number
    last = next(_before(ctx, known, n), None)
    if last is not None and _apart(q, last) <= _LIKE and _OR.fullmatch(ctx.page.text, last.end, q.bound_start):
        return last  # "150 kW, or 100 in the case of the base model", whatever else is of that size
    before = [(ctx.page.sentence_at(o.start).number, _apart(q, o), -o.start, o) for o in _before(ctx, known, n)]
    for number, limit in ((here, _LIKE), (here - 1, _LIKE_BEFORE)):
        near = [x[1:] for x in before if x[0] == number and x[1] <= limit]
        if near:
            like = min(near, key=lambda x: x[:2])[2]
            return like if like.quantity.unit != q.quantity.unit else None
    return None


def _before(ctx: Context, known: Sequence[QuantityMention], n: int) -> Iterator[QuantityMention]:
    """The figures of a known kind before the number, in its paragraph, the last one first."""
    for m in range(n - 1, -1, -1):
        o = known[m]
        if known[n].start - o.end > _REACH or "\n" in ctx.page.text[o.end : known[n].start]:
            return
        if o.converts is None and o.quantity.unit != "1" and ctx.pack.dimension(o.quantity.unit) not in _LOOSE:
            yield o


def _apart(q: QuantityMention, o: QuantityMention) -> float:
    """How many times larger one of the two is."""
    low, high = sorted((abs(float(q.quantity.high)), abs(float(o.quantity.high))))
    return high / low if low else math.inf
