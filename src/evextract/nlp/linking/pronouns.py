"""Whether "it" and "its", which may stand for a vehicle and for a company, stand for the company."""

from __future__ import annotations

from collections.abc import Sequence

from evextract.nlp.lexicon import stem
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Referent
from evextract.nlp.reference.focus import Focus
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_INTENDING = frozenset(
    stem(verb) for verb in ("expects", "forecasts", "wants", "plans", "aims", "hopes", "targets", "intends", "predicts")
)
"""What companies do, and cars don't."""


def meant_by(r: Referent, referents: Sequence[Referent], focus: Focus, sentence: Sentence) -> Referent:
    """``r``, or the company of the same pronoun, where it has plans ("It forecasts 60,000 deliveries"), or where a company
    was the last subject before a possessive ("Audi is in trouble. Its deliveries fell"). A car may well follow a company as
    the subject: "Nissan launched the N7. It drew 10,000 orders".
    """
    if r.how != "pronoun" or r.type != PRODUCT:
        return r
    company = next((o for o in referents if o.start == r.start and o.type in COMPANY_TYPES), None)
    if company is None:
        return r
    token = focus.root(r)
    if token.dep_ == "poss":
        return company if _is_company_subject(focus, sentence, r.start) else r
    return company if stem(token.head.lower_) in _INTENDING else r


def _is_company_subject(focus: Focus, sentence: Sentence, at: int) -> bool:
    """Whether a company was the last subject before the place in the sentence."""
    subjects = [
        r
        for r in focus.referents(sentence)
        if r.end <= at
        and r.how != "pronoun"
        and (r.type == PRODUCT or r.type in COMPANY_TYPES)
        and focus.root(r).dep_ in SUBJECT_DEPS
    ]
    return subjects[-1].type in COMPANY_TYPES if subjects else focus.speaks_of_company(sentence)
