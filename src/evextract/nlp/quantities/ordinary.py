"""Units that are ordinary words where they stand: "10 in Asia", "5 won", "12m users", "3 million pounds"."""

from __future__ import annotations

import re
from decimal import Decimal

from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.quantulum import flat
from evextract.nlp.quantities.tokens import Tokens
from evextract.nlp.quantities.units import QuantityUnits

_YEAR = re.compile(r"(?:19|20)\d\d")
_SOLD = re.compile(
    r"\b(?:sales|sold|deliver\w+|output|orders?|registrations?|exports?|shipments?|users|customers|population|workforce"
    r"|volumes?)\b[^.;,()\d]{0,30}(?:[~≈] ?)?$",
    re.IGNORECASE,
)
_LONG = re.compile(r"[ -](?:long|wide|tall|high|deep|away|apart|in (?:length|width|height)|of)\b")
_C_RATE = re.compile(r" (?:batter|charg|cell|rate|pack|discharg|ultra|super|fast|lfp|lithium)", re.IGNORECASE)
_HYPHENED = re.compile(r"-(?!long\b|old\b)[a-z]", re.IGNORECASE)
_QUOTES = ('"', "”")
_LINES = frozenset(("240", "360", "480", "540", "576", "720", "1080", "1440", "2160"))
"""Lines of a video picture, which "p" stands behind as it does behind pence."""
_MILLION = Decimal(10**6)
_CLAUSE = re.compile(r"[;!?\n]|\.\s")
_WEIGHT = re.compile(
    r"\b(?:weigh\w*|heav\w+|lighter|mass|payload|tow\w*|haul\w*|carr\w+|lift\w*|lose|lost|load|drop\w*)\b",
    re.IGNORECASE,
)
_PRICE = re.compile(
    r"[£$€¥]|\b(?:dollars?|euros?|pric\w+|cost\w*|pay\w*|paid|worth|spen[dt]\w*|invest\w*|fine\w*|charg\w+|sold|buy"
    r"|bought|save\w*|fund\w*|loan\w*|debt\w*|profit\w*|loss\w*|revenue\w*|earn\w*|salary|wage\w*|tax\w*|grant\w*"
    r"|budget\w*)\b",
    re.IGNORECASE,
)


def settle_unit(atom: Atom, tokens: Tokens, units: QuantityUnits) -> None:
    """Take the unit back, or correct it, where its word means something else."""
    if atom.unit is None or atom.unit_start is None:
        return
    text = tokens.text
    written = text[atom.unit_start : atom.end]
    if money := units.also_money.get(written.lower()):
        if _is_money(text, atom):
            atom.unit = money
        return
    spaced = text[atom.unit_start - 1] in " \u00a0"
    if written == "m" and not spaced and _is_million(atom, tokens):
        atom.value, atom.step, atom.scale = flat(atom.value * _MILLION), flat(atom.step * _MILLION), _MILLION
    elif not (
        (spaced and _is_compound(written, atom, text))
        or _quotes(written, atom, text)
        or _is_name(written, atom, tokens, units)
        or _is_word(text[atom.number_start : atom.number_end], written, spaced, atom, tokens)
    ):
        return
    atom.unit, atom.unit_start, atom.per = None, None, None
    atom.end = atom.number_end + (atom.scale is not None and written == "m")


def _is_million(atom: Atom, tokens: Tokens) -> bool:
    """Whether "m" behind digits is for millions: "12m units", "35m of its parcels", "sales of 1.2m"."""
    if tokens.counts_after(atom.end):
        return True
    if atom.scale is not None:
        return False
    sold = _SOLD.search(tokens.text, max(0, atom.start - 60), atom.start)
    return tokens.counts_of(atom.end) or (sold is not None and not _LONG.match(tokens.text, atom.end))


def _is_compound(written: str, atom: Atom, text: str) -> bool:
    """A letter or word that a hyphen joins to the next one: "3 A-levels", "20 second-hand cars" (not "2 mile-long")."""
    return (len(written) == 1 or written == "second") and _HYPHENED.match(text, atom.end) is not None


def _quotes(written: str, atom: Atom, text: str) -> bool:
    """Whether a mark that could be for inches closes a quotation instead."""
    if written not in _QUOTES:
        return False
    before = text[max(0, atom.start - 300) : atom.start]
    return atom.kind != "digits" or before[before.rfind("\n") + 1 :].count('"') % 2 == 1


def _is_name(written: str, atom: Atom, tokens: Tokens, units: QuantityUnits) -> bool:
    """ "Five Euro NCAP stars": a currency in capitals before another name."""
    after = tokens.after(atom.end)
    named = after is not None and after.text[0].isupper() and after.idx == atom.end + 1
    return named and written.istitle() and units.is_money(atom.unit or "")


def _is_word(number: str, written: str, spaced: bool, atom: Atom, tokens: Tokens) -> bool:
    tag = tokens.doc[tokens.at(atom.unit_start or 0)].tag_
    if written == "s":  # "the 1990s", "in her 20s", "Boeing 737s"
        named = tokens.doc[max(0, tokens.at(atom.number_start) - 1)].tag_ in ("NNP", "NNPS")
        return not spaced and number.isdigit() and (number.endswith("0") or named)
    if written == "C" and not spaced and number.isdigit() and _C_RATE.match(tokens.text, atom.end):
        return True  # "a 5C battery" can be charged in a fifth of an hour
    if written == "p" and number in _LINES and not spaced:
        return True
    if written == "marks" and (atom.scale is None or atom.scale < _MILLION):
        return True
    if not spaced:
        return False
    if written == "in":
        return tag in ("IN", "RP")
    verb = tag.startswith("VB") and len(written) > 2 and written.isalpha() and atom.scale is None
    return verb or (_YEAR.fullmatch(number) is not None and written[0].isupper())


def _is_money(text: str, atom: Atom) -> bool:
    """Whether "pounds" and the like are money here: the words around speak of prices, not of weights."""
    before, after = text[max(0, atom.start - 80) : atom.start], text[atom.end : atom.end + 50]
    around = _CLAUSE.split(before)[-1] + text[atom.start : atom.end] + _CLAUSE.split(after)[0]
    if _WEIGHT.search(around):
        return False
    return _PRICE.search(around) is not None or (atom.scale is not None and atom.scale >= _MILLION)
