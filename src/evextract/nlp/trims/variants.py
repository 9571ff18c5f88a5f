"""Trims and versions: "G6 755 Ultra", "the entry-level model", "Light and Earth versions", "the 81 kWh variant".

A trim is recognised behind a vehicle's name, or before a noun such as "version"; afterwards its bare name ("the Max")
counts in the whole article. Which words make trims is the pack's business (phrases with the effects ``trim``, matched
with their capitals, ``variant`` and ``version``, matched in any case; the latter tell a version right before a name
too). So do the category words of what has versions: "the electric version".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from evextract.domain.pack import DomainPack
from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT
from evextract.nlp.trims.badges import badges
from evextract.nlp.trims.drives_in_names import DrivesInNames
from evextract.nlp.trims.kind_versions import KindVersions
from evextract.nlp.trims.led_trims import LedTrims
from evextract.nlp.trims.line_versions import line_versions
from evextract.nlp.trims.listed_trims import listed_trims
from evextract.nlp.trims.told_drives import ToldDrives
from evextract.nlp.trims.told_trims import is_own_model, told_trims
from evextract.nlp.trims.variant import Variant, settled

_CODE = r"(?:[A-Z]{2,4}\d?|[A-Z](?=\+))\+{0,2}(?![\w-])"
_WHEELS = r"(?:Rear|Front|All|Four|Two)[ -]Wheel[ -]Drive(?!\w)"
# A single letter is a trim only right behind the vehicle's name ("Leaf S"); of "Max and S versions" it only ends the list.
_LETTER = r"[B-HJ-Z](?![\w+-])"
_NOUN = r"(?:ones?|forms?|versions?|variants?|trims?|trim levels?|models?|editions?|grades?|guise|specs?|specifications?|derivatives?|equipment(?: lines?| levels?)?)"
# What a trim's name before it makes of it: "the Sport mode", "a Premium brand".
_PART = (
    r"(?:modes?|brands?|segment|packs?|packages?|seats?|badge|button|setting|suspension|wheels?|audio|sound|buyers?)"
)
_FEW = r"(?:two|three|four|five|six)"
"""Behind a word for a version, these make several of it: "the top two trims"."""
_ENERGY = r"\d{2,3}(?:\.\d)?[ -]?kWh"
# Capitals behind a vehicle's name that say what it is rather than which trim.
_NOT_TRIMS = frozenset([
    "EV", "EVs", "SUV", "SUVs", "PHEV", "BEV", "HEV", "EREV", "REEV", "MPV", "CEO", "US", "UK", "EU", "AC", "DC",
    "OTA", "MSRP", "USD", "CLTC", "WLTP", "EPA", "NEDC", "Q1", "Q2", "Q3", "Q4",
])  # fmt: skip
_OF = re.compile(r" of (?:the |its |this )?(?P<last>(?:[\w’'-]+ ){0,2})")
_DENIED = re.compile(
    r"(?<!\w)(?:no|without(?: an?)?|rul(?:e|es|ed|ing) out(?: an?)?"
    r"|(?:not|\w+n[’']t|never) (?:be|have|get|offer|see|build|sell|bring)(?: an?)?) (?:[\w-]+ )?\Z",
    re.I,
)
_HAS = r" (?:at|for|makes?|gets?|has|costs?|does|goes|adds?|starts?|takes|needs|manages|covers)(?!\w)"
# A drive that something is said of: "the RWD makes 230 hp".
_DRIVE = re.compile(rf"(?<![\w-])[Tt]he (?P<trim>[AFR24]WD)(?={_HAS}| (?:is|comes)(?!\w))")
_SHARED = r" (?:cost|start|are|were|have|get|come|go|make|cover|do|both|share|will|can)(?!\w)"
"""Behind two trims that something is said of: "the Air and Earth cost"."""
_SIZE = re.compile(_ENERGY)
_OF_PART = r"[\d.]*[ -]?(?:in|inch|inches|kWh|kW|V|mm|litres?|liters?)(?!\w)"
"""Behind the first digit of what a part measures: "the standard 21-inch wheels"."""
_THE = re.compile(r"(?<!\w)[Tt]he \Z")
_SHORT_CODE = re.compile(r"[A-Z]\d{1,3}")
_MOST_NAMES = 200
"""Each is looked for in the whole article."""


class VariantFinder:
    """Built once from a pack."""

    def __init__(self, pack: DomainPack) -> None:
        trims = sorted((p.phrase for p in pack.phrases if p.effect == "trim"), key=lambda t: (-len(t), t))
        telling = [p.phrase for p in pack.phrases if p.effect == "version"]
        kind_of = {
            word: (a.id, value)
            for a in pack.attributes.values()
            if "variant" in a.scope
            for value, words in a.categories.items()
            for word in words
        }
        self._kinds = KindVersions(kind_of, frozenset(pack.types[PRODUCT].nouns), frozenset(pack.types[PRODUCT].kinds))
        self._never = frozenset(word.lower() for word in (*_NOT_TRIMS, *kind_of))
        self._parts = self._never - {word.lower() for word in telling}  # "a 61 kWh NMC one" is a battery
        words = [*telling, *(p.phrase for p in pack.phrases if p.effect == "variant")]
        trim = "|".join(re.escape(t).replace(r"\ ", r"[ -]") for t in trims) or r"(?!)"
        word = _either(words)
        capital = rf"(?:(?:{trim})(?![\w-])\+?|{_CODE}|{_WHEELS})"
        self._led = LedTrims(rf"(?:{trim})(?![\w-])\+?", _either(telling))
        name = rf"(?:\d{{2,3}} )?{capital}(?: {capital}){{0,2}}|{_ENERGY}(?: {capital})?"
        behind = _either(w for w in telling if re.search(r"[ -](?:range|motor)\Z", w))
        self._after_name = re.compile(
            rf"[ ](?P<trim>(?:\d{{2,3}} )?{capital}(?:[ ]{capital}){{0,2}}|{_LETTER}|(?i:{behind})(?: (?i:{behind}))?(?!\w))"
        )
        self._before_name = re.compile(rf"(?<![\w-])(?P<trim>(?i:{_either(telling)}))(?: [A-Z][\w-]+)? \Z")
        self._kind = re.compile(
            rf"(?<![\w-])(?P<trim>(?:(?:all|fully|purely)[ -])?(?i:{_either(kind_of)}))(?: [a-z-]+)? (?:version|variant|derivative)(?!\w)"
        )
        car = _either((*pack.types[PRODUCT].nouns, *pack.types[PRODUCT].kinds))
        self._car = re.compile(
            rf"(?<![\w-])(?:[Tt]he|[Oo]ur|[Ii]ts) (?:(?:base|entry-level|standard) )?(?P<trim>(?i:{_either(telling)})) (?:cars?|truck)(?!\w)"
        )
        self._sized = re.compile(rf"(?<![\w-])(?:[Tt]he|[Oo]ur|[Ii]ts) (?P<trim>{_ENERGY}) (?:{car})s?(?!\w)")
        self._before_noun = re.compile(
            rf"(?<![\w-])(?P<list>(?:(?:{name}|(?i:{word})|{_LETTER}(?= {_NOUN}))(?:,? (?:and|or) |, )?){{1,5}})"
            rf" (?:(?!{_FEW} )[a-z-]+ )?{_NOUN}(?!\w)"
        )
        self._with_article = re.compile(
            rf"(?<![\w-])(?:[Tt]he|[Aa]n?) (?:[a-z]+(?:-[a-z]+)* )?"
            rf"(?P<trim>(?:\d{{2,3}} )?(?:{trim})\+?(?: {capital}){{0,2}}(?: {_LETTER})?)(?![\w-])(?! ?[A-Z]| {_PART}(?!\w))"
        )
        self._next = re.compile(rf",? (?:and|or) (?:the )?(?P<trim>(?:{trim})(?![\w+-]))(?={_SHARED})")
        part = rf"(?=[A-Z0-9])(?i:{_either(telling)})"
        self._as_name = re.compile(
            rf"(?<![\w-])(?:[Tt]he|[Aa]n?|[Oo]ur|[Ii]ts) (?P<trim>(?=[A-Z])(?i:{_either(telling)})(?: {part}){{0,2}})(?![\w-])"
        )
        told = _either(telling)
        self._told_alone = (
            re.compile(rf"\d[^()\n]{{0,12}} \((?P<trim>(?i:{told})(?: (?i:{told}))?)\)"),
            re.compile(
                rf"(?<![\w-])[Tt]he (?P<trim>(?i:{told}))(?! {_ENERGY})(?= (?:[A-Z]{{1,3}} ?)?[$£€¥]?\d(?!{_OF_PART})|{_HAS})"
            ),
        )
        drives = _either(w for w in telling if re.search(r"[ -]drive\Z", w))
        self._drives = ToldDrives(drives)
        self._with_figures = re.compile(rf"(?<![\w-])(?P<trim>(?i:{_either(telling)})) \((?=[^()\n]*\d)")
        self._item = re.compile(rf"(?<![\w-])(?:{name}|(?i:{word}))(?![\w-])")
        self._name = re.compile(rf"(?:{capital})(?:(?:,? and|,)? {capital})*(?: {_LETTER}\.?)?")
        self._ending = re.compile(rf" (?P<trim>{capital}|{_LETTER}|[1-9]\d{{1,2}}[a-z]?)\Z")
        self._names = {
            e.id: {name.lower() for name in (e.name, *e.aliases, *e.ambiguous)}
            for e in pack.entities.values()
            if e.type == PRODUCT
        }
        kinds = pack.types[PRODUCT].kinds
        self._in_names = DrivesInNames([w for w in kind_of if w.lower() not in kinds], self._names)

    def is_name(self, text: str, *, product: bool = True) -> bool:
        """Whether the words are nothing but names of versions ("Twin Motor Performance", "Life and Style").

        So is a letter with digits ("P10") where it is taken for a firm or a place; a ``product`` may be called that.
        """
        return self._name.fullmatch(text) is not None or (not product and _SHORT_CODE.fullmatch(text) is not None)

    def listed(self, text: str) -> frozenset[str]:
        """The names that the text gives in a list of versions; nothing else in it is called so."""
        return frozenset(text[start:end] for start, end in listed_trims(text, self._never))

    def find(self, text: str, things: Iterable[Thing], *, labels: Iterable[str] = ()) -> list[Variant]:
        """``labels``: names of versions known from elsewhere in the article, from the rows of a table."""
        things = [t for t in things if t.inside is None]
        taken = Cover(things)
        found: list[Variant] = []
        vehicles = [t for t in things if t.type == PRODUCT]
        for t in vehicles:
            if (m := self._after_name.match(text, t.end)) and m["trim"].split()[-1] not in _NOT_TRIMS:
                found.append(Variant(m.start("trim"), m.end("trim"), m["trim"], t.id))
            if (m := self._ending.search(text, t.start, t.end)) and self._is_short(t.id, text[t.start : m.start()], m):
                found.append(Variant(m.start("trim"), m.end("trim"), m["trim"], t.id))
            if m := self._before_name.search(text, max(0, t.start - 50), t.start):
                found.append(Variant(m.start("trim"), m.end("trim"), m["trim"], t.id))
        found += [
            Variant(start, end, text[start:end], owner) for start, end, owner in self._in_names.find(text, vehicles)
        ]
        found += [Variant(start, end, text[start:end], owner) for start, end, owner in badges(text, vehicles)]
        told = told_trims(text, vehicles, self._never)
        found += [Variant(start, end, text[start:end], owner) for start, end, owner in told]
        lines = [line for line in line_versions(text, self._is_known) if not taken.touches(*line)]
        found += [Variant(start, end, text[start:end], None) for start, end in lines]
        found += [Variant(start, end, text[start:end], None) for start, end in self._led.find(text)]
        starts = {t.start: t.id for t in vehicles}
        kinds = list(self._kind.finditer(text))
        for m in kinds:
            if not _DENIED.search(text, max(0, m.start() - 40), m.start()):
                found.append(Variant(m.start("trim"), m.end("trim"), m["trim"], _owner(text, m.end(), starts)))
        alone = self._kinds.alone(text, [m["trim"] for m in kinds])
        found += [Variant(start, end, text[start:end], None) for start, end in alone]
        for m in self._with_article.finditer(text):
            found.append(Variant(m.start("trim"), m.end("trim"), m["trim"], None))
            if (beside := self._next.match(text, m.end())) is not None:
                found.append(Variant(*beside.span("trim"), beside["trim"], None))
        for m in self._before_noun.finditer(text):
            if _DENIED.search(text, max(0, m.start() - 40), m.start()) or is_own_model(text, m.start(), m.end()):
                continue
            owner = _owner(text, m.end(), starts) if text[m.end() - 1] != "s" else None
            for item in self._item.finditer(text, m.start("list"), m.end("list")):
                if item.group() not in _NOT_TRIMS and item.group().split()[-1].lower() not in self._parts:
                    found.append(Variant(item.start(), item.end(), item.group(), owner))
        for pattern in (self._car, self._sized, self._as_name, _DRIVE, *self._told_alone):
            found += [Variant(m.start("trim"), m.end("trim"), m["trim"], None) for m in pattern.finditer(text)]
        found += [Variant(start, end, text[start:end], None) for start, end in self._drives.find(text)]
        apart = list(self._with_figures.finditer(text))
        if len({m["trim"].lower() for m in apart}) > 1:  # "rear-wheel drive (175 kW) or all-wheel drive (320 kW)"
            found += [Variant(m.start("trim"), m.end("trim"), m["trim"], None) for m in apart]
        found += _behind_names(text, vehicles, {v.name for v in found})
        found = [v for v in found if v.vehicle or not taken.touches(v.start, v.end)]
        found += self._bare(text, [v.name for v in found] + list(labels), taken)
        found += [Variant(start, end, text[start:end], owner) for start, end, owner in self._kinds.find(text, vehicles)]
        return settled(text, [v for v in found if v.vehicle or not taken.touches(v.start, v.end)])

    def _is_known(self, label: str) -> bool:
        """Whether the words are a version's name, or end with one."""
        last = self._ending.search(f" {label}")
        return last is not None and not last["trim"].isdigit() and last["trim"] not in _NOT_TRIMS

    def _is_short(self, vehicle: str, rest: str, trim: re.Match[str]) -> bool:
        """Whether the pack's longer name of the vehicle, "the Solterra Sport", only adds the trim to a shorter one."""
        return trim["trim"] not in _NOT_TRIMS and rest.lower() in self._names.get(vehicle, ())

    def _bare(self, text: str, known: list[str], taken: Cover) -> list[Variant]:
        """The trims seen so far, wherever their names stand alone."""
        usable = (n for n in known if len(n) > 1 and n not in _NOT_TRIMS and _like_name(n))
        names = list(dict.fromkeys(usable))[:_MOST_NAMES]
        if not names:
            return []
        pattern = re.compile(rf"(?<![\w-])(?:{alternation(names)})(?![\w+-])")
        sizes = {n for n in names if _SIZE.fullmatch(n)}  # "with 57 kWh or 75 kWh" names no version, "the 57 kWh" does
        return [
            Variant(m.start(), m.end(), m.group(), None)
            for m in pattern.finditer(text)
            if not taken.touches(m.start(), m.end())
            and (m.group() not in sizes or _THE.search(text, max(0, m.start() - 5), m.start()))
        ]


def _behind_names(text: str, vehicles: Iterable[Thing], known: Iterable[str]) -> list[Variant]:
    """Words that the text has as a version's elsewhere, behind a vehicle's name: "the X performance costs"."""
    names = [n for n in known if n.islower() and " " not in n and "-" not in n]
    if not names:
        return []
    pattern = re.compile(
        rf" (?P<trim>{alternation(names)})(?= (?:has|gets?|costs?|is|comes|makes|starts|adds|will|can|and)(?!\w)|[,.;:])"
    )
    return [
        Variant(m.start("trim"), m.end("trim"), m["trim"], t.id) for t in vehicles if (m := pattern.match(text, t.end))
    ]


def _like_name(name: str) -> bool:
    """ "Sport", "77 kWh", "eDrive40"; not "all-wheel drive", nor "85", which may count something elsewhere."""
    coded = any(c.isdigit() for c in name) and any(c.isupper() for c in name)
    return name[0].isupper() or (coded and (name[0].isdigit() or " " not in name))


def _owner(text: str, noun_end: int, starts: Mapping[int, str]) -> str | None:
    """ "A hybrid version of the Kia Stonic": whose version it is."""
    m = _OF.match(text, noun_end)
    return next((starts[at] for at in range(m.start("last"), m.end() + 1) if at in starts), None) if m else None


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(set(phrases), key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", "[ -]").replace(r"\-", "[ -]") for w in longest_first) or r"(?!)"
