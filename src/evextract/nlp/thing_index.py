"""Find the things that an article talks about.

Known things come from the pack; a vehicle that no list has is recognised by its maker's name before a model-like word
("Zeekr 9X"), a company or person by the language model. Names that are also words ("Leaf", "Seal", "Air") count only
where the article has named the maker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from evextract.domain.pack import DomainPack, EntityDef
from evextract.nlp.acted_names import acted_names
from evextract.nlp.coded_vehicles import CodeFinder
from evextract.nlp.defined_names import DefinitionFinder
from evextract.nlp.family_codes import with_family_codes
from evextract.nlp.learned.new_names import NameFinder
from evextract.nlp.names import NameIndex, NameMatch, Piece, fold, pieces
from evextract.nlp.new_firms import FirmFinder
from evextract.nlp.new_vehicles import NOT_MODELS, with_new_vehicles
from evextract.nlp.plain_words import is_part_of_word, is_plain_word, looks_like_name
from evextract.nlp.plants import KnownPlants
from evextract.nlp.roles import PRODUCT, nouns_of
from evextract.nlp.short_names import called_by_number, short_names
from evextract.nlp.strangers import people, towns_by_region, towns_of_plants, unknown_companies, unknown_places
from evextract.nlp.things import Thing, makers_of
from evextract.nlp.told_names import told_names

_GENERIC = NOT_MODELS | frozenset(
    ["concept", "prototype", "electric", "city", "mini", "big", "small", "family", "sport"]
)
_LINE_HEAD = re.compile(r"[-•*–·\s]*")
_LINE_TAIL = re.compile(r"(?: [A-Z][\w-]*){0,2}(?:: | [–—|(])")


@dataclass(frozen=True, slots=True)
class _Name:
    """What a registered name may stand for, and how safely: full, bare (without its brand), weak (also a word) or word (a
    word, if nothing says that it is a vehicle).
    """

    entity: str
    strength: str


class ThingIndex:
    """The pack's names, ready for look-up. Build once, use for all articles. ``brands``: vehicle -> brand."""

    def __init__(self, pack: DomainPack, plants: KnownPlants, brands: Mapping[str, str]) -> None:
        self.pack = pack
        self.entities: Mapping[str, EntityDef] = pack.entities
        self._called = nouns_of(pack).named | {"model"}
        self._generic = _GENERIC | self._called
        self._names: NameIndex[_Name] = NameIndex(
            (name, _Name(entity.id, strength))
            for entity in pack.entities.values()
            for name, strength in self._of(entity)
        )
        # "WLTP" and "EPA" are no companies, whatever the model thinks.
        self._never_companies = NOT_MODELS | frozenset(fold(p.phrase) for p in pack.phrases)
        self._never_companies |= {fold(w) for a in pack.attributes.values() for ws in a.categories.values() for w in ws}
        # "Assembly takes place in Zilina": at the start of a sentence it looks like a name.
        self._never_companies |= {
            fold(noun) for a in pack.attributes.values() for f in a.frames if f.phase for noun in f.object
        }
        self._outlets = frozenset(
            fold(name).removeprefix("the ")
            for outlet in pack.outlets.values()
            if outlet.role != "maker"
            for name in (outlet.name, *outlet.aliases)
        )
        self._plants = plants
        self._brands = brands
        self._trims = frozenset(p.phrase for p in pack.phrases if p.effect == "trim")
        self.makers = {e.id for e in pack.entities.values() if e.type == "brand"}
        self._numbered = called_by_number(pack)
        self._definitions = DefinitionFinder(self._called, self._never_companies)
        self.learned = NameFinder(pack, brands=brands, called=self._called, never=self._never_companies)
        self._codes = CodeFinder(self._called, self._never_companies)
        self._firms = FirmFinder(
            (noun for type_ in ("brand", "company") if type_ in pack.types for noun in pack.types[type_].nouns),
            self._never_companies | {fold(word) for noun in self._called for word in (noun, f"{noun}s")},
        )

    def _of(self, entity: EntityDef) -> list[tuple[str, str]]:
        """Every name of the thing, with and without its brand's names before it, and how safe it is."""
        weak = set(entity.ambiguous)
        own = [
            (name, "weak" if name in weak else "full") for name in dict.fromkeys((entity.name, *entity.aliases, *weak))
        ]
        demonyms = [(name, "full") for name in entity.demonyms]
        brand = self.entities.get(entity.brand) if entity.brand else None
        if brand is None:
            return own + demonyms
        brand_names = sorted({brand.name, *brand.aliases, *brand.ambiguous}, key=lambda n: (-len(n), n))
        names: dict[str, str] = {}
        for name, strength in own:
            prefix = next((b for b in brand_names if fold(name).startswith(fold(b) + " ")), None)
            if prefix is None and strength == "full" and any(_is_glued(name, b) for b in brand_names):
                names.setdefault(name, "full")
                continue
            short = name[len(prefix) + 1 :] if prefix is not None else name
            # An alias that never had the brand before it ("X-Trail") is a bare name too.
            safety = "weak" if strength == "weak" or short in weak or len(short) < 3 else "bare"
            for b in brand_names:
                names.setdefault(f"{b} {short}", "full")
            if _is_telling(short, self._generic):
                names.setdefault(short, "word" if entity.full_name_only else safety)
        return list(names.items())

    def headline(self, title: str, things: Sequence[Thing]) -> str | None:
        """The one known vehicle that the title names in full, where the text, in which ``things`` stand, does not."""
        if not title:
            return None
        sure = (n.entity for m in self._names.find(title, pieces(title)) for n in m.things if n.strength == "full")
        vehicles = {entity for entity in sure if self.entities[entity].type == PRODUCT}
        return min(vehicles) if len(vehicles) == 1 and vehicles.isdisjoint(t.id for t in things) else None

    def find(self, doc: Doc, parts: list[Piece], *, title: str = "") -> list[Thing]:
        """All mentions in text order, those inside longer names included (marked by ``inside``)."""
        text = doc.text
        matches = [m for m in self._names.find(text, parts) if looks_like_name(text, m, self.entities)]
        matches = [m for m in matches if not self._is_kind(text[m.start : m.end])]
        joined = {m.start for m in matches}  # "Renault-Nissan alliance": each is a name of its own
        matches = [
            m for m in matches if (m.end + 1 in joined or not is_part_of_word(text, m)) and not is_plain_word(doc, m)
        ]
        things = with_family_codes(text, self._settle(text, matches))
        fresh = self._firms.find(doc, text, things)
        things = sorted([*things, *fresh], key=lambda t: (t.start, -t.end))
        makers = self.makers | {t.id for t in fresh if t.type == "brand"}
        things = with_new_vehicles(doc, text, things, makers=makers, called=self._called)
        things += self._definitions.find(doc, text, things, makers=makers, brands_of=self._brands)
        things += self._codes.find(doc, text, things, makers=makers)
        things += told_names(text, things, called=self._called)
        things += people(doc, text, things)
        things += acted_names(doc, text, things, makers=makers, called=self._called, never=self._never_companies)
        things = self.learned.find(doc, text, things, title=title, makers=makers)
        of_makers = self._plants.towns_with(makers_of(things, self._brands))
        things += towns_of_plants(doc, text, things, self._plants.towns, of_makers=of_makers)
        things += towns_by_region(doc, text, things)
        things += unknown_companies(doc, text, things, never=self._never_companies, outlets=self._outlets)
        things += unknown_places(doc, text, things)
        things += self._makers_inside(things, text)
        headline = self.headline(title, things)
        things = short_names(text, things, called=self._called, others=self._numbered, headline=headline)
        return sorted(set(things), key=lambda t: (t.start, -t.end, t.id))

    def _settle(self, text: str, matches: list[NameMatch[_Name]]) -> list[Thing]:
        """Choose one thing for each match: what the article names in full decides what its short names mean."""
        full = Counter(n.entity for m in matches for n in m.things if n.strength == "full")
        makers = Counter(e for e in full if e in self.makers)
        for entity in full:
            if brand := self.entities[entity].brand:
                makers[brand] += full[entity]
        # So does a joint venture for the brands in its name: "Dongfeng Nissan's N7" is a Nissan.
        for company in full:
            if self.entities[company].type != "brand":
                for word in re.split(r"[\s-]+", fold(self.entities[company].name)):
                    if word in self.makers and not makers[word]:
                        makers[word] = 1
        # A group that is named stands for its brands too: "Foxconn's Model C" is a Foxtron.
        for brand in self.makers:
            parent = self.entities[brand].parent
            if parent in full and not makers[brand]:
                makers[brand] = 1
        defined = {m.start for m in matches if self._definitions.is_defined(text, m.start, m.end)}
        called = {n.entity for m in matches if m.start in defined for n in m.things}
        # "Arrival told its dealers that the Courier van is late": of two names that are also words each vouches for the other.
        words = {n.entity for m in matches for n in m.things if n.strength == "weak"} & self.makers
        for entity in sorted(called):
            if (brand := self.entities[entity].brand) in words and not makers[brand]:
                makers[brand] = full[brand] = 1
        told = {
            self.entities[n.entity].brand
            for m in matches
            for n in m.things
            if n.strength not in {"weak", "word"} and text[m.start : m.end] not in self._trims
        } - {None}
        things: list[Thing] = []
        last_maker: str | None = None
        recent: set[str | None] = set()
        for m in matches:
            if self._heads_line(text, m) and any(self.entities[n.entity].brand in told for n in m.things):
                continue  # "GT: 67,000 pounds" in a list of what a Ford comes as
            written, here = text[m.start : m.end], m.start in defined
            choice = self._choose(m, written, full, makers, last_maker, called, here, recent, told)
            if choice is not None:
                if choice in self.makers:
                    recent.add(choice)
                elif brand := self.entities[choice].brand:
                    recent = {brand}
                last_maker = choice if choice in self.makers else last_maker
                things.append(Thing(m.start, m.end, choice, self.entities[choice].type))
        return things

    def _is_kind(self, written: str) -> bool:
        """Whether it is the plural of a short word for things rather than a name that is written alike: "900 NEVs"."""
        return written[-1] == "s" and written[:-1].isupper() and fold(written[:-1]) in self._called

    def _heads_line(self, text: str, match: NameMatch[_Name]) -> bool:
        """Whether a name that trims have too, and that no maker leads in, is what a line of a list is about."""
        if text[match.start : match.end] not in self._trims or any(n.strength == "full" for n in match.things):
            return False
        line = text.rfind("\n", 0, match.start) + 1
        return bool(_LINE_HEAD.fullmatch(text, line, match.start) and _LINE_TAIL.match(text, match.end))

    def _choose(
        self,
        match: NameMatch[_Name],
        written: str,
        full: Counter[str],
        makers: Counter[str],
        last_maker: str | None,
        called: Collection[str],
        is_defined: bool,
        recent: Collection[str | None],
        told: Collection[str | None],
    ) -> str | None:
        """``called``: what the text says to be a vehicle under a name; ``is_defined``: whether it does so here;
        ``recent``: brand of the last vehicle, and the makers named since; ``told``: brands of which the text names vehicles.
        """
        is_trim = written in self._trims
        sure = [n.entity for n in match.things if n.strength == "full"]
        if sure:
            return sure[0]
        best: tuple[float, str] | None = None
        for n in match.things:
            entity = self.entities[n.entity]
            brand = entity.brand or ""
            if n.strength == "word" and not (is_defined and makers[brand]):
                continue
            # "The GT" is a version of the vehicle that the text has named; so is "the GT hatchback" without its maker.
            others = (told and not makers[brand]) if is_defined else (brand not in recent or brand in told)
            if is_trim and n.strength == "weak" and not full[n.entity] and others:
                continue
            score = 4.0 * bool(full[n.entity]) + 2.0 * bool(makers[brand]) + 1.0 * (brand == last_maker)
            score += 2.0 * (n.entity in called)
            if n.strength == "bare":
                score += 1.0
            if score > (best[0] if best else 0.0):
                best = (score, n.entity)
        if best is None:
            return None
        strong = {n.strength for n in match.things if n.entity == best[1]}
        # A name that is one plain word needs its maker in the article; "EX30" and "Silverado EV" speak for themselves.
        plain = "weak" in strong or (written.isalpha() and not written.isupper())
        return best[1] if best[0] >= (2.0 if plain else 1.0) else None

    def _makers_inside(self, things: list[Thing], text: str) -> list[Thing]:
        inner = []
        for t in things:
            brand = self.entities[t.id].brand if t.id in self.entities else None
            if t.type == PRODUCT and brand and brand in self.entities:
                name = self.entities[brand].name
                if fold(text[t.start : t.start + len(name)]) == fold(name):
                    inner.append(Thing(t.start, t.start + len(name), brand, "brand", inside=t.id))
        return inner


def _is_glued(name: str, brand: str) -> bool:
    """Whether a name begins with its brand's and a number right behind it: "MG4 EV"."""
    return fold(name).startswith(fold(brand)) and name[len(brand) : len(brand) + 1].isdigit()


def _is_telling(short: str, generic: Collection[str]) -> bool:
    """Whether a model's name without its brand can point to it: "Leaf" can, "EV" of "Ferrari EV" and "5" can't."""
    words = fold(short).split()
    return not short.isdigit() and any(w not in generic and not (w.isdigit() and len(w) < 2) for w in words)
