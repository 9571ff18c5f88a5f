"""Numbers: which attribute a quantity gives, and to whom.

The unit's dimension narrows the attributes down; cue words decide between them by how near they stand to the value
("81 kWh battery", "a range of 450 km"), and a cue that stands nearer to another value of the same dimension counts for
that one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from evextract.domain.pack import AttributeDef, ValueKind, is_currency
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.versions import Versions
from evextract.nlp.lexicon import Hit
from evextract.nlp.link import Link
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.things import COMPANY_TYPES
from evextract.records import Bound, Mention, Quantity, Value

_THRESHOLD = 0.45
_FAR = 150
"""Characters between a cue and a value: what stands farther off does not reach the threshold."""
_CLAUSE_BREAK = re.compile(r"[;:]|, (?:but|while|whereas|although|and)(?!\w)|\n| (?:but|while|whereas|although) |[—–] ")
_DIFFERENCE = re.compile(
    r" (?:\([^)]{1,40}\) )?(?:below|above|less|cheaper|dearer|longer|shorter|wider|taller|lower|higher|further|farther"
    r"|faster|slower|off|extra|better|smaller|larger|lighter|heavier|apart|more than|more expensive)(?!\w)"
)
_GLUE = re.compile(r"[\s,;]*(?:and|or|while|with|but)?[\s,]*(?:the|a|an|for)?[\s,]*(?:at|for|costs?|is|from)?\s*")
_OR = re.compile(r"\s*(?:,|/|and|or|,\s*(?:and|or)|to|-|–|&)\s*")


def find_quantity_facts(ctx: Context) -> Iterator[Mention]:
    quantities = list(ctx.page.quantities)
    conversions: dict[int, list[QuantityMention]] = {}
    for q in quantities:
        if q.converts is not None:
            conversions.setdefault(q.converts, []).append(q)
    chosen: dict[int, AttributeDef] = {}
    versions = Versions(ctx, quantities)
    for n, q in enumerate(quantities):
        if (
            q.converts is not None
            or q.change is not None
            or is_difference(ctx, q)
            or any(t.start <= q.start < t.end for t in ctx.tables)
            or q.start in ctx.taken
        ):
            continue
        sentence = ctx.page.sentence_at(q.start)
        fitting = quantity_attributes(ctx, q)
        scored = [(_score(ctx, a, q, sentence, quantities), a) for a in fitting if not a.reader]
        scored = [(s, a) for s, a in scored if s[0] >= _THRESHOLD]
        if not scored and (shared := _shared(ctx, quantities, n, chosen, fitting)) is not None:
            scored = [((_THRESHOLD, None), shared)]
        if not scored:
            continue
        (_, cue), attribute = max(scored, key=lambda x: (x[0][0], x[1].id))
        chosen[n] = attribute
        yield from _mentions(ctx, attribute, q, conversions.get(n, []), cue, versions)


def dimension(ctx: Context, unit: str) -> str | None:
    known = ctx.pack.units.get(unit)
    if known is not None:
        return known.dimension
    return "money" if is_currency(unit) else None


def quantity_attributes(ctx: Context, q: QuantityMention) -> list[AttributeDef]:
    """The attributes that the value can be of, by dimension, size and what is counted."""
    dim = dimension(ctx, q.quantity.unit)
    return [
        a
        for a in ctx.pack.attributes.values()
        if a.kind is ValueKind.QUANTITY
        and (a.dimension == dim or dim in a.other_dimensions)
        and _plausible(ctx, a, q.quantity)
        and _counts(a, q)
    ]


def _counts(a: AttributeDef, q: QuantityMention) -> bool:
    """Whether the attribute counts such things; a count without a noun may be of anything."""
    if q.noun is None or not a.counts:
        return True
    nouns = {w.strip("’'") for w in re.split(r"[\s-]+", q.noun.lower()) if w}
    return any({n, f"{n}s", f"{n}es"} & nouns or n.replace("-", "") in nouns for n in a.counts)


def _plausible(ctx: Context, a: AttributeDef, q: Quantity) -> bool:
    """Within a wide margin around the attribute's range: a slip of the pen must still be read, to be reported."""
    if a.plausible is None or a.unit is None:
        return True
    low, high = a.plausible
    amount = ctx.pack.amount_in(abs(q.high), q.unit, a.unit)
    return amount is None or low / 2 <= amount <= high * 2


def _score(
    ctx: Context, a: AttributeDef, q: QuantityMention, sentence: Sentence, quantities: list[QuantityMention]
) -> tuple[float, Hit[Cue] | None]:
    text = ctx.page.text
    near = [o for o in quantities if sentence.start <= o.start < sentence.end and abs(o.start - q.start) < 2 * _FAR]
    blocked = any(h.thing == a.id for h in ctx.blocker_hits.get(sentence.number, []))
    best: tuple[float, Hit[Cue] | None] = (0.0 if a.needs_cue or blocked else 0.5, None)
    for hit in ctx.cues_in(sentence, a.id):
        cue = hit.thing
        before = hit.end <= q.start
        inside = not before and hit.start < q.end
        if (cue.side == "before" and before) or (cue.side == "after" and not before and not inside):
            continue
        gap = text[hit.end : q.start] if before else "" if inside else text[q.end : hit.start]
        if len(gap) > _FAR:
            continue
        distance = gap.count(" ")
        score = cue.weight / (1 + distance / 5)
        if _CLAUSE_BREAK.search(gap):
            score *= 0.55
        rivals = [
            o
            for o in near
            if o is not q
            and o.converts is None
            and o.change is None
            and dimension(ctx, o.quantity.unit) == dimension(ctx, q.quantity.unit)
            and (hit.end <= o.start < q.start if before else q.end <= o.start < hit.start)
        ]
        if rivals and not _one_list(text, q, rivals, before=before):
            score *= 0.4 ** len(rivals)
        if score > best[0]:
            best = (score, hit)
    for block in ctx.blocker_hits.get(sentence.number, []):
        if block.thing == a.id:
            gap = text[block.end : q.start] if block.end <= q.start else text[q.end : block.start]
            if (
                gap.count(" ") <= 3
                and not _CLAUSE_BREAK.search(gap)
                and not any(
                    q.end <= o.start <= block.start or block.end <= o.start < q.start
                    for o in quantities
                    if o.converts is None and o is not q
                )
            ):
                best = (best[0] - 0.8, best[1])
    return best


def is_difference(ctx: Context, q: QuantityMention) -> bool:
    """ "40,000 yuan below the price", "18 cm more than": how far two values are apart, not a value."""
    return _DIFFERENCE.match(ctx.page.text, q.end) is not None


def _one_list(text: str, q: QuantityMention, rivals: list[QuantityMention], *, before: bool) -> bool:
    """ "94, 121 or 148 hp": between the value and its rivals there is only the glue of a list."""
    items = sorted([q, *rivals], key=lambda m: m.start)
    for a, b in itertools.pairwise(items):
        gap = re.sub(r"\([^)]*\)", "", text[a.end : b.start])
        if not _OR.fullmatch(gap) and gap.strip():
            return False
    return True


def _shared(
    ctx: Context,
    quantities: list[QuantityMention],
    n: int,
    chosen: dict[int, AttributeDef],
    fitting: list[AttributeDef],
) -> AttributeDef | None:
    """The attribute of the previous value in the same unit: of the same list, or of the sentence for a rare unit.

    "0-62 mph in under seven seconds; the smaller car needs under eight seconds": both are the same kind of figure.
    Money and counts are of too many kinds for that.
    """
    q = quantities[n]
    for m in range(n - 1, -1, -1):
        before = quantities[m]
        if before.converts is not None or before.quantity.unit != q.quantity.unit:
            continue
        if m not in chosen or chosen[m] not in fitting:
            return None
        gap = re.sub(r"\([^)]*\)", "", ctx.page.text[before.end : q.start])
        if _OR.fullmatch(gap) or _GLUE.fullmatch(_without_names(ctx, before.end, q.bound_start)):
            return chosen[m]
        same = ctx.page.sentence_at(before.start) == ctx.page.sentence_at(q.start)
        return chosen[m] if same and chosen[m].dimension not in {"money", "count", "ratio"} and len(gap) < 90 else None
    return None


def _without_names(ctx: Context, start: int, end: int) -> str:
    """The text between two values without names, versions and parentheses: "… and the 702 Ultra …" leaves glue."""
    text, at = "", start
    sentence = ctx.page.sentence_at(start)
    for r in ctx.focus.referents(sentence):
        if start <= r.start and r.end <= end and r.start >= at and r.how in {"name", "trim"}:
            text += ctx.page.text[at : r.start]
            at = r.end
    return re.sub(r"\([^)]*\)", "", text + ctx.page.text[at:end]) if at > start else "-"


def _mentions(
    ctx: Context,
    a: AttributeDef,
    q: QuantityMention,
    conversions: list[QuantityMention],
    cue: Hit[Cue] | None,
    versions: Versions,
) -> Iterator[Mention]:
    links = ctx.linker.subjects(q.start, q.end, _agents(ctx, a, cue))
    links = _respectively(ctx, q, links) if len(links) > 1 else links
    if len(links) > 1 and len({x.id for x in links}) == 1 and _has_list_mate(ctx, q):
        links = [replace(links[0], variant=None)]  # "they cover 602 km or 702 km": which version does which is not said
    if "variant" in a.scope and not a.names_version and all(link.variant is None for link in links):
        version = versions.of(q)
        links = [replace(link, variant=version) for link in links]
    cover = [(q.bound_start, q.end), *((c.start, c.end) for c in conversions)]
    if cue is not None:
        cover.append((cue.start, cue.end))
    value = _signed(ctx, a, q)
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
            _settled(a, value, link),
            (q.start, q.end),
            cover=cover,
            alternatives=alternatives,
            anchor=cue.start if cue is not None else None,
        )
        if mention is not None:
            yield mention


def _has_list_mate(ctx: Context, q: QuantityMention) -> bool:
    """Whether the value is one of several of its kind in a list."""
    values = [o for o in ctx.page.quantities if o.converts is None and o.quantity.unit == q.quantity.unit]
    i = values.index(q)
    text = ctx.page.text
    pairs = [(values[i - 1], q)] if i else []
    pairs += [(q, values[i + 1])] if i + 1 < len(values) else []
    return "respectively" not in text[q.end : q.end + 60] and any(
        _OR.fullmatch(re.sub(r"\([^)]*\)", "", text[a.end : b.start])) for a, b in pairs
    )


def _agents(ctx: Context, a: AttributeDef, cue: Hit[Cue] | None) -> tuple[str, ...]:
    """Who can be the subject: a vehicle neither sells nor builds, so the subject of an active "sold" is a company."""
    if a.dimension != "count" or cue is None or not COMPANY_TYPES & set(a.subjects):
        return a.subjects
    verb = ctx.page.root_of(cue.start, cue.end)
    active = verb.tag_.startswith("VB") and any(c.dep_ == "nsubj" for c in verb.children)
    return tuple(t for t in a.subjects if t in COMPANY_TYPES or t == "plant") if active else a.subjects


def _settled(a: AttributeDef, value: Quantity, link: Link) -> Quantity:
    """Where one version is named, "starts at" gives its price itself, not a bound."""
    if a.dimension == "money" and "variant" in a.scope and link.variant and value.bound is Bound.ABOVE:
        return replace(value, bound=Bound.EXACT)
    return value


def _signed(ctx: Context, a: AttributeDef, q: QuantityMention) -> Quantity:
    """Negative where the words near the value say so ("a net loss of €3 billion")."""
    sentence = ctx.page.sentence_at(q.start)
    text = ctx.page.text
    for hit in ctx.negative_hits.get(sentence.number, []):
        gap = text[hit.end : q.start] if hit.end <= q.start else text[q.end : hit.start]
        if hit.thing == a.id and gap.count(" ") <= 12 and not _CLAUSE_BREAK.search(gap) and q.quantity.low > 0:
            return replace(q.quantity, low=-q.quantity.high, high=-q.quantity.low)
    return q.quantity


def _respectively(ctx: Context, q: QuantityMention, links: list[Link]) -> list[Link]:
    """ "A and B cost X and Y, respectively": the n-th value belongs to the n-th subject."""
    sentence = ctx.page.sentence_at(q.start)
    if "respectively" not in ctx.page.text[sentence.start : sentence.end]:
        return links
    dim = dimension(ctx, q.quantity.unit)
    row = [
        o
        for o in ctx.page.quantities
        if o.converts is None and sentence.start <= o.start < sentence.end and dimension(ctx, o.quantity.unit) == dim
    ]
    return [links[row.index(q)]] if len(row) == len(links) else links
