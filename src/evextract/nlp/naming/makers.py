"""Whose a new vehicle is, where its maker's name does not stand right before it: the brands of the text, ranked by a learned
model.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from evextract.nlp.naming.spans import Unknown
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT

_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
BEGINNING = re.compile(r"[A-Za-z#]+")
"""Of a name: what those of one family have in common, "ID" of the ID.4."""
_REACH = 1500
"""Characters before a mention within which brands are told apart by their order."""


class Makers:
    """The brands of one article. ``families``: the beginnings of the known names of a brand's vehicles."""

    def __init__(
        self,
        text: str,
        things: Sequence[Thing],
        *,
        title: str,
        makers: Collection[str],
        brands: Mapping[str, str],
        families: Mapping[str, Collection[str]],
    ) -> None:
        self._text, self._title = text, title
        self._families = families
        told = sorted(
            (t.start, t.end, id_, t.id in makers)
            for t in things
            if t.inside is None
            for id_ in [t.id if t.id in makers else (brands.get(t.id) if t.type == PRODUCT else None)]
            if id_ is not None
        )
        self._told, self._starts = told, [t[0] for t in told]
        self._counts = Counter(id_ for _, _, id_, _ in told)
        self._titled = {
            t.id if t.id in makers else brands.get(t.id)
            for t in things
            if title and text[t.start : t.end] in title and (t.id in makers or t.id in brands)
        }
        self.brands = sorted(self._counts)

    def signs(self, unknown: Unknown) -> dict[str, list[str]]:
        """Brand -> signs, for every brand of the text."""
        told: dict[str, dict[str, None]] = {brand: {} for brand in self.brands}
        for sign, brand in self._general(unknown):
            told[brand][sign] = None
        for n, (start, end) in enumerate(unknown.spans[:4]):
            for sign, brand in self._mention(start, end):
                told[brand][f"first {sign}" if n == 0 else sign] = None
        return {brand: ["always", *signs] for brand, signs in told.items()}

    def _general(self, unknown: Unknown) -> Iterator[tuple[str, str]]:
        ranks = {brand: n for n, (brand, _) in enumerate(self._counts.most_common())}
        first = BEGINNING.match(unknown.name)
        word = unknown.name.split()[0]
        for brand in self.brands:
            yield f"rank {min(ranks[brand], 4)}", brand
            yield f"among {min(len(self.brands), 4)}", brand
            if self._counts[brand] * 2 > self._counts.total():
                yield "most named", brand
            if brand in self._titled:
                yield f"titled {len(self._titled)}", brand
            family = self._families.get(brand, ())
            coded = any(c.isdigit() for c in word)
            if coded and first is not None and first[0] in family:
                yield f"family {len(first[0])}", brand
            elif not coded and word in family:
                yield "family name", brand

    def _mention(self, start: int, end: int) -> Iterator[tuple[str, str]]:
        n = bisect_left(self._starts, start)
        seen: dict[str, int] = {}
        for at in range(n - 1, max(-1, n - 30), -1):
            low, high, brand, is_brand = self._told[at]
            if low < start - _REACH:
                break
            if brand in seen:
                continue
            seen[brand] = at
            gap = self._text[high:start]
            breaks = len(_SENTENCE_END.findall(gap))
            lines = gap.count("\n")
            kind = "brand" if is_brand else "vehicle"
            yield f"{len(seen) if len(seen) < 4 else 4}. before", brand
            yield f"{len(seen) if len(seen) < 4 else 4}. before, {kind}, {min(breaks, 2)} away", brand
            yield f"{kind} {min(breaks, 3)} sentences {min(lines, 1)} lines away", brand
            if gap == " ":
                yield "right behind", brand
            elif re.fullmatch(r"[’']s?(?: [\w-]+){0,4} ", gap):
                yield "owned", brand
            elif len(gap) < 25 and not breaks:
                yield f"behind {kind} {' '.join(re.findall(r'[a-z]+|[,(/]', gap.lower())[:3])}", brand
        for at in range(n, min(n + 3, len(self._told))):
            low, _, brand, is_brand = self._told[at]
            gap = self._text[end:low]
            if brand in seen or len(gap) > 150:
                continue
            kind = "brand" if is_brand else "vehicle"
            yield f"{kind} behind, {min(len(_SENTENCE_END.findall(gap)), 2)}", brand
            if len(gap) < 25:
                yield f"before {kind} {' '.join(re.findall(r'[a-z]+|[,(/]', gap.lower())[:3])}", brand
