"""Find the atoms: one number each, with its sign, currency, scale and unit, where it has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.numbers import (
    MULTIPLES,
    NUMBER,
    PARTS,
    PLAIN,
    ROUND,
    SCALE,
    SCALE_OF,
    SHORT_SCALE,
    TRAILING_SCALE,
    fraction,
)
from evextract.nlp.quantities.quantulum import flat
from evextract.nlp.quantities.rates import take_rate
from evextract.nlp.quantities.units import QuantityUnits

_WINDOW = 10  # What can stand before a number ("U.S. $", "minus ") is shorter.
_LONGEST = 60  # A number phrase; longer ones are no prose.
_PLUS = re.compile(r"\+(?! ?\d)|-plus\b")
_AND_PART = re.compile(r"[ -]and[ -]an?[ -](?P<part>half|quarter)\b(?! of\b)")
_OF = re.compile(r"(?: of(?P<article> an?)?| (?P<bare>an?))(?= )")
_HYPHEN_WORDS = frozenset(
    ("sub", "minus", "negative", "plus", "to", "and", "or", "a", "an", "near", "over", "under", "now", "then")
)
_MINUS_WORD = re.compile(r"(?:minus|negative)[ -]$", re.IGNORECASE)
_CODED = re.compile(r"-\d")
_THOUSANDTHS = re.compile(r"\d{2,3}\.\d{3}")
_NAMED_Y = re.compile(r"(?<!\w)[A-Z][a-z]+ \Z")
_LIKE_PRICE = re.compile(r",|\.\d\d$|\d{3}")


def scan(text: str, units: QuantityUnits) -> Iterator[Atom]:
    """The atoms of ``text`` in order. Digits inside names and codes ("N7", "ID.3", "1,5") are passed over."""
    position = 0
    last: Atom | None = None
    while (match := NUMBER.search(text, position)) is not None:
        atom = _atom(text, match, units, last)
        position = match.end()
        if atom is not None:
            position = max(atom.end, atom.number_start + 1)
            last = atom
            yield atom
        elif match.lastgroup == "digits" and " " in match[0]:
            position = match.start() + match[0].index(" ")  # "the EX30 153 kW": the code ends before the figure


def _atom(text: str, match: re.Match[str], units: QuantityUnits, last: Atom | None) -> Atom | None:
    start, end = match.span()
    kind = str(match.lastgroup)
    prefix = units.currency_before(text, max(0, start - _WINDOW), start)
    if kind == "digits":
        joined = last is not None and last.end == start - 1 and last.end > last.number_end  # "£10m-15m"
        if end - start > _LONGEST or (not joined and prefix is None and _in_code(text, start)):
            return None
        if not PLAIN.fullmatch(match[0]):
            end = start + len(match[0].split()[0])  # "2024 300 km": a space may part two numbers.
            if not PLAIN.fullmatch(text, start, end):
                return None
    elif end - start > _LONGEST or (start and text[start - 1] == "-" and not _after_hyphen_word(text, start)):
        return None
    if prefix is not None and prefix[0] == "Y" and _NAMED_Y.search(text, max(0, prefix.start() - 20), prefix.start()):
        prefix = None  # "the Model Y 393"
    priced = prefix is not None or _ends_price_range(text, last, start, units)
    atom = _number(text, start, end, kind, priced, units)
    if atom is None:
        return None
    if found := _PLUS.match(text, atom.end):
        atom.plus, atom.end = True, found.end()
    if prefix is not None:
        if prefix[0] in ("R", "Y") and atom.scale is None and not _LIKE_PRICE.search(text, start, end):
            return None  # "R5" and "Y20" are names more often than prices.
        atom.start, atom.unit = prefix.start(), units.read(prefix[0])
        _take_currency_again(text, atom, units)
        take_rate(text, atom, units)
    else:
        _take_unit(text, atom, units)
    _take_sign(text, atom, prefix is not None)
    _read_continental(text, atom, units)
    glued = atom.unit is None and atom.end < len(text) and (text[atom.end].isalpha() or text[atom.end] == "_")
    return None if glued and kind == "digits" else atom


def _in_code(text: str, start: int) -> bool:
    """Whether the digits at ``start`` continue a word, a name or a code."""
    if not start:
        return False
    last = text[start - 1]
    before = text[start - 2] if start > 1 else " "
    if last == "-" and before.isalpha():
        return not _after_hyphen_word(text, start)
    if last in ".,":
        return before.isalnum()
    return last.isalnum() or last in "_#@°" or (last == ":" and before.isdigit()) or (last in "'’" and before == " ")


def _after_hyphen_word(text: str, start: int) -> bool:
    word = re.search(r"([A-Za-z]*)-$", text[max(0, start - _WINDOW) : start])
    return word is not None and word[1].lower() in _HYPHEN_WORDS


def _ends_price_range(text: str, last: Atom | None, start: int, units: QuantityUnits) -> bool:
    """Whether a dash or "to" joins the number at ``start`` to a price, so that its "m" stands for millions."""
    if last is None or last.unit is None or last.unit_start is not None or not units.is_money(last.unit):
        return False
    return text[last.end : start] in ("-", "–", " to ", " - ", " – ")


def _number(text: str, start: int, end: int, kind: str, priced: bool, units: QuantityUnits) -> Atom | None:
    """The bare number with its scale, or None where it can't be read."""
    phrase = text[start:end].lower()
    words = phrase.split()
    if kind == "vague":
        value = Decimal(1)
        for word in words:
            value *= ROUND.get(word, ROUND.get(word.removesuffix("s"), 1))
        return Atom(start, end, start, end, value, value, kind)
    if kind in ("pair", "tuple"):
        return Atom(start, end, start, end, Decimal(MULTIPLES[words[-1]]), Decimal(1), kind)
    if kind == "fraction" and phrase[0].isalpha():
        return _fraction(text, start, end, units)
    scale, after = _scale(text, end, kind, priced, units)
    if scale:
        phrase = f"{phrase} {scale}"
    elif kind == "words" and (found := TRAILING_SCALE.search(phrase)):
        scale = found["scale"]
    read = units.quantulum.number(phrase)
    if read is None:
        return None
    return Atom(start, after, start, end, *read, kind, units.quantulum.factor(scale) if scale else None)


def _fraction(text: str, start: int, end: int, units: QuantityUnits) -> Atom:
    """A fraction in words, of a scale where one follows: "two thirds", "a quarter of a million"."""
    value, step = fraction(text[start:end])
    scale = SCALE_OF.match(text, end)
    factor = units.quantulum.factor(scale["word"].lower()) if scale else None
    if scale is None or factor is None:
        return Atom(start, end, start, end, value, step, "fraction")
    return Atom(start, scale.end(), start, end, flat(value * factor), flat(step * factor), "words", factor)


def _scale(text: str, end: int, kind: str, priced: bool, units: QuantityUnits) -> tuple[str | None, int]:
    """The scale behind a number, and where it ends. Unless money is spoken of, "m" is for metres."""
    if found := SCALE.match(text, end):
        return found["word"].lower(), found.end()
    found = SHORT_SCALE.match(text, end) if kind == "digits" else None
    if found is None:
        return None, end
    word = found["word"] or found["spaced"]
    if not priced and len(word) == 1 and not (found["word"] and word in "kKMBbT"):
        behind = units.suffix.match(text, found.end())
        priced = behind is not None and units.may_be_money(behind["unit"])
        if not priced:
            return None, end
    return word, found.end()


def _take_unit(text: str, atom: Atom, units: QuantityUnits) -> None:
    """The unit behind the number, also after "of": "a quarter of an hour", "half a mile", "hundreds of miles"."""
    at = atom.end
    if atom.kind in ("vague", "fraction", "pair") and (of := _OF.match(text, at)):
        if atom.kind == "fraction" and not (of["article"] or of["bare"]):
            return
        at = of.end()
    found = units.suffix.match(text, at)
    unit = units.read(found["unit"]) if found else None
    if found is not None and len(found["unit"]) == 1 and _CODED.match(text, found.end()):
        return  # "1,870 F-150s": a letter of a code
    if found is not None and unit is not None:
        atom.unit, atom.unit_start, atom.end = unit, found.start("unit"), found.end()
        if more := _AND_PART.match(text, atom.end):  # "an hour and a half"
            atom.value, atom.end = atom.value + Decimal(1) / PARTS[more["part"]], more.end()
            atom.step = min(atom.step, Decimal("0.1"))
        take_rate(text, atom, units)


def _take_currency_again(text: str, atom: Atom, units: QuantityUnits) -> None:
    """Step over a currency that is written a second time: "$5 million dollars", "¥1,000 yen"."""
    found = units.suffix.match(text, atom.end)
    if found and found["unit"][0].isalpha() and (unit := units.read(found["unit"])) and units.is_money(unit):
        atom.end, atom.unit = found.end(), unit


def _read_continental(text: str, atom: Atom, units: QuantityUnits) -> None:
    """Take the point of "29.990 euros" for what groups thousands: nobody prices in thousandths, but per litre."""
    written = text[atom.number_start : atom.number_end]
    if atom.scale is None and atom.per is None and _THOUSANDTHS.fullmatch(written) and units.is_money(atom.unit or ""):
        atom.value, atom.step = flat(atom.value * 1000), Decimal(1)


def _take_sign(text: str, atom: Atom, priced: bool) -> None:
    """A plus or minus before the number or its currency, where no letter or digit stands directly before the sign."""
    at = atom.start
    if found := _MINUS_WORD.search(text, max(0, at - _WINDOW), at):
        atom.start, atom.value = found.start(), -atom.value
    elif priced and text[atom.number_start - 1] in "-−":
        atom.value = -atom.value
    elif at and text[at - 1] in "-−+" and (at == 1 or text[at - 2] in " \u00a0\n\t([~:,"):
        atom.start, atom.sign = at - 1, "+" if text[at - 1] == "+" else "-"
        atom.value = atom.value if atom.sign == "+" else -atom.value
