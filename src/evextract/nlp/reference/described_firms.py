"""What descriptions of firms point to: "the Japanese automaker", "the group", "the venture"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Token

from evextract.domain.identity import is_country
from evextract.nlp.naming.things import COMPANY_TYPES, PLACE
from evextract.nlp.page import starting
from evextract.nlp.reference.discourse import Discourse, State
from evextract.nlp.reference.last_named import is_that
from evextract.nlp.roles import PRODUCT

_REACH = 60
"""How many things named before a description it may point to."""
_FAR = 700
"""How many characters before "the venture" it may be named."""
_VENTURE_BEHIND = re.compile(r",? (?:which is )?(?:the|a|an|its|their|[A-Z]\w+(?:’s|'s)) (?:[\w-]+ ){0,3}venture(?!\w)")
_VENTURE_BEFORE = re.compile(r"(?<!\w)venture,? (?:(?:called|named|company) )?\Z")
_OWNED = re.compile(r"[-‑ ](?:owned|controlled|backed|funded|led)(?!\w)")
_ARMS = frozenset({"business", "unit", "arm", "division", "subsidiary", "operation"})


def companies_described(d: Discourse, token: Token, centre: tuple[str, ...], state: State) -> tuple[str, ...]:
    """The companies that the noun stands for; "the Japanese automaker" is one of that country."""
    if token.tag_ in {"NNS", "NNPS"}:
        return centre if len(centre) > 1 else ()
    if is_that(token) and (last := next(_named_before(d, token.idx), None)):
        return (last,)
    if _is_title(d, token):
        return ()
    if owners := _owned_by(d, token):
        others = [c for c in [*centre, *state.companies, *_named_before(d, token.idx)] if c not in owners]
        return tuple(others[:1])
    left = {word.idx for word in d.page.doc[token.left_edge.i : token.i]}
    for t in starting(d.page.things, token.left_edge.idx, token.idx):
        if t.type == PLACE and t.start in left:
            country = d.countries.get(t.id, t.id)
            if token.lower_ in _ARMS and not is_country(country):
                return centre[:1]  # "the European business": what it has there, not who is from there
            same = [c for c in [*centre, *state.companies] if d.is_from(c, country)]
            if same:
                return (same[0],)
            others = [id_ for id_ in d.companies if d.is_from(id_, country)]
            if len(others) == 1:
                return (others[0],)
            if (
                not centre
                or d.countries.get(centre[0]) is None
                or country not in {*d.countries.values(), *d.regions.values()}
            ):
                return centre[:1]
            if d.topic_company is not None and d.is_from(d.topic_company, country):
                return (d.topic_company,)
            # The one named last that is of there, or of which nobody knows where it is from.
            told = [c for c in _named_before(d, token.idx) if c not in d.countries or d.is_from(c, country)]
            return tuple(told[:1])
    if token.lower_ == "group" and centre:
        return (_group_of(d, centre[0]),)
    return centre[:1]


def _is_title(d: Discourse, token: Token) -> bool:
    """ "The industry group ACEA", "the start-up Factorial": the name behind it says who it is."""
    behind = token.i + 1
    return behind < len(d.page.doc) and any(t.type != PRODUCT for t in d.page.things_at(d.page.doc[behind].idx))


def _owned_by(d: Discourse, token: Token) -> set[str]:
    """Whom "the Geely-owned automaker" belongs to, and so isn't."""
    inside = starting(d.page.things, token.left_edge.idx, token.idx)
    return {t.id for t in inside if t.type in COMPANY_TYPES and _OWNED.match(d.page.text, t.end)}


def _named_before(d: Discourse, at: int) -> Iterator[str]:
    """The companies named before the character, the last first."""
    for n in range(bisect_left(d.page.things, at, key=lambda t: t.start) - 1, -1, -1)[:_REACH]:
        if d.page.things[n].type in COMPANY_TYPES:
            yield d.page.things[n].id


def venture_described(d: Discourse, token: Token) -> str | None:
    """ "The venture": the firm that was called one last, "C, a joint venture of A and B", "the venture C"."""
    text = d.page.text
    first = bisect_left(d.page.things, max(0, token.idx - _FAR), key=lambda t: t.start)
    for t in reversed(d.page.things[first : bisect_left(d.page.things, token.idx, key=lambda t: t.start)]):
        if t.type in COMPANY_TYPES and t.inside is None:
            behind, before = (
                _VENTURE_BEHIND.match(text, t.end),
                _VENTURE_BEFORE.search(text, max(0, t.start - 40), t.start),
            )
            if (behind is not None and behind.end() <= token.idx) or before is not None:
                return t.id
    return None


def _group_of(d: Discourse, company: str) -> str:
    """The group that a brand belongs to, where the text speaks of that: "the group" is Volkswagen after Audi."""
    parent = d.parents.get(company)
    if parent is None or company == d.topic_company:
        return company
    if parent in d.companies:
        return parent
    topic = d.topic_company
    return topic if topic is not None and parent in {topic, d.parents.get(topic)} else company
