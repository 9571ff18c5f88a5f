"""Vehicles without a name that are told of by another: its successor, another maker's version of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.domain.identity import UNNAMED
from evextract.nlp.page import Sentence
from evextract.nlp.reference.discourse import Discourse, Nameless, Referent, State
from evextract.nlp.reference.nameless import (
    AS_NAMED,
    HEIRS,
    ORDINALS,
    SIBLINGS,
    VERSIONS,
    kind_words,
    maker_of,
    model_of,
    nameless,
    other_of,
    words_before,
)
from evextract.nlp.reference.presented import is_brought_about, stands_alone
from evextract.nlp.reference.topics import headed_by
from evextract.nlp.roles import PRODUCT
from evextract.nlp.syntax import SUBJECT_DEPS

_APPOSED = re.compile(r", (?:the |called (?:the )?)?")


def heir(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "The successor to the X", "the X's replacement", "its successor": where it is no other vehicle's description."""
    if token.lower_ not in HEIRS or not (_is_said_of_one(token) or stands_alone(d, token, known)):
        return None
    other = other_of(d, token, known)
    replaced = other.ids[0] if other is not None else _possessor(d, token, known, state)
    if replaced is None or replaced not in d.brands:
        return None
    maker = d.brands[replaced]
    id_ = f"{maker}-{UNNAMED}-{model_of(d, replaced)}-{token.lower_}"
    stem = id_.removesuffix(token.lower_)
    if (again := next((n for n in d.nameless.values() if n.id.startswith(stem) and n.noun in HEIRS), None)) is not None:
        return again, other  # "the successor to the X … its replacement"
    if (named := _told_by_name(d, token, replaced, state)) is not None:
        d.same[id_] = named
    return Nameless(id_, maker, token.lower_, frozenset([token.lower_])), other


def is_heir_of(d: Discourse, new: Nameless, vehicle: str) -> bool:
    """Whether it is called the successor of the vehicle."""
    return new.noun in HEIRS and new.id.endswith(f"-{UNNAMED}-{model_of(d, vehicle)}-{new.noun}")


def _is_said_of_one(token: Token) -> bool:
    """ "The first, a replacement for the X, arrives"."""
    return token.dep_ == "appos" and token.head.lower_ in ORDINALS


def _told_by_name(d: Discourse, token: Token, replaced: str, state: State) -> str | None:
    """ "The successor to the X is 4 m long" has a name where the text is about one car, and that is of the same maker."""
    vehicle = next(iter(state.vehicles), None)
    if vehicle is None or vehicle == replaced or vehicle in d.nameless or vehicle != d.topic or not d.one_topic:
        return None
    present = token.dep_ == "nsubj" and token.head.tag_ in {"VBZ", "NNS"}  # "measures" is taken for a noun
    definite = any(t.lower_ == "the" for t in words_before(token))
    return vehicle if present and definite and d.brands.get(vehicle) == d.brands[replaced] else None


def _possessor(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> str | None:
    """ "Its successor" is of what the text is about; "its next-generation successor" goes by the same name.

    Or of the subject of the clause before: "while the X had a petrol engine, its successor is electric".
    """
    words = words_before(token)
    if not any(t.tag_ == "PRP$" for t in words) or any("generation" in t.lower_ for t in words):
        return None
    before = (r for r in known if r.type == PRODUCT and r.how == "name" and r.end <= token.idx)
    told = [r.ids[0] for r in before if d.root(r).dep_ in SUBJECT_DEPS]
    return next(iter([*told[-1:], *state.vehicles]), None)


def version(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A Mazda version of the Toyota X": another maker's car, made from it."""
    if token.lower_ not in VERSIONS:
        return None
    other = other_of(d, token, known)
    if token.dep_ in {"appos", "attr"}:
        return _made_of(d, token, other, known) if token.dep_ == "appos" and other is not None else None
    base = other.ids[0] if other is not None else _base_before(d, token, known, state)
    if base not in d.brands or (other is not None and other.start < token.idx):
        return None
    maker, told = maker_of(d, token, known, State())
    brand = d.brands[base]
    if maker is None or maker in brand.split("-") or brand in maker.split("-"):
        return None
    if _is_named_behind(d, token, other, known) or not (told or _is_vehicle_maker(d, maker)):
        return None  # "its Cupra counterpart, the X"; "CATL swaps batteries of a taxi version of the X"
    if token.lower_ in SIBLINGS and token.dep_ in SUBJECT_DEPS and not told:
        return None  # "Audi cuts prices, and a sibling of the Macan is late": Porsche's
    cars = (r for r in known if r.how == "name" and r.type == PRODUCT and r.start < token.idx)
    if any(d.brands.get(r.ids[0]) == maker for r in cars):
        return None  # "the Subaru X is a version of the Toyota Y"
    again = next((n for n in d.nameless.values() if n.maker == maker and n.base == base), None)
    id_ = f"{maker}-{UNNAMED}-{model_of(d, base)}-version"
    return again or Nameless(id_, maker, "version", frozenset(), base), other


def _is_named_behind(d: Discourse, token: Token, other: Referent | None, known: Sequence[Referent]) -> bool:
    """ "Its Mazda counterpart, the X", "its own version of the Y as the X"."""
    end = token.idx + len(token)
    named = [r for r in known if r.type == PRODUCT and r.how == "name"]
    if other is not None and any(AS_NAMED.fullmatch(d.page.text, other.end, r.start) for r in named):
        return True
    return any(_APPOSED.fullmatch(d.page.text, end, r.start) for r in named)


def _is_vehicle_maker(d: Discourse, company: str) -> bool:
    """Whether it is a brand, or has brands of its own."""
    parents = {d.parents.get(t.id) for t in d.page.things if t.type == "brand"}
    return company in parents or any(t.id == company and t.type == "brand" for t in d.page.things)


def _made_of(
    d: Discourse, token: Token, other: Referent, known: Sequence[Referent]
) -> tuple[Nameless, Referent | None] | None:
    """ "… and a small SUV in 2028, its version of the X": what the sentence has introduced last is made from the X."""
    if not d.introduced:
        return None
    start, last = d.introduced[-1]
    if (
        start < token.sent.start_char
        or d.nameless[last].base is not None
        or d.brands[last] == d.brands.get(other.ids[0])
    ):
        return None
    if any(start < r.start < token.idx and r.type == PRODUCT for r in known):
        return None
    maker, _ = maker_of(d, token, known, State())
    own = words_before(token)
    if maker != d.brands[last] and not any(t.tag_ == "PRP$" for t in own):
        return None
    d.nameless[last] = replace(d.nameless[last], base=other.ids[0])
    return d.nameless[last], other


def sibling(
    d: Discourse, token: Token, known: Sequence[Referent], state: State
) -> tuple[Nameless, Referent | None] | None:
    """ "A smaller sibling is planned", "an electric cousin will follow": a further car of the maker of the one in focus."""
    if token.lower_ not in SIBLINGS:
        return None
    left = words_before(token)
    if not left or left[0].lower_ not in {"a", "an", "another"}:
        return None
    if not stands_alone(d, token, known) or not is_brought_about(token, kind=True):
        return None
    if any(token.left_edge.idx <= r.start < token.idx and r.type == PRODUCT for r in known):
        return None
    maker, told = maker_of(d, token, known, state)
    held = next(iter(state.vehicles), None)
    maker = maker if told else d.brands.get(held or "", maker or "")
    if not maker:
        return None
    size = [t.lower_ for t in left if t.tag_ == "JJR"][-1:]
    words = list(dict.fromkeys([*size, *kind_words(left, [])]))
    noun = token.lower_
    again = next((n for n in d.nameless.values() if (n.maker, n.noun) == (maker, noun) and set(words) <= n.words), None)
    return again or nameless(maker, words, noun), None


def _base_before(d: Discourse, token: Token, known: Sequence[Referent], state: State) -> str:
    """ "The line will also turn out a Dacia version", "Nissan will have its own derivative": of what the text is about.

    Or of what its sentence has just named: "Foxtron builds the X; Mitsubishi's version is due in May".
    """
    owner = next((c for c in token.children if c.dep_ == "poss"), None)
    if owner is not None and any(t.type == "brand" for t in d.page.things_at(owner.idx)):
        named = [r.ids[0] for r in known if r.type == PRODUCT and r.how == "name" and r.end <= owner.left_edge.idx]
        return next(iter([*reversed(named), *state.vehicles]), "")
    words = words_before(token)
    own = any(t.lower_ == "own" for t in words)
    branded = any(t.type == "brand" for w in words for t in d.page.things_at(w.idx))
    article = bool(words) and words[0].lower_ in {"a", "an", "its", "their"}
    of = any(c.lower_ in {"of", "for", "with"} for c in token.children)
    return state.vehicles[0] if article and (own or branded) and not of and state.vehicles else ""


def of_headline(d: Discourse, token: Token, maker: str, sentence: Sentence) -> str | None:
    """ "Kia has launched yet another van" right below a headline about a Kia: the vehicle that is the one."""
    above = d.page.sentences[: sentence.number]
    title = len(d.page.article.title or "")
    if token.dep_ != "dobj" or not above or not all(s.heading or s.end <= title + 1 for s in above):
        return None
    return d.topic if d.topic == headed_by(d.page) and d.brands.get(d.topic or "") == maker else None
