"""How precisely a number is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

MAGNITUDES = {
    "thousand": 3, "k": 3, "million": 6, "millions": 6, "m": 6, "mn": 6, "mio": 6,
    "billion": 9, "billions": 9, "bn": 9, "b": 9, "trillion": 12, "trillions": 12, "tn": 12,
}  # fmt: skip
NUMERAL = re.compile(r"\d{1,3}(?:[,  ]\d{3})+(?:\.\d{1,9})?|\d{1,18}(?:\.\d{1,9})?")
WORD_AFTER = re.compile(r"[\s-]?([A-Za-z]{1,9})\b")


def numerals(text: str) -> Iterator[tuple[Decimal, Decimal, tuple[int, int]]]:
    """Every number in ``text``, the step it is printed with, and where: ``"¥1.5 billion"`` gives 1500000000,
    100000000 and (1, 12).
    """
    for found in NUMERAL.finditer(text):
        digits = re.sub(r"[^\d.]", "", found[0])
        word = WORD_AFTER.match(text, found.end())
        power = MAGNITUDES.get(word[1].lower(), 0) if word else 0
        end = word.end() if word and power else found.end()
        scale = Decimal(10) ** power
        yield Decimal(digits) * scale, decimal_step(digits) * scale, (found.start(), end)
        if power and word and len(word[1]) == 1:
            # "1,234 m" may be metres.
            yield Decimal(digits), decimal_step(digits), (found.start(), found.end())


def printed_step(number: Decimal, text: str) -> Decimal:
    """The step with which ``number`` is printed in ``text``; where it isn't found there, the step of its own digits."""
    steps = [step for value, step, _ in numerals(text) if value == abs(number)]
    return max(steps) if steps else decimal_step(format(number, "f"))


def decimal_step(digits: str) -> Decimal:
    """One unit of the last printed place: ``"10.1"`` gives 0.1, ``"635"`` and ``"600"`` give 1."""
    _, point, decimals = digits.partition(".")
    return Decimal(1).scaleb(-len(decimals)) if point else Decimal(1)


def round_step(number: Decimal) -> Decimal:
    """The coarsest step that ``number`` may have been rounded to: 10000 for 140000, 1 for 635, 0.1 for 10.1."""
    try:
        exponent = number.normalize().as_tuple().exponent
    except InvalidOperation:
        return Decimal(1)
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) else Decimal(1)
