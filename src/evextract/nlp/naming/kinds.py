"""Things that no list has, named before the word for their kind: "the Hyperion platform", "its new SPA3 architecture".

For every type that has nouns and is neither a maker, a product, a place, a plant nor a person.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from evextract.domain.pack import DomainPack, TypeDef
from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import alternation, fold
from evextract.nlp.naming.things import COMPANY_TYPES, PERSON, PLACE, Thing, slug
from evextract.nlp.roles import PRODUCT

_OTHERS = COMPANY_TYPES | {PERSON, PLACE, "plant"}
_WORD = r"(?:[a-z]?[A-Z]|[0-9])[\w+]*(?:[.-][\w+]+)*"
_VOLTAGE = re.compile(r"\d+(?:[ -]?v(?:olts?)?)?", re.I)
_PLAIN = frozenset({
    "the", "a", "an", "its", "their", "this", "that", "these", "those", "new", "such", "what", "which", "one", "both", "each", "any",
    "all", "no", "our", "my", "your", "as", "on",
})  # fmt: skip
_LEADING = _PLAIN | {
    "his", "her", "whose", "every", "some", "only", "another", "like", "with", "for", "from", "in", "of", "by", "under",
}  # fmt: skip
"""Words that are no part of a name behind them, though a sentence may begin with them: "Its MX2 platform"."""


class KindFinder:
    """Built once from a pack."""

    def __init__(self, pack: DomainPack) -> None:
        self._patterns = {
            t.id: re.compile(rf"(?<![\w.-])(?P<name>{_WORD}(?: {_WORD}){{0,2}}) (?:{alternation(t.nouns)})(?![\w-])")
            for t in pack.types.values()
            if t.id not in _OTHERS and not t.product and t.nouns
        }
        words = {w for a in pack.attributes.values() for surfaces in a.categories.values() for w in surfaces}
        self._generic = _PLAIN | {fold(w) for w in words} | {fold(n) for t in pack.types.values() for n in t.nouns}
        self._types: Mapping[str, TypeDef] = pack.types

    def find(self, text: str, things: Sequence[Thing]) -> list[Thing]:
        """``things`` with the new ones; what their names hold is marked as inside of them."""
        out, new = sorted(things, key=lambda t: t.start), list[Thing]()
        starts = [t.start for t in out]
        makers: dict[int, list[int]] = {}
        for t in out:
            if t.type in COMPANY_TYPES:
                makers.setdefault(t.start, []).append(t.end)
        taken = Cover(t for t in out if t.type != PRODUCT and t.inside is None)
        for type_, pattern in self._patterns.items():
            for m in pattern.finditer(text):
                start = self._without_makers(text, m.start("name"), m.end("name"), makers)
                name = text[start : m.end("name")]
                if not name or self._says_nothing(name) or _starts_sentence(text, start, name):
                    continue
                if taken.touches(start, m.end()):
                    continue
                new.append(Thing(start, m.end("name"), slug(name), type_, known=False))
                taken.add(start, m.end("name"))
                for i in range(bisect_left(starts, start), bisect_left(starts, m.end())):
                    if out[i].end <= m.end():
                        out[i] = replace(out[i], inside=new[-1].id)
        return sorted([*out, *new], key=lambda t: (t.start, -t.end, t.id))

    def _without_makers(self, text: str, start: int, end: int, makers: Mapping[int, list[int]]) -> int:
        """``start``, or behind the maker's name, or the word that leads a noun, that begins there; ``makers``: start -> ends."""
        led = next((e for e in [text.find(" ", start, end)] if e > 0 and text[start:e].lower() in _LEADING), None)
        if led is not None:
            start = led + 1
        return next((e + 1 for e in makers.get(start, ()) if e < end and text[e] == " "), start)

    def _says_nothing(self, name: str) -> bool:
        return all(fold(w) in self._generic or _VOLTAGE.fullmatch(w) or len(w) < 2 for w in name.split())


def _starts_sentence(text: str, start: int, name: str) -> bool:
    """A capital at the start of a sentence is no name; a digit or a second capital is."""
    before = text[:start].rstrip(" “\"'")
    at_start = not before or before[-1] in ".!?:\n"
    return at_start and not any(c.isdigit() or c.isupper() for c in name[1:])
