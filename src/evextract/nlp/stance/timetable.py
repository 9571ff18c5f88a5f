"""Verbs in the present tense that tell what is still to come, as in a timetable."""

from __future__ import annotations

from datetime import date

from spacy.tokens import Token

from evextract.nlp.dates import DateMention
from evextract.nlp.page import Page, starting
from evextract.records import DateSpan


def is_timetabled(page: Page, verb: Token) -> bool:
    """ "Arrives next year": the present tense of a date to come."""
    published = page.article.published
    if published is None or verb.tag_ not in {"VBZ", "VBP"}:
        return False
    here = page.sentence_at(verb.idx)
    return any(
        d.span is not None and _is_to_come(page, d, d.span, published) and _tells_when(page, d, verb)
        for d in starting(page.dates, here.start, here.end)
    )


def _is_to_come(page: Page, when: DateMention, span: DateSpan, published: date) -> bool:
    """Whether all of it lies ahead, or the end of "by June"; "later this year" begins on the day itself."""
    if span.start is None:
        by = page.text[when.lead : when.start].lower().startswith(("by", "before"))
        return by and span.end is not None and span.end > published
    if span.start < published:
        return False
    return span.start > published or (span.end is not None and span.end > published)


def _tells_when(page: Page, when: DateMention, verb: Token) -> bool:
    """Whether the verb itself happens then; "for 2027, it gets a larger battery" tells of a model year."""
    if page.text[when.lead : when.start].lower().startswith("for "):
        return False
    node = page.root_of(when.start, when.end)
    while node.dep_ in {"pobj", "pcomp"}:
        node = node.head
    return node.head == verb and node.dep_ in {"prep", "npadvmod", "advmod"}
