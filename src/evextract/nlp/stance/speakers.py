"""Whom the text names as the source of a statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from evextract.nlp.lexicon import Hit
from evextract.nlp.naming.things import COMPANY_TYPES, ORGANISATION, PERSON
from evextract.nlp.page import Page, starting


def speaker_of(page: Page, speech: Sequence[Hit[str]], value: Token) -> str | None:
    """Whoever the sentence names as the speaker of what holds the value; ``speech``: the cues of speaking, in text order."""
    sentence = page.sentence_at(value.idx)
    for hit in starting(speech, sentence.start, sentence.end):
        verb = page.token_at(hit.start)
        if verb.lower_ == "according":
            name = _name_in(page, verb.subtree, after=verb.i)
        elif _is_told_by(verb, value):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is None or value in subject.subtree:
                continue
            name = _name_in(page, _without_clauses(subject))
        else:
            continue
        if name:
            return name
    return None


def _without_clauses(noun: Token) -> list[Token]:
    """What the noun is called: of "the carmaker, which buys cells from A, said" nothing behind the comma."""
    aside = {t.i for c in noun.children if c.dep_ == "relcl" for t in c.subtree}
    return [t for t in noun.subtree if t.i not in aside]


def _is_told_by(verb: Token, value: Token) -> bool:
    return value in verb.subtree or verb.dep_ in {"parataxis", "ccomp", "advcl"}


def _name_in(page: Page, tokens: Iterable[Token], *, after: int = -1) -> str | None:
    indices = {t.i for t in tokens if t.i > after}
    if not indices:
        return None
    last = page.doc[max(indices)]
    near = starting(page.things, page.doc[min(indices)].idx, last.idx + len(last.text_with_ws))
    for wanted in ({PERSON}, COMPANY_TYPES | {ORGANISATION}):
        for thing in near:
            if thing.type in wanted and thing.inside is None and page.token_at(thing.start).i in indices:
                return page.text[thing.start : thing.end]
    return None
