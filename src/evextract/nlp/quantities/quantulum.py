"""quantulum3 behind one narrow door: the value of a number phrase, the unit of a unit phrase.

Nothing else imports quantulum3. It is given short phrases that the scanner cut out, never running text, and a closed unit
table instead of its own (which knows no PS and takes "EV" for exavolts). What this module repairs:

* it keeps its unit table in module globals and its compiled pattern in a cache that ``load_custom_units`` does not
  clear: the table is reloaded, and every cache cleared, whenever another table was loaded in between;
* its disambiguation walks sets, so that results depend on the hash seed: a surface belongs to one unit only;
* with scikit-learn installed it would load a pickled classifier: switched off;
* importing it warns that the classifier is missing, and each call configures the root logger: both undone;
* values are floats: they are rounded back to the printed precision;
* "half a million" is read as 1.5 million, "minus five" as 5, "12,34,567" as two numbers, "13.6M" as 13; "dozen",
  "lakh" and "crore" are unknown.
"""

from __future__ import annotations

import logging
import re
import threading
import warnings
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from quantulum3 import classifier, load, parser

classifier.USE_CLF = False

_LOCK = threading.RLock()
_loaded: Quantulum | None = None

# Scales that quantulum3 lacks, applied to what it reads from the words before them.
_OWN_SCALES = {"dozen": 12, "lakh": 100_000, "crore": 10_000_000, "half-dozen": 6}
_ABBREVIATED = {
    "k": "thousand", "mn": "million", "mln": "million", "mil": "million", "m": "million", "bn": "billion",
    "bln": "billion", "b": "billion", "tn": "trillion", "trn": "trillion", "t": "trillion",
}  # fmt: skip
_SCALE_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_ENTITIES = {"money": {}, "measure": {}, "dimensionless": {}}
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?|\.\d+")
_FRACTION = re.compile(r"[½¼¾⅓⅔⅛⅜⅝⅞]|\d+/\d+|\b(?:half|halves|quarters?|thirds?|fourths?|fifths?|tenths?)\b")


class Quantulum:
    """quantulum3 with the closed table ``units``: (id, surfaces, whether it is a currency)."""

    def __init__(self, units: Iterable[tuple[str, tuple[str, ...], bool]]) -> None:
        self._table: dict[str, dict[str, object]] = {"dimensionless": {"entity": "dimensionless"}}
        for unit, surfaces, money in units:
            self._table[unit] = {"symbols": list(surfaces), "entity": "money" if money else "measure"}
        # Most phrases recur ("km", "two", "58"); a call takes about 0.4 ms.
        self.number = lru_cache(maxsize=8192)(self._number)
        self.unit = lru_cache(maxsize=4096)(self._unit)

    def _parse(self, phrase: str) -> list[object]:
        global _loaded
        with _LOCK:
            if _loaded is not self:
                load.clear_caches()
                load.load_custom_entities([_ENTITIES])
                load.load_custom_units([self._table], use_general_units=False)
                _loaded = self
            handlers = list(logging.root.handlers)
            try:
                found: list[object] = parser.parse(phrase)
            finally:
                logging.root.handlers[:] = handlers
        return found

    def _unit(self, phrase: str) -> tuple[tuple[str, int], ...]:
        """``phrase`` ("dollars per square foot") as (unit id, power) pairs; empty where it is no unit."""
        found = self._parse(f"1 {phrase}")
        if len(found) != 1 or len(found[0].surface) < len(phrase) + 2:  # type: ignore[attr-defined]
            return ()
        parts = found[0].unit.original_dimensions or ()  # type: ignore[attr-defined]
        return tuple((str(part["base"]), int(part["power"])) for part in parts if part["base"] != "unk")

    def _number(self, phrase: str) -> tuple[Decimal, Decimal] | None:
        """Value and printed step of a number phrase ("7.5 billion", "two hundred", "half a million")."""
        words = phrase.lower().replace("-", " ").split()
        sign = 1
        if words and words[0] in ("minus", "negative"):
            words, sign = words[1:], -1
        factor = Decimal(1)
        if words and words[-1] in _ABBREVIATED and len(words) > 1:
            words[-1] = _ABBREVIATED[words[-1]]
        if len(words) > 1 and words[0] == "half" and words[1] in ("a", "an"):
            words = words[2:] if len(words) > 2 else []
            words = (
                words if words and words[0] not in _SCALE_POWERS and words[0] not in _OWN_SCALES else ["one", *words]
            )
            factor = Decimal("0.5")
        while words and words[-1] in _OWN_SCALES:
            factor *= _OWN_SCALES[words.pop()]
        words = words if words else ["one"]
        if words in (["a"], ["an"]):
            words = ["one"]
        # Grouping commas are dropped here: quantulum3 knows groups of three only.
        plain = " ".join(word.replace(",", "") if word[0].isdigit() else word for word in words)
        found = self._parse(plain)
        if len(found) != 1 or len(found[0].surface) != len(plain):  # type: ignore[attr-defined]
            return None
        step = printed_step(plain) * abs(factor)
        if factor == Decimal("0.5"):
            step /= 5
        value = Decimal(repr(found[0].value)) * factor * sign  # type: ignore[attr-defined]
        return (value if _FRACTION.search(plain) else (value / step).to_integral_value() * step), step


def printed_step(phrase: str) -> Decimal:
    """The place of the last printed digit: 0.1 for "10.1", 1E9 for "7 billion", 1 for "two hundred and six"."""
    words = phrase.replace("-", " ").split()
    power = 0
    while words and words[-1] in _SCALE_POWERS:
        power += _SCALE_POWERS[words.pop()]
    rest = " ".join(words)
    if _FRACTION.search(rest):
        power -= 1 if re.search(r"½|1/2|hal", rest) else 2
    elif (digits := _DIGITS.search(rest)) and "." in digits[0]:
        power -= len(digits[0].rsplit(".", 1)[1])
    return Decimal(1).scaleb(power)
