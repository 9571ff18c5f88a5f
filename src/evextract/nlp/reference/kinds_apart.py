"""Kinds of vehicles that exclude each other: "the pickup" is none that the text has called an SUV."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.page import Sentence, starting
from evextract.nlp.reference.discourse import Discourse
from evextract.nlp.roles import PRODUCT

_REACH = 60
"""How many vehicles named before a noun it may point to."""


def exclude(d: Discourse, one: str, other: str) -> bool:
    """Whether nothing can be both: "the wagon" is no crossover that has no name yet."""
    groups = [g for g in d.nouns.apart if one in g]
    return bool(groups) and any(other in g for g in d.nouns.apart) and all(other not in g for g in groups)


def other_of_last(d: Discourse, token: Token, word: str, vehicle: str) -> str | None:
    """Where ``vehicle`` was called something that the noun ``word`` excludes: the latest vehicle that was called much the same
    ("the truck" after "a pickup"), or the one other vehicle named last, in the sentence or the one before it, that has not
    been called anything.
    """
    fitting: set[str] = set()
    others: set[str] = set()
    for group in d.nouns.apart:
        (fitting if word in group else others).update(group)
    called = d.traits[vehicle]
    if not fitting or called & fitting or not called & others:
        return None
    alike = {w for w in fitting if all((w in group) == (word in group) for group in d.nouns.apart)}
    here = (i for start, i in d.introduced[-_REACH:] if start < token.idx)
    for told in reversed([*d.seen[-_REACH:], *here]):
        if told != vehicle and d.traits.get(told, set()) & alike:
            return told
    sentence = d.page.sentence_at(token.idx)
    last = d.page.sentences[max(0, sentence.number - 1)]
    near = {t.id for t in starting(d.page.things, last.start, token.idx) if t.type == PRODUCT and t.inside is None}
    unsaid = [v for v in near if v != vehicle and not d.traits.get(v)]
    return unsaid[0] if len(unsaid) == 1 else None


def are_bodies(d: Discourse, sentence: Sentence, token: Token) -> bool:
    """ "There is a saloon and an estate. Both are 4.8 m long": the bodies of a car rather than its trims."""
    first = d.page.sentences[max(0, sentence.number - 1)].first
    words = (t for t in d.page.doc[first : token.i] if t.lower_ in d.nouns.kinds)
    return any(c.lower_ in d.nouns.kinds and c.lower_ != t.lower_ for t in words for c in t.conjuncts)
