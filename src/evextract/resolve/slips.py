"""Slips of the pen: how one printed number may have become another."""

from __future__ import annotations

from dataclasses import dataclass, replace

from evextract.domain.identity import plain
from evextract.domain.pack import DomainPack, is_currency
from evextract.records import Quantity
from evextract.resolve.reading import CLOCK, Reading

MISTAKABLE = (
    ("km", "mi"), ("km/h", "mph"), ("kW", "hp"), ("kW", "PS"), ("hp", "PS"), ("in", "cm"), ("in", "mm"), ("mm", "cm"),
    ("m", "ft"), ("kg", "lb"), ("L", "cu ft"), ("Nm", "lb-ft"), ("t", "ton"), ("degC", "degF"), ("min", "h"),
)  # fmt: skip
"""Units that are taken for one another."""
TWINS = (("kWh", "kW"), ("MWh", "MW"), ("Wh", "W"))
"""Units of different kinds that are written for one another."""


SURE = 3.0
"""From this surprise on, the likeness of two figures alone makes one of them a slip."""
FAIR = 2.0
"""From this surprise on, it does so of a figure against one whose own conversion shows that it wasn't mistyped."""
LIKELY = 2.4
"""From this surprise on, it does so of a figure that fewer articles give."""


@dataclass(frozen=True, slots=True)
class Slip:
    """``surprise``: how unlikely such a likeness is by chance, in natural log; ``because`` says what it is."""

    surprise: float
    because: str
    decisive: bool = False
    """Nothing else explains it: the point or the unit is mistaken."""

    @property
    def grave(self) -> bool:
        """So unlikely by chance that the likeness alone shows a slip."""
        return self.surprise >= SURE

    @property
    def fair(self) -> bool:
        return self.surprise >= FAIR

    @property
    def likely(self) -> bool:
        return self.surprise >= LIKELY


def slip_between(a: Reading, b: Reading, pack: DomainPack) -> Slip | None:
    """The likeliest way from one printed number to the other; None where no single slip leads there."""
    x, y = a.claim.value, b.claim.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return None
    if CLOCK in (x.unit, y.unit):
        return None
    found = [
        slip
        for p in ends(x)
        for q in ends(y)
        for slip in (_sign(p, q), _digits(p, q), _shift(p, q), mistaken_unit(p, q, pack))
        if slip is not None
    ]
    return max(found, key=lambda s: s.surprise, default=None)


def twins(unit: str, dimension: str | None, pack: DomainPack) -> list[str]:
    """The units of ``dimension`` for which ``unit``, which measures something else, is written by mistake."""
    others = [other for pair in TWINS for other in pair if unit in pair and other != unit]
    return [other for other in others if other in pack.units and pack.units[other].dimension == dimension]


def ends(value: Quantity) -> list[Quantity]:
    """The numbers that are printed: one, or both ends of a range."""
    if value.low == value.high:
        return [value]
    return [replace(value, high=value.low), replace(value, low=value.high)]


def _sign(x: Quantity, y: Quantity) -> Slip | None:
    """A loss told as a profit."""
    if x.unit != y.unit or not x.low or x.low != -y.low:
        return None
    return Slip(3.0, f"{plain(x.low)} and {plain(y.low)} differ by the sign", True)


def _digits(x: Quantity, y: Quantity) -> Slip | None:
    if x.unit != y.unit:
        return None
    a, b = significant(x, y)
    if min(len(a), len(b)) < 3 or a == b:
        return None
    if len(a) == len(b):
        places = [i for i, (p, q) in enumerate(zip(a, b, strict=True)) if p != q]
        if len(places) == 1:
            return Slip(1.0 + 0.8 * (len(a) - 3), f"{plain(x.low)} and {plain(y.low)} differ in one digit")
        if (
            len(places) == 2
            and places[1] == places[0] + 1
            and a[places[0]] == b[places[1]]
            and a[places[1]] == b[places[0]]
        ):
            return Slip(2.0 + 0.8 * (len(a) - 3), f"{plain(x.low)} and {plain(y.low)} differ by two swapped digits")
        return None
    longer, shorter = sorted((a, b), key=len, reverse=True)
    if len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return Slip(
            1.5 + 0.8 * (len(shorter) - 3), f"{plain(x.low)} and {plain(y.low)} differ by one lost or doubled digit"
        )
    return None


def significant(x: Quantity, y: Quantity) -> tuple[str, str]:
    """The printed digits of both without sign and point, and without the zeros at the end that both share: those tell
    of rounding or of "million", not of the hand that typed.
    """
    places = max(0, *(-exponent for v in (x.low, y.low) if isinstance(exponent := v.as_tuple().exponent, int)))
    a, b = (str(int(abs(v.low).scaleb(places))) for v in (x, y))
    shared = min(len(a) - len(a.rstrip("0")), len(b) - len(b.rstrip("0")))
    return (a[:-shared], b[:-shared]) if shared else (a, b)


def _shift(x: Quantity, y: Quantity) -> Slip | None:
    """ "750 billion" printed as "7.5 billion": the digits stay, the magnitude is lost."""
    if x.unit != y.unit or not x.low or not y.low:
        return None
    small, big = sorted((x, y), key=lambda v: abs(v.low))
    for places in (1, 2, 3, 6):
        raised = abs(small.low).scaleb(places)
        slack = min(max(small.step.scaleb(places), big.step) / 2, abs(big.low) / 100)
        if abs(raised - abs(big.low)) <= slack:
            return Slip(3.0, f"{plain(x.low)} and {plain(y.low)} differ by a factor of {10**places:,}", True)
    return None


def mistaken_unit(x: Quantity, y: Quantity, pack: DomainPack) -> Slip | None:
    """One unit taken for another: "450 km" for "450 miles", or converted from it. ``y`` is rather the wrong one."""
    if x.low == y.low and x.unit != y.unit and is_currency(x.unit) and is_currency(y.unit):
        return Slip(3.0, f"{plain(x.low)} is given in {x.unit} and in {y.unit}", True)
    for wrong, right in ((y, x), (x, y)):
        for pair in MISTAKABLE:
            for unit, other in (pair, pair[::-1]):
                if wrong.unit == unit and _right_in(wrong, other, right, pack):
                    return Slip(3.0, f"{plain(wrong.low)} {unit} would be right if the unit were {other}", True)
    return None


def _right_in(wrong: Quantity, unit: str, right: Quantity, pack: DomainPack) -> bool:
    """Whether the number of ``wrong``, with another unit, is the figure that ``right`` gives."""
    if wrong.low == right.low:
        return right.unit == unit
    read_as, base = pack.to_base(wrong.low, unit), pack.to_base(right.low, right.unit)
    if not read_as or not base or read_as[1] != base[1]:
        return False
    step = _step(wrong, unit, pack) + _step(right, right.unit, pack)
    return abs(float(read_as[0] - base[0])) <= step / 2 * 1.001


def _step(value: Quantity, unit: str, pack: DomainPack) -> float:
    known = pack.units.get(unit)
    return float(value.step * known.factor) if known is not None and known.factor is not None else float(value.step)
