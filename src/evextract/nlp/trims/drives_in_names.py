"""Versions that have their drive in their names as a code: "the Hilux BEV", "the Hilux Travo-e".

A code stands behind a vehicle's name, or ends a longer name that the pack has for it. An article about the vehicle means that one
throughout ("Hilux BEV: prices and versions"); so the headline must not name it.

Words do not count: a "Kona Electric" is by most people taken for a model of its own; nor do codes by which many cars are called
as a whole ("the Equinox EV").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.things import Thing

_AS_A_WHOLE = frozenset({"EV", "PHEV", "HEV", "EREV", "REEV", "ICE", "REX"})
_HYPHENED = r"[A-Z][a-z]+-[a-z]"
"""A name that ends with a letter for its drive: "Travo-e"."""


class DrivesInNames:
    """``drives``: words that say what drives a vehicle; ``names``: vehicle -> the names that the pack has for it."""

    def __init__(self, drives: Collection[str], names: Mapping[str, Collection[str]]) -> None:
        codes = alternation(w for w in drives if w.isalpha() and w.isupper() and w not in _AS_A_WHOLE) or r"(?!)"
        self._behind = re.compile(rf" (?P<drive>{codes}|{_HYPHENED})(?![\w-]| [A-Z])")
        self._within = re.compile(rf" (?P<drive>{codes}|{_HYPHENED})\Z")
        self._names = names

    def find(self, text: str, vehicles: Sequence[Thing]) -> Iterator[tuple[int, int, str]]:
        """Start, end and vehicle of each."""
        headline = text.find("\n")
        told_of = {t.id for t in vehicles if t.start < headline}
        for t in vehicles:
            if t.id not in told_of and (m := self._beside(text, t)) is not None:
                yield *m.span("drive"), t.id

    def _beside(self, text: str, t: Thing) -> re.Match[str] | None:
        within = self._within.search(text, t.start, t.end)
        if within is not None and text[t.start : within.start()].lower() in self._names.get(t.id, ()):
            return within
        return self._behind.match(text, t.end)
