"""Figures without a word of their own that go on about the last one.

"… from $1.45 billion a year ago", "Toyota sold 10 million cars, Volkswagen 9 million", "A year earlier it was 3 billion",
"Geely was second with 273,000".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.pack import UNWRITTEN
from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.nouns import OF_THEM, noun_span
from evextract.nlp.facts.figures.reader import PARENTHESIS, Measure, Reader
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence, starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb, sharing_verb

_SET_AGAINST = re.compile(
    r"(?<!\w)(?:from|against|versus|vs|compared|compares|than|earlier|previous|previously|originally|initially|before"
    r"|prior|instead|now (?:expects?|sees?|forecasts?|projects?|predicts?|anticipates?)|forecast|projected|predicted|following|(?:on )?top of|in addition to|after)(?!\w)"
)
_GOING_ON = re.compile(
    r"(?:(?:in|for|at|during) [\w’' ]{2,24},? |(?:a|one|the) year (?:earlier|ago|before),? "
    r"|last (?:year|quarter|month),? "
    r"|(?:previously|until now|before that|earlier),? )?"
    r"(?:it|that|this|they|the (?:previous |earlier |original )?(?:figure|number|sum|total|amount|forecast))"
    r"(?: (?:had|was|were|is|are|has|have|compares|compared|been|stood|came|up|down|at|with|to|from|of|only|just|still"
    r"|about|around|nearly|almost|over|under|even|already|previously|originally|initially|now|expects|sees|projected|predicted|forecast|expected|a|an|the|more"
    r"|less|than))* ?",
    re.IGNORECASE,
)
_SCORING = frozenset(stem(w) for w in [
    "be", "come", "reach", "post", "record", "set", "follow", "remain", "rank", "stand", "total", "manage", "log",
    "notch", "hit", "achieve", "end", "finish", "tally", "score", "lead", "top", "place", "take", "have", "see",
    "rise", "fall", "climb", "grow", "drop", "slip", "jump", "increase", "decline", "add", "contribute", "report",
    "register", "make", "move", "account", "bring", "keep", "hold", "secure", "claim", "trail",
    "draw", "attract", "gather", "collect", "amass", "garner", "receive", "win", "find", "get",
])  # fmt: skip
_ALSO = re.compile(
    r"(?: t?here)? (?:(?:within|in|after|by|during|for|on|from) (?:the )?[^,;]{3,40}|(?:this|last|next) [a-z]+),? (?:and|then)"
    r"(?: (?:a|some|another|over|about|around|nearly|almost|more than|as many as|just|only))? "
)
_WITHIN = re.compile(r" (?:within|in|after|by|during|for|on|from|this|last|next|a year (?:later|earlier|before)) ")
"""Between two figures and behind the second: "12,000 within an hour, and over 20,000 within a day"."""
_AFTER, _PARAGRAPHS = 3, 2
"""How many sentences, and line breaks, later others may follow: "… rose to 52,425. Their share was 21%.\n\nBMW had 4,830"."""
_THOSE_OF = re.compile(r"(?<!\w)(?:those|that) of (?:the |its )?(?:[a-z][\w-]* ){0,2}\Z")
_LISTED = re.compile(r"(?:[,;]|,? and) (?:at|from|by) (?:the |its )?(?:[a-z][\w-]* ){0,3}\Z")
_BECAME = re.compile(
    r"(?: [a-z]+){0,3}?(?: (?:by )?[\d.]+(?:%| percent| per cent))?(?: (?:to|was|were|by|came|at|stood|reached|totalled)){0,2} "
)
_NEXT_ONE = re.compile(
    r"(?: of (?:them|these|those|which|it|the [a-z]+))?(?:,|;)?(?: and| while| but| ahead of| followed by| before| then| behind)?(?: the)? ?"
)
_OWN_FIGURE = re.compile(
    r"(?:’s|'s)?(?: (?!and |or |the |in |for |of )[A-Za-z-]+){0,2}?(?: followed| came second| came next| was second)? ?(?:at|with|to|on)? ?"
)
_OWN_FIGURE_THEN = re.compile(r"(?: followed| came second| came next| was second)?(?: at| with|) ")
"""Behind a name and a time before it, which can begin something else."""
_IN_TIME = re.compile(r" (?:(?:in|for|during|over|by) )?(?:the )?")
_LEAST = 50
"""What is counted on without a word: cars by the dozen may be anything."""


def source_of(ctx: Context, quantities: Sequence[QuantityMention], n: int, found: Mapping[int, Measure]) -> int | None:
    """The measured figure that this one is set against or continues."""
    q = quantities[n]
    if q.changed_from is not None:
        return q.changed_from if q.changed_from in found else None
    for m in found:
        if quantities[m].changed_from == n:
            return m
    text = ctx.page.text
    last = last_alike(quantities, n)
    if last is None or last not in found:
        return None
    gap = PARENTHESIS.sub("", text[noun_span(text, quantities[last])[1] : q.start])
    after = PARENTHESIS.sub("", text[noun_span(text, q)[1] : q.end + 60])
    if _ALSO.fullmatch(gap) and _WITHIN.match(after):
        return last
    if len(gap) < 120 and (_SET_AGAINST.search(gap) or re.match(r" (?:that )?(?:it|they) had ", after)):
        return last
    return last if gapping_subject(ctx, quantities[last], q) or whose_is_told(ctx, q) else None


def whose_is_told(ctx: Context, q: QuantityMention) -> Link | None:
    """ "A's sales fell to 900, those of B rose to 700", "cuts at A, which sheds 900, and at B with 700": B's, by the same measure."""
    text = ctx.page.text
    for r in ctx.focus.referents(ctx.page.sentence_at(q.start)):
        named = r.type in {PRODUCT, *COMPANY_TYPES} and r.how == "name" and r.end < q.start
        told = named and _THOSE_OF.search(text, max(0, r.start - 30), r.start) is not None
        if told and _BECAME.fullmatch(text, r.end, q.bound_start):
            return Link(r.ids[0], r, 5.0)
        if named and text[r.end : q.bound_start] == " with " and _LISTED.search(text, max(0, r.start - 50), r.start):
            return Link(r.ids[0], r, 5.0)
    return None


def last_alike(quantities: Sequence[QuantityMention], n: int) -> int | None:
    """The number of the last figure before the ``n``-th that is in the same unit and no conversion."""
    unit = quantities[n].quantity.unit
    alike = UNWRITTEN if unit in UNWRITTEN else {unit}
    return next(
        (m for m in range(n - 1, -1, -1) if quantities[m].converts is None and quantities[m].quantity.unit in alike),
        None,
    )


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
    told = _time_told(ctx, low, between[0].start)
    before_name = PARENTHESIS.sub("", text[told or low : between[0].start])
    behind_name = text[between[0].end : high]
    own = _OWN_FIGURE if told is None else _OWN_FIGURE_THEN
    return between[0].ids if _NEXT_ONE.fullmatch(before_name) and own.fullmatch(behind_name) else ()


def _time_told(ctx: Context, start: int, end: int) -> int | None:
    """Where the time ends that the passage begins with: " in March, followed by "."""
    date = next(iter(starting(ctx.page.dates, start, end)), None)
    if date is None or date.end > end or not _IN_TIME.fullmatch(ctx.page.text, start, date.lead):
        return None
    return date.end


def repeats_last(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], last: int, measure: Measure
) -> dict[int, Measure] | None:
    """The first figure of a sentence that goes on about the last one: "A year earlier it was 3 billion"."""
    if ctx.page.sentence_at(quantities[last].start).number != sentence.number - 1:
        return None
    reader = Reader(ctx, sentence, [])
    for n, q in ctx.page.quantities_in(sentence):
        if q.converts is None:
            opening = ctx.page.text[sentence.start : q.start]
            same = q.quantity.unit == quantities[last].quantity.unit
            if same and len(opening) < 90 and _GOING_ON.fullmatch(opening) and reader.may_repeat(q, measure.attribute):
                return {n: Measure(measure.attribute, measure.cue, 0.0, last)}
            return None
    return None


def goes_on(
    ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention], last: int, measure: Measure
) -> dict[int, Measure]:
    """Counts of others after one that was told: "BYD sold 9,000 cars. Geely was second with 7,000, Chery had 5,000."

    Each must stand by a verb whose subject the text names, or describes. Parts of what is a part itself may be of the whole:
    "built 9,000 and sold 4,000 of them. The X made up 2,000 of them."
    """
    before = ctx.page.sentence_at(quantities[last].start)
    if sentence.number - before.number > _AFTER or measure.attribute.dimension != "count":
        return {}
    if (
        ctx.page.text[before.end : sentence.start].count("\n") > _PARAGRAPHS
        or measure.attribute.is_change
        or measure.attribute.ahead
    ):
        return {}
    reader = Reader(ctx, sentence, [])
    found: dict[int, Measure] = {}
    measured = False
    told: int | None = None
    """The last count of the sentence, whoever's it is: "its two smaller lines made up 9,000, Exeed 4,000"."""
    for n, q in ctx.page.quantities_in(sentence):
        # A bare number behind "730 km", or "870 hp", can leave out that unit.
        measured |= q.converts is None and q.change is None and q.quantity.unit not in UNWRITTEN
        if (
            q.converts is None
            and q.change is None
            and q.quantity.unit in UNWRITTEN
            and not (measured and q.noun is None)
            and q.quantity.low >= _LEAST
            and not all(OF_THEM.match(ctx.page.text, end) for end in (quantities[last].end, q.end))
            and reader.may_repeat(replace(q, quantity=replace(q.quantity, unit="count")), measure.attribute)
        ):
            gapped = told is not None and gapping_subject(ctx, quantities[told], q)
            if gapped or has_named_subject(ctx, sentence, q, _SCORING):
                found[n] = Measure(measure.attribute, measure.cue, 0.0, told if gapped else None)
            elif _verb_of(ctx, q, _SCORING) is None:
                continue
            told = n
    return found


def has_named_subject(ctx: Context, sentence: Sentence, q: QuantityMention, verbs: Collection[str]) -> bool:
    """Whether the figure stands by one of the verbs (stems), and its subject is a thing that the text names."""
    node = _verb_of(ctx, q, verbs)
    if node is None:
        return False
    subjects = {c.i for c in sharing_verb(node).children if c.dep_ in SUBJECT_DEPS}
    for r in ctx.focus.referents(sentence):
        root = ctx.focus.root(r)
        if root.dep_ in {"compound", "nmod"} and root.head.idx <= r.end + 1:
            root = root.head  # "the EV3 crossover"
        if root.dep_ == "appos":
            root = root.head  # "its bigger sister, the EV5, added"
        if r.type in {PRODUCT, *COMPANY_TYPES} and r.how != "pronoun" and root.i in subjects:
            return True
    return False


def _verb_of(ctx: Context, q: QuantityMention, verbs: Collection[str]) -> Token | None:
    """The verb that the figure stands by as an object or the like, where it is one of the verbs (stems)."""
    node = ctx.page.root_of(q.start, q.end)
    while not is_verb(node):
        if node.head.i == node.i or node.dep_ in SUBJECT_DEPS:
            return None
        node = node.head
    return node if stem(node.lower_) in verbs else None
