"""The centre of a sentence: its most prominent referent, which the next sentence's pronouns point to.

After Grosz, Joshi and Weinstein, "Centering", 1995: the grammatical subject before anything else.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.page import Sentence
from evextract.nlp.reference.comparing import is_compared
from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, is_verb, subject_of

_HOW = {"name": 0.6, "description": 0.5, "pronoun": 0.3, "brand": 0.4, "trim": 0.4, "unnamed": 1.2}
_CLAUSES = {"relcl": -0.3, "advcl": 0.6, "acl": -0.3}
_TAKING_OVER = 4.5
"""What outweighs being the subject and the topic."""
_SHORT = 8
"""Of a sentence with so few words the only thing that it names is its centre, whatever the grammar."""
_TOO = frozenset({"also", "already", "currently", "still"})
_DERIVED = frozenset({"derived", "borrowed", "adapted", "evolved", "based", "descended", "developed"})
_KIN = frozenset({"sibling", "sister", "brother", "twin", "cousin", "relative", "stablemate", "counterpart"})
_INNER = frozenset({"compound", "poss", "pobj", "prep", "appos", "conj", "nmod"})


def centre(
    d: Discourse, sentence: Sentence, referents: Sequence[Referent], *, held: tuple[str, ...] = (), alone: bool = False
) -> tuple[str, ...]:
    """The most prominent of the referents. What is only mentioned in passing does not displace ``held``, but for the only
    thing that a sentence with a new subject speaks of (``alone``).
    """
    best: tuple[float, Referent] | None = None
    for r in referents:
        score = d.prominence.get(r)
        if score is None:
            score = d.prominence[r] = _prominence(d, sentence, r)
        if best is None or score > best[0] + 1e-9:
            best = (score, r)
    short = sentence.last - sentence.first <= _SHORT and len({r.ids for r in referents}) == 1  # "And the Model Y?"
    if best is None or best[0] < (1.0 if held and not short and not alone else -2.0):
        return ()
    if held and best[1].ids != held and best[1].how != "unnamed" and _is_made_too(d, d.root(best[1])):
        return ()
    if d.topic in held and best[1].ids != held and _is_any_one(d, best[1]):
        return ()
    return _with_conjuncts(d, best[1], referents)


def centre_within(
    d: Discourse, sentence: Sentence, referents: Sequence[Referent], token: Token, type_: str
) -> tuple[str, ...]:
    """The centre of this very sentence, for a pronoun that follows its antecedent."""
    before = [
        r for r in referents if r.type == type_ and r.end <= token.idx and (r.how != "pronoun" or _acts(d, r, token))
    ]
    if token.lower_ == "its" and (own := _subject_of(token)) is not None:
        subject = next((r for r in before if r.how == "name" and d.root(r).i == own.i), None)
        if subject is not None:
            return subject.ids
    return centre(d, sentence, before) if before else ()


def _acts(d: Discourse, pronoun: Referent, token: Token) -> bool:
    """ "It sells them through A, and the company expects …": a firm that its sentence goes on about, as it is named anew.

    So is a car in "it shares the motor of the A, and it will cost …".
    """
    again = pronoun.type == PRODUCT and token.lower_ == "it" and d.root(pronoun).lower_ == "it"
    if not (pronoun.type == "company" or again) or token.dep_ not in SUBJECT_DEPS or token.head.dep_ != "conj":
        return False
    return d.root(pronoun).dep_ in SUBJECT_DEPS and d.root(pronoun).head.i == token.head.head.i


def _subject_of(token: Token) -> Token | None:
    """The subject of the clause in which a possessive stands behind it: "…; the Y goes 400 km on its 77 kWh battery"."""
    for verb in (t for t in token.ancestors if is_verb(t)):
        own = subject_of(verb)
        if own is not None:
            whose = verb.head if own.tag_ == "WDT" and verb.dep_ == "relcl" else own
            return whose if own.right_edge.i < token.i else None
        if verb.dep_ not in {"conj", "xcomp"}:
            return None
    return None


def is_of_subject(token: Token) -> bool:
    """Whether it is the subject of a clause, or whose the subject is."""
    return token.dep_ in SUBJECT_DEPS or (token.dep_ == "poss" and token.head.dep_ in SUBJECT_DEPS)


def _prominence(d: Discourse, sentence: Sentence, r: Referent) -> float:
    token = d.root(r)
    score = -0.1 * d.page.token_at(r.start).i / max(1, sentence.last)
    head = token
    for _ in range(3):
        if head.dep_ in SUBJECT_DEPS:
            weight = _CLAUSES.get(head.head.dep_, 1.0)
            # "Its range" is said of it; of "the first of them, the X" the text goes on about the X.
            whose = r.how == "pronoun" and token.tag_ == "PRP$"
            some = r.how == "pronoun" and token.dep_ == "pobj"
            named = r.type == PRODUCT and token.dep_ == "appos" and token.head.i == head.i
            score += weight * (3.0 if head.i == token.i else 2.2 if whose or named else 0.6 if some else 1.2)
            break
        if head.dep_ not in _INNER:
            break
        head = head.head
    if head.dep_ in {"dobj", "attr", "oprd"} or (head.dep_ == "ROOT" and sentence.heading):
        score += 1.5
    if r.start - sentence.start < 12:
        score += 0.7
    if d.topic in r.ids or d.topic_company in r.ids:
        score += 0.8
    if is_compared(token) or _is_source(token) or _has_kin(token):
        score -= 4.0
    if _takes_over(token):
        score += _TAKING_OVER
    return score + _HOW[r.how]


def _takes_over(token: Token) -> bool:
    """ "The A will be replaced by a small van": the text goes on about the van."""
    by = token.head
    return token.dep_ == "pobj" and by.dep_ == "agent" and by.head.lower_ in {"replaced", "succeeded", "superseded"}


def _is_source(token: Token) -> bool:
    """ "Derived from the A, the new SUV is 4.9 m long": where something else comes from."""
    while token.dep_ in {"compound", "nmod"}:
        token = token.head
    prep = token.head
    return token.dep_ == "pobj" and prep.lower_ in {"from", "on"} and prep.head.lower_ in _DERIVED


def _has_kin(token: Token) -> bool:
    """ "The A's estate sibling will be shown in May": of another car than the A."""
    return token.dep_ == "poss" and token.head.dep_ in SUBJECT_DEPS and token.head.lower_ in _KIN


def _is_made_too(d: Discourse, token: Token) -> bool:
    """ "The plant also builds the A and the B", "the plant that used to build the A": an aside, after which the text goes on
    about its own car.
    """
    while token.dep_ in {"conj", "appos", "compound", "nmod"} and token.head.i != token.i:
        token = token.head
    if token.dep_ != "dobj":
        return False
    verb = token.head
    if any(c.dep_ == "advmod" and c.lower_ in _TOO for c in verb.children):
        return True
    verb = verb.head if verb.dep_ == "xcomp" else verb
    return verb.dep_ == "relcl" and verb.head.lower_ in d.nouns.plants


def _is_any_one(d: Discourse, r: Referent) -> bool:
    """ "A Model Y needs 27 minutes": a known car with such an article is one to compare with, not what the text goes on about."""
    token = d.root(r)
    return (
        r.how == "name"
        and r.type == PRODUCT
        and token.dep_ in SUBJECT_DEPS
        and any(c.lower_ in {"a", "an"} and c.dep_ == "det" for c in token.children)
    )


def _with_conjuncts(d: Discourse, chosen: Referent, referents: Sequence[Referent]) -> tuple[str, ...]:
    """ "The Juke and the Qashqai will …": both are the centre."""
    token = d.root(chosen)
    if token.dep_ not in SUBJECT_DEPS or chosen.how != "name":
        return chosen.ids
    mates = {t.i for t in token.conjuncts}
    if not mates:
        return chosen.ids
    ids = list(chosen.ids)
    for r in referents:
        if r.how == "name" and r is not chosen and d.root(r).i in mates:
            ids += [i for i in r.ids if i not in ids]
    return tuple(ids)
