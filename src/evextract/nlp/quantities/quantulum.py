"""quantulum3 behind one narrow door: the value of a number phrase, the unit of a unit phrase.

Nothing else imports quantulum3. It is given short phrases that the scanner cut out, never running text, and a closed
unit table instead of its own (which knows no PS and takes "EV" for exavolts). What this module repairs:

* it keeps its unit table in module globals and its compiled pattern in a cache that ``load_custom_units`` does not
  clear: the table is loaded again, and every cache cleared, whenever another table was loaded in between;
* its disambiguation walks sets, so that results depend on the hash seed: here a surface belongs to one unit only;
* with scikit-learn installed it would load a pickled classifier: switched off;
* importing it warns that the classifier is missing, and every call configures the root logger: both undone;
* surfaces with an operator, a dot or an exponent inside fall apart ("per cent" becomes the reciprocal of a cent,
  "cm2" a squared cm): such a surface is replaced by a plain one of the same unit;
* values are floats: they are rounded back to the printed precision;
* "one" alone is dropped, "half a million" read as 1.5 million, "12,34,567" as two numbers, "13.6M" as 13; "dozen",
  "lakh" and "crore" are unknown. (Signs are left to the scanner: "minus 5" is read as 5, "minus five" as -5.)
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, load, parser

classifier.USE_CLF = False

_LOCK = threading.RLock()
_loaded: Quantulum | None = None

_ENTITIES: dict[str, dict[str, Any]] = {"money": {}, "measure": {}, "dimensionless": {}}
_PLAIN_SURFACE = re.compile(r"(?!.*\b(?:per|an?|times|x)\b)[^\W\d_²³]+(?: [^\W\d_²³]+)*|[$€£¥°%]")
_OWN_SCALES = {"dozen": (12, 1), "lakh": (10**5, 10**5), "crore": (10**7, 10**7), "wan": (10**4, 10**4)}
"""Scales that quantulum3 lacks: what they multiply the number before them with, and its printed step."""
_ABBREVIATED = {
    **dict.fromkeys(("k",), "thousand"),
    **dict.fromkeys(("m", "mn", "mln", "mil"), "million"),
    **dict.fromkeys(("b", "bn", "bln"), "billion"),
    **dict.fromkeys(("t", "tn", "trn"), "trillion"),
    "cr": "crore",
}
_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_MOST_DIGITS = 18
"""Before or behind the point: more is no amount, and scales could push it beyond what claims can hold."""
_GROUPING = re.compile(r"[,'’]")
_FRACTION = re.compile(r"[½¼¾⅓⅔⅛⅜⅝⅞]|\d/\d|\b(?:half|halves|quarters?|thirds?|fourths?|fifths?|tenths?)\b")
_HALF = re.compile(r"½|\b1/2\b|\bhal")


class Quantulum:
    """quantulum3 with the closed table ``units``: (id, surfaces, whether it is a currency)."""

    def __init__(self, units: Iterable[tuple[str, tuple[str, ...], bool]]) -> None:
        self._table: dict[str, dict[str, object]] = {"dimensionless": {"entity": "dimensionless"}}
        self._plain: dict[str, str] = {}
        for unit, surfaces, money in units:
            plain = [s for s in surfaces if _PLAIN_SURFACE.fullmatch(s)] or [_stand_in(len(self._table))]
            self._table[unit] = {"symbols": plain, "entity": "money" if money else "measure"}
            self._plain |= {s: plain[0] for s in surfaces if s not in plain}
        # Most phrases recur ("km", "two", "58"), and a call takes about 0.4 ms.
        self.number = lru_cache(maxsize=8192)(self._number)
        self.unit = lru_cache(maxsize=4096)(self._unit)

    def _unit(self, above: str, below: str | None = None) -> str | None:
        """The unit id of the surface ``above``, or the quotient "USD/m2" of two surfaces; None for what is no unit."""
        names = [self._plain.get(s, s) for s in (above, below) if s is not None]
        phrase = f"1 {' per '.join(names)}"
        found = self._parse(phrase)
        if len(found) != 1 or len(found[0].surface) != len(phrase):
            return None
        parts = found[0].unit.original_dimensions or ()
        bases = [str(part["base"]) for part in parts]
        return "/".join(bases) if len(bases) == len(names) and "unk" not in bases else None

    def _number(self, phrase: str) -> tuple[Decimal, Decimal] | None:
        """Value and printed step of a number phrase ("7.5 billion", "two hundred", "half a million")."""
        words = phrase.lower().replace("-", " ").split()
        half = words[0] == "half" and len(words) > 1
        words = words[1:] if half else words
        if len(words) > 1:
            words[-1] = _ABBREVIATED.get(words[-1], words[-1])
        factor, place = Decimal(1), Decimal(1)
        while words and words[-1] in _OWN_SCALES:
            scale, tens = _OWN_SCALES[words.pop()]
            factor, place = factor * scale, place * tens
        plain = _plain_number(words)
        found = self._parse(plain)
        if len(found) != 1 or len(found[0].surface) != len(plain) or found[0].unit.name != "dimensionless":
            return None
        value, step = Decimal(repr(found[0].value)), printed_step(plain)
        if not _FRACTION.search(plain):
            value = (value / step).to_integral_value() * step
        value, step = value * factor, step * place
        if max(abs(value.adjusted()), -step.adjusted()) > _MOST_DIGITS:
            return None
        return (flat(value / 2), flat(step / 10)) if half else (flat(value), flat(step))

    def factor(self, scale: str) -> Decimal | None:
        """What a scale ("million", "bn") multiplies the number before it with."""
        found = self.number(f"1 {scale}")
        return found[0] if found else None

    def _parse(self, phrase: str) -> list[Any]:
        global _loaded
        with _LOCK:
            if _loaded is not self:
                load.clear_caches()
                load.load_custom_entities([_ENTITIES])
                load.load_custom_units([self._table], use_general_units=False)
                _loaded = self
            handlers = list(logging.root.handlers)
            try:
                found: list[Any] = parser.parse(phrase)
            finally:
                logging.root.handlers[:] = handlers
        return found


def _plain_number(words: list[str]) -> str:
    """The words of a number as quantulum3 reads them right."""
    if words in ([], ["a"], ["an"], ["one"]):
        return "1"
    if words[0] in _POWERS:
        words = ["1", *words]
    return " ".join(_GROUPING.sub("", word) if word[0].isdigit() else word for word in words)


def printed_step(phrase: str) -> Decimal:
    """The place of the last printed digit: 0.1 for "10.1", 1E9 for "7 billion", 1 for "two hundred and six"."""
    words = phrase.replace("-", " ").split()
    power = 0
    while words and words[-1] in _POWERS:
        power += _POWERS[words.pop()]
    rest = " ".join(words)
    if _FRACTION.search(rest):
        power -= 1 if _HALF.search(rest) else 2
    elif "." in rest:
        power -= len(rest.rsplit(".", 1)[1])
    return Decimal(1).scaleb(power)


def _stand_in(number: int) -> str:
    """A word of letters for a unit that has none ("kWh/100 km")."""
    return "unit" + "".join(chr(ord("a") + int(digit)) for digit in str(number))


def flat(number: Decimal) -> Decimal:
    """``number`` without exponent: 4.9E+9 prints as 4900000000."""
    return Decimal(int(number)) if number == number.to_integral_value() else number.normalize()
