"""Whom a clause tells of, for the versions and pronouns in it: "the Cooper, which also comes in an electric version"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.reference.discourse import Discourse, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS, subject_of

_WITHIN = frozenset({"compound", "amod", "nmod", "nummod"})
_WHILE = frozenset({"while", "whereas"})


def antecedent(token: Token, explicit: Sequence[Referent]) -> tuple[str, ...]:
    """ "The Cooper, which also comes in an electric version": what the relative clause is about."""
    clause = _relative_clause(token)
    return _named_at(clause.head, explicit) if clause is not None else ()


def of_own_clause(token: Token, explicit: Sequence[Referent]) -> tuple[str, ...]:
    """ "Beats the A, which needed an hour when it was launched": a subject within a relative clause is what that tells of."""
    if token.dep_ not in SUBJECT_DEPS | {"poss"}:
        return ()
    clause = _relative_clause(token)
    if clause is None or not any(c.tag_ == "WDT" and c.dep_ in SUBJECT_DEPS for c in clause.children):
        return ()
    return _named_at(clause.head, explicit)


def of_clause_before(version: Token, referents: Sequence[Referent], held: tuple[str, ...]) -> tuple[str, ...]:
    """ "The X could borrow the motor of the Y, while the base car makes do with 150 kW": a version that is the subject of
    a clause is of what the clause before it speaks of; ``held``: what "it" would be.
    """
    subject = version
    while subject.dep_ in _WITHIN:
        subject = subject.head
    verb = subject.head
    if subject.dep_ not in SUBJECT_DEPS or not _contrasts(verb):
        return ()
    before = subject_of(verb.head)
    if before is None or before.i > subject.i:
        return ()
    if before.lower_ == "it":
        return held
    return _named_at(before, referents)


def _relative_clause(token: Token) -> Token | None:
    """The verb of the innermost relative clause that the token stands in."""
    return next((t for t in token.ancestors if t.dep_ == "relcl"), None)


def _named_at(noun: Token, referents: Sequence[Referent]) -> tuple[str, ...]:
    """The vehicles that the noun names."""
    return next((r.ids for r in referents if r.type == PRODUCT and r.start <= noun.idx < r.end), ())


def _contrasts(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in _WHILE for c in verb.children)


def is_in_clause_of_another(d: Discourse, r: Referent, version: Token) -> bool:
    """ "The blogger who saw the X says that the Air …": the X is only told of the subject, and the version is not."""
    clause = _relative_clause(d.root(r))
    if clause is None or clause.head.dep_ not in SUBJECT_DEPS or clause.is_ancestor(version):
        return False
    head = clause.head
    is_product = head.lower_.removesuffix("s") in d.nouns.products
    return not is_product and not any(t.type == PRODUCT for t in d.page.things_at(head.idx))
