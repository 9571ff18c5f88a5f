"""What a name of the pack means in a text: which of the things that bear it, or none.

Names that are also words ("Leaf", "Seal", "Air") count only where the article has named the maker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from evextract.domain.pack import EntityDef
from evextract.nlp.naming.defined_names import DefinitionFinder
from evextract.nlp.naming.names import NameMatch, fold
from evextract.nlp.naming.things import COMPANY_TYPES, PLANT, Thing

_CODE = re.compile(r"(?=.*[A-Za-z])(?:[A-Za-z]*\d){2,}[A-Za-z]*")
_GIVEN = re.compile(r"(?<!\w)(?:called|named|nicknamed|dubbed|code-?named|known internally as) (?:the )?[“\"'‘]?\Z")
_NO_BASES = COMPANY_TYPES | {PLANT}
_STANDS_ON = re.compile(
    r"(?<!\w)(?:on|atop|uses?|using|adopts?|(?:platform|architecture|base),|by) (?:the |its |their |a )?\Z", re.I
)
"""What leads a thing that is its group's, not a brand's: a platform is what vehicles stand on."""
_ENDS_IN_VERB = re.compile(r".*[- ]is", re.S)
"""A name that is no name where it is written so: "Lexus is building a factory"."""
_LINE_HEAD = re.compile(r"[-•*–·\s]*")
_LINE_TAIL = re.compile(r"(?: [A-Z][\w-]*){0,2}(?:: | [–—|(])")


@dataclass(frozen=True, slots=True)
class Name:
    """What a registered name may stand for, and how safely: full, bare (without its brand), weak (also a word) or word (a
    word, if nothing says that it is a vehicle).
    """

    entity: str
    strength: str


class Meanings:
    """Built once. ``makers``: ids of the brands; ``trims``: what trims are called, too."""

    def __init__(
        self,
        entities: Mapping[str, EntityDef],
        makers: Collection[str],
        trims: Collection[str],
        definitions: DefinitionFinder,
    ) -> None:
        self.entities = entities
        self.makers = frozenset(makers)
        self._trims = trims
        self._definitions = definitions

    def settle(self, text: str, matches: list[NameMatch[Name]]) -> list[Thing]:
        """Choose one thing for each match: what the article names in full decides what its short names mean."""
        matches = [m for m in matches if not _ENDS_IN_VERB.fullmatch(text, m.start, m.end)]
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
        named = frozenset(makers)
        # A group that is named stands for its brands too: "Foxconn's Model C" is a Foxtron.
        for brand in self.makers:
            parent = self.entities[brand].parent
            if parent in full and not makers[brand]:
                makers[brand] = 1
        defined = {m.start for m in matches if self._definitions.is_defined(text, m.start, m.end)}
        called = {n.entity for m in matches if m.start in defined for n in m.things}
        # "Arrival told its dealers that the Courier van is late": of two names that are also words each vouches for the other.
        words = {n.entity for m in matches for n in m.things if n.strength == "weak"} & self.makers
        # "Scout delays the Scout Traveler": a vehicle that is told with its brand vouches for the word.
        full.update(words & named)
        codes = {n.entity for m in matches if _CODE.fullmatch(text, m.start, m.end) for n in m.things}
        for entity in sorted(called | codes):
            if (brand := self.entities[entity].brand) in words and not makers[brand]:
                makers[brand] = full[brand] = 1
        groups = {g for e in full for g in (e, self.entities[e].parent, self.entities[e].brand) if g}
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
            if (
                recent
                and self._is_given(text, m)
                and not any(self.entities[n.entity].brand in recent for n in m.things)
            ):
                continue  # "a sibling of the Macan, codenamed M1", "a drive unit called Atlas"
            choice = self._choose(m, written, full, makers, named, last_maker, called, here, recent, told)
            choice = choice or self._stood_on(text, m, groups)
            if choice is not None:
                if choice in self.makers:
                    recent.add(choice)
                elif brand := self.entities[choice].brand:
                    recent = {brand}
                last_maker = choice if choice in self.makers else last_maker
                things.append(Thing(m.start, m.end, choice, self.entities[choice].type))
        return things

    def _is_given(self, text: str, match: NameMatch[Name]) -> bool:
        """Whether the text tells a name that may be any, and is only by chance one of the pack's."""
        weak = all(n.strength == "weak" and self.entities[n.entity].brand for n in match.things)
        return weak and _GIVEN.search(text, max(0, match.start - 40), match.start) is not None

    def _stood_on(self, text: str, match: NameMatch[Name], groups: Collection[str]) -> str | None:
        """What no brand has but a group, under a name that may be any: "on EMA", of a text that names the group or one of its own."""
        own = [n.entity for n in match.things if not self.entities[n.entity].brand and n.strength == "weak"]
        own = [e for e in own if self.entities[e].parent in groups and self.entities[e].type not in _NO_BASES]
        lead = _STANDS_ON.search(text, max(0, match.start - 24), match.start) if own else None
        return own[0] if lead else None

    def _heads_line(self, text: str, match: NameMatch[Name]) -> bool:
        """Whether a name that trims have too, and that no maker leads in, is what a line of a list is about."""
        if text[match.start : match.end] not in self._trims or any(n.strength == "full" for n in match.things):
            return False
        line = text.rfind("\n", 0, match.start) + 1
        return bool(_LINE_HEAD.fullmatch(text, line, match.start) and _LINE_TAIL.match(text, match.end))

    def _choose(
        self,
        match: NameMatch[Name],
        written: str,
        full: Counter[str],
        makers: Counter[str],
        named: Collection[str],
        last_maker: str | None,
        called: Collection[str],
        is_defined: bool,
        recent: Collection[str | None],
        told: Collection[str | None],
    ) -> str | None:
        """``named``: those of ``makers`` for which no group stands; ``called``: what the text says to be a vehicle under a
        name; ``is_defined``: whether it does so here; ``recent``: brand of the last vehicle, and the makers named since;
        ``told``: brands of which the text names vehicles.
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
            if n.strength == "weak" and brand and named and not makers[brand] and any(c.isdigit() for c in written):
                continue  # "the L7 sedan" is no IM where the text names other makers only
            # "The GT" is a version of the vehicle that the text has named; so is "the GT hatchback" without its maker.
            others = (told and not makers[brand]) if is_defined else (brand not in recent or brand in told)
            if is_trim and n.strength == "weak" and not full[n.entity] and others:
                continue
            score = 4.0 * bool(full[n.entity]) + 2.0 * bool(makers[brand]) + 1.0 * (brand == last_maker)
            score += 0.5 * (brand in named)
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
