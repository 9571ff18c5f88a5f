"""Units that a comparison does not say again: "460 litres against 318", "the Kia in 7.7 seconds and the Volvo in 5.3"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.quantulum import flat

_HEDGE = r"(?:(?:about|around|roughly|just|only|nearly|almost|over|under|up to) )?"
_AGAINST = re.compile(
    r"(?: [a-z]+)?(?: \([^()]{1,30}\))?,? (?:versus|vs\.?|against|as against|compared (?:with|to)|rather than|instead of)"
    rf" (?:(?:the|its) )?(?:(?:[A-Z][\w-]*|other|rival|latter)(?:’s|'s) )?{_HEDGE}"
)
_OTHER = (
    r"(?:[Tt]he (?:others?|rest|latter|rival|former|second|smaller|larger|bigger)(?: one| car)?"
    r"|(?:[Tt]he )?[A-Z][\w’'-]*(?: [A-Z0-9][\w.’'-]*){0,3}(?:’s|'s)?)"
)
_VERB = (
    r"(?:in|at|to|with|for|has|gets|needs|takes|manages|offers|makes|does|goes|holds|measures|weighs|costs|stops at"
    r"|comes in at|settles for|reaches|requires|asks|manage|get|take|need|reach|offer|make|have|does it in|only|just|makes do with)"
)
_SAME_OF_OTHER = re.compile(
    rf"(?: \([^()]{{1,30}}\))?(?:(?:,|;)? (?:and|while|whereas|but) |, |; ){_OTHER}(?P<verb>(?: {_VERB}){{1,2}})? {_HEDGE}"
)
_NOTHING_COUNTED = re.compile(
    r"\.(?!\d)|[,;:)\n]|$| (?:in|for|on|and|while|but|whereas|before|last|respectively)(?!\w)"
)
_USED = ("kWh", "Ah")
_USABLE = re.compile(r" (?:usable|useable|net|gross)\b")
"""What of a battery's energy can be used: "82 kWh (77 usable)"."""
_SUM = re.compile(
    r"(?<!\w)(?:revenues?|sales|turnover|profits?|loss|losses|earnings|income|debts?|costs?|spending|from|against|to)(?! \d)"
    rf"(?: (?:[a-z]+ly|of|to|at|from|was|were|came|rose|fell|grew|dropped|climbed|slipped|widened|narrowed|shrank|totalled|totaled)){{0,3}} {_HEDGE}\Z"
)
"""What calls a number a sum: "on revenue of 34.9 billion", "from 1.4 billion"."""
_CONVERTING = re.compile(r" ?\((?:about |around |some )?| ?/ ?|,? or ")
_SENTENCE_END = re.compile(r"[.!?]\s+[A-Z“\"]|\n")
_EARLIER = re.compile(r" (?:a|the) (?:year|quarter|month) (?:ago|earlier|before)(?!\w)")
_FAR = 160
_LARGE = re.compile(r"\d{1,3},\d{3}")
_LIKE = 5
"""How many times larger or smaller the other figure may be."""


def with_said_before(text: str, atoms: list[Atom], is_currency: Callable[[str], bool]) -> list[Atom]:
    """The atoms; a bare number takes the unit, and the scale, of the figure that it is set against, and a sum the currency
    of the sum before it ("a profit of 2.2 billion euros on revenue of 34.9 billion").
    """
    money: Atom | None = None
    for atom in atoms:
        if atom.unit is not None and is_currency(atom.unit):
            if money is None or not _CONVERTING.fullmatch(text, money.end, atom.start):
                money = atom
        elif money is not None and atom.unit is None and atom.scale is not None and _is_sum(text, money, atom):
            atom.unit = money.unit
    for a, b in pairwise(atoms):
        if a.unit is None and _LARGE.fullmatch(text, a.number_start, a.number_end) and b.bare and b.kind == "digits":
            if _NOTHING_COUNTED.match(text, b.end) and b.number_end - b.number_start == 3 and _is_of_other(text, a, b):
                b.scale = Decimal(1)  # "BMW with 4,830 and Skoda with 980": a count like the one before
            continue
        if a.unit is None or a.unit == "%" or not b.bare or b.kind != "digits" or a.kind not in ("digits", "words"):
            continue
        if a.unit in _USED and b.start - a.end < 24 and _USABLE.match(text, b.end):
            b.unit = a.unit
            continue
        if b.start - a.end > 60 or not _NOTHING_COUNTED.match(text, b.end):
            continue
        if not _AGAINST.fullmatch(text, a.end, b.start) and not _is_of_other(text, a, b):
            continue
        for factor in (1, a.scale):
            if factor is not None and a.value and 1 <= _LIKE * b.value * factor / a.value <= _LIKE * _LIKE:
                b.value, b.step = flat(b.value * factor), flat(b.step * factor)
                b.unit, b.per, b.scale = a.unit, a.per, a.scale if factor != 1 else None
                break
    return atoms


def _is_sum(text: str, money: Atom, atom: Atom) -> bool:
    """Whether the words before a number in millions call it a sum of money, in the sentence of one that has a currency."""
    if atom.start - money.end > _FAR or _SENTENCE_END.search(text, money.end, atom.start):
        return False
    if not _NOTHING_COUNTED.match(text, atom.end) and not _EARLIER.match(text, atom.end):
        return False
    return _SUM.search(text, money.end, atom.start) is not None


def _is_of_other(text: str, a: Atom, b: Atom) -> bool:
    """Whether only another name stands between the two; "and the Polestar 4" is a name itself."""
    told = _SAME_OF_OTHER.fullmatch(text, a.end, b.start)
    return told is not None and bool(told["verb"] or {".", ","} & set(text[b.number_start : b.number_end]))
