"""The grammar of written numbers, as patterns. The values of all but fractions in words are quantulum3's business."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BIG = "thousand|million|billion|trillion|lakh|crore"
_SCALE = rf"hundred|dozen|{_BIG}|wan(?= (?:yuan|rmb)\b)"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|{_ONES})"
_VULGAR = "½¼¾⅓⅔⅛⅜⅝⅞"
_THIN = "\u00a0\u202f\u2009"
_HALVES = "(?: and a half|-and-a-half)"

_WORDS = (
    rf"half[ -](?:an? )?(?:{_SCALE})"
    rf"|(?:an?|{_SMALL})(?:[ -](?:{_SCALE})(?:[ -](?:and[ -])?{_SMALL})?)+"
    rf"|{_SMALL}{_HALVES}?"
    r"|zero(?= to )"
    r"|an?(?= [a-z]{4,9} and a half\b)"
)
_SINGLE_PARTS = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
PARTS = {"half": 2, "halves": 2, **_SINGLE_PARTS, **{f"{part}s": size for part, size in _SINGLE_PARTS.items()}}
"""Parts of a whole: how many of them make it up."""
_TIMES = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
"""How many parts a fraction can have."""
_FRACTIONS = (
    rf"(?:{'|'.join(_TIMES)})[ -](?:{'|'.join(sorted(PARTS, reverse=True))})"
    rf"|(?<!first )(?<!second )(?<!latter )(?<!other )half(?= of\b| an? (?!{_SCALE}))|(?<=\bby )half"
)
_VAGUE = (
    rf"(?:(?:tens|dozens|hundreds) of )?(?:tens|scores|(?:{_SCALE})s)(?= of\b)"
    rf"|(?:several|a few|many)(?: hundred| dozen)?(?: (?:{_BIG}))(?! of)|(?:several|a few|many) (?:hundred|dozen)"
)
_PAIR = r"(?:a |one )?(?:pair|couple)(?= of\b)"
# A multiplier before the part that there is so many of: "dual-motor", "a single electric motor". Before other nouns
# ("every single day", "dual-purpose", "a single mother") it counts nothing.
_PARTS_COUNTED = "motors?|engines?|displays?|screens?|batter(?:y|ies)|seats?|axles?|chargers?|turbochargers?|ports?"
_TUPLE = rf"(?:single|twin|dual|triple|quad)(?=[ -](?:\d[\d.,]*[ -]?(?!in)[A-Za-z]{{1,10}}[ -])?(?:\w+[ -]){{0,2}}(?:{_PARTS_COUNTED})\b)"
# Two are meant by "a second motor", and by "a motor on each axle".
_TWO = (
    r"(?<!\bno )(?<!\bwithout a )second(?= (?:electric |e-)?motor\b)"
    r"|(?:an?|one)(?= (?:(?!motor)[\w-]+ ){0,2}motor (?:on|at|for|per|over) (?:each|either) (?:axle|end)\b)"
)
_DIGITS = (
    rf"\d+(?:[.,]\d+|['’]\d{{3}}(?!\d))*(?:[{_THIN} ]\d{{3}}(?!\d))*(?: ?[{_VULGAR}]| [1-9]/[2-9]\b|{_HALVES})?"
    rf"|(?<![A-Za-z])\.\d+|[{_VULGAR}]"
)
NUMBER = re.compile(
    rf"\b(?:(?P<vague>{_VAGUE})|(?P<fraction>(?:{_FRACTIONS})\b|(?<![/.,])[1-9]/[1-9]\d?(?![\d/]))"
    rf"|(?P<tuple>{_TUPLE}|{_TWO})|(?P<words>(?:{_WORDS})\b)|(?P<pair>{_PAIR}))|(?P<digits>{_DIGITS})",
    re.IGNORECASE,
)
"""A number phrase; the name of the group that matched is its kind. A scale behind digits is not included."""

PLAIN = re.compile(
    r"(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:['’]\d{3})+|\d{1,2}(?:,\d\d)+,\d{3}"
    rf"|\d{{1,3}}(?:[{_THIN} ]\d{{3}})+)(?:\.\d+)?(?: ?[{_VULGAR}]| [1-9]/[2-9]|{_HALVES})?|\.\d+|[{_VULGAR}]"
)
"""Digits that are one number in English: thousands (or lakhs) grouped, a decimal point. "1,5" is none."""

SCALE = re.compile(rf"[ \u00a0]?-?(?P<word>(?:{_SCALE})(?: (?:{_BIG}))?)s?\b", re.IGNORECASE)
SHORT_SCALE = re.compile(
    r"(?P<word>k|K|M|m|B|b|T|cr)(?![\w/²³])|[ \u00a0]?(?P<spaced>mn|mln|mil|m|M|bn|bln|b|B|tn|trn|cr)(?![\w/²³])"
)
"""Abbreviated scales: ``word`` directly behind the digits, ``spaced`` also after a space."""

SCALE_OF = re.compile(rf" of (?:an?|one) (?P<word>(?:{_SCALE}))\b", re.IGNORECASE)
"""A scale that a fraction is a part of: "a quarter of a million"."""

TRAILING_SCALE = re.compile(rf"\b(?P<scale>(?:{_SCALE})(?: (?:{_SCALE}))?)$", re.IGNORECASE)

MULTIPLES = {
    "single": 1, "twin": 2, "dual": 2, "triple": 3, "quad": 4, "pair": 2, "couple": 2, "second": 2, "a": 2, "an": 2, "one": 2,
}  # fmt: skip
ROUND = {
    "ten": 10,
    "dozen": 12,
    "score": 20,
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
}
"""What the plurals of vague numbers are multiples of."""


def fraction(phrase: str) -> tuple[Decimal, Decimal]:
    """Value and printed step of a fraction in words ("two-thirds")."""
    *times, part = re.split(r"[ -]", phrase.lower())
    value = (_TIMES[times[0]] if times else 1) / PARTS[part]
    return Decimal(repr(value)), Decimal("0.1" if PARTS[part] == 2 else "0.01")
