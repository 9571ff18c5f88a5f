"""Things that articles tell of and the pack doesn't have, for an editor to confirm or to merge with others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process

from evextract.domain.identity import UNNAMED, is_unnamed
from evextract.domain.pack import AttributeDef, DomainPack
from evextract.domain.wording import name_of
from evextract.records import Claim, EntityRef, Fact, Resolution

_LIKE = 75.0
"""Per cent of letters that two ids share, at least, for one to be proposed for the other (Indel similarity)."""
_MOST_NAMES = 4
_GAP = r"[\W_]{0,3}"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One such thing. ``kinds``: the types that its attributes leave possible, the likeliest first; ``names``: as
    articles write it, the most frequent first; ``first``: the claim of the earliest article; ``near``: the id that is
    most like its own and may be the same thing.
    """

    id: str
    kinds: tuple[str, ...]
    names: tuple[str, ...]
    facts: int
    articles: tuple[str, ...]
    first: Claim
    near: str | None
    confirmed: bool


@dataclass(slots=True)
class Trace:
    """What some claims and facts say about one thing. ``sentences``: those of claims about it."""

    articles: set[str] = field(default_factory=set)
    first: Claim | None = None
    types: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    sentences: set[str] = field(default_factory=set)
    facts: int = 0

    def add(self, claim: Claim, types: Iterable[str], written: str) -> None:
        self.articles.add(claim.source.article_id)
        self._take_first(claim)
        self.types.update(types)
        if written:
            self.written[written] += 1

    def join(self, other: Trace) -> None:
        """What is said elsewhere of the same thing."""
        self.articles |= other.articles
        if other.first is not None:
            self._take_first(other.first)
        self.types += other.types
        self.written += other.written
        self.sentences |= other.sentences
        self.facts += other.facts

    def _take_first(self, claim: Claim) -> None:
        if self.first is None or _age(claim) < _age(self.first):
            self.first = claim


def newcomers(resolution: Resolution, pack: DomainPack, *, confirmed: Collection[str] = ()) -> tuple[Newcomer, ...]:
    """The things of ``resolution`` that the pack lacks, those with most facts first; ``confirmed``: ids editors know."""
    found = {id_: trace for id_, trace in traces(resolution.claims, resolution.facts, pack).items() if trace.first}
    return tuple(sorted(described(found.items(), found, pack, confirmed=confirmed), key=order))


def order(newcomer: Newcomer) -> tuple[int, str]:
    """Where it stands among others."""
    return -newcomer.facts, newcomer.id


def described(
    found: Iterable[tuple[str, Trace]], ids: Iterable[str], pack: DomainPack, *, confirmed: Collection[str] = ()
) -> Iterator[Newcomer]:
    """Each of the things ``found`` of which claims tell; ``ids`` are those of all of them."""
    likeness = _Likeness([*pack.entities, *ids])
    for id_, trace in found:
        if trace.first is None:
            continue
        yield Newcomer(
            id=id_,
            kinds=_kinds(id_, trace, pack),
            names=_names(id_, trace, pack),
            facts=trace.facts,
            articles=tuple(sorted(trace.articles)),
            first=trace.first,
            near=likeness.nearest(id_),
            confirmed=id_ in confirmed,
        )


def traces(claims: Iterable[Claim], facts: Iterable[Fact], pack: DomainPack) -> dict[str, Trace]:
    """What ``claims`` say of things that the pack lacks, and how many of ``facts`` are about them."""
    found: dict[str, Trace] = {}
    for claim in claims:
        if claim.subject in pack.entities and not _names_more(claim):
            continue
        for id_, types, written in _things(claim, pack.attributes.get(claim.attribute)):
            if id_ not in pack.entities:
                found.setdefault(id_, Trace()).add(claim, types, written)
        if claim.subject in found:
            found[claim.subject].sentences.add(claim.evidence.sentence)
    for fact in facts:
        for id_ in {fact.subject, *([fact.value.id] if isinstance(fact.value, EntityRef) else [])}:
            if id_ not in pack.entities:
                found.setdefault(id_, Trace()).facts += 1
    return found


def _names_more(claim: Claim) -> bool:
    """Whether a claim names things besides its subject."""
    return bool(claim.alternatives or claim.scope.object or isinstance(claim.value, EntityRef))


def _things(claim: Claim, attribute: AttributeDef | None) -> Iterator[tuple[str, Sequence[str], str]]:
    """The things in a claim, each with the types that it can have there and, of a value, the words for it."""
    yield claim.subject, attribute.subjects if attribute else (), ""
    for value in (claim.value, *claim.alternatives):
        if isinstance(value, EntityRef):
            yield value.id, attribute.values if attribute else (), value.written
    if claim.scope.object:
        yield claim.scope.object, (), ""


def _kinds(id_: str, trace: Trace, pack: DomainPack) -> tuple[str, ...]:
    """The types that most of its attributes can be of; a product's id begins with its brand's."""
    most = max(trace.types.values(), default=0)
    fitting = [type_ for type_ in pack.types if trace.types[type_] == most and most]
    products = [type_ for type_ in fitting if pack.types[type_].product]
    if products and len(fitting) > 1:
        branded = is_unnamed(id_) or _brand_of(id_, pack) is not None
        fitting = products if branded else [type_ for type_ in fitting if type_ not in products]
    return tuple(fitting)


def _brand_of(id_: str, pack: DomainPack) -> str | None:
    words = id_.split("-")
    return next((o for n in range(len(words) - 1, 0, -1) if (o := "-".join(words[:n])) in pack.entities), None)


def _names(id_: str, trace: Trace, pack: DomainPack) -> tuple[str, ...]:
    """As it is written where it is a value, and its id's words where they stand in the sentences about it."""
    found = Counter(trace.written)
    words = [word for word in id_.split("-") if word != UNNAMED]
    own = words[len(brand.split("-")) :] if (brand := _brand_of(id_, pack)) else words
    patterns = [re.compile(rf"(?<!\w){_GAP.join(map(re.escape, w))}(?!\w)", re.I) for w in (words, own) if w]
    for sentence in trace.sentences:
        hit = next((m.group() for p in patterns if (m := p.search(sentence))), None)
        if hit is not None:
            found[hit] += 1
    most = sorted(found, key=lambda name: (-found[name], name))[:_MOST_NAMES]
    return tuple(most) or (name_of(id_, pack),)


def _age(claim: Claim) -> tuple[date, str, int, str]:
    return claim.source.published or date.max, claim.source.article_id, claim.evidence.start, claim.id


_Mark = tuple[str, tuple[str, ...]]


@lru_cache(maxsize=1 << 16)
def _marks(id_: str) -> frozenset[_Mark]:
    numbers = tuple(re.findall(r"\d+", id_))
    words = id_.split("-")
    return frozenset({(words[0], numbers), (words[-1], numbers)})


class _Likeness:
    """Ids by their first and last words and their numbers, so that each is compared with a few others only."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._alike: dict[_Mark, set[str]] = {}
        for id_ in ids:
            for mark in _marks(id_):
                self._alike.setdefault(mark, set()).add(id_)

    def nearest(self, id_: str) -> str | None:
        """The id that is most like this one; another number is another thing ("G6" and "G7")."""
        others = sorted({other for mark in _marks(id_) for other in self._alike[mark]} - {id_})
        best = process.extractOne(id_, others, scorer=fuzz.ratio, score_cutoff=_LIKE)
        return best[0] if best is not None else None
