"""What happens in a country and sells no car there: "Xiaomi will enter Europe in 2027", "is testing a crossover in Austria"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb, subject_of, verb_above

_ENTERING = frozenset(map(stem, ["enter", "re-enter", "reenter"]))

_TESTING = frozenset(
    map(stem, ["test", "trial", "pilot", "spot", "spy", "snap", "photograph", "catch", "caught", "crash"])
)


def is_on_trial(ctx: Context, cue: Token) -> bool:
    """ "Is testing a new crossover in Austria", "an SUV was caught in Spain": a car that is not sold there for that."""
    if cue.lower_.removesuffix("s") not in ctx.focus.nouns.products or cue.dep_ not in {"dobj", "nsubjpass", "pobj"}:
        return False
    above = verb_above(cue)
    return above is not None and stem(above.lower_) in _TESTING


def firm_enters(ctx: Context, verb: Token) -> bool:
    """Whether a firm is who enters: the subject of the verb, or of the one that it hangs on ("plans to enter")."""
    if stem(verb.lower_) not in _ENTERING:
        return False
    while subject_of(verb) is None and verb.dep_ in {"xcomp", "conj"}:
        if not is_verb(verb.head):
            return False
        verb = verb.head
    subjects = {c.i for c in verb.children if c.dep_ in SUBJECT_DEPS}
    referents = ctx.focus.referents(ctx.page.sentence_at(verb.idx)) if subjects else ()
    return any(r.type in COMPANY_TYPES and ctx.focus.root(r).i in subjects for r in referents)
