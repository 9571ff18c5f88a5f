"""Dates in the clause of a tie: "Spain gets the X next year" is a plan, "won't come to Europe before 2027" one, too."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from evextract.nlp.dates import DateMention
from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.facts.events.event_dates import NOT_BEFORE, led_by
from evextract.nlp.lexicon import Hit
from evextract.nlp.page import starting
from evextract.nlp.syntax import ancestors, clause, is_verb
from evextract.records import Mention, Modality, Polarity


def is_dated_ahead(ctx: Context, mention: Mention, hit: Hit[Cue]) -> bool:
    """ "Spain gets the X next year": what has a date to come in its clause is a plan."""
    published = ctx.page.article.published
    if mention.modality is not Modality.ASSERTED or mention.polarity is Polarity.DENIED or published is None:
        return False
    if clause(ctx.page.root_of(hit.start, hit.end)) is None:
        return False
    starts = [d.span.start for d in _dates_of_clause(ctx, hit) if d.span is not None]
    return any(start is not None and start > published for start in starts)


def comes_later(ctx: Context, hit: Hit[Cue]) -> bool:
    """ "Won't come to Europe before 2027" says that it will."""
    return any(led_by(ctx, d) in NOT_BEFORE for d in _dates_of_clause(ctx, hit))


def _dates_of_clause(ctx: Context, hit: Hit[Cue]) -> Iterator[DateMention]:
    """The dates of the clause that the cue stands in; of a heading without a verb all."""
    cue = ctx.page.root_of(hit.start, hit.end)
    sentence = ctx.page.sentence_at(hit.start)
    for d in starting(ctx.page.dates, sentence.start, sentence.end):
        if (
            d.kind == "date"
            and clause(date := ctx.page.root_of(d.start, d.end)) == clause(cue)
            and not _in_aside(date, cue)
        ):
            yield d


def _in_aside(date: Token, cue: Token) -> bool:
    """Whether an adjective that says something else has the date: "the X, due in 2027, is built in"."""
    for node in ancestors(date):
        if is_verb(node) or node.i == cue.i:
            return False
        if node.tag_ == "JJ" and node.dep_ != "acomp" and not node.is_ancestor(cue):
            return True
    return False
