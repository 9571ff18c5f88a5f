"""Which attributes a quantity can be of: by its dimension, its size and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from evextract.domain.pack import AttributeDef, ValueKind
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.driven import is_driven
from evextract.nlp.lexicon import Hit
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import SUBJECT_DEPS
from evextract.records import Bound, Quantity

_DIFFERENCE = re.compile(
    r" (?:\([^)]{1,40}\) )?(?:below|above|less|cheaper|dearer|longer|shorter|wider|taller|lower|higher|further|farther"
    r"|faster|quicker|slower|fewer|off|extra|better|smaller|larger|bigger|narrower|lighter|heavier|apart|more than|more expensive"
    r"|more (?:boot|cargo|luggage|load|trunk|storage|space|room|power|torque|range|legroom|horsepower)"
    r"|more(?= for| and| but|[.,;:)]|\Z)|(?:(?:price|range|power) )?(?:advantage|premium|gap|difference|improvement|deficit)(?! (?:model|version|price)))(?!\w)"
)
_MOST_IN_RATIO = 10
_CUT = re.compile(r"(?<!\w)(?:cut|cuts|cutting|slash\w*|knock\w*|trim\w*)(?: (?:another|a|some))? \Z", re.I)
"""Before "2,000 from the price"."""
_ALL_BUT = re.compile(r"(?<!\w)all but \Z", re.IGNORECASE)
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|10)"
_OF_FEW = re.compile(rf" (?:out )?of {_FEW}(?![\w.,]*\d|\w)")
_FEW_OF = re.compile(rf"(?<![\w.,])(?:{_FEW} (?:out )?of|(?:one|1) in(?: every)?) \Z", re.IGNORECASE)
"""Beside one of the two numbers of a ratio: "four of five buyers", "one in six of them"."""
_ROUGHLY = re.compile(r"(?:mid|low|high|upper|lower)[ -](?:to[ -]high[ -])?\Z", re.IGNORECASE)


def quantity_attributes(ctx: Context, q: QuantityMention) -> list[AttributeDef]:
    """The attributes that the value can be of, by dimension, size and what is counted."""
    dim = ctx.pack.dimension(q.quantity.unit)
    return [
        a
        for a in ctx.pack.attributes.values()
        if a.kind is ValueKind.QUANTITY
        and (a.dimension == dim or dim in a.other_dimensions)
        and q.quantity.unit not in a.never_in
        and _plausible(ctx, a, q.quantity)
        and counts_such(a, q)
        and (a.reader or not a.counts or not _is_subject_alone(ctx, q))
    ]


def counts_such(a: AttributeDef, q: QuantityMention) -> bool:
    """Whether the attribute counts such things; a count without a noun may be of anything."""
    if q.noun is None or not a.counts:
        return True
    nouns = {w.strip("’'") for w in re.split(r"[\s-]+", q.noun.lower()) if w}
    return any({n, f"{n}s", f"{n}es", f"{n[:-1]}ies"} & nouns or n.replace("-", "") in nouns for n in a.counts)


def _is_subject_alone(ctx: Context, q: QuantityMention) -> bool:
    """ "It comes with two motors. All three have a lidar": a number that stands for things, and counts none of a kind."""
    return q.noun is None and ctx.page.root_of(q.start, q.end).dep_ in SUBJECT_DEPS


def counts_for_another(a: AttributeDef, q: QuantityMention, cue: Hit[Cue], near: Iterable[QuantityMention]) -> bool:
    """ "Carries five and has three motors": the noun that tells what is counted is another number's."""
    if q.noun is not None or not a.counts or cue.end <= q.start:
        return False
    return any(o.noun is not None and q.end <= o.start <= cue.end and counts_such(a, o) for o in near)


def _plausible(ctx: Context, a: AttributeDef, q: Quantity) -> bool:
    """Within a wide margin around the attribute's range: a slip of the pen must still be read, to be reported."""
    if a.plausible is None or a.unit is None:
        return True
    if not a.needs_cue and ctx.pack.dimension(q.unit) != a.dimension:
        return True  # "4.1 miles per kWh": a unit of the attribute's alone, but no multiple of its main one
    low, high = a.plausible
    amount = ctx.pack.roughly_in(abs(q.high), q.unit, a.unit)
    return amount is None or low / 2 <= amount <= high * 2


_PASSED_BY = re.compile(
    r"(?<!\w)(?:outs(?:old|ells?|elling)|beat(?:s|ing)?|trail(?:s|ed|ing)?|overtook|overtakes?|ahead of|behind)"
    r"(?: [\w.’'+-]+){1,5} by \Z"
)
"""Before how far one is ahead of another: "the A outsold the B by 900 cars"."""


def is_difference(ctx: Context, q: QuantityMention) -> bool:
    """ "40,000 yuan below the price", "18 cm more than": how far two values are apart; "in the mid-$20,000s": a region; "all
    but 231 of them": those that are left out; "four of five buyers", "one in six": a ratio;
    "2,000 km later": a journey.
    """
    text = ctx.page.text
    if q.quantity.high <= _MOST_IN_RATIO and (
        _OF_FEW.match(text, q.end) or _FEW_OF.search(text, max(0, q.bound_start - 17), q.bound_start)
    ):
        return True
    if _ALL_BUT.search(text, max(0, q.bound_start - len("all but ")), q.bound_start):
        return True
    if text[q.end : q.end + 1] == "s" and _ROUGHLY.search(text, max(0, q.start - 14), q.start):
        return True
    if _PASSED_BY.search(text, max(0, q.bound_start - 60), q.bound_start):
        return True
    cut = _CUT.search(text, max(0, q.bound_start - 24), q.bound_start) and text.startswith(" from ", q.end)
    return bool(cut) or _DIFFERENCE.match(text, q.end) is not None or is_driven(ctx, q)


_FROM = re.compile(r"(?<!\w)from \Z")
_AT = re.compile(r"(?<!\w)at \Z")
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
_TO = re.compile(r" ?(?:\([^()]*\) )?(?:to|up to|–|-)(?!\w)")


def at_least(ctx: Context, a: AttributeDef, q: QuantityMention, value: Quantity) -> Quantity:
    """ "From £29,995" is where the prices begin."""
    text = ctx.page.text
    if not is_price(a) or value.bound is not Bound.EXACT:
        return value
    begins = _FROM.search(text, max(0, q.bound_start - 6), q.bound_start) and not _TO.match(text, q.end)
    return replace(value, bound=Bound.ABOVE) if begins or _begins_too(ctx, q) else value


def _begins_too(ctx: Context, q: QuantityMention) -> bool:
    """ "The A starts at £20,000, the B at £25,000": the verb holds for the second price, too."""
    near = [
        o
        for _, o in ctx.page.quantities_in(ctx.page.sentence_at(q.start))
        if o.start < q.start and o.converts is None and o.quantity.unit == q.quantity.unit
    ]
    if not near or not _AT.search(ctx.page.text, q.bound_start - 4, q.bound_start):
        return False
    between = ctx.page.doc.char_span(near[-1].end, q.bound_start, alignment_mode="contract")
    if between is None or any(t.tag_ in _FINITE or t.text in {";", ":"} for t in between):
        return False
    return near[-1].quantity.bound is Bound.ABOVE or _begins_too(ctx, near[-1])


def is_price(a: AttributeDef) -> bool:
    """Whether the attribute is what the subject itself costs, rather than money that is earned or spent."""
    return a.bare and a.dimension == "money"
