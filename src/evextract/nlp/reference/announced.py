"""Several vehicles without a name that are announced together: one for each of two makers, or "two new models" of which the
text goes on to tell one by one.

What is said of "two new models" holds for those that are told of afterwards, once these are as many.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.reference.discourse import Discourse, Group, Nameless, Referent, State
from evextract.nlp.reference.nameless import (
    DEFINITE,
    DOING,
    id_of,
    kind_words,
    maker_of,
    nameless,
    noun_of,
    words_before,
)
from evextract.nlp.reference.presented import is_brought_about, stands_alone
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import subject_of

_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OF_WHOM = frozenset({"from", "for", "by", "of"})
_ONE_EACH = re.compile(r",? (?:one|each one)(?: each)? (?:for|from|by|of) ")
_AND_ONE = re.compile(r",? and (?:one |another )?(?:(?:for|from|by|of) )?|, ")
_COLON = re.compile(r": (?:the )?\Z")
_MODEL = "model"
_REACH = 4
"""How many sentences behind the announcement, or behind the last that was told of, the next may be told of."""


def one_for_each(d: Discourse, token: Token, known: Sequence[Referent]) -> list[Nameless]:
    """ "Two vans from A and B", "two vans, one each for A and B", "A and B will each launch a van"."""
    noun = noun_of(d, token)
    if noun is None:
        return []
    left = words_before(token)
    if not left or DEFINITE & {t.lower_ for t in left}:
        return []
    makers = _shared(d, token, known) if token.tag_ in {"NN", "NNP"} else _counted(d, token, known)
    kind = kind_words(left, [])
    return [nameless(maker, kind, noun) for maker in makers]


def _counted(d: Discourse, token: Token, known: Sequence[Referent]) -> list[str]:
    """The makers of a counted noun, where they are as many as it counts."""
    count = count_of(token)
    companies = [r for r in known if r.type in COMPANY_TYPES and r.how == "name"]
    for prep in (c for c in token.children if c.dep_ == "prep" and c.lower_ in _OF_WHOM):
        for first in (c for c in prep.children if c.dep_ == "pobj"):
            named = [r.ids[0] for t in (first, *first.conjuncts) for r in companies if d.root(r).i == t.i]
            if len(named) == count == len(first.conjuncts) + 1:
                return named
    behind = [r for r in companies if r.start > token.idx]
    opening = _ONE_EACH.match(d.page.text, token.idx + len(token))
    if opening is None or not behind or behind[0].start != opening.end():
        return []
    row = behind[:1]
    for r in behind[1:]:
        if not _AND_ONE.fullmatch(d.page.text, row[-1].end, r.start):
            break
        row.append(r)
    return [r.ids[0] for r in row] if len(row) == count else []


def _shared(d: Discourse, token: Token, known: Sequence[Referent]) -> list[str]:
    """The subjects that "each" bring about the one thing."""
    verb = token.head
    if token.dep_ != "dobj" or not any(c.lower_ == "each" and c.i < token.i for c in verb.children):
        return []
    subject = subject_of(verb)
    members = {subject.i, *(t.i for t in subject.conjuncts)} if subject is not None else set()
    named = [r.ids[0] for r in known if r.type in COMPANY_TYPES and r.how == "name" and d.root(r).i in members]
    return named if len(named) == len(members) > 1 and is_brought_about(token, kind=True) else []


def count_of(token: Token) -> int | None:
    """How many the plural noun counts: "two new models"."""
    if token.tag_ not in {"NNS", "NNPS"}:
        return None
    return next((_COUNTS[c.lower_] for c in token.children if c.dep_ == "nummod" and c.lower_ in _COUNTS), None)


def announce(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> Nameless | None:
    """ "Two new models", "three electric SUVs" that somebody will bring: what stands for all of them."""
    count = count_of(token)
    noun = noun_of(d, token, any_product=True) if count is not None else None
    if noun is None or count is None or (noun not in d.nouns.named and noun != _MODEL):
        return None  # "two versions of the X"
    left = words_before(token)
    if DEFINITE & {t.lower_ for t in left}:
        return None
    if not (stands_alone(d, token, known) or _opens_list(token, count)) or not is_brought_about(token, kind=True):
        return None
    maker, _ = maker_of(d, token, known, state)
    if maker is None:
        return None
    kind = kind_words(left, [])
    id_ = id_of(maker, [*_numbered(d), *kind], token.lower_)
    group = Group(id_, maker, count, d.page.sentence_at(token.idx).number, token.idx)
    d.groups.append(group)
    if _opens_list(token, count):
        members = {m.i for c in token.children if c.dep_ == "appos" for m in (c, *c.conjuncts)}
        group.members += [r.ids[0] for r in known if r.type == PRODUCT and d.root(r).i in members]
    return Nameless(id_, maker, noun, frozenset(kind), vague=True)


def _opens_list(token: Token, count: int) -> bool:
    """ "Two electric vehicles: the A and a seven-seat SUV": not all of them have a name."""
    first = next((c for c in token.children if c.dep_ == "appos" and c.i > token.i), None)
    members = (first, *first.conjuncts) if first is not None else ()
    return len(members) == count and any(m.left_edge.lower_ in {"a", "an"} for m in members)


def _numbered(d: Discourse) -> list[str]:
    return [str(len(d.groups) + 1)] if d.groups else []


def listed(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> Nameless | None:
    """ "Two models, a van and a pickup": a member of the list behind the announcement."""
    group = d.groups[-1] if d.groups else None
    noun = noun_of(d, token) if group is not None else None
    if group is None or noun is None:
        return None
    left = words_before(token)
    if not left or left[0].lower_ not in {"a", "an", "one"}:
        return None
    first = token
    while first.dep_ == "conj" and first.head.i != first.i:
        first = first.head
    if first.dep_ != "appos" or len(first.conjuncts) + 1 != group.count:
        return None
    if first.head.idx != group.at and not _is_behind_colon(d, first, group):
        return None
    inside = [r for r in known if left[0].idx <= r.start < token.idx]
    if any(r.type == PRODUCT for r in inside):
        return None
    makers = [r.ids[0] for r in inside if r.type in COMPANY_TYPES and not DOING.match(d.page.text, r.end)]
    member = nameless(makers[-1] if makers else group.maker, kind_words(left, inside), noun)
    if member.id not in group.members and len(group.members) < group.count:
        group.members.append(member.id)
    return member


def _is_behind_colon(d: Discourse, first: Token, group: Group) -> bool:
    """ "Two models will join the A: a van and a pickup": whatever the parser hangs them on, they are what was announced."""
    start = first.left_edge.idx
    return _COLON.search(d.page.text, group.at, start) is not None and d.page.sentence_at(start).start <= group.at


def join(d: Discourse, new: Nameless, number: int) -> None:
    """Count what has been introduced in the sentence of that number among those announced last."""
    group = d.groups[-1] if d.groups else None
    if group is None or new.vague or new.id in group.members or len(group.members) == group.count:
        return
    if d.introduced and any(id_ == new.id and at < group.at for at, id_ in d.introduced):
        return  # told of before they were announced
    there = d.places.get(d.page.sentence_at(group.at).number)
    if new.maker == group.maker and 0 <= number - group.last <= _REACH and d.places.get(number) == there:
        group.members.append(new.id)
        group.last = number
