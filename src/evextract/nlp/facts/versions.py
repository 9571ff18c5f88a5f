"""Versions told apart by a value: "the 52 kWh car has 148 hp", "the bigger battery lasts for 248 miles".

Which attribute does that is the pack's business (``names_version``). It only counts where the article gives the
attribute at least two values; a car with one battery has no versions.
"""

from __future__ import annotations

import re
from decimal import Decimal

from evextract.nlp.facts.context import Context
from evextract.nlp.quantities import QuantityMention

_COMPARED = re.compile(
    r"(?<![\w-])(?:(?P<more>bigger|larger|biggest|largest|higher-capacity|long-range)"
    r"|(?P<less>smaller|smallest|lower-capacity|base))[ -](?:(?:power|battery|usable) )?(?:batter(?:y|ies)|packs?|ones?|units?)(?!\w)",
    re.I,
)


class Versions:
    def __init__(self, ctx: Context, quantities: list[QuantityMention]) -> None:
        units = ctx.pack.units
        naming = {a.dimension for a in ctx.pack.attributes.values() if a.names_version}
        self._ctx = ctx
        self._values = [
            q
            for q in quantities
            if q.converts is None
            and q.quantity.unit in units
            and units[q.quantity.unit].dimension in naming
            and q.quantity.low == q.quantity.high
        ]
        self._sizes = sorted({q.quantity.low for q in self._values})
        self._named = [(m.start(), m.end(), bool(m["more"])) for m in _COMPARED.finditer(ctx.page.text)]

    def of(self, q: QuantityMention) -> str | None:
        """The version that the sentence ties to the value, as the text writes its naming value."""
        if len(self._sizes) < 2:
            return None
        sentence = self._ctx.page.sentence_at(q.start)
        here = [v for v in self._values if sentence.start <= v.start < sentence.end]
        before = [v for v in here if v.end <= q.start]
        words = [w for w in self._named if sentence.start <= w[0] < q.start]
        if words and (not before or words[-1][0] > before[-1].start):
            return self._written(self._sizes[-1] if words[-1][2] else self._sizes[0])
        if len({v.quantity.low for v in here}) == 1 or (before and self._separated(before[-1], q)):
            chosen = before[-1] if before else here[0]
            return self._ctx.page.text[chosen.start : chosen.end]
        return None

    def _separated(self, v: QuantityMention, q: QuantityMention) -> bool:
        """Whether the last naming value opens the value's own clause ("…; the 40 kWh car makes 118 hp")."""
        text = self._ctx.page.text
        clause = max(text.rfind(mark, 0, q.start) for mark in (";", " and the ", ", the ", " while ", " whereas "))
        earlier = [
            o
            for o in self._values
            if o.end <= v.start and self._ctx.page.sentence_at(o.start) == self._ctx.page.sentence_at(v.start)
        ]
        return not earlier or clause > earlier[-1].end

    def _written(self, size: Decimal) -> str:
        first = next(v for v in self._values if v.quantity.low == size)
        return self._ctx.page.text[first.start : first.end]
