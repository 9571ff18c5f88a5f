"""Kinds by which a text tells versions of one vehicle apart: "the petrol Golf", "the Golf BEV".

Where it calls one so by a noun ("the electric version"), the noun of another kind is one as well: "the hybrid costs". So are
both where it comes "as a hybrid and as an EV".

A car that has but one drive is not called a version for it ("the electric Ariya"); so the text has to put two different ones
beside a vehicle's name. The one that it names first is what it calls the vehicle as a whole, where that is its first mention.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.things import Thing

_BEFORE = 40
"""So many characters before a vehicle's name are looked at."""


_SAID = (
    r"(?=[,.;:)]|\Z| (?:is|was|has|gets?|costs?|comes?|makes?|starts?|will|can|manages|needs|offers|uses|covers|goes|takes|develops"
    r"|produces|pairs|combines|carries|adds|delivers|weighs|employs|features|packs|boasts|travels|begins?|follows|arrives|had|also"
    r"|now|only|and|but|while|which|that|at|for|with)(?!\w))"
)
"""Behind a noun that stands for a version: no other noun that it would describe."""


class KindVersions:
    """``kinds``: what says of which kind a vehicle is -> the attribute that it answers, and the answer; ``nouns``: those for
    vehicles; ``apart``: of these, what one is called by and another is not ("the pickup").
    """

    def __init__(self, kinds: Mapping[str, tuple[str, str]], nouns: Collection[str], apart: Collection[str]) -> None:
        self._apart = apart
        self._kinds = {word.lower(): kind for word, kind in kinds.items()}
        words = alternation(self._kinds) or r"(?!)"
        self._before = re.compile(rf"(?<![\w-])(?P<kind>{words})[ -](?:[A-Z][\w-]* )?\Z", re.I)
        self._behind = re.compile(rf" (?P<kind>{words})(?![\w-])", re.I)
        self._within = re.compile(rf" (?P<kind>{words})\Z", re.I)

        called = alternation({w: k for w, k in self._kinds.items() if re.split("[ -]", w)[-1] in nouns}) or r"(?!)"
        self._alone = re.compile(rf"(?<![\w-])[Tt]he (?P<kind>(?i:{called})){_SAID}")
        self._both = re.compile(
            rf"(?<!\w)as an? (?:[a-z]+ )?(?P<one>(?i:{called})) (?:and|or)(?: also)?(?: as)? an? (?:[a-z]+ )?(?P<other>(?i:{called}))(?![\w-])"
        )
        self._any = re.compile(rf"(?<![\w-])(?P<kind>(?i:{words}))(?![\w-])")

    def alone(self, text: str, told: Collection[str]) -> Iterator[tuple[int, int]]:
        """Start and end of the nouns that stand for versions; ``told``: the kinds of which the text tells versions by such a noun."""
        both = self._both.search(text)
        pair = {self._kinds[both[n].lower()] for n in ("one", "other")} if both is not None else set()
        versions = pair | {self._kinds[word.lower()] for word in told if word.lower() in self._kinds}
        found = list(self._alone.finditer(text))
        for attribute in {a for a, _ in versions | {self._kind(m) for m in found}}:
            kinds = {v for v in versions if v[0] == attribute}
            matches = [m for m in found if self._kind(m)[0] == attribute]
            short = [m for m in matches if m["kind"].isupper() and m["kind"].lower() not in self._apart]
            first = next((m for m in self._any.finditer(text) if self._kind(m)[0] == attribute), None)
            apart = len(kinds | {self._kind(m) for m in short}) > 1  # "the EREV has 200 kW, the BEV 230"
            for m in matches:
                other = first is not None and self._kind(m) != self._kind(first)
                if (apart and m in short) or (kinds and (self._kind(m) in pair or other)):
                    yield m.span("kind")

    def find(self, text: str, vehicles: Sequence[Thing]) -> Iterator[tuple[int, int, str]]:
        """Start, end and vehicle of each."""
        found: dict[str, list[re.Match[str]]] = {}
        whole: dict[str, tuple[str, str]] = {}
        seen: set[str] = set()
        for t in vehicles:
            if (m := self._beside(text, t)) is not None:
                found.setdefault(t.id, []).append(m)
                if t.id not in seen:
                    whole[t.id] = self._kind(m)
            seen.add(t.id)
        for vehicle, matches in found.items():
            kinds = {self._kind(m) for m in matches}
            for m in matches:
                attribute, _ = kind = self._kind(m)
                if kind != whole.get(vehicle) and any(k[0] == attribute and k != kind for k in kinds):
                    end = m.end("kind")
                    plural = m["kind"].endswith("s") and m["kind"].lower()[:-1] in self._kinds
                    yield m.start("kind"), end - plural, vehicle

    def _kind(self, m: re.Match[str]) -> tuple[str, str]:
        return self._kinds[m["kind"].lower()]

    def _beside(self, text: str, t: Thing) -> re.Match[str] | None:
        """Within the name or behind it, where it has a capital, as what belongs to a name has; else before it."""
        m = self._within.search(text, t.start, t.end) or self._behind.match(text, t.end)
        if m is not None and m["kind"][0].isupper():
            return m
        return self._before.search(text, max(0, t.start - _BEFORE), t.start)
