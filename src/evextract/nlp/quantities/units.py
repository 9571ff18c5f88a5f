"""The units of a pack, made ready for scanning text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from evextract.domain.pack import UnitDef
from evextract.nlp.quantities.quantulum import Quantulum

MONEY = "money"
# What a price, wage or yield can be "per" or "a" without being a unit of measure.
_THINGS = (
    "share|head|person|unit|piece|vehicle|car|dozen|case|capita|pop|night|game|household|family|customer|room|employee"
)


class QuantityUnits:
    """Surfaces, dimensions and patterns of a pack's units.

    ``home`` says which currency an ambiguous symbol or word means (``$`` -> ``USD``); it overrides the table.
    """

    def __init__(self, units: Mapping[str, UnitDef], home: Mapping[str, str] | None = None) -> None:
        self.units = dict(units)
        owner: dict[str, str] = {}
        for unit in units.values():
            for surface in unit.surfaces:
                owner.setdefault(surface, unit.id)
        owner.update(home or {})
        by_unit: dict[str, list[str]] = {}
        for surface, unit_id in owner.items():
            by_unit.setdefault(unit_id, []).append(surface)
        self.quantulum = Quantulum((unit, tuple(found), self.is_money(unit)) for unit, found in by_unit.items())
        money = [s for s, unit in owner.items() if self.is_money(unit)]
        prefixes = [s for s in money if not s.isalpha() or s.isupper() or s in ("Rs", "Rp", "usd", "eur", "rmb")]
        self.prefix = re.compile(rf"(?<![\w$€£¥])(?:{_any(prefixes)})(?=[  ]?[-−]?$)")
        one = rf"(?:{_cased(owner)})(?![\w°$])"
        self.suffix = re.compile(rf"(?:[  ]?-|[  ]?)(?P<open>[({{<])?(?P<unit>{one})(?(open)[)}}>])")
        self.rate = re.compile(
            rf"[  ]?(?:/|\bper\b|\b(?:an?|each|every)(?=[ -]))[ -]?(?:(?P<unit>{one})|(?P<thing>(?:{_THINGS})s?\b))"
            rf"|[- ]per[- ](?P<other>[a-z]{{3,}}\b)"
        )

    def is_money(self, unit: str) -> bool:
        """Whether ``unit`` is a currency: a row of that dimension, or an ISO code without a row."""
        known = self.units.get(unit)
        return known.dimension == MONEY if known else bool(re.fullmatch(r"[A-Z]{3}", unit))

    def dimension(self, unit: str) -> str:
        """The dimension of a unit id, "money" for currencies; a quotient has one of its own."""
        known = self.units.get(unit)
        if known is not None:
            return known.dimension
        return MONEY if self.is_money(unit) else unit

    def read(self, phrase: str) -> str | None:
        """The id of a unit phrase, a quotient for "euros per square metre", or None."""
        parts = self.quantulum.unit(phrase)
        above = [unit for unit, power in parts if power > 0]
        below = [unit for unit, power in parts if power < 0]
        return "/".join(["·".join(above), *below]) if above else None

    def base(self, amount: Decimal, unit: str) -> Decimal | None:
        """``amount`` in the base unit of its dimension; None for currencies and unknown units."""
        known = self.units.get(unit)
        return None if known is None or known.factor is None else amount * known.factor + known.offset


def _any(surfaces: Iterable[str]) -> str:
    return "|".join(re.escape(s) for s in sorted(set(surfaces), key=lambda s: (-len(s), s)))


def _cased(surfaces: Iterable[str]) -> str:
    """Alternatives, longest first; words are matched in any case, symbols as they are."""
    ordered = sorted(set(surfaces), key=lambda s: (-len(s), s))
    return "|".join(f"(?i:{re.escape(s)})" if re.fullmatch(r"[a-z][a-z -]{3,}", s) else re.escape(s) for s in ordered)
