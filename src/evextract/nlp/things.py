"""Find the things that an article talks about: vehicles, companies, plants, platforms, places, people.

Known things come from the pack; a vehicle that no list has is recognised by its maker's name before a model-like word
("Zeekr 9X"), a company or person by the language model. Names that are also words ("Leaf", "Seal", "Air") count only
where the article has named the maker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span

from evextract.domain.pack import DomainPack, EntityDef
from evextract.nlp.names import NameIndex, NameMatch, Piece, fold
from evextract.nlp.roles import PRODUCT, nouns_of

COMPANY_TYPES = frozenset({"company", "brand"})
PLACE = "place"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Thing:
    """One mention of a thing at ``start``…``end``. ``known`` tells whether the pack has it.

    ``inside`` is the id of the thing whose name holds this one ("Nissan" in "Nissan Leaf"), else None.
    """

    start: int
    end: int
    id: str
    type: str
    known: bool = True
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class _Name:
    """What a registered name may stand for, and how safely: full, bare (without its brand) or weak (also a word)."""

    entity: str
    strength: str


def slug(text: str) -> str:
    """``Renault 5 E-Tech`` -> ``renault-5-e-tech``."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text.replace("€", "eur"))).strip("-")


# Words after a maker's name that are never a model.
_NOT_MODELS = frozenset(
    [
        "motor",
        "motors",
        "group",
        "co",
        "corp",
        "corporation",
        "company",
        "inc",
        "ltd",
        "llc",
        "ag",
        "se",
        "plc",
        "gmbh",
        "holding",
        "holdings",
        "automobile",
        "automobiles",
        "automotive",
        "auto",
        "cars",
        "car",
        "ev",
        "evs",
        "suv",
        "suvs",
        "phev",
        "hybrid",
        "americas",
        "america",
        "europe",
        "china",
        "japan",
        "usa",
        "us",
        "uk",
        "india",
        "australia",
        "canada",
        "germany",
        "france",
        "korea",
        "north",
        "south",
        "ceo",
        "cfo",
        "coo",
        "cto",
        "chairman",
        "chairwoman",
        "chair",
        "president",
        "chief",
        "executive",
        "vice",
        "senior",
        "director",
        "manager",
        "managing",
        "head",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "engineer",
        "designer",
        "boss",
        "plant",
        "factory",
        "gigafactory",
        "showroom",
        "dealers",
        "dealer",
        "alliance",
        "brand",
        "today",
        "said",
        "says",
        "and",
        "or",
        "but",
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "for",
        "with",
        "supercharger",
        "superchargers",
        "battery",
        "batteries",
        "energy",
        "drive",
        "power",
        "platform",
        "financial",
        "finance",
        "design",
        "studio",
        "racing",
        "sport",
        "gen",
        "q1",
        "q2",
        "q3",
        "q4",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "first",
        "second",
        "third",
        "new",
        "next",
        "electric",
        "shares",
        "stock",
        "oem",
        "oems",
    ]
)
_GENERIC = _NOT_MODELS | frozenset(
    ["concept", "prototype", "electric", "city", "mini", "big", "small", "family", "sport"]
)
_MODEL = re.compile(
    r" (?P<word>[A-Z0-9ëéiebt][\w.+‑-]*[\w+]|[A-Z0-9])(?<!-based)(?<!-built)(?<!-owned)(?<!-backed)(?![\w%])"
)


class ThingIndex:
    """The pack's names, ready for look-up. Build once, use for all articles."""

    def __init__(self, pack: DomainPack) -> None:
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
        self._never_companies = _NOT_MODELS | frozenset(fold(p.phrase) for p in pack.phrases)
        self._never_companies |= {fold(w) for a in pack.attributes.values() for ws in a.categories.values() for w in ws}
        self.makers = {e.id for e in pack.entities.values() if e.type == "brand"}

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
            short = name[len(prefix) + 1 :] if prefix is not None else name
            # An alias that never had the brand before it ("X-Trail") is a bare name too.
            safety = "weak" if strength == "weak" or short in weak or len(short) < 3 else "bare"
            for b in brand_names:
                names.setdefault(f"{b} {short}", "full")
            if _is_telling(short, self._generic) and not entity.full_name_only:
                names.setdefault(short, safety)
        return list(names.items())

    def find(self, doc: Doc, parts: list[Piece]) -> list[Thing]:
        """All mentions in text order, those inside longer names included (marked by ``inside``)."""
        text = doc.text
        matches = [m for m in self._names.find(text, parts) if _looks_like_name(text, m, self.entities)]
        joined = {m.start for m in matches}  # "Renault-Nissan alliance": each is a name of its own
        matches = [
            m for m in matches if (m.end + 1 in joined or not _is_part_of_word(text, m)) and not _is_plain_word(doc, m)
        ]
        things = self._settle(text, matches)
        things = self._with_unknown_vehicles(doc, text, things)
        things += _code_names(text, things)
        things += _people(doc, text, things)
        things += self._unknown_companies(doc, text, things)
        things += _unknown_places(doc, text, things)
        things += self._makers_inside(things, text)
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
        things: list[Thing] = []
        for m in matches:
            choice = self._choose(m, text[m.start : m.end], full, makers, things)
            if choice is not None:
                things.append(Thing(m.start, m.end, choice, self.entities[choice].type))
        return things

    def _choose(
        self, match: NameMatch[_Name], written: str, full: Counter[str], makers: Counter[str], before: list[Thing]
    ) -> str | None:
        sure = [n.entity for n in match.things if n.strength == "full"]
        if sure:
            return sure[0]
        last_maker = next((t.id for t in reversed(before) if t.id in self.makers), None)
        best: tuple[float, str] | None = None
        for n in match.things:
            entity = self.entities[n.entity]
            brand = entity.brand or ""
            score = 4.0 * bool(full[n.entity]) + 2.0 * bool(makers[brand]) + 1.0 * (brand == last_maker)
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

    def _with_unknown_vehicles(self, doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
        """Replace "MAKER Xyz" by a vehicle where Xyz looks like a model and the text treats it as one."""
        taken = {t.start for t in things}
        out: list[Thing] = []
        for thing in things:
            if thing.id not in self.makers:
                out.append(thing)
                continue
            span = doc.char_span(thing.start, thing.end, alignment_mode="expand")
            model = self._model_after(doc, text, span, taken) if span is not None else None
            if model is None:
                out.append(thing)
                continue
            vehicle = f"{thing.id}-{slug(text[model[0] : model[1]])}"
            out.append(replace(thing, inside=vehicle))
            out.append(Thing(thing.start, model[1], vehicle, PRODUCT, known=False))
        return _known_by_short_name(text, out)

    def _model_after(self, doc: Doc, text: str, span: Span, taken: set[int]) -> tuple[int, int] | None:
        """The characters of a model-like name right behind a maker's name."""
        start = span.end_char
        words: list[re.Match[str]] = []
        at = start
        while len(words) < 3 and (m := _MODEL.match(text, at)):
            first = doc.char_span(m.start("word"), m.end("word"), alignment_mode="expand")
            if m.start("word") in taken or first is None or not _model_like(first, m["word"], first=not words):
                break
            words.append(m)
            at = m.end()
        if not words:
            return None
        begin, end = words[0].start("word"), words[-1].end("word")
        name = text[begin:end]
        following = re.match(r" ?([a-zé]+)", text[end : end + 20])
        told = following is not None and following[1].rstrip("s") in self._called
        # A word without a digit may be anything ("Toyota Production System"): the text must treat it as a car.
        if not any(c.isdigit() for c in name) and not told and not (len(words) == 1 and _article_before(doc, span)):
            return None
        return begin, end

    def _unknown_companies(self, doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
        found = []
        for ent in doc.ents:
            name = ent.text.removesuffix("’s").removesuffix("'s").strip()
            if ent.label_ != "ORG" or not name or not name[0].isupper() or len(name) < 3 or "\n" in name:
                continue
            if any(t.start < ent.end_char and ent.start_char < t.end for t in things):
                continue
            if fold(name).rstrip("+") in self._never_companies or not any(t.tag_.startswith("NNP") for t in ent):
                continue
            start = ent.start_char + (4 if name.lower().startswith("the ") else 0)
            name = text[start : ent.start_char + len(name)]
            found.append(Thing(start, start + len(name), slug(name), "company", known=False))
        return found

    def _makers_inside(self, things: list[Thing], text: str) -> list[Thing]:
        inner = []
        for t in things:
            brand = self.entities[t.id].brand if t.id in self.entities else None
            if t.type == PRODUCT and brand and brand in self.entities:
                name = self.entities[brand].name
                if fold(text[t.start : t.start + len(name)]) == fold(name):
                    inner.append(Thing(t.start, t.start + len(name), brand, "brand", inside=t.id))
        return inner


def _is_telling(short: str, generic: Collection[str]) -> bool:
    """Whether a model's name without its brand can point to it: "Leaf" can, "EV" of "Ferrari EV" and "5" can't."""
    words = fold(short).split()
    return not short.isdigit() and any(w not in generic and not (w.isdigit() and len(w) < 2) for w in words)


def _looks_like_name(text: str, match: NameMatch[_Name], entities: Mapping[str, EntityDef]) -> bool:
    written = text[match.start : match.end]
    if any(c.isupper() for c in written):
        return True
    # Names that are written small ("iX" has a capital, "e-2008" and "smart" do not) must have a digit to be safe.
    return any(c.isdigit() for c in written) and any(
        written in name
        for n in match.things
        for name in (entities[n.entity].name, *entities[n.entity].aliases, *entities[n.entity].ambiguous)
    )


def _is_part_of_word(text: str, match: NameMatch[_Name]) -> bool:
    """Whether the match is glued to more letters: "Mini" of "Mini-LED" (but "Leaf-based" and "Nissan-owned" stand)."""
    after = text[match.end : match.end + 2]
    return (
        len(after) == 2
        and after[0] in "-‑"
        and (after[1].isupper() or after[1].isdigit())
        and text[match.end - 1].islower()
    )


def _is_plain_word(doc: Doc, match: NameMatch[_Name]) -> bool:
    """Whether a short name is only a word with a capital, at the start of a sentence: "Two" in "Two displays"."""
    if any(n.strength == "full" for n in match.things):
        return False
    span = doc.char_span(match.start, match.end, alignment_mode="expand")
    if span is None or len(span) > 1:
        return False
    return span[0].tag_ in {"CD", "DT", "IN", "PRP", "PRP$", "WDT", "WP", "WRB", "CC", "MD", "RB", "EX", "TO", "PDT"}


def _model_like(span: Span, word: str, *, first: bool) -> bool:
    if word.lower() in _NOT_MODELS or span[0].is_sent_start or not any(c.isupper() or c.isdigit() for c in word):
        return False
    if re.search(r"-[a-z]{3,}$", word):
        return False  # "N7-based", "AI-powered"
    if word.replace(",", "").replace(".", "").isdigit():
        # "Renault 5" is a model, "Nissan 2026" and "Tesla 10,000" are not; further digits belong to a trim.
        following = span[-1].nbor(1).lower_ if span[-1].i + 1 < len(span.doc) else ""
        return first and len(word) <= 2 and following not in {"%", "percent", "per", "new", "million", "billion"}
    return span[0].tag_ in {"NNP", "NNPS", "CD", "FW"} or any(c.isdigit() for c in word)


def _article_before(doc: Doc, span: Span) -> bool:
    i = span.start - 1
    while i >= 0 and doc[i].tag_ in {"JJ", "VBN", "CD", "JJS"}:
        i -= 1
    return i >= 0 and doc[i].lower_ in {"the", "this", "its", "their", "a", "an"}


def _known_by_short_name(text: str, things: list[Thing]) -> list[Thing]:
    """After "Aiways U6" was seen, "the U6" is the same car."""
    unknown = {t.id: t for t in things if t.type == PRODUCT and not t.known}
    if not unknown:
        return things
    makers = {t.start: t for t in things if t.type == "brand"}
    short: dict[str, str] = {}
    for t in unknown.values():
        maker = makers.get(t.start)
        if maker is not None and len(name := text[maker.end : t.end].strip()) > 1:
            short.setdefault(name, t.id)
    found = list(things)
    index: NameIndex[str] = NameIndex(short.items())
    for m in index.find(text):
        if text[m.start : m.end] in short and not any(t.start < m.end and m.start < t.end for t in things):
            found.append(Thing(m.start, m.end, m.things[0], PRODUCT, known=False))
    return sorted(found, key=lambda t: (t.start, -t.end))


_CODE_NAME = re.compile(
    r"(?:code-?named|code name|known internally as|internally (?:known|called)(?: as)?|internal(?:ly)? code)"
    r" (?:the |as )?[“\"'‘]?(?P<code>[A-Z0-9][A-Z0-9-]{1,11})(?!\w)"
)


def _code_names(text: str, things: list[Thing]) -> list[Thing]:
    """Vehicles that have only a code so far: "known internally as the PZ1K", then "the PZ1K"."""
    makers = Counter(t.id for t in things if t.type == "brand")
    found: list[Thing] = []
    for m in _CODE_NAME.finditer(text):
        near = [t for t in things if t.type == "brand" and m.start() - 200 < t.start < m.start()]
        maker = near[-1].id if near else min(makers, key=lambda k: (-makers[k], k), default=None)
        if maker is None or any(t.start < m.end("code") and m.start("code") < t.end for t in things):
            continue
        id_ = f"{maker}-{slug(m['code'])}"
        found += [
            Thing(again.start(), again.end(), id_, PRODUCT, known=False)
            for again in re.finditer(rf"(?<!\w){re.escape(m['code'])}(?!\w)", text)
            if not any(f.start == again.start() for f in found)
        ]
    return found


def _unknown_places(doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
    """Towns that no list has, from the language model."""
    found = []
    for ent in doc.ents:
        name = text[ent.start_char : ent.end_char].removeprefix("the ").strip()
        if ent.label_ != "GPE" or not name[:1].isupper() or not name.replace(" ", "").replace("-", "").isalpha():
            continue
        start = ent.end_char - len(name)
        if text[start : ent.end_char] == name and not any(t.start < ent.end_char and start < t.end for t in things):
            found.append(Thing(start, ent.end_char, slug(name), PLACE, known=False))
    return found


def _people(doc: Doc, text: str, things: list[Thing]) -> list[Thing]:
    """People by full name from the language model, then by surname alone."""
    found: list[Thing] = []
    surnames: dict[str, str] = {}
    for ent in doc.ents:
        words = [t for t in ent if t.tag_.startswith("NNP") and t.text not in {"’s", "'s"}]
        if ent.label_ != "PERSON" or len(words) < 2 or any(a.i + 1 != b.i for a, b in pairwise(words)):
            continue
        start, end = words[0].idx, words[-1].idx + len(words[-1])
        if any(t.start < end and start < t.end for t in things) or any(c.isdigit() for c in text[start:end]):
            continue
        person = Thing(start, end, slug(text[start:end]), PERSON, known=False)
        found.append(person)
        surnames.setdefault(words[-1].text, person.id)
    surnames |= {text[t.start : t.end].split()[-1]: t.id for t in things if t.type == PERSON}
    for token in doc:
        if token.text in surnames and token.tag_.startswith("NNP"):
            start, end = token.idx, token.idx + len(token)
            if not any(t.start < end and start < t.end for t in [*things, *found]):
                found.append(Thing(start, end, surnames[token.text], PERSON, known=False))
    return found
