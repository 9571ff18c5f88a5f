"""Versions told apart by a value: "the 52 kWh car has 148 hp", "the bigger battery lasts for 248 miles".

Which attribute does that is the pack's business (``names_version``). It only counts where the article gives the vehicle
at least two values of it, or tells that there are others ("the larger 82 kWh battery"); a car with one battery has no
versions.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cached_property

from evextract.nlp.facts.context import Context
from evextract.nlp.facts.figures.rising_lists import rises
from evextract.nlp.facts.noun_phrases import phrase_head
from evextract.nlp.linking.link import Link
from evextract.nlp.linking.said_of import is_of_version
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import CONTRAST, TOLD_IN_ORDER, ancestors
from evextract.records import Category, Mention

_COMPARED = re.compile(
    r"(?<![\w-])(?:(?P<more>bigger|larger|biggest|largest|higher-capacity|long-range|(?<=the )(?:big|large))"
    r"|(?P<less>smaller|smallest|lower-capacity|base|(?<=the )small))"
    r"(?:[ -](?:(?:power|battery|usable) )?(?:batter(?:y|ies)|packs?|ones?|units?)(?!\w)|(?=[.,;)]|\Z| (?:and|while|but|has|gets|makes|gives|does|delivers|manages|offers|takes|goes|lasts)(?!\w)| for \d))",
    re.I,
)
_MEASURED_UP = re.compile(r"(?<!\w)(?:(?:larger|bigger|smaller|biggest|largest|smallest)|with the) \Z", re.I)
_REPLACED = re.compile(
    r"(?<!\w)(?:(?:replac|supersed|supplant|succeed)(?:es?|ed|ing)|up from|down from|compared with|than)(?: (?:an?|the|its))?"
    r"(?: (?:old|older|outgoing|previous|former|earlier|original))? \Z",
    re.I,
)
"""Before the value of a car that is no more."""
_MOST_APART = 3
"""How many times as much as the least one of the values that tell versions apart is the greatest at most."""
_FOR = re.compile(
    r"(?: \([^()]*\))?,? (?:for (?:(?:the |an? )?(?:version|variant|model|car|one)|(?:the |its )?[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,3}) with"
    r"|for|with|from|on|in) (?:the |an? |its )?"
)
"""Between a value and the version that it is said to be of: "120 kW for the smaller battery", "26 minutes with the 77 kWh pack",
"28,000 euros for the X with the 58 kWh battery"."""
_DISTANCES = frozenset({"km", "mi"})
_OF_TWO = re.compile(r"(?<!\w)[Tt]he (?P<which>former|latter)(?!\w)")
_ANOTHER = re.compile(r"(?:,|;| and) the ")
_CLAUSE = re.compile(r";| and the |, the | while | whereas ")


class Versions:
    def __init__(self, ctx: Context, quantities: Sequence[QuantityMention]) -> None:
        units = ctx.pack.units
        naming = {a.dimension for a in ctx.pack.attributes.values() if a.names_version}
        self._types = tuple(t for a in ctx.pack.attributes.values() if a.names_version for t in a.subjects)
        self._ctx = ctx
        self._values = [
            q
            for q in quantities
            if q.converts is None
            and q.quantity.unit in units
            and units[q.quantity.unit].dimension in naming
            and q.quantity.low == q.quantity.high
            and _REPLACED.search(ctx.page.text, max(0, q.bound_start - 40), q.bound_start) is None
        ]
        self._named = [(m.start(), m.end(), bool(m["more"])) for m in _COMPARED.finditer(ctx.page.text)]

    def of_word(self, start: int, end: int, owner: str, alike: Collection[int]) -> str | None:
        """The version of ``owner`` that the sentence ties to a word: "the 58 kWh battery has LFP cells", "60 kWh LFP, 80 kWh NMC".

        ``alike``: where the words begin that answer the same, each of which can have a naming value of its own.
        """
        values = self._values_of.get(owner, [])
        if not values:
            return None
        as_value = replace(values[0], start=start, end=end, bound_start=start)
        return self.of(replace(as_value, quantity=replace(as_value.quantity, unit="")), owner, alike)

    def of(self, q: QuantityMention, owner: str, alike: Collection[int] = ()) -> str | None:
        """The version of ``owner`` that the sentence ties to the value, as the text writes its naming value."""
        if (guise := self._guise(q, owner) or self.behind(q, owner)) is not None:
            return guise
        values = self._values_of.get(owner, [])
        sizes = sorted({v.quantity.low for v in values})
        if sizes and sizes[-1] > _MOST_APART * sizes[0]:
            return None  # the battery of a hybrid, and that of an electric car
        if len(sizes) < 2 and not any(self._is_compared(v) for v in values):
            return None
        sentence = self._ctx.page.sentence_at(q.start)
        here = starting(values, sentence.start, sentence.end)
        before = [v for v in here if v.end <= q.start]
        if (
            placed := self._in_order(q, before)
            or self._said_behind(q, here)
            or self._of_two(q, values)
            or self._among_all(q, values)
        ) is not None:
            return self._name(placed, owner)
        words = [w for w in self._named if sentence.start <= w[0] < q.start]
        if words and (not before or words[-1][0] > before[-1].start) and not self._has_own(words[-1][1], q):
            return self._written(sizes[-1] if words[-1][2] else sizes[0], values, owner)
        if len({v.quantity.low for v in here}) == 1 or (before and self._separated(before, q, alike)):
            chosen = before[-1] if before else here[0]
            apart = CONTRAST.search(self._ctx.page.text, q.end, max(q.end, chosen.start))
            return None if apart else self._name(chosen, owner)
        return None

    def without_next(self, q: QuantityMention, link: Link) -> Link:
        """The link without a version that is called by a value and stands behind ``q``, which is not said to be of it."""
        r = link.referent
        if r is None or r.how != "trim" or r.start < q.end or not starting(self._values, r.start, r.end):
            return link
        return link if is_of_version(self._ctx.page.text, q.end, r) else replace(link, variant=None)

    def behind(self, q: QuantityMention, owner: str) -> str | None:
        """ "310 km with the smaller pack": the version by its size where the text gives two, else as it is called."""
        text, values = self._ctx.page.text, self._values_of.get(owner, [])
        for start, end, more in self._named:
            if q.end < start and _FOR.fullmatch(text, q.end, start):
                sizes = sorted({v.quantity.low for v in values})
                if len(sizes) > 1:
                    apart = sizes[-1] > _MOST_APART * sizes[0]
                    return None if apart else self._written(sizes[-1] if more else sizes[0], values, owner)
                return text[start:end].lower().removesuffix(" one")
        return None

    def _name(self, v: QuantityMention, owner: str) -> str:
        """The version that has the value by name ("the Air with 44 kWh"), else as the text writes the value, with the unit that
        a list gives but once: "44 kWh".
        """
        links = self._ctx.linker.subjects(v.start, v.end, self._types)
        named = {link.variant if self._is_told_of(link, v) else None for link in links if link.id == owner}
        if len(named) == 1 and (name := next(iter(named))) is not None:
            return name
        written = self._ctx.page.text[v.start : v.end]
        return f"{written} {v.quantity.unit}" if written[-1].isdigit() else written

    def _is_told_of(self, link: Link, v: QuantityMention) -> bool:
        """Whether nothing sets the value apart from what it is linked to: another value, or "while the 61 kWh car …"."""
        r = link.referent
        if r is None or any(o.quantity.low != v.quantity.low for o in starting(self._values, r.start, r.end)):
            return False  # "the 58 kWh battery …, the 81 kWh one": that is another one's name
        if not r.end <= v.start:
            return True
        between = starting(self._values, r.end, v.start)
        return not between and CONTRAST.search(self._ctx.page.text, r.end, v.start) is None

    def _in_order(self, q: QuantityMention, before: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "30 and 50 kWh batteries, giving 150 and 250 miles respectively": the naming value in the same place.

        Where no word tells the order, both have to be lists of as many values, each above the last, and the values distances,
        which go with a battery; power need not.
        """
        page, end = self._ctx.page, self._ctx.page.sentence_at(q.start).end
        if len(before) < 2:
            return None
        told = TOLD_IN_ORDER.search(page.text, q.end, end) is not None
        row = [o for o in starting(page.quantities, before[-1].end, end) if o.converts is None]
        row = [o for o in row if o.quantity.unit == q.quantity.unit]
        if len(row) != len(before) or q not in row:
            return None
        together = q.quantity.unit in _DISTANCES and rises(page.text, row) and rises(page.text, before, of_kinds=True)
        return before[row.index(q)] if told or together else None

    def _among_all(self, q: QuantityMention, values: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "There are packs of 59 and 77 kWh. … Ranges are 410 and 540 km": as many distances as the car has batteries."""
        page = self._ctx.page
        sentence = page.sentence_at(q.start)
        first = {v.quantity.low: v for v in reversed(values)}
        sizes = sorted(first)
        row = [o for _, o in page.quantities_in(sentence) if o.converts is None and o.quantity.unit == q.quantity.unit]
        if q.quantity.unit not in _DISTANCES or len(row) != len(sizes) or not rises(page.text, row):
            return None
        if any(r.variants for r in self._ctx.focus.referents(sentence)) or starting(
            values, sentence.start, sentence.end
        ):
            return None
        if any(v.start > q.start for v in first.values()):
            return None
        return first[sizes[row.index(q)]]

    def _said_behind(self, q: QuantityMention, here: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "120 kW for the 58 kWh car and 175 kW for the 79 kWh one"."""
        text = self._ctx.page.text
        return next((v for v in here if v.start > q.end and _FOR.fullmatch(text, q.end, v.start)), None)

    def _of_two(self, q: QuantityMention, values: Sequence[QuantityMention]) -> QuantityMention | None:
        """ "There is a 58 kWh battery and one of 79 kWh. The former has 125 kW, the latter 210 kW": the naming values told last."""
        page = self._ctx.page
        sentence = page.sentence_at(q.start)
        told = list(_OF_TWO.finditer(page.text, sentence.start, sentence.end))
        found = next((m for m in told if m.start() >= q.end and _FOR.fullmatch(page.text, q.end, m.start() + 4)), None)
        found = found or next((m for m in reversed(told) if m.end() <= q.start), None)
        if found is None or self._are_cars(found):
            return None
        last = [v for v in values if v.end <= found.start()][-2:]
        near = page.sentences[max(0, sentence.number - 2)].start
        if len(last) < 2 or last[0].quantity.low == last[1].quantity.low or last[0].start < near:
            return None
        return last[found["which"] == "latter"]

    def _are_cars(self, of_two: re.Match[str]) -> bool:
        """ "The A has packs of 38 and 55 kWh, the B one of 52. The former …": what two things are, where two were named last."""
        page = self._ctx.page
        sentence = page.sentence_at(of_two.start())
        near = page.sentences[max(0, sentence.number - 1)].start
        told = {t.id for t in starting(page.things, near, of_two.start()) if t.type in self._types}
        at = of_two.start("which")
        return len(told) == 2 and any(r.start == at and not r.variants for r in self._ctx.focus.referents(sentence))

    def _guise(self, q: QuantityMention, owner: str) -> str | None:
        """ "In its most powerful form, the Mokka makes 280 hp"."""
        page = self._ctx.page
        above = {t.i for t in ancestors(page.root_of(q.start, q.end))}
        for r in self._ctx.focus.referents(page.sentence_at(q.start)):
            if r.how == "trim" and r.ids == (owner,) and r.end <= q.start and len(r.variants) == 1:
                noun = phrase_head(page.root_of(r.start, r.end))
                if noun.dep_ == "pobj" and noun.head.lower_ in {"in", "as", "with"} and noun.head.head.i in above:
                    return r.variants[0]
        return None

    @cached_property
    def _values_of(self) -> Mapping[str, list[QuantityMention]]:
        """Vehicle -> the naming values that are its own."""
        table: dict[str, list[QuantityMention]] = {}
        for v in self._values:
            for owner in {link.id for link in self._ctx.linker.subjects(v.start, v.end, self._types)}:
                table.setdefault(owner, []).append(v)
        return table

    def _is_compared(self, v: QuantityMention) -> bool:
        """ "The larger 82 kWh battery", "with the 71 kWh pack": there is another, whether the text gives it or not."""
        return _MEASURED_UP.search(self._ctx.page.text, max(0, v.start - 12), v.start) is not None

    def _has_own(self, end: int, q: QuantityMention) -> bool:
        """ "With the smaller pack it costs 30,000 euros, the quicker one is at 35,000": what ends at ``end`` has its value already."""
        text, row = self._ctx.page.text, starting(self._ctx.page.quantities, end, q.start)
        first = next((o for o in row if o.converts is None and o.quantity.unit == q.quantity.unit), None)
        return first is not None and _ANOTHER.search(text, first.end, q.start) is not None

    def _separated(self, before: list[QuantityMention], q: QuantityMention, alike: Collection[int]) -> bool:
        """Whether the last naming value opens the value's own clause: "…; the 40 kWh car makes 118 hp".

        So it does where the others have their own values: "a 39 kWh pack for 310 km and a 55 kWh one for 425 km".
        """
        if len(before) == 1:
            return True
        earlier, v = before[-2:]
        text = self._ctx.page.text
        if any(m.end() <= v.start for m in _CLAUSE.finditer(text, earlier.end, v.start)):
            return True
        if any(earlier.end <= at < v.start for at in alike):
            return True
        dimension = self._ctx.pack.units[q.quantity.unit].dimension if q.quantity.unit in self._ctx.pack.units else ""
        return any(
            o.quantity.unit in self._ctx.pack.units and self._ctx.pack.units[o.quantity.unit].dimension == dimension
            for o in starting(self._ctx.page.quantities, earlier.end, v.start)
        )

    def _written(self, size: Decimal, values: list[QuantityMention], owner: str) -> str:
        return self._name(next(v for v in values if v.quantity.low == size), owner)


def of_version_named(ctx: Context, start: int, end: int, links: list[Link]) -> list[Link]:
    """The links of words that are part of a version's name, with that version: "the rear-drive one has 230 hp"."""
    if len(links) != 1 or links[0].variant is not None:
        return links
    for r in ctx.focus.referents(ctx.page.sentence_at(start)):
        if r.how == "trim" and r.ids == (links[0].id,) and r.start <= start and end <= r.end:
            return [replace(links[0], variant=r.variants[0])]
    return links


def without_names(mentions: Sequence[Mention], kinds: Collection[str]) -> Iterator[Mention]:
    """Without what only the name of a version says ("the PHEV has 280 kW"), where the text says it otherwise, too.

    ``kinds``: the attributes that tell of what kind a vehicle is.
    """
    named = [
        m.attribute in kinds
        and isinstance(m.value, Category)
        and m.value.written == m.scope.variant
        and m.value.written.isupper()  # not "in hybrid and plug-in hybrid versions", which says that there are
        for m in mentions
    ]
    told = {_answer(m) for m, only_named in zip(mentions, named, strict=True) if not only_named}
    return (m for m, only_named in zip(mentions, named, strict=True) if not only_named or _answer(m) not in told)


def _answer(m: Mention) -> tuple[str, str, str]:
    return m.subject, m.attribute, m.value.id if isinstance(m.value, Category) else ""
