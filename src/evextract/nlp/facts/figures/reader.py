"""Which figure is measured by which word: "a net loss of $541 million on revenue of $1.2 billion".

Cue words of all attributes that share a dimension compete for a figure, and so do the words that name something else
(the pack's blockers): the one that stands best to it wins. A figure that another noun measures ("a fine of $12
million", "a recall of 46,000 cars") belongs to none of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from spacy.tokens import Token

from evextract.domain.pack import AttributeDef
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.fitting import quantity_attributes
from evextract.nlp.facts.figures.nouns import NEUTRAL, counted_types, noun_span, own_noun
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import SUBJECT_DEPS, attachment

_THRESHOLD = 0.36
_LEAST_SUM = Decimal(100_000)
"""What a business tells of its money is more than this, in any currency."""
_CLAUSE_BREAK = re.compile(
    r"[;:\n]|, (?:but|while|whereas|although|though|and|as|after|which|who)(?!\w)"
    r"| (?:but|while|whereas|although|though|which|who) |[—–] "
)
_OF_NEXT_VERB = re.compile(r",? and [a-z]+ (?:its|their|the) (?:[a-z-]+ ){0,2}")
"""Between a figure and what another verb acts on: "sold it for 2 billion and cut its debt"."""
PARENTHESIS = re.compile(r"\([^()]*\)")
_ASIDE = re.compile(r", [^,;:]{1,60},")
_MEANWHILE = re.compile(r" as (?!many|much|of|a |an |high|low|well)")
_NOW = re.compile(r", (?:now|currently|today|so far) (?:at )?\Z")
"""Before what there is today, told in passing: "capacity, now 150,000, is to be doubled to 300,000"."""
_TOLD = 0.9
"""How well a subject stands to what its verb says of it, however many words are between."""
_ANNOUNCED = re.compile(
    r"[:—–] ?(?:between|from|about|around|nearly|almost|over|under|some|roughly|more than|up to)? ?\Z"
)
_DIRECT = re.compile(
    r"(?: (?:of|at|to|was|were|is|are|by|totall?ed|reached|hit|stood|came|in|amounted|rose|fell|grew|for|had|has|have"
    r"|be|been|between|from|about|around|roughly|some|over|under|nearly|almost|more|less|than|as|many|much|up|between|the|a|an"
    r"|total|just|only))* ?"
)
_BY_VERB = frozenset({"pobj", "prep", "dobj", "attr", "npadvmod", "nummod", "compound", "quantmod"})
_EXTREMES = frozenset(["high", "low", "record", "peak"])
# What others think is no statement of the company; set beside a figure it says what that figure is not.
_ESTIMATES = frozenset(["estimate", "estimates", "expectations", "consensus"])


@dataclass(frozen=True, slots=True)
class Measure:
    """The attribute of a figure; ``cue`` is the word that measures it, ``source`` the figure that it is set against."""

    attribute: AttributeDef
    cue: Hit[Cue]
    score: float
    source: int | None = None
    given: bool = False
    """Whether it is only told along with a part of it, as known: the 900 of "300 of its 900 jobs are to go"."""


class Reader:
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
            if q.noun is None and not self._speaks_of_whole(a):
                continue
            cues = [h for h in self.cues if h.thing.attribute == a.id and not self._shadowed(h, a)]
            if owner is not None and not any(h.start <= owner.idx < h.end for h in cues):
                continue
            rated = [(self._fit(h, q, h.thing.weight, h.thing.side), -h.start, h) for h in cues]
            if not rated:
                continue
            score, _, cue = max(rated, key=lambda r: r[:2])
            against = max((self._fit(b, q, 1.0, "any") for b in self.blockers if b.thing == a.id), default=0.0)
            if score < _THRESHOLD or against >= score or self._is_qualified(q, a):
                continue
            if best is None or (score, a.id) > best[:2]:
                best = (score, a.id, Measure(a, cue, score))
        return best[2] if best else None

    def _speaks_of_whole(self, a: AttributeDef) -> bool:
        """Whether the text tells here what a bare number of a change is taken from: "reduced to 9,000" is of no jobs by itself."""
        if a.part_of is None:
            return True
        whole = self.ctx.pack.attributes[a.part_of]
        if any(h.thing.attribute == whole.id for h in self.cues):
            return True
        first = self.ctx.page.sentences[max(0, self.sentence.number - 1)].first
        words = {t.lower_ for t in self.ctx.page.doc[first : self.sentence.last]}
        return any({n, f"{n}s"} & words for n in whole.counts)

    def _is_qualified(self, q: QuantityMention, a: AttributeDef) -> bool:
        """Whether words right behind the figure say that it is another one: "lost $4.8 billion before interest and taxes"."""
        end = noun_span(self.ctx.page.text, q)[1]
        return any(b.thing == a.id and self.ctx.page.text[end : b.start] == " " for b in self.blockers)

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
        gap = PARENTHESIS.sub("", text[low:high])
        if not before and _OF_NEXT_VERB.fullmatch(gap) and self.ctx.page.root_of(hit.start, hit.end).dep_ == "dobj":
            return 0.0
        score = weight / (1 + len(gap.split()) / 6)
        if before and _DIRECT.fullmatch(gap):
            score *= 1.4
        # A colon right before the figure announces it; behind it, a comma is enough to begin something else.
        gap = _ANNOUNCED.sub("", _ASIDE.sub(" ", gap))
        if _CLAUSE_BREAK.search(gap) or (not before and "," in gap):
            score *= 0.5
        if not before and _MEANWHILE.search(gap):
            score *= 0.5
        cue, figure = self.ctx.page.root_of(hit.start, hit.end), self.ctx.page.root_of(q.start, q.end)
        tie = attachment(cue, figure)
        score *= 0.4 if tie is None else 0.6 ** max(0, tie[1] - 1)
        if before and is_told_of(cue, figure):
            score = max(score, _TOLD * weight)
        own = self.ctx.pack.dimension(q.quantity.unit)
        if before and any(
            o is not q and o.change is None and low < o.start < high and text[low : o.bound_start] == " "
            and self.ctx.pack.dimension(o.quantity.unit) not in {own, "ratio", "number", "time"}
            for o in self.row
        ):  # fmt: skip
            return 0.0  # "limited to 205 kW and took 31": the words right before a figure of another kind are of that
        rivals = [
            o for o in self.row
            if o is not q and self.ctx.pack.dimension(o.quantity.unit) == own and o.change is None and low <= o.start < high
            and not _NOW.search(text, max(0, o.bound_start - 16), o.bound_start)
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


def is_told_of(cue: Token, figure: Token) -> bool:
    """Whether the cue is the subject of the verb that the figure stands by: "profit at the firm fell by half to 3"."""
    while cue.dep_ in {"compound", "amod", "conj"} and cue.head.i != cue.i:
        cue = cue.head
    if cue.dep_ not in SUBJECT_DEPS:
        return False
    node = figure
    if figure.head.lower_ == "of" and figure.head.head.lower_ in _EXTREMES:
        node = figure.head.head  # "sales rose to an all-time high of 9 billion"
    for _ in range(3):
        if node.i == node.head.i or node.dep_ in SUBJECT_DEPS or node.dep_ not in _BY_VERB:
            return False
        node = node.head
        if node.i == cue.head.i:
            return True
        if node.dep_ == "xcomp" and node.tag_ == "VBN" and node.head.lower_ in {"is", "are", "was", "were"}:
            return node.head.i == cue.head.i  # "capacity is to be doubled to 300,000"
        if node.dep_ == "xcomp" and node.tag_ == "VBG" and figure.head.lower_ == "to" and node.head.i == cue.head.i:
            return cue.dep_ == "nsubjpass"  # "sales are seen rising to 9 billion"
    return False


def _candidates(ctx: Context, q: QuantityMention) -> list[AttributeDef]:
    """The attributes that the figure can be of; a counted product by name ("63,000 EV9s") is one of its kind.

    Works have no product for their subject, but products are what they can build so many of.
    """
    fitting = [a for a in quantity_attributes(ctx, q) if a.reader == "tally" and not _too_little(a, q)]
    if q.noun is not None and (types := counted_types(ctx, q)):
        named = quantity_attributes(ctx, replace(q, noun=None))
        fitting += [
            a
            for a in named
            if a.reader == "tally" and a.counts and (a.of_works or types & set(a.subjects)) and a not in fitting
        ]
    return fitting


def _too_little(a: AttributeDef, q: QuantityMention) -> bool:
    """Sums in any currency: a firm does not invest what a car costs, nor earn it."""
    least = _LEAST_SUM if a.plausible is None or a.plausible[0] < _LEAST_SUM else a.plausible[0]
    return a.dimension == "money" and 0 < abs(q.quantity.high) < least
