"""What a quantity is per: "$5 a share", "60 miles/hour", "12 m s-1", "300 miles per charge"."""

from __future__ import annotations

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.units import QuantityUnits

_POWERS = {"1": "", "¹": "", "2": "2", "²": "2", "3": "3", "³": "3"}


def take_rate(text: str, atom: Atom, units: QuantityUnits) -> None:
    """A denominator. It makes another unit, but for years and for things that nothing is measured in ("per charge")."""
    found = units.rate.match(text, atom.end)
    if found is None or atom.unit is None:
        return
    written = found["unit"] or found["thing"] or found["other"] or ("month" if found["monthly"] else None)
    written = written or f"{found['inverse']}{_POWERS[found['power']]}"
    priced = units.is_money(atom.unit) or units.dimension(atom.unit) == "ratio"
    if found["unit"] or found["inverse"]:
        below = units.read(written)
        if below is None or below == atom.unit:
            return
        above = text[atom.unit_start : atom.end].strip("-({<)}> ") if atom.unit_start else None
        if not (priced and below == "year"):
            quotient = f"{atom.unit}/{below}"
            if quotient in units.surfaces and "/" not in units.surfaces[quotient]:
                atom.unit, atom.end = units.surfaces[quotient], found.end()
                return  # "60 miles/hour" are mph
            atom.unit = (units.read(above, written) if above else None) or quotient
    elif priced:
        atom.unit = f"{atom.unit}/{written}"
    elif found["monthly"]:
        return
    atom.per, atom.end = written, found.end()
