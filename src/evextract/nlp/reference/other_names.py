"""Nouns for vehicles that are no description of the one in focus, by the names around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from evextract.domain.identity import UNNAMED
from evextract.nlp.page import starting
from evextract.nlp.reference.discourse import Discourse, Nameless, Referent
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_CALLING = frozenset({
    "called", "calls", "call", "named", "dubbed", "known", "nicknamed", "codenamed", "code-named", "christened", "badged",
})  # fmt: skip
_BEHIND = re.compile(r"(?:,| –| —)? (?:the |its )?[“\"'‘]?")
_NUMBER = re.compile(r"#?\d{1,3}")
_FIRST = frozenset({"first", "next", "second", "third"})
_ANY = frozenset({"model", "version", "variant"})
_ON_BASE = re.compile(
    r" (?:(?:to be )?(?:based|built) on|to (?:use|ride on|sit on)|using|on|with) "
    r"(?:it|them|(?:the|this|that|its) (?:[\w-]+ ){0,3}(?:platform|architecture|base|basis|underpinnings|kit))(?!\w)"
)
_NO_MODEL = frozenset({"DATE", "GPE", "NORP", "LOC", "PERSON", "CARDINAL", "ORDINAL"})


def is_part_of_name(d: Discourse, token: Token) -> bool:
    """ "The 0 Saloon", "the VF MPV 7": the noun belongs to a name that nobody knows."""
    doc = d.page.doc
    following = doc[token.i + 1] if token.i + 1 < len(doc) else None
    if following is not None and following.text.isdigit() and following.dep_ in {"nummod", "appos", "npadvmod"}:
        return token.text[0].isupper()
    before = doc[token.i - 1] if token.i else None
    if before is None or before.i < token.left_edge.i:
        return False
    return _NUMBER.fullmatch(before.text) is not None and doc[before.i - 1].lower_ in {"the", "its"}


def called(d: Discourse, token: Token, named: Sequence[Referent]) -> tuple[str, ...]:
    """ "The crossover, known as the X, …", "the brand's van, the Y, …": the name behind."""
    names = [r for r in named if r.type == PRODUCT and r.how == "name" and r.start > token.idx]
    for c in token.children:
        if c.i < token.i:
            continue
        if c.dep_ == "appos" and (found := [r for r in names if r.start <= c.idx < r.end]):
            return found[0].ids if _BEHIND.fullmatch(d.page.text, token.idx + len(token), found[0].start) else ()
        naming = c.dep_ in {"acl", "relcl"} and c.lower_ in _CALLING
        if naming and (found := [r for r in names if c.idx < r.start <= c.right_edge.idx]):
            return found[0].ids
    return ()


def maker_since(d: Discourse, token: Token, vehicle: str) -> str | None:
    """The maker named last in the paragraph, where it has named others than the vehicle's so far, and not the vehicle."""
    word = token.lower_.removesuffix("s")
    traits = d.traits.get(vehicle, set())
    other = word in d.nouns.kinds and bool(traits) and word not in traits
    brand = d.brands.get(vehicle)
    if brand is None or (d.one_topic and vehicle == d.topic and not other):
        return None
    start = d.page.text.rfind("\n", 0, token.idx) + 1
    here = starting(d.page.things, start, token.idx)
    if any(t.id == vehicle for t in here):
        return None
    makers = [t.id for t in here if t.type == "brand" and t.inside is None]
    return makers[-1] if makers and not any(_is_related(d, brand, m) for m in makers) else None


def somebodys(d: Discourse, token: Token, maker: str) -> tuple[str, ...]:
    """What stands for a vehicle of the maker that the text has not named: no fact is told of it."""
    word = token.lower_.removesuffix("s")
    if not maker or word not in d.nouns.named | _ANY:
        return ()
    id_ = f"{maker}-{UNNAMED}-{token.lower_}"
    if id_ not in d.nameless:
        d.nameless[id_] = Nameless(id_, maker, word, frozenset(), vague=True)
        d.brands[id_] = maker
        d.traits[id_] = {word}
    return (id_,) if d.nameless[id_].vague else ()


def is_first_on_base(d: Discourse, token: Token) -> bool:
    """ "The first model on it", "the next car to use the new platform": one that the text has not named."""
    if token.dep_ not in SUBJECT_DEPS or not any(c.lower_ in _FIRST for c in token.lefts):
        return False
    behind = d.page.text[token.idx + len(token) : token.idx + len(token) + 60]
    return _ON_BASE.match(behind) is not None


def client_of(d: Discourse, token: Token) -> str | None:
    """The maker for which it is: "the version for Ford"."""
    meant = [
        p for c in token.children if c.lower_ == "for" and c.i == token.i + 1 for p in c.children if p.dep_ == "pobj"
    ]
    makers = (t for p in meant for t in d.page.things_at(p.idx) if t.type == "brand" and t.inside is None)
    return next((t.id for t in makers), None)


def _is_related(d: Discourse, brand: str, company: str) -> bool:
    groups = {brand, d.parents.get(brand)} - {None}
    if company in groups or d.parents.get(company) in groups:
        return True
    return company in brand.split("-") or brand in company.split("-")


def has_name_of_its_own(d: Discourse, token: Token) -> bool:
    """ "The BrightDrop van": a name that nobody knows tells it from all that the text has named."""
    before = token.nbor(-1) if token.i else token
    if before.tag_ != "NNP" or before.head.i != token.i or before.text.isupper() or not before.text[:1].isupper():
        return False
    if before.ent_type_ in _NO_MODEL or before.i == 0 or before.nbor(-1).tag_ not in {"DT", "NNP", "PRP$", "POS"}:
        return False
    return not d.page.things_at(before.idx)
