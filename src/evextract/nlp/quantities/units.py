"""The units of a pack, made ready for scanning text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from evextract.domain.pack import MONEY, UnitDef, is_currency
from evextract.nlp.quantities.quantulum import Quantulum

_ROUNDING = Decimal("0.04")
# What a price or wage can be "per" or "a" without being a unit of measure.
_THINGS = (
    "share|head|person|unit|piece|vehicle|car|dozen|case|capita|night|game|household|family|customer|room|employee"
    "|bushel|bottle|pop|pair|plate|ticket|seat|dose|pack|carat|litter|child|pupil|student|worker|passenger|voter|visit"
)


class QuantityUnits:
    """Surfaces, dimensions and patterns of a pack's units.

    ``home`` says which currency a bare symbol or lower-case word means (``$`` -> ``USD``); it overrides the table.
    Where such a word is also a measure ("pounds"), the table's unit is kept and the currency is in ``also_money``.
    """

    def __init__(self, units: Mapping[str, UnitDef], home: Mapping[str, str] | None = None) -> None:
        self._units = dict(units)
        self._owner: dict[str, str] = {}
        self.also_money: dict[str, str] = {}
        for unit in units.values():
            for surface in unit.surfaces:
                self._owner.setdefault(surface, unit.id)
        for surface, unit_id in list(self._owner.items()):  # headlines in capitals
            if len(surface) > 2 and surface.islower() and not _is_word(surface) and not self.is_money(unit_id):
                self._owner.setdefault(surface.upper(), unit_id)
        self._settle(home or {})
        by_unit: dict[str, list[str]] = {}
        for surface, unit_id in self._owner.items():
            by_unit.setdefault(unit_id, []).append(surface)
        self.quantulum = Quantulum((unit, tuple(found), self.is_money(unit)) for unit, found in by_unit.items())
        money = [s for s, unit in self._owner.items() if self.is_money(unit)]
        prefixes = [
            s for s in money if len(s) < 6 and (not s.isalpha() or not s.islower() or s in ("usd", "eur", "rmb"))
        ]
        self._prefix_ends = frozenset(s[-1] for s in prefixes)
        self._prefix = re.compile(rf"(?<![\w$€£¥])(?<![A-Z]/)(?:{_longest_first(prefixes)})(?=[ \u00a0]?[-−]?$)")
        one = rf"(?:{_longest_first(self._owner, self._any_case)})(?![\w°$])"
        self.suffix = re.compile(rf"(?:[ \u00a0]?-|[ \u00a0]?)(?P<open>[({{<])?(?P<unit>{one})(?(open)[)}}>])")
        self.rate = re.compile(
            rf"(?:[ \u00a0]?/[ \u00a0]?|[ -](?:per|an?|each|every)[ -])(?:(?P<unit>{one})|(?P<thing>(?:{_THINGS})\b))"
            r"(?! (?:ago|earlier|later|before|after|old|from now|apart)\b)"
            r"|[ -]per[ -](?P<other>[a-z]{3,})\b"
            r"| ?(?P<monthly>pcm|pm|p/m)\b"
            # "m s-1", "W·m⁻²"
            rf"|[ \u00a0·⋅](?=\S{{1,3}}[-−–⁻][123¹²³])(?P<inverse>{one})[-−–⁻](?P<power>[123¹²³])(?!\w)"
        )

    @property
    def surfaces(self) -> Mapping[str, str]:
        """How units are written -> their ids."""
        return self._owner

    def currency_before(self, text: str, low: int, at: int) -> re.Match[str] | None:
        """The currency that is written in ``text[low:at]`` before the number at ``at``."""
        before = text[low:at].rstrip(" \u00a0-−")
        return self._prefix.search(text, low, at) if before[-1:] in self._prefix_ends else None

    def is_money(self, unit: str) -> bool:
        """Whether ``unit`` is a currency: a row of that dimension, or an ISO code without a row."""
        known = self._units.get(unit)
        return known.dimension == MONEY if known else is_currency(unit)

    def may_be_money(self, surface: str) -> bool:
        """Whether ``surface`` is a currency, or a word that can be one ("pounds")."""
        return surface.lower() in self.also_money or self.is_money(self.read(surface) or "")

    def dimension(self, unit: str) -> str:
        """The dimension of a unit id, "money" for currencies; a quotient is a dimension of its own."""
        known = self._units.get(unit)
        if known is not None:
            return known.dimension
        return MONEY if self.is_money(unit) else unit

    def agree(self, a: Decimal, unit_a: str | None, b: Decimal, unit_b: str | None) -> bool:
        """Whether two values are one, rounded: 270 miles and 435 km."""
        known_a, known_b = self._units.get(unit_a or ""), self._units.get(unit_b or "")
        if known_a is None or known_b is None:
            return False
        base_a, base_b = known_a.to_base(a), known_b.to_base(b)
        return base_a is not None and base_b is not None and abs(base_a - base_b) <= _ROUNDING * abs(base_a)

    def read(self, above: str, below: str | None = None) -> str | None:
        """The id of a written unit, the quotient of two, or None."""
        return self.quantulum.unit(self._as_listed(above), None if below is None else self._as_listed(below))

    def _settle(self, home: Mapping[str, str]) -> None:
        cased = {surface.lower(): surface for surface in self._owner}
        for surface in list(self._owner):
            code = home.get(surface.lower())
            if code is not None and self.is_money(self._owner[surface]):
                self._owner[surface] = code
            elif code is not None:
                self.also_money[surface] = code
        self._owner |= {word: code for word, code in home.items() if word not in cased}
        spellings = Counter(surface.lower() for surface in self._owner)
        self._any_case = {
            surface
            for surface in self._owner
            if _is_word(surface)
            or (spellings[surface.lower()] == 1 and surface.isalpha() and len(surface) > 2 and not surface.islower())
        }
        self._cased = {surface.lower(): surface for surface in self._any_case}

    def _as_listed(self, surface: str) -> str:
        return surface if surface in self._owner else self._cased.get(surface.lower(), surface)


def _is_word(surface: str) -> bool:
    """Whether case carries no meaning in ``surface``: a word, not a symbol."""
    return re.fullmatch(r"[A-Za-z][A-Za-z. -]*", surface) is not None and re.search(r"[a-z]{4}", surface) is not None


def _longest_first(surfaces: Iterable[str], any_case: Collection[str] = ()) -> str:
    ordered = sorted(set(surfaces), key=lambda s: (-len(s), s))
    return "|".join(f"(?i:{re.escape(s)})" if s in any_case else re.escape(s) for s in ordered) or "(?!)"
