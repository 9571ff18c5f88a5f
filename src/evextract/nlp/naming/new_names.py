"""Vehicles that neither a list nor a rule knows, told by a learned model from how all mentions of the name are written and used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from evextract.domain.pack import DomainPack
from evextract.domain.weights import MAKER, NAMED, NOTHING
from evextract.nlp.cover import Cover
from evextract.nlp.naming.coded_vehicles import rows_of_codes
from evextract.nlp.naming.makers import BEGINNING, Makers
from evextract.nlp.naming.name_signs import NameSigns
from evextract.nlp.naming.names import alternation, fold
from evextract.nlp.naming.spans import Unknown, unknown_names
from evextract.nlp.naming.things import Thing, slug
from evextract.nlp.roles import PRODUCT

NAMES, MAKERS = "names", "makers"
"""The names of the two models."""
_NO_NAMES = frozenset({"series", "class", "edition", "concept", "generation", "package", "line", "roof"})
"""Nouns that stand with a capital in names, but are none without what stands before."""
_LIKELY = 0.94
"""How likely a name has to be a vehicle's …"""
_NO_CARS = frozenset({"EVENT", "FAC", "LANGUAGE", "LAW", "LOC", "NORP"})
_OF_CARS = frozenset(
    {"production", "sales", "deliveries", "output", "prices", "price", "family", "buyers", "customers"}
)
_CUSTOMER = re.compile(r"(?:[Dd]eliver(?:y|ies|ed)|[Ss]ales|[Ss]old|[Ss]upplied|[Ss]hipped) (?:[\w-]+ ){0,3}to the \Z")
_TITLE = 0.97
"""… if two words without a digit make it …"""
_OWNED = 0.2
"""… and the likeliest brand to be its maker's."""


class NameFinder:
    """Built once. ``called``: the nouns for vehicles; ``never``: folded words that are part of no name."""

    def __init__(
        self, pack: DomainPack, *, brands: Mapping[str, str], called: Collection[str], never: Collection[str]
    ) -> None:
        self._weights = pack.weights
        self._brands, self._called = brands, called
        units = {s for u in pack.units.values() for s in u.surfaces}
        self._never = (
            frozenset(never) | _NO_NAMES | {s.lower() for s in units} | {w for c in called for w in (c, f"{c}s")}
        )
        # "The Mini and the Smart": a maker's name is no model's of another.
        makers = (n for e in pack.entities.values() if e.type == "brand" for n in (e.name, *e.ambiguous))
        self._never |= {fold(name) for name in makers if " " not in name}
        self._trims = frozenset(p.phrase for p in pack.phrases if p.effect in {"trim", "variant", "version"})
        self._families: dict[str, set[str]] = {}
        for e in pack.entities.values():
            if e.brand is not None and e.type == PRODUCT and (brand := pack.entities.get(e.brand)) is not None:
                short = e.name.removeprefix(f"{brand.name} ")
                if (m := BEGINNING.match(short)) is not None:
                    self._families.setdefault(e.brand, set()).add(m[0])

    def unknown(self, doc: Doc, text: str, things: Sequence[Thing]) -> list[Unknown]:
        """The names that nothing covers."""
        return unknown_names(doc, text, things, never=self._never, trims=self._trims)

    def signs(
        self, doc: Doc, text: str, things: Sequence[Thing], unknown: Sequence[Unknown], *, title: str
    ) -> Iterator[list[str]]:
        """Of each of the names."""
        signs = NameSigns(doc, text, things, title=title, called=self._called, trims=self._trims, unknown=unknown)
        yield from (signs.of(u) for u in unknown)

    def _is_something_else(self, doc: Doc, text: str, unknown: Unknown) -> bool:
        """Whether a noun for something else follows each time, the name is a place's or a people's, or that of a customer."""
        for start, end in unknown.spans:
            span = doc.char_span(start, end, alignment_mode="expand")
            if span is None or span[0].ent_type_ in _NO_CARS or _CUSTOMER.search(text, max(0, start - 50), start):
                continue
            behind = doc[span.end : span.end + 2]
            # "the Zentra hybrid system" is as little a car as "the Zentra system".
            told = len(behind) > 1 and behind[0].lower_.removesuffix("s") in self._called
            after = behind[1] if told else behind[0] if len(behind) else None
            noun = after.lower_ if after is not None and after.tag_ in {"NN", "NNS"} else None
            if noun is not None and noun.removesuffix("s") in self._called:
                noun = None
            if noun is None or noun in _OF_CARS:
                return False
        return True

    def makers(self, text: str, things: Sequence[Thing], *, title: str, makers: Collection[str]) -> Makers:
        return Makers(text, things, title=title, makers=makers, brands=self._brands, families=self._families)

    def find(self, doc: Doc, text: str, things: list[Thing], *, title: str, makers: Collection[str]) -> list[Thing]:
        """``things`` with such vehicles."""
        if not {NAMES, MAKERS} <= self._weights.keys():
            return things
        ranked = self.makers(text, things, title=title, makers=makers)
        unknown = self.unknown(doc, text, things) if ranked.brands else []
        names, owners = self._weights[NAMES], self._weights[MAKERS]
        vehicles: dict[str, str] = {}
        ends = _ends(text, things)
        rows = rows_of_codes(text, Cover(things)) if unknown else set()
        for one, signs in zip(unknown, self.signs(doc, text, things, unknown, title=title), strict=True):
            likely = names.probabilities(signs, (NOTHING, NAMED))[NAMED]
            if likely < _least(one.name) or one.name.split()[0] in rows or self._is_something_else(doc, text, one):
                continue
            if one.slug in ends:  # "the Kombi" of a Zentra Kombi
                vehicles[one.name] = ends[one.slug]
                continue
            rated = {brand: owners.probabilities(s, (NOTHING, MAKER))[MAKER] for brand, s in ranked.signs(one).items()}
            maker = max(rated, key=lambda brand: (rated[brand], brand))
            if rated[maker] < _OWNED:
                continue
            vehicles[one.name] = f"{maker}-{one.slug}"
            words = one.slug.split("-")
            ends |= {"-".join(words[n:]): vehicles[one.name] for n in range(1, len(words))}
        return _with(text, things, vehicles) if vehicles else things


def _least(name: str) -> float:
    """How likely it has to be a vehicle's: three words without a digit are an award's, a law's or a building's."""
    words = 1 if any(c.isdigit() for c in name) else len(name.split())
    return (_LIKELY, _TITLE, 1.0)[words - 1]


def _ends(text: str, things: Sequence[Thing]) -> dict[str, str]:
    """What the names of the vehicles end with -> id, of those that are told last."""
    ends: dict[str, str] = {}
    for t in things:
        if t.type == PRODUCT:
            words = slug(text[t.start : t.end]).split("-")
            ends |= {"-".join(words[n:]): t.id for n in range(1, len(words))}
    return ends


def _with(text: str, things: list[Thing], vehicles: Mapping[str, str]) -> list[Thing]:
    """``things`` and every mention of the ``vehicles``, name -> id; with the maker's name where that leads it in."""
    taken = Cover(things)
    pattern = re.compile(rf"(?<![\w.+-])(?P<name>{alternation(vehicles)})(?:s|es)?(?![\w+])(?!-[a-z]*[A-Z\d])")
    found: list[Thing] = []
    brands = {t.end: t for t in things if t.type == "brand" and t.inside is None}
    led: dict[Thing, Thing] = {}
    for m in pattern.finditer(text):
        if taken.touches(m.start(), m.end()):
            continue
        id_, start = vehicles[m["name"]], m.start()
        maker = brands.get(m.start() - 1)
        if maker is not None and text[m.start() - 1] == " ":
            id_, start = f"{maker.id}-{slug(m['name'])}", maker.start
            led[maker] = replace(maker, inside=id_)
        found.append(Thing(start, m.end(), id_, PRODUCT, known=False))
    return sorted([*(led.get(t, t) for t in things), *found], key=lambda t: (t.start, -t.end))
