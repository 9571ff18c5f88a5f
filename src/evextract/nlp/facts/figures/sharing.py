"""Values that have no word of their own: of the kind of the value before, and of the other car that is spoken of.

"The EV3 accepts 128 kW, the EX30 153", "It pulls 2.5 tonnes. The EX90 stops at 2.2", "460 litres against 318".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from evextract.domain.pack import AttributeDef, is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.repeats import last_alike
from evextract.nlp.facts.figures.scoring import is_list_gap, without_asides
from evextract.nlp.facts.noun_phrases import KIN, phrase_head
from evextract.nlp.linking.link import Link
from evextract.nlp.linking.said_of import is_of_version, is_said_of
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_GLUE = re.compile(
    r"(?: (?:for|in|as|with) (?:the |an? )?)?[\s,;]*(?:and|or|while|with|but|whereas)?[\s,]*(?:that of )?(?:the|a|an|for)?[\s,]*"
    r"(?:at|for|costs?|is|from|in|has|gets|takes|needs|manages|makes do with|settles for)?\s*"
)
_AGAINST = re.compile(
    r"(?: [a-z]+)?(?: \([^()]*\))?,? (?:versus|vs\.?|against|as against|compared (?:with|to)) (?:the |its )?"
)
_BEFORE_GAPPED = re.compile(
    r"(?: \([^()]*\))?(?: (?:in|for) [A-Z][\w ]{2,20})?(?:(?:,|;)? (?:and|while|but|whereas)|,|;| than) (?:that of )?(?:the )?"
)
_BEHIND_GAPPED = re.compile(
    r"(?:’s|'s)? (?:(?:at|in|with|for|to|has|gets|needs|takes|manages|only|just|does it in|makes do with) ){0,2}"
)
_WITH_RANGE = re.compile(
    r"(?:[ -](?:one|LFP|NMC|battery|pack|unit|usable|net|gross)){0,3}(?: \([^()]*\))?"
    r"(?: and|,| for| with|,? good for| gives?| offers?| delivers?| provides?| returns?| manages?| yields?| is good for|) "
)
_FROM_BATTERY = re.compile(r"(?: \([^()]*\))? (?:from|out of|on|with) (?:an? |the |its )?")
_IN_BRACKETS = re.compile(r" \((?:[A-Z]{3,4} )?")
_AND = re.compile(r"(?: \([^()]*\))? and (?:an? )?")
_IN = re.compile(r"(?: \([^()]*\))?[\s,;]*(?:and|or|while|with|but|whereas)?[\s,]*(?:in|for) (?:the )?")
_IT_COSTS = re.compile(
    r",? ?(?:(?:it|this|that|the (?:price|figure|car))(?: is| costs| comes to| will (?:be|cost)) |(?:is|at|from|for) )?[$£€¥]?"
)
"""Around a country between the price in another one and its own."""
_LEAST_RANGE = 40
_LOOSE = frozenset({"money", "count", "ratio"})
"""Dimensions of too many kinds of figures for a value to be of the last one's kind by its unit alone."""


def shared_attribute(
    ctx: Context,
    quantities: Sequence[QuantityMention],
    n: int,
    chosen: Mapping[int, AttributeDef],
    fitting: Sequence[AttributeDef],
) -> AttributeDef | None:
    """The attribute of the previous value in the same unit: of the same list, or of the sentence for a rare unit.

    "0-62 mph in under nine seconds; the lighter car takes less than seven seconds": both are the same kind of figure.
    """
    q = quantities[n]
    abroad = _elsewhere(ctx, quantities, n)
    if abroad in chosen and chosen[abroad] in fitting:
        return chosen[abroad]
    m = last_alike(quantities, n)
    if m is None or m not in chosen or chosen[m] not in fitting:
        return None
    before = quantities[m]
    if goes_with_last(ctx, quantities, n):
        return chosen[m]
    if chosen[m].dimension in _LOOSE:
        return None
    here, there = ctx.page.sentence_at(q.start), ctx.page.sentence_at(before.start)
    if here == there:
        return chosen[m] if len(without_asides(ctx.page.text[before.end : q.start])) < 90 else None
    return chosen[m] if _is_of_another(ctx, here, there, q) else None


def _elsewhere(ctx: Context, quantities: Sequence[QuantityMention], n: int) -> int:
    """The sum before it in another currency, where the value is told as that of another country: "…, in Norway 400,000 kroner"."""
    m = n - 1
    while m >= 0 and quantities[m].converts is not None:
        m -= 1
    if m < 0 or quantities[m].quantity.unit == quantities[n].quantity.unit:
        return -1
    if not is_currency(quantities[m].quantity.unit) or not is_currency(quantities[n].quantity.unit):
        return -1
    text, start, end = ctx.page.text, quantities[m].end, quantities[n].start
    return (
        m
        if any(
            t.type == PLACE
            and _IN.fullmatch(text, start, t.start)
            and _IT_COSTS.fullmatch(text, t.end, max(t.end, end))
            for t in starting(ctx.page.things, start, quantities[n].end)
        )
        else -1
    )


def beside_battery(ctx: Context, q: QuantityMention, fitting: Sequence[AttributeDef]) -> AttributeDef | None:
    """The distance that stands right beside a battery: "has 67 kWh and 560 km", "137 miles from 30 kWh".

    Or in brackets behind a price: "at 33,900 euros (375 km)".
    """
    found = next((a for a in fitting if "test_cycle" in a.scope and a.dimension == "length"), None)
    if found is None or q.quantity.unit not in {"km", "mi"} or q.quantity.low < _LEAST_RANGE:
        return None
    for _, o in ctx.page.quantities_in(ctx.page.sentence_at(q.start)):
        if o.quantity.unit == "kWh":
            before, after = ctx.page.text[o.end : q.bound_start], ctx.page.text[q.end : o.bound_start]
            if (o.end <= q.start and _WITH_RANGE.fullmatch(before)) or (
                o.start >= q.end and _FROM_BATTERY.fullmatch(after)
            ):
                return found
        elif ctx.pack.dimension(o.quantity.unit) == "money" and _IN_BRACKETS.fullmatch(
            ctx.page.text, o.end, q.bound_start
        ):
            return found
    return None


def goes_with_last(ctx: Context, quantities: Sequence[QuantityMention], n: int) -> bool:
    """Whether only names and glue stand between the value and the previous one in its unit."""
    m = last_alike(quantities, n)
    if m is None:
        return False
    start, end = quantities[m].end, quantities[n].bound_start
    gap = without_asides(ctx.page.text[start : quantities[n].start])
    return is_list_gap(gap) or _GLUE.fullmatch(_without_names(ctx, start, end)) is not None


def other_side(ctx: Context, quantities: Sequence[QuantityMention], n: int, links: Sequence[Link]) -> Sequence[Link]:
    """``links``, but for a value that is said of another car than the previous one in few words.

    "… in 7.7 seconds and the EX30 in 5.3", "2.68 metres versus 2.65": of the car that the first is set against.
    """
    if (kin := _of_kin(ctx, quantities[n])) is not None:
        return kin
    m = last_alike(quantities, n)
    if m is None or ctx.page.sentence_at(quantities[m].start) != ctx.page.sentence_at(quantities[n].start):
        return links
    start, end = quantities[m].end, quantities[n].bound_start
    if gapped := _gapped(ctx, start, end):
        return [gapped]
    behind = quantities[n].end
    named = [link.referent for link in links if link.referent is not None]
    said = any(is_said_of(ctx.page.text, behind, r) or is_of_version(ctx.page.text, behind, r) for r in named)
    if said or not _AGAINST.fullmatch(ctx.page.text, start, end):
        return links
    own = {link.id for link in links}
    seen = (t for t in reversed(starting(ctx.page.things, 0, start)) if t.type == PRODUCT and t.end <= start)
    other = next((t.id for t in seen if t.id not in own), None)
    return [Link(other, None, 1.0)] if other is not None else []


def in_one_breath(
    ctx: Context,
    quantities: Sequence[QuantityMention],
    n: int,
    owned: Mapping[int, Sequence[Link]],
    links: Sequence[Link],
) -> Sequence[Link]:
    """``links``, but for a value that "and" joins to one of the version named last: "the GT with 480 hp and 500 lb-ft".

    ``owned``: whose the values before are.
    """
    m = next((m for m in range(n - 1, -1, -1) if quantities[m].converts is None), None)
    if m is None or not _AND.fullmatch(ctx.page.text, quantities[m].end, quantities[n].bound_start):
        return links
    match [*owned.get(m, ()), *links]:
        case [Link(referent=Referent() as near) as nearer, Link(referent=Referent() as far) as link]:
            same = nearer.id == link.id and nearer.variant is not None and link.variant is not None
            return [nearer] if same and far.end < near.start < quantities[m].start else links
    return links


def _of_kin(ctx: Context, q: QuantityMention) -> list[Link] | None:
    """ "Its seven-seat cousin, the Ioniq 9": the car that the noun introduces, nobody where it names none; else None."""
    head = phrase_head(ctx.page.root_of(q.start, q.end))
    if head.lower_ not in KIN or head.idx < q.end or not any(c.dep_ == "poss" for c in head.children):
        return None
    named = {c.i for c in head.children if c.dep_ == "appos"}
    cars = [r for r in ctx.focus.referents(ctx.page.sentence_at(q.start)) if r.type == PRODUCT and r.how == "name"]
    return [Link(r.ids[0], r, 5.0) for r in cars if ctx.page.root_of(r.start, r.end).i in named][:1]


def _gapped(ctx: Context, start: int, end: int) -> Link | None:
    """The one car that is named between two values, with nothing but glue around it."""
    text, sentence = ctx.page.text, ctx.page.sentence_at(start)
    for r in ctx.focus.referents(sentence):
        if r.start < start or r.end > end or not (r.how in {"name", "brand"} or r.variants):
            continue
        if not _BEFORE_GAPPED.fullmatch(text, start, r.start) or not _BEHIND_GAPPED.fullmatch(text, r.end, end):
            continue
        if r.type == PRODUCT and (r.how == "name" or r.variants):
            return Link(r.ids[0], r, 5.0, r.variants[0] if len(r.variants) == 1 else None)
        if r.type in COMPANY_TYPES and len(cars := ctx.focus.cars_before(sentence, r.ids[0])) == 1:
            return Link(cars[0], r, 5.0)
    return None


def _is_of_another(ctx: Context, here: Sentence, there: Sentence, q: QuantityMention) -> bool:
    """Whether the next sentence goes on with another vehicle, and with this value alone."""
    text = ctx.page.text
    if here.number != there.number + 1 or "\n" in text[there.end : here.start]:
        return False
    if any(o is not q and o.converts is None for _, o in ctx.page.quantities_in(here)):
        return False
    return any(
        r.type == PRODUCT and r.how in {"name", "brand"} and ctx.focus.root(r).dep_ in SUBJECT_DEPS and r.end <= q.start
        for r in ctx.focus.referents(here)
    )


def _without_names(ctx: Context, start: int, end: int) -> str:
    """The text between two values without names, versions and parentheses: "… and the 702 Ultra …" leaves glue."""
    text, at = "", start
    sentence = ctx.page.sentence_at(start)
    for r in ctx.focus.referents(sentence):
        if start <= r.start and r.end <= end and r.start >= at and (r.how in {"name", "trim"} or r.variants):
            text += ctx.page.text[at : r.start]
            text = re.sub(r" (?:in|for) (?:the )?$", " ", text) if r.type == PLACE else text
            at = r.end
    return without_asides(text + ctx.page.text[at:end]) if at > start else "-"
