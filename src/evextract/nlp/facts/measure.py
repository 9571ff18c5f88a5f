"""Which figure is measured by which word: "a net loss of $541 million on revenue of $1.2 billion".

Cue words of all attributes that share a dimension compete for a figure, and so do the words that name something else
(the pack's blockers): the one that stands best to it wins. A figure that another noun measures ("a fine of $12
million", "a recall of 46,000 cars") belongs to none of them. A figure without a word of its own that is set against an
earlier one ("… from $1.45 billion a year ago") repeats the attribute of that one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.fitting import dimension, is_difference, quantity_attributes
from evextract.nlp.facts.nouns import NEUTRAL, counted_types, noun_span, own_noun
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import attachment

_THRESHOLD = 0.36
_FEW = 10
_CLAUSE_BREAK = re.compile(
    r"[;:\n]|, (?:but|while|whereas|although|though|and|as|after|which|who)(?!\w)"
    r"| (?:but|while|whereas|although|though|which|who) |[—–] "
)
_PARENTHESIS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r", [^,;:]{1,60},")
_ANNOUNCED = re.compile(
    r"[:—–] ?(?:between|from|about|around|nearly|almost|over|under|some|roughly|more than|up to)? ?\Z"
)
_DIRECT = re.compile(
    r"(?: (?:of|at|to|was|were|is|are|by|totall?ed|reached|hit|stood|came|in|amounted|rose|fell|grew|for|had|has|have"
    r"|be|been|about|around|roughly|some|over|under|nearly|almost|more|less|than|as|many|much|up|between|the|a|an"
    r"|total|just|only))* ?"
)
_SET_AGAINST = re.compile(
    r"(?<!\w)(?:from|against|versus|vs|compared|compares|than|earlier|previous|previously|originally|initially|before"
    r"|prior|instead|forecast|projected|predicted|following|(?:on )?top of|in addition to|after)(?!\w)"
)
_GOING_ON = re.compile(
    r"(?:(?:in|for|at|during) [\w’' ]{2,24},? |(?:a|one|the) year (?:earlier|ago|before),? "
    r"|last (?:year|quarter|month),? "
    r"|(?:previously|until now|before that|earlier),? )?"
    r"(?:it|that|this|they|the (?:previous |earlier |original )?(?:figure|number|sum|total|amount|forecast))"
    r"(?: (?:had|was|were|is|are|has|have|compares|compared|been|stood|came|up|down|at|with|to|from|of|only|just|still"
    r"|about|around|nearly|almost|over|under|even|already|projected|predicted|forecast|expected|a|an|the|more"
    r"|less|than))* ?",
    re.IGNORECASE,
)
# What others think is no statement of the company; set beside a figure it says what that figure is not.
_ESTIMATES = frozenset(["estimate", "estimates", "expectations", "consensus"])


@dataclass(frozen=True, slots=True)
class Measure:
    """The attribute of a figure; ``cue`` is the word that measures it, ``source`` the figure that it is set against."""

    attribute: AttributeDef
    cue: Hit[Cue]
    score: float
    source: int | None = None


def measures(ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention]) -> dict[int, Measure]:
    """The measured figures of the sentence: index in ``quantities`` -> measure."""
    row = [
        n
        for n, q in enumerate(quantities)
        if q.converts is None
        and sentence.start <= q.start < sentence.end
        and not any(t.start <= q.start < t.end for t in ctx.tables)
    ]
    reader = _Reader(ctx, sentence, [quantities[n] for n in row])
    found: dict[int, Measure] = {}
    for n in row:
        q = quantities[n]
        if is_difference(ctx, q) or q.quantity.written.lower() in {"one", "a", "an"}:
            continue
        if q.vague or (q.noun is None and q.quantity.unit == "count" and q.quantity.high < _FEW):
            continue  # "the two will go on": nobody counts
        measure = reader.best(q)
        if measure is not None:
            found[n] = measure
    _leave_to_the_nearest(found)
    for n in row:
        # The two ends of a change are of one kind: the word of the better placed one counts for both.
        m = quantities[n].changed_from
        if m is not None and n in found and m in found and found[n].attribute is not found[m].attribute:
            del found[m if found[m].score < found[n].score else n]
    for n in row:
        q = quantities[n]
        if n not in found and q.change is None and not is_difference(ctx, q):
            source = _source(ctx, quantities, n, found)
            if source is not None and reader.may_repeat(q, found[source].attribute):
                found[n] = Measure(found[source].attribute, found[source].cue, 0.0, source)
    return found


def _leave_to_the_nearest(found: dict[int, Measure]) -> None:
    """A word that measures one figure well does not measure another badly: "a profit of 2 on revenue of 9"."""
    best: dict[Hit[Cue], float] = {}
    for measure in found.values():
        best[measure.cue] = max(best.get(measure.cue, 0.0), measure.score)
    for n in [
        n for n, measure in found.items() if best[measure.cue] >= 1.0 and measure.score < 0.6 * best[measure.cue]
    ]:
        del found[n]


class _Reader:
    """One sentence's cues, set against each other."""

    def __init__(self, ctx: Context, sentence: Sentence, row: Sequence[QuantityMention]) -> None:
        self.ctx = ctx
        self.sentence = sentence
        self.row = row
        self.cues = ctx.cue_hits.get(sentence.number, [])
        self.blockers = ctx.blocker_hits.get(sentence.number, [])

    def best(self, q: QuantityMention) -> Measure | None:
        owner = own_noun(self.ctx, q)
        best: tuple[float, str, Measure] | None = None
        for a in _candidates(self.ctx, q):
            if q.change is not None and not a.is_change:
                continue
            cues = [h for h in self.cues if h.thing.attribute == a.id and not self._shadowed(h, a)]
            if owner is not None and not any(h.start <= owner.idx < h.end for h in cues):
                continue
            rated = [(self._fit(h, q, h.thing.weight, h.thing.side), -h.start, h) for h in cues]
            if not rated:
                continue
            score, _, cue = max(rated, key=lambda r: r[:2])
            against = max((self._fit(b, q, 1.0, "any") for b in self.blockers if b.thing == a.id), default=0.0)
            if score < _THRESHOLD or against >= score:
                continue
            if best is None or (score, a.id) > best[:2]:
                best = (score, a.id, Measure(a, cue, score))
        return best[2] if best else None

    def _shadowed(self, hit: Hit[Cue], a: AttributeDef) -> bool:
        """Whether the cue is only a part of longer words that mean something else: "profit" in "operating profit"."""
        longer = [(b.start, b.end) for b in self.blockers if b.thing == a.id]
        others = [
            (h.start, h.end) for h in self.cues
            if h.thing.attribute != a.id and self.ctx.pack.attributes[h.thing.attribute].dimension == a.dimension
        ]  # fmt: skip
        return (
            any(
                start <= hit.start and hit.end <= end and end - start > hit.end - hit.start
                for start, end in [*longer, *others]
            )
            or (hit.start, hit.end) in longer
        )

    def _fit(self, hit: Hit[Cue] | Hit[str], q: QuantityMention, weight: float, side: str) -> float:
        """How well the words stand to the figure, 0…1.4."""
        text = self.ctx.page.text
        noun_end = noun_span(text, q)[1]
        before = hit.end <= q.bound_start
        if not before and hit.start < noun_end:
            if hit.start < q.start:
                return 1.4 * weight  # among the words that bound it: "starting price at 5,000"
            return 0.0 if side == "after" else weight  # in the counted noun itself: "5,550 job cuts"
        if (side == "before" and before) or (side == "after" and not before):
            return 0.0
        low, high = (hit.end, q.bound_start) if before else (noun_end, hit.start)
        gap = _PARENTHESIS.sub("", text[low:high])
        score = weight / (1 + len(gap.split()) / 6)
        if before and _DIRECT.fullmatch(gap):
            score *= 1.4
        # A colon right before the figure announces it; behind it, a comma is enough to begin something else.
        gap = _ANNOUNCED.sub("", _ASIDE.sub(" ", gap))
        if _CLAUSE_BREAK.search(gap) or (not before and "," in gap):
            score *= 0.5
        tie = attachment(self.ctx.page.root_of(hit.start, hit.end), self.ctx.page.root_of(q.start, q.end))
        score *= 0.4 if tie is None else 0.6 ** max(0, tie[1] - 1)
        own = dimension(self.ctx, q.quantity.unit)
        rivals = [
            o for o in self.row
            if o is not q and dimension(self.ctx, o.quantity.unit) == own and o.change is None and low <= o.start < high
        ]  # fmt: skip
        return score * 0.45 ** len(rivals)

    def may_repeat(self, q: QuantityMention, a: AttributeDef) -> bool:
        """Whether the figure, which has no word of its own, can be one more value of the attribute."""
        owner = own_noun(self.ctx, q)
        if owner is not None and owner.lower_ not in NEUTRAL:
            return False
        if a not in _candidates(self.ctx, q):
            return False
        fits = [self._fit(b, q, 1.0, "any") for b in self.blockers if b.thing == a.id]
        if max(fits, default=0.0) >= _THRESHOLD:
            return False
        head = self.ctx.page.root_of(q.start, q.end).head
        return not _ESTIMATES & {head.lower_, head.head.lower_}


def _candidates(ctx: Context, q: QuantityMention) -> list[AttributeDef]:
    """The attributes that the figure can be of; a counted product by name ("63,000 EV9s") is one of its kind."""
    fitting = [a for a in quantity_attributes(ctx, q) if a.reader == "tally" and not _too_little(a, q)]
    if q.noun is not None and (types := counted_types(ctx, q)):
        named = quantity_attributes(ctx, replace(q, noun=None))
        fitting += [
            a for a in named if a.reader == "tally" and a.counts and types & set(a.subjects) and a not in fitting
        ]
    return fitting


def _too_little(a: AttributeDef, q: QuantityMention) -> bool:
    """Sums in any currency: a firm does not invest what a car costs."""
    return a.dimension == "money" and a.plausible is not None and 0 < abs(q.quantity.high) < a.plausible[0]


def _source(ctx: Context, quantities: Sequence[QuantityMention], n: int, found: dict[int, Measure]) -> int | None:
    """The measured figure that this one is set against or continues."""
    q = quantities[n]
    if q.changed_from is not None:
        return q.changed_from if q.changed_from in found else None
    for m in found:
        if quantities[m].changed_from == n:
            return m
    text = ctx.page.text
    last = max(
        (m for m in range(n) if quantities[m].converts is None and quantities[m].quantity.unit == q.quantity.unit),
        default=-1,
    )
    if last not in found:
        return None
    gap = _PARENTHESIS.sub("", text[noun_span(text, quantities[last])[1] : q.start])
    after = _PARENTHESIS.sub("", text[noun_span(text, q)[1] : q.end + 60])
    if len(gap) < 120 and (_SET_AGAINST.search(gap) or re.match(r" (?:that )?(?:it|they) had ", after)):
        return last
    return last if gapping_subject(ctx, quantities[last], q) else None


def gapping_subject(ctx: Context, before: QuantityMention, q: QuantityMention) -> tuple[str, ...]:
    """ "Toyota sold 10 million cars, Volkswagen 9 million": the ids between the two figures, with nothing but glue."""
    text = ctx.page.text
    low, high = noun_span(text, before)[1], q.bound_start
    between = [
        r
        for r in ctx.focus.referents(ctx.page.sentence_at(q.start))
        if low <= r.start and r.end <= high and r.how == "name"
    ]
    if len(between) != 1:
        return ()
    glue = _PARENTHESIS.sub("", text[low : between[0].start]) + "|" + text[between[0].end : high]
    return (
        between[0].ids if re.fullmatch(r"(?:,|;)?(?: and| while| but)? ?\|(?:’s|'s)? ?(?:at|with|to)? ?", glue) else ()
    )


def repeats_last(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], last: int, measure: Measure
) -> dict[int, Measure] | None:
    """The first figure of a sentence that goes on about the last one: "A year earlier it was 3 billion"."""
    if ctx.page.sentence_at(quantities[last].start).number != sentence.number - 1:
        return None
    reader = _Reader(ctx, sentence, [])
    for n, q in enumerate(quantities):
        if q.converts is None and sentence.start <= q.start < sentence.end:
            opening = ctx.page.text[sentence.start : q.start]
            same = q.quantity.unit == quantities[last].quantity.unit
            if same and len(opening) < 90 and _GOING_ON.fullmatch(opening) and reader.may_repeat(q, measure.attribute):
                return {n: Measure(measure.attribute, measure.cue, 0.0, last)}
            return None
    return None
