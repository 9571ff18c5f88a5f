"""Whether a statement in plain words speaks of what is still to come."""

from __future__ import annotations

import re

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import Sentence, starting
from evextract.nlp.stance.signs import Sign

_CLAUSE_END = re.compile(r"[;:\n]|, (?:but|while|whereas|although|and|after)(?!\w)")


def lies_ahead(ctx: Context, sentence: Sentence, value: tuple[int, int], cue: Hit[Cue]) -> bool:
    """Told by a plan's words in the clause ("in the pipeline"), an infinitive, a verb in progress or a date to come."""
    verb = ctx.page.root_of(cue.start, cue.end)
    forms = {c.tag_ for c in verb.children if c.dep_ in {"aux", "auxpass"}}
    if "TO" in forms or (verb.tag_ == "VBG" and forms & {"VBZ", "VBP"}):
        return True
    start, end = _clause(ctx.page.text, sentence, value)
    if ctx.stance.signs_between(start, end) & {Sign.PLANNED, Sign.HEDGED}:
        return True
    published = ctx.page.article.published
    return published is not None and any(
        d.span is not None and d.span.end is not None and d.span.end > published
        for d in starting(ctx.page.dates, start, end)
        if d.kind == "date"
    )


def _clause(text: str, sentence: Sentence, value: tuple[int, int]) -> tuple[int, int]:
    start = max((m.end() for m in _CLAUSE_END.finditer(text, sentence.start, value[0])), default=sentence.start)
    after = _CLAUSE_END.search(text, value[1], sentence.end)
    return start, after.start() if after else sentence.end
