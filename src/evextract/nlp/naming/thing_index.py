"""Find the things that an article talks about.

Known things come from the pack; a vehicle that no list has is recognised by its maker's name before a model-like word
("Zeekr 9X"), a company or person by the language model.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from spacy.tokens import Doc

from evextract.domain.pack import DomainPack, EntityDef
from evextract.nlp.naming.acted_names import acted_names
from evextract.nlp.naming.coded_vehicles import CodeFinder
from evextract.nlp.naming.defined_names import DefinitionFinder
from evextract.nlp.naming.ends_of_names import as_told_before
from evextract.nlp.naming.family_codes import with_family_codes
from evextract.nlp.naming.listed_codes import listed_codes
from evextract.nlp.naming.maker_numbers import called_by_number, numbers_of_makers
from evextract.nlp.naming.meanings import Meanings, Name
from evextract.nlp.naming.names import NameIndex, Piece, fold, pieces
from evextract.nlp.naming.new_firms import FirmFinder
from evextract.nlp.naming.new_names import NameFinder
from evextract.nlp.naming.new_vehicles import NOT_MODELS, with_new_vehicles
from evextract.nlp.naming.plain_words import is_part_of_word, is_plain_word, looks_like_name
from evextract.nlp.naming.plants import KnownPlants
from evextract.nlp.naming.short_names import short_names
from evextract.nlp.naming.strangers import people, towns_by_region, towns_of_plants, unknown_companies, unknown_places
from evextract.nlp.naming.things import Thing, makers_of
from evextract.nlp.naming.told_names import told_names
from evextract.nlp.roles import PRODUCT, nouns_of

_GENERIC = NOT_MODELS | frozenset(
    ["concept", "prototype", "electric", "city", "mini", "big", "small", "family", "sport"]
)


class ThingIndex:
    """The pack's names, ready for look-up. Build once, use for all articles. ``brands``: vehicle -> brand."""

    def __init__(self, pack: DomainPack, plants: KnownPlants, brands: Mapping[str, str]) -> None:
        self.pack = pack
        self.entities: Mapping[str, EntityDef] = pack.entities
        self._called = nouns_of(pack).named | {"model"}
        self._generic = _GENERIC | self._called
        self._names: NameIndex[Name] = NameIndex(
            (name, Name(entity.id, strength))
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
        self.makers = {e.id for e in pack.entities.values() if e.type == "brand"}
        self._numbered = called_by_number(pack)
        self._definitions = DefinitionFinder(self._called, self._never_companies)
        trims = frozenset(p.phrase for p in pack.phrases if p.effect == "trim")
        self._meanings = Meanings(pack.entities, self.makers, trims, self._definitions)
        self.learned = NameFinder(pack, brands=brands, called=self._called, never=self._never_companies)
        self._codes = CodeFinder(self._called, self._never_companies)
        self._firms = FirmFinder(
            (noun for type_ in ("brand", "company") if type_ in pack.types for noun in pack.types[type_].nouns),
            self._never_companies | {fold(word) for noun in self._called for word in (noun, f"{noun}s")},
            plants.towns,
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
                is_word = entity.full_name_only and not (strength == "full" and _is_told_by_more(short))
                names.setdefault(short, "word" if is_word else safety)
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
        things = with_family_codes(text, self._meanings.settle(text, matches))
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
        things = as_told_before(text, things, self._brands)
        headline = self.headline(title, things)
        things += numbers_of_makers(text, things, called=self._called, numbered=self._numbered)
        things = short_names(
            text, things, called=self._called, numbered=self._numbered, brands=self._brands, headline=headline
        )
        things = things + listed_codes(text, things, named=self._vehicle, numbered=self._numbered, brands=self._brands)
        return sorted(set(things), key=lambda t: (t.start, -t.end, t.id))

    def _vehicle(self, name: str) -> str | None:
        """The one known vehicle that is called so."""
        found = {n.entity for m in self._names.find(name) if m.end - m.start == len(name) for n in m.things}
        vehicles = {entity for entity in found if self.entities[entity].type == PRODUCT}
        return vehicles.pop() if len(vehicles) == 1 else None

    def _is_kind(self, written: str) -> bool:
        """Whether it is the plural of a short word for things rather than a name that is written alike: "900 NEVs"."""
        return written[-1] == "s" and written[:-1].isupper() and fold(written[:-1]) in self._called

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


def _is_told_by_more(short: str) -> bool:
    """Whether a name that alone is a number or a word has more words: "5 E-Tech"."""
    return " " in short and any(c.isdigit() for c in short) and any(c.isupper() for c in short)


def _is_telling(short: str, generic: Collection[str]) -> bool:
    """Whether a model's name without its brand can point to it: "Leaf" can, "EV" of "Ferrari EV" and "5" can't."""
    words = fold(short).split()
    return not short.isdigit() and any(w not in generic and not (w.isdigit() and len(w) < 2) for w in words)
