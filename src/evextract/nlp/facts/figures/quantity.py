"""Numbers: which attribute a quantity gives, and to whom.

The unit's dimension narrows the attributes down; cue words decide between them by how near they stand to the value
("81 kWh battery", "a range of 450 km"), and a cue that stands nearer to another value of the same dimension counts for
that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.elided import with_units_said_before
from evextract.nlp.facts.figures.fitting import (
    at_least,
    counts_for_another,
    is_difference,
    is_price,
    quantity_attributes,
)
from evextract.nlp.facts.figures.respective import told_in_order
from evextract.nlp.facts.figures.rows import in_order
from evextract.nlp.facts.figures.scoring import CLAUSE_BREAK, THRESHOLD, blocks, is_list_gap, score
from evextract.nlp.facts.figures.sharing import (
    beside_battery,
    goes_with_last,
    in_one_breath,
    other_side,
    shared_attribute,
)
from evextract.nlp.facts.figures.versions import Versions
from evextract.nlp.lexicon import Hit
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.syntax import TOLD_IN_ORDER
from evextract.records import Bound, Mention, Modality, Quantity, Value

_LIMIT = re.compile(r"(?:an? )?(?:top|peak|max|cap|limit|restrict)", re.IGNORECASE)
"""Words that bound a value because they tell the greatest."""
_BEYOND = re.compile(
    r"(?<!\w)(?:more than|over|above|at least|exceed|in excess|upwards? of|north of|topp|tops|surpass|beyond|past|no less|not less)",
    re.IGNORECASE,
)
_INSTEAD = re.compile(
    r"(?<!\w)(?:rather than|instead of|as opposed to|in place of)"
    r"(?:(?: the| its)?(?: (?:standard|regular|usual|normal|present|current|previous|old))?| (?:the|its) (?:[\w-]+ ){0,2}[\w-]+(?:[’']s|s[’'])) \Z"
)
"""Before the figure of another version: "a 78 kWh pack instead of the entry car's 60 kWh"."""
_FOR_OTHERS = re.compile(
    r"(?: \([^()]*\))? (?:for|in|on|with) (?:all |any |every |the |both )*(?:others?|rest|remaining|other (?:two|three|four|(?:[\w-]+ )?\w+s))(?=[.,;:)]|\Z)"
)
"""Behind the figure of what has not been named: "160 km/h in the Air and 180 km/h in all others"."""
_OTHER_MOTORS = re.compile(
    r"(?<![\w-])(?:(?:a|one|two|three|dual|twin|single|second|extra|additional)[ -]motors?|a second one)(?!\w)"
)
_WHILE = re.compile(r",? (?:while|whereas|but|although)(?!\w)")
_INSTEAD_REACH = 60
_NEXT = 40
"""Characters to the end of a change at most."""
_LIST_REACH = 400
"""Characters between two values of a list, what stands in parentheses between them included."""


def find_quantity_facts(ctx: Context) -> Iterator[Mention]:
    written = ctx.page.quantities
    quantities = ctx.page.quantities = with_units_said_before(ctx)
    chosen: dict[int, AttributeDef] = {}
    owned: dict[int, Sequence[Link]] = {}
    versions = Versions(ctx, quantities)
    here: dict[int, list[QuantityMention]] = {}
    for q in quantities:
        here.setdefault(ctx.page.sentence_at(q.start).number, []).append(q)
    orders = {number: in_order(ctx, ctx.page.sentences[number], row) for number, row in here.items()}
    for n, q in enumerate(quantities):
        if (
            q.converts is not None
            or q.change is not None
            or is_difference(ctx, q)
            or ctx.in_table(q.start)
            or q.start in ctx.taken
            or q.start in ctx.badges
        ):
            continue
        sentence = ctx.page.sentence_at(q.start)
        fitting = [a for a in quantity_attributes(ctx, q) if not a.reader]
        scored = [(score(ctx, a, q, sentence, here[sentence.number]), a) for a in fitting]
        scored = [(s, a) for s, a in scored if s[0] >= THRESHOLD]
        if q.start in (ordered := orders[sentence.number]):
            word = ordered[q.start]
            scored = [((1.0, word), a) for a in fitting if a.id == word.thing.attribute]
        near = [o for o in here[sentence.number] if o is not q and o.converts is None]
        scored = [(s, a) for s, a in scored if s[1] is None or not counts_for_another(a, q, s[1], near)]
        fitting = [a for a in fitting if not blocks(ctx, a, q, sentence, near)]
        elided = q is not written[n]
        if elided:
            scored = [(s, a) for s, a in scored if s[1] is not None]
        told = any(cue is not None for (_, cue), _ in scored)
        follows = goes_with_last(ctx, quantities, n)
        if elided and not scored and not follows:
            continue  # its unit is not sure enough to go by that alone
        if not told:  # a value of its own kind elsewhere in the sentence tells more than the unit alone
            shared = shared_attribute(ctx, quantities, n, chosen, fitting)
            shared = shared or (None if scored else beside_battery(ctx, q, fitting))
            scored = scored if shared is None else [((THRESHOLD, None), shared)]
        if not scored:
            continue
        (_, cue), attribute = max(scored, key=lambda x: (x[0][0], x[1].id))
        chosen[n] = attribute
        links = other_side(ctx, quantities, n, ctx.linker.subjects(q.start, q.end, _agents(ctx, attribute, cue)))
        owned[n] = links = in_one_breath(ctx, quantities, n, owned, links)
        yield from quantity_mentions(ctx, attribute, q, ctx.page.conversions.get(n, ()), cue, versions, links)


def quantity_mentions(
    ctx: Context,
    a: AttributeDef,
    q: QuantityMention,
    conversions: Sequence[QuantityMention],
    cue: Hit[Cue] | None,
    versions: Versions,
    links: Sequence[Link],
) -> Iterator[Mention]:
    links = told_in_order(ctx, a, q, links)
    if len(links) > 1 and len({x.id for x in links}) == 1 and _has_list_mate(ctx, q):
        links = [replace(links[0], variant=None)]  # "they cover 602 km or 702 km": which version does which is not said
    links = [ctx.with_version(versions.without_next(q, link), a, q.start) for link in links]
    if a.names_version:
        links = [replace(link, variant=None) if _is_other_size(ctx, q, link) else link for link in links]
    if "variant" in a.scope and not a.names_version and a.by_version and all(link.variant is None for link in links):
        links = [replace(link, variant=versions.of(q, link.id)) for link in links]
    elif a.by_version and not a.names_version and len(links) == 1:
        links = [replace(links[0], variant=versions.behind(q, links[0].id) or links[0].variant)]
    apart: frozenset[str | None] = frozenset()
    if _is_of_another(ctx, a, q, links):
        apart = frozenset(link.variant for link in links if not _is_told_behind(link, q))
        links = [replace(link, variant=None) if link.variant in apart else link for link in links]
    cover = [(q.bound_start, q.end), *((c.start, c.end) for c in conversions)]
    if cue is not None:
        cover.append((cue.start, cue.end))
    value = at_least(ctx, a, q, _signed(ctx, a, q))
    if value.bound is Bound.BELOW and a.is_limit and _LIMIT.match(ctx.page.text, q.bound_start):
        value = replace(value, bound=Bound.EXACT)
    alternatives: tuple[Value, ...] = tuple(
        replace(c.quantity, low=-c.quantity.high, high=-c.quantity.low)
        if value.low < 0 < c.quantity.low
        else c.quantity
        for c in conversions
    )
    for link in links:
        mention = ctx.mention(
            link,
            a,
            _settled(ctx, a, q, value, link),
            (q.start, q.end),
            cover=cover,
            alternatives=alternatives,
            anchor=cue.start if cue is not None else None,
            scope=ctx.scope.of(link, a, (q.start, q.end))
            if ctx.with_version(link, a, q.start).variant in apart
            else None,
        )
        if mention is not None:
            yield replace(mention, modality=Modality.ASSERTED) if _is_in_name_of_rival(ctx, q, link) else mention


def _is_of_another(ctx: Context, a: AttributeDef, q: QuantityMention, links: Sequence[Link]) -> bool:
    """Whether the words set the figure apart as another version's: "in 7.4 seconds rather than 8.3", "lifts the range from 430 to
    560 km"; a price that goes from one sum to another is that of the same version before.
    """
    text = ctx.page.text
    if _INSTEAD.search(text, max(0, q.bound_start - _INSTEAD_REACH), q.bound_start) or _FOR_OTHERS.match(text, q.end):
        return True
    r = links[0].referent if links else None
    if r is not None and r.end <= q.start:
        start = r.start if r.how in {"name", "trim"} else ctx.page.sentence_at(q.start).start
        if _is_set_against(ctx, q, start):
            return True
    return not is_price(a) and any(
        o.changed_from is not None and ctx.page.quantities[o.changed_from] is q
        for o in starting(ctx.page.quantities, q.end, q.end + _NEXT)
    )


def _is_set_against(ctx: Context, q: QuantityMention, start: int) -> bool:
    """ "The single-motor car has 150 kW, while a second motor makes it 220": other motors than those of the version before."""
    contrast = _WHILE.search(ctx.page.text, start, q.start)
    if contrast is None:
        return False
    other = _OTHER_MOTORS.search(ctx.page.text, contrast.end(), ctx.page.sentence_at(q.start).end)
    if other is None or other.start() <= q.start < other.end():
        return other is not None
    own = ctx.pack.dimension(q.quantity.unit)
    before = starting(ctx.page.quantities, start, contrast.start())
    return any(ctx.pack.dimension(o.quantity.unit) == own for o in before)


def _is_told_behind(link: Link, q: QuantityMention) -> bool:
    """Whether what the value belongs to stands behind it: "rather than 540 km for the Air"."""
    return link.referent is not None and link.referent.start >= q.end


def _is_other_size(ctx: Context, q: QuantityMention, link: Link) -> bool:
    """ "With 57 kWh, 75 kWh or 98 kWh; he took the 57 kWh one": a version that another value of the kind names has not this one."""
    if link.variant is None or link.referent is None:
        return False
    named = starting(ctx.page.quantities, link.referent.start, link.referent.end)
    own = [o for o in named if o.quantity.unit == q.quantity.unit and ctx.page.text[o.start : o.end] == link.variant]
    return any(o.quantity.low != q.quantity.low for o in own)


def _is_in_name_of_rival(ctx: Context, q: QuantityMention, link: Link) -> bool:
    """ "Will undercut the £30,000 X", "could cost more than the $68,000 Y": what is only compared with has its figure already."""
    r = link.referent
    if r is None or r.how != "name" or not 0 <= r.start - q.end <= 1:
        return False
    return ctx.page.text.endswith(" the ", 0, q.bound_start) and is_compared(ctx.focus.root(r))


def _has_list_mate(ctx: Context, q: QuantityMention) -> bool:
    """Whether the value is one of several of its kind in a list."""
    near = starting(ctx.page.quantities, q.start - _LIST_REACH, q.end + _LIST_REACH)
    values = [o for o in near if o.converts is None and o.quantity.unit == q.quantity.unit]
    i = values.index(q)
    text = ctx.page.text
    pairs = [(values[i - 1], q)] if i else []
    pairs += [(q, values[i + 1])] if i + 1 < len(values) else []
    return not TOLD_IN_ORDER.search(text, q.end, q.end + 60) and any(
        is_list_gap(text[a.end : b.start]) for a, b in pairs
    )


def _agents(ctx: Context, a: AttributeDef, cue: Hit[Cue] | None) -> tuple[str, ...]:
    """Who can be the subject: a vehicle neither sells nor builds, so the subject of an active "sold" is a company."""
    if a.dimension != "count" or cue is None or not COMPANY_TYPES & set(a.subjects):
        return a.subjects
    verb = ctx.page.root_of(cue.start, cue.end)
    active = verb.tag_.startswith("VB") and any(c.dep_ == "nsubj" for c in verb.children)
    return tuple(t for t in a.subjects if t in COMPANY_TYPES or t == "plant") if active else a.subjects


def _settled(ctx: Context, a: AttributeDef, q: QuantityMention, value: Quantity, link: Link) -> Quantity:
    """Where one version is named, "starts at" gives its price itself, not a bound; "more than" does not."""
    if a.dimension == "money" and "variant" in a.scope and link.variant and value.bound is Bound.ABOVE:
        beyond = _BEYOND.search(ctx.page.text, q.bound_start, q.start)
        return value if beyond is not None else replace(value, bound=Bound.EXACT)
    return value


def _signed(ctx: Context, a: AttributeDef, q: QuantityMention) -> Quantity:
    """Negative where the words near the value say so ("a net loss of €3 billion")."""
    sentence = ctx.page.sentence_at(q.start)
    text = ctx.page.text
    for hit in ctx.negative_hits.get(sentence.number, []):
        gap = text[hit.end : q.start] if hit.end <= q.start else text[q.end : hit.start]
        if hit.thing == a.id and gap.count(" ") <= 12 and not CLAUSE_BREAK.search(gap) and q.quantity.low > 0:
            return replace(q.quantity, low=-q.quantity.high, high=-q.quantity.low)
    return q.quantity
