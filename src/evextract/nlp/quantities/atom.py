"""One number of a text with what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class Atom:
    """One number of a text.

    ``start:end`` covers sign, currency, scale and unit, ``number_start:number_end`` the number alone. ``value`` and
    ``step`` include ``scale``. ``unit`` is None where none is written; ``unit_start`` is where a unit behind the number
    begins. ``per`` is the denominator of a rate, ``sign`` a written "+" or "-", ``plus`` a "+" behind the number,
    ``parts`` are the atoms that this one was made of ("1 hour 20 minutes").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: Decimal
    step: Decimal
    kind: str
    scale: Decimal | None = None
    unit: str | None = None
    unit_start: int | None = None
    per: str | None = None
    sign: str = ""
    plus: bool = False
    parts: tuple[Atom, ...] = ()

    @property
    def bare(self) -> bool:
        """Whether nothing but the number is written."""
        return self.unit is None and self.scale is None
