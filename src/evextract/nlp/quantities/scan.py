"""Find the atoms: one number each, with its sign, currency, scale and unit, where it has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from evextract.nlp.quantities.units import QuantityUnits

_ONES = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|zero"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALES = "hundred|thousand|million|billion|trillion|dozen|lakh|crore"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES})"
_PARTS = "½¼¾⅓⅔⅛⅜⅝⅞"
_WORDS = (
    rf"half[ -](?:an?[ -])?(?:{_SCALES})"
    rf"|(?:an?|{_SMALL})(?:[ -](?:{_SCALES})(?:[ -](?:and[ -])?{_SMALL})?)+"
    rf"|{_SMALL}(?: and a half|-and-a-half)?"
)
_DIGITS = rf"\d+(?:[.,]\d+)*(?:[    ]\d{{3}})*(?: ?[{_PARTS}]| \d/\d\d?| and a half|-and-a-half)?|\.\d+|[{_PARTS}]"
_FRACTIONS = r"(?:an?|one|two|three|four|five|nine)[ -](?:half|third|quarter|fifth|tenth)s?"
_VAGUE = (
    r"(?:(?:tens|hundreds|dozens|scores) of )?(?:tens|dozens|hundreds|thousands|millions|billions|trillions|lakhs|crores)"
    r"(?= of\b)"
)
NUMBER = re.compile(
    rf"(?P<vague>\b(?:{_VAGUE})\b)|(?P<fraction>\b(?:{_FRACTIONS})\b|\b\d/\d\d?\b(?!/))"
    rf"|(?P<words>\b(?:{_WORDS})\b)|(?P<digits>{_DIGITS})",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    rf"(?:\d+|\d{{1,3}}(?:,\d{{3}})+|\d{{1,2}}(?:,\d\d)+,\d{{3}}|\d{{1,3}}(?:[    ]\d{{3}})+)(?:\.\d+)?"
    rf"(?: ?[{_PARTS}]| \d/\d\d?)?(?:(?: and a |-and-a-)half)?|\.\d+|[{_PARTS}]"
)
_SCALE = re.compile(
    r"[  ]?-?(?P<word>(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)(?: (?:thousand|million|billion|trillion|lakh|crore))?)s?\b",
    re.IGNORECASE,
)
_SCALE_SHORT = re.compile(r"[  ]?(?P<word>k|K|mn|mln|mil|m|M|bn|bln|b|B|tn|trn|T)(?![\w/²³])")
_SURE_SHORT = ("mn", "mln", "mil", "bn", "bln", "tn", "trn", "k", "K")
_TENFOLD = {
    "tens": 10,
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "lakhs": 10**5,
    "millions": 10**6,
}
_TENFOLD |= {"crores": 10**7, "billions": 10**9, "trillions": 10**12}


@dataclass(slots=True)
class Atom:
    """One number. ``start:end`` covers sign, currency, scale and unit; ``number`` is ``text[number_start:number_end]``.

    ``value`` and ``step`` include ``scale``. ``unit`` is None where none is written.
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
    prefixed: bool = False
    per: str | None = None
    sign: str = ""
    hyphen: bool = False


def scan(text: str, units: QuantityUnits) -> Iterator[Atom]:
    """The atoms of ``text`` in order. Digits inside names and codes ("N7", "ID.3", "1,5") are passed over."""
    position = 0
    while (match := NUMBER.search(text, position)) is not None:
        atom = _atom(text, match, units)
        position = max(atom.end, atom.number_end) if atom else match.end()
        if atom:
            yield atom


def _atom(text: str, match: re.Match[str], units: QuantityUnits) -> Atom | None:
    start, end = match.span()
    kind = str(match.lastgroup)
    if kind == "vague":
        factors = [_TENFOLD[w] for w in match[0].lower().replace(" of ", " ").split()]
        value = Decimal(1)
        for factor in factors:
            value *= factor
        atom = Atom(start, end, start, end, value, value, kind)
        of = re.compile(r" of ").match(text, end)
        if of and (found := units.suffix.match(text, of.end())):
            _take_unit(text, atom, found, units)
        return atom
    if kind == "digits":
        if (
            start
            and (text[start - 1].isalpha() or text[start - 1] in "_#@")
            and not units.prefix.search(text, max(0, start - 8), start)
        ):
            return None
        if start > 1 and text[start - 1] in ".," and text[start - 2].isalnum():
            return None
        if not _PLAIN.fullmatch(match[0]):
            # "2024 300 km": what a space joins may be two numbers.
            shorter = re.match(r"\S+", match[0])
            if shorter is None or not _PLAIN.fullmatch(shorter[0]):
                return None
            end = start + shorter.end()
    phrase = text[start:end]
    scale = None
    number_end = end
    word = None
    prefix = units.prefix.search(text, max(0, start - 10), start)
    if found := _SCALE.match(text, end):
        word = found["word"]
    elif kind == "digits" and (found := _SCALE_SHORT.match(text, end)):
        short = found["word"]
        if prefix or short in _SURE_SHORT or (short in "bT" and not units.suffix.match(text, end)) or (short == "M"):
            word = short
    if word and found:
        phrase = f"{phrase} {word}"
        end = found.end()
    read = units.quantulum.number(phrase)
    if read is None:
        return None
    value, step = read
    if word:
        one = units.quantulum.number(f"1 {word}")
        scale = one[0] if one else None
    atom = Atom(start, end, start, number_end, value, step, kind, scale)
    if kind == "fraction":
        # "a quarter of an hour", but not "a quarter of its staff".
        of = re.compile(r" of an? ").match(text, end)
        if of and (found := units.suffix.match(text, of.end())):
            _take_unit(text, atom, found, units)
            return atom
    if prefix:
        atom.start = prefix.start()
        atom.unit, atom.prefixed = units.read(prefix[0]), True
        _take_rate(text, atom, units)
    elif found := units.suffix.match(text, end):
        _take_unit(text, atom, found, units)
    _take_sign(text, atom)
    if kind == "digits" and atom.unit is None and end < len(text) and (text[end].isalpha() or text[end] == "_"):
        return None
    return atom


def _take_unit(text: str, atom: Atom, found: re.Match[str], units: QuantityUnits) -> None:
    unit = units.read(found["unit"])
    if unit is None:
        return
    atom.unit, atom.end = unit, found.end()
    atom.hyphen = "-" in text[found.start() : found.start("unit")]
    _take_rate(text, atom, units)


def _take_rate(text: str, atom: Atom, units: QuantityUnits) -> None:
    found = units.rate.match(text, atom.end)
    if found is None or atom.unit is None:
        return
    if found["unit"]:
        below = units.read(found["unit"])
        if below is None or below == atom.unit:
            return
        atom.per = found["unit"]
    else:
        below = found["thing"] or found["other"]
        atom.per = below
    atom.unit, atom.end = f"{atom.unit}/{below}", found.end()


def _take_sign(text: str, atom: Atom) -> None:
    """A minus or plus directly before the number or its currency, where no letter or digit stands before the sign."""
    at = atom.start
    if found := re.search(r"(?:minus|negative)[ -]$", text[max(0, at - 10) : at], re.IGNORECASE):
        atom.start -= len(found[0])
        atom.value = -atom.value
        return
    inner = text[atom.number_start - 1 : atom.number_start] if atom.prefixed else ""
    if inner in ("-", "−"):
        atom.value = -atom.value
        return
    if at and text[at - 1] in "-−–+" and (at == 1 or text[at - 2].isspace() or text[at - 2] in "([:~"):
        if text[at - 1] == "+":
            atom.sign = "+"
            atom.start -= 1
        elif text[at - 1] != "–":
            atom.sign = "-"
            atom.value = -atom.value
            atom.start -= 1
