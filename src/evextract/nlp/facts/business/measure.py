"""The measured figures of a sentence: what its words measure, and what is set against one of those."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from evextract.nlp.facts.business.counted_names import next_counts
from evextract.nlp.facts.business.figure_clauses import of_them
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.figures.fitting import counts_such, is_difference
from evextract.nlp.facts.figures.nouns import noun_span
from evextract.nlp.facts.figures.reader import Measure, Reader
from evextract.nlp.facts.figures.repeats import has_named_subject, source_of
from evextract.nlp.lexicon import Hit, stem
from evextract.nlp.page import Sentence
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import subject_of, verb_above

_FEW = 10
_MOST_MODELS = 100
_MODELS = frozenset({"models", "nameplates"})
_OF_SALES = frozenset(stem(w) for w in ["sell", "deliver", "build", "make", "produce", "register", "ship", "export"])
_OF_ALL = re.compile(
    r"(?: [a-z]+){0,2} of (?:(?:its|their|his|her|our|the|these|those|all) |(?:the |its )?[\w&.-]+(?: [A-Z][\w-]*){0,2}(?:’s|'s|’|') )?"
    r"(?:[a-z-]+ ){0,2}"
)
"""Between a part and its whole: "300 of its 900 jobs"."""
_OF_PLANNED = re.compile(r" of (?:a|an|its|the) (?:planned|targeted|promised|projected|expected|eventual) ")
_CALLED = re.compile(r"(?<!\w)the(?: (?:new|old|current|electric))? \Z", re.IGNORECASE)
_CODE = re.compile(r"\d{2,4}")
_PART = re.compile(r" of (?:them|these|those|whom|which)(?!\w)")


def measures(ctx: Context, sentence: Sentence, quantities: Sequence[QuantityMention]) -> dict[int, Measure]:
    """The measured figures of the sentence: index in ``quantities`` -> measure."""
    row = [
        n
        for n, q in ctx.page.quantities_in(sentence)
        if q.converts is None and not ctx.in_table(q.start) and q.start not in ctx.badges
    ]
    reader = Reader(ctx, sentence, [quantities[n] for n in row])
    found: dict[int, Measure] = {}
    for n in row:
        q = quantities[n]
        if is_difference(ctx, q) or q.quantity.written.lower() in {"one", "a", "an"} or _is_name(ctx, sentence, q):
            continue
        is_part = _PART.match(ctx.page.text, q.end) and not has_named_subject(ctx, sentence, q, _OF_SALES)
        if is_part and of_them(ctx, quantities, n) is None:
            continue  # "3,000 of them were sold": a part, not the whole; "Tesla sold 3,000 of them" is Tesla's
        if _is_told_by_tester(ctx, q):
            continue
        if q.vague or (q.noun is None and q.quantity.unit == "count" and q.quantity.high < _FEW):
            continue  # "the two will go on": nobody counts
        if q.noun is None and q.quantity.unit == "count" and _is_end_of_change(ctx, quantities, n):
            continue
        measure = reader.best(q)
        if measure is not None and not (measure.attribute.flow and _counts_models(q)):
            found[n] = measure
    _leave_to_the_nearest(found)
    for part, whole in pairwise(row):
        if _OF_ALL.fullmatch(ctx.page.text, quantities[part].end, quantities[whole].bound_start):
            _set_apart(ctx, quantities, part, whole, found)
        if _OF_PLANNED.fullmatch(ctx.page.text, quantities[part].end, quantities[whole].bound_start):
            found |= _reached(ctx, quantities, part, whole)
    for n in row:
        # The two ends of a change are of one kind: the word of the better placed one counts for both.
        m = quantities[n].changed_from
        if m is not None and n in found and m in found and found[n].attribute is not found[m].attribute:
            del found[m if found[m].score < found[n].score else n]
    found |= next_counts(ctx, sentence, quantities, row, found)
    for n in row:
        q = quantities[n]
        if n not in found and q.change is None and not is_difference(ctx, q):
            source = source_of(ctx, quantities, n, found)
            if source is not None and reader.may_repeat(q, found[source].attribute):
                found[n] = Measure(found[source].attribute, found[source].cue, 0.0, source)
    return found


def _is_told_by_tester(ctx: Context, q: QuantityMention) -> bool:
    """ "I got 388": no figure of a business is the writer's."""
    verb = verb_above(ctx.page.root_of(q.start, q.end))
    subject = subject_of(verb) if verb is not None else None
    return subject is not None and subject.lower_ == "i"


def _counts_models(q: QuantityMention) -> bool:
    """ "Five models sold in forty countries": so many kinds of cars, not so many cars."""
    return q.quantity.high < _MOST_MODELS and q.noun is not None and q.noun.split()[-1].lower() in _MODELS


def _is_name(ctx: Context, sentence: Sentence, q: QuantityMention) -> bool:
    """Whether the number is what a model is called by: "makes the 208 in Vigo", "its BrightDrop 400 and 600 vans".

    "The last 500" and "the 900 that it built" are so many.
    """
    if any(t.type == PRODUCT and t.start <= q.start < t.end for t in ctx.page.things_in(sentence)):
        return True
    text = ctx.page.text
    if q.noun is not None or q.quantity.unit != "count" or _CODE.fullmatch(q.quantity.written) is None:
        return False
    called = _CALLED.search(text, max(0, q.bound_start - 15), q.bound_start)
    if called is None:
        return False
    return not text.startswith((" of ", " it ", " that ", " which ", " built", " made", " sold"), q.end)


def _is_end_of_change(ctx: Context, quantities: Sequence[QuantityMention], n: int) -> bool:
    """ "Lowered the price by 900 yuan to 98,000": what is changed by yuan is left with yuan."""
    last = quantities[n - 1] if n else None
    if last is None or last.quantity.unit == "count" or ctx.page.text[last.end : quantities[n].bound_start] != " to ":
        return False
    return last.quantity.unit != "%"


def _reached(ctx: Context, quantities: Sequence[QuantityMention], part: int, whole: int) -> dict[int, Measure]:
    """ "Has hired 700 of a planned 1,600 workers": so many are there, and so many will be, of what others are changes of."""
    q = quantities[whole]
    for id_ in {a.part_of for a in ctx.pack.attributes.values()} - {None}:
        of = ctx.pack.attributes[str(id_)]
        if q.noun is not None and counts_such(of, q):
            cue = Hit(q.start, noun_span(ctx.page.text, q)[1], Cue(of.id, "any", 1.0))
            return {part: Measure(of, cue, 0.0, given=True), whole: Measure(of, cue, 0.0)}
    return {}


def _set_apart(
    ctx: Context, quantities: Sequence[QuantityMention], part: int, whole: int, found: dict[int, Measure]
) -> None:
    """Of "300 of its 900 jobs" only the first are cut; of "300 of the 900 employees stay" the first measure nothing."""
    measure = found.get(part)
    if measure is None and whole in found and found[whole].attribute.part_of is not None:
        measure = found[part] = found[whole]  # "300 more of its 900 jobs are to go"
    if measure is None:
        return
    if measure.attribute.part_of is None:
        shared = PRODUCT in measure.attribute.subjects  # "the Elroq accounted for 300 of the 900 that Skoda sold"
        if not shared and whole in found and measure.cue.start >= quantities[whole].start:
            del found[part]
        return
    of = ctx.pack.attributes[measure.attribute.part_of]
    q = quantities[whole]
    if q.noun is not None and counts_such(of, replace(q, noun=q.noun.split()[-1])):
        start, end = q.end, noun_span(ctx.page.text, q)[1]
        cue = replace(measure.cue, start=start + 1, end=end, thing=replace(measure.cue.thing, attribute=of.id))
        found[whole] = Measure(of, cue, 0.0, part, given=True)


def _leave_to_the_nearest(found: dict[int, Measure]) -> None:
    """A word that measures one figure well does not measure another badly: "a profit of 2 on revenue of 9"."""
    best: dict[Hit[Cue], float] = {}
    for measure in found.values():
        best[measure.cue] = max(best.get(measure.cue, 0.0), measure.score)
    for n in [
        n for n, measure in found.items() if best[measure.cue] >= 1.0 and measure.score < 0.6 * best[measure.cue]
    ]:
        del found[n]
