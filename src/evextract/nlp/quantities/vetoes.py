"""Numbers that are no quantities: dates, years, clock times, ordinals, names, versions, scores, numbering."""

from __future__ import annotations

import re
from itertools import zip_longest

from evextract.nlp.naming.unsaid_units import is_measure_behind_name
from evextract.nlp.quantities.atom import Atom
from evextract.nlp.quantities.ordinary import settle_unit
from evextract.nlp.quantities.scan import scan
from evextract.nlp.quantities.tokens import Tokens
from evextract.nlp.quantities.units import QuantityUnits
from evextract.nlp.quantities.years import in_spans, is_year

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAYS_LEFT = re.compile(rf"\b{_MONTH}\.? (?:\d{{1,2}}(?:,| and| or| to| through|[ ]?[-–])? ?)?$", re.IGNORECASE)
_DAYS_RIGHT = re.compile(rf"(?:(?:,| and| or| to| through| ?[-–]) ?\d{{1,2}})?(?: of)? {_MONTH}\b", re.IGNORECASE)
_CLOCK = re.compile(r":\d|[.:]\d\d ?[ap]\.?m\b|[ \u00a0]?[ap]\.?m\b|\s?o.clock\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:^|\W)(?:no\.?|nos\.?|number|pages?|pp?\.|chapter|section|article|phase|stage|level|episode|season|round|version"
    r"|group|category|class|row|step|part|volume|vol\.|type|tier|grade|question|rule|gen|generation|room|gate|terminal"
    r"|highway|interstate|route|flight|line|seed|ranked|euro|figure|table|item|clause|schedule|lot|series|week|day"
    r"|game|match|channel|platform|track|bus|windows|under|u)[ -]$",
    re.IGNORECASE,
)
_LIST_NUMBER = re.compile(r"(?:^|\n)[ \t]*[(\[]?$")
_CHAINED = re.compile(r"[-–]\d+[-–]\d|-(?:[A-Z]|in-\d)|[x×+]\d|/\d| \d{2,4} \d{3}")
_CHAINED_LEFT = re.compile(r"\d[-–]\d+[-–]$|\d[x×/]$|\d-in-$")
_IN_ONE = re.compile(r"-(?:\d|one\b)")  # "2-in-1"
_OF_NUMBER = re.compile(
    r"of (?:the |its |their |his |her |our )?(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\b", re.IGNORECASE
)
_SCORE = re.compile(r"(?<![\d-])(?P<a>\d\d?)[-–](?P<b>\d\d?)(?![\w%°–-])")
_GAME = re.compile(
    r"\b(?:won|wins?|beats?|lost|defeat\w*|draw|drew|lead|leading|victory|score\w*|tied?|record)\b", re.IGNORECASE
)
_RESOLUTION = re.compile(
    r"(?:[ -]\w+){0,3}[ -](?:displays?|screens?|touchscreens?|resolution|videos?|cameras?|tablets?|monitors?|panels?"
    r"|tvs?|footage|clips?|films?|streams?|streaming|recordings?|movies?|projectors?)\b",
    re.IGNORECASE,
)
_PART_RIGHT = re.compile(
    r" of (?!July\b|the month\b)| (?:more|less|fewer|higher|lower|larger|smaller|bigger|cheaper|faster|slower|longer|shorter|lighter"
    r"|heavier|wider|taller|stronger|older|younger|better|worse)\b"
)
_BY = re.compile(r"\b(?:by|up|down)(?: (?:about|around|nearly|almost|roughly|over|more than|just over|just under))? $")
_SEVERAL = re.compile(r"(?: ?\d+)?s(?!\w)")
_AND_NAME = re.compile(r",? (?:and|or) |, ")
_LAST_NUMBER = re.compile(r"(?<=[A-Za-z] )\d{2,3}\Z")
_LONGEST_NUMBER = 3
_COEFFICIENTS = frozenset(("cd", "cx", "cw"))
_ADDRESS = re.compile(
    r" (?:[NESW]|[NS][EW])\.? (?:\d{1,3}(?:st|nd|rd|th)|[A-Z]\w+)(?: [A-Z]\w+)? (?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard"
    r"|Dr|Drive|Ln|Lane|Way|Hwy|Highway|Pl|Place)\b"
)
"""A street behind the number of a house, with its part of the town: "12 W 34th St"."""
_ORDINAL = re.compile(r"[ -](?:hundred|thousand|million|billion)th\b", re.IGNORECASE)
_NEGLIGIBLE = frozenset(("off", "time", "way", "on", "up", "fold", "stop", "size", "to", "by", "sided", "liner"))
_DESCRIBES_ONE = frozenset(("JJ", "JJR", "JJS", "VBN"))
_GIVEN_TO = re.compile(r"\d ?[A-Za-z]{1,4} (?:in|for|with) the \Z")
_NEXT_GIVEN = re.compile(r"(?:,| and|, and) \d[\d.,]* ?[A-Za-z]{1,4} (?:in|for|with) the ")
"""Around the name of a version: "59 kWh in the 60 and 77 kWh in the 85"."""


def quantities_only(tokens: Tokens, units: QuantityUnits) -> list[Atom]:
    """The atoms of a text that are quantities. What a dash or slash joins to a number that is none is none either."""
    kept: list[Atom] = []
    refused = -2
    found = list(scan(tokens.text, units))
    for atom in found:
        settle_unit(atom, tokens, units)
    years = in_spans(tokens, found)
    for atom, after in zip_longest(found, found[1:]):
        joins = "-–/+ " if refused > 0 and _CHAINED.match(tokens.text, refused) else "-–/+"
        chained = atom.bare and atom.start == refused + 1 and tokens.text[refused] in joins
        chained = chained or (atom.bare and _goes_on_with_names(tokens.text, kept, refused, atom))
        is_none = years.get(atom.start)
        if is_none is None:
            is_none = chained or _vetoed(atom, after, tokens)
        if is_none:
            refused = atom.end
        else:
            kept.append(atom)
    return kept


def _goes_on_with_names(text: str, kept: list[Atom], refused: int, atom: Atom) -> bool:
    """Whether the number is a name like the one before it: "the Transit 350 and 420", of as many digits."""
    if refused < 0 or (kept and kept[-1].end > refused) or _AND_NAME.fullmatch(text, refused, atom.start) is None:
        return False
    before = _LAST_NUMBER.search(text, max(0, refused - _LONGEST_NUMBER - 1), refused)
    number = text[atom.number_start : atom.number_end]
    return before is not None and number.isdigit() and len(before[0]) == len(number) > 1


def _vetoed(atom: Atom, after: Atom | None, tokens: Tokens) -> bool:
    """Whether ``atom`` is no quantity; ``after`` is the atom that follows."""
    text = tokens.text
    before = text[max(0, atom.start - 24) : atom.start]
    priced = atom.unit is not None and atom.unit_start is None
    if (_CLOCK.match(text, atom.number_end) and not priced) or (before.endswith(":") and before[-2:-1].isdigit()):
        return True
    if _ADDRESS.match(text, atom.number_end):
        return True
    if atom.unit is not None:
        return atom.unit == "in" and _IN_ONE.match(text, atom.end) is not None
    if text[atom.end : atom.end + 1] in ("s", "p", "C"):
        return True  # "in her 20s", "the 2010s", "1080p", "a 5C battery"
    if _ORDINAL.match(text, atom.end):
        return True  # "the 5 millionth"
    if atom.kind == "words":
        return _counts_nothing(atom, tokens)
    if atom.kind == "fraction":
        return not _is_part(text, before, atom.end)
    if atom.kind != "digits":
        return False
    number = text[atom.number_start : atom.number_end]
    if number[0] == "0" and number.isdigit() and len(number) > 1:
        return True  # "007", "the 06T"
    if atom.scale is not None:
        return text[atom.end - 1] in "kK" and _RESOLUTION.match(text, atom.end) is not None
    return (
        _is_date(text, number, before, atom)
        or _is_chained(text, before, atom, after)
        or _is_numbering(text, number, before, atom)
        or (_GIVEN_TO.search(before) is not None and _NEXT_GIVEN.match(text, atom.end) is not None)
        or _is_name(number, atom, tokens)
    )


def _is_part(text: str, before: str, end: int) -> bool:
    """Whether a fraction in words is one: "a third of them", "by nearly a third", "a third more"; not so "a third car"."""
    if _BY.search(before):
        return True
    return _PART_RIGHT.match(text, end) is not None


def _is_chained(text: str, before: str, atom: Atom, after: Atom | None) -> bool:
    """Part of a score, a ratio, a phone number, an ISO date; not so "50/60 Hz" and "88-108 MHz"."""
    measured = after is not None and after.start == atom.end + 1 and not after.bare
    if not measured and (_is_score(text, atom) or _CHAINED.match(text, atom.end)):
        return True
    return _CHAINED_LEFT.search(before) is not None


def _is_score(text: str, atom: Atom) -> bool:
    """A result ("won 2-1"), where the numbers do not rise or a game is spoken of."""
    found = _SCORE.search(text, max(0, atom.number_start - 3), atom.number_end + 4)
    if found is None or not found.start() <= atom.number_start < found.end():
        return False
    return int(found["a"]) >= int(found["b"]) or bool(_GAME.search(text, max(0, found.start() - 60), found.start()))


def _is_date(text: str, number: str, before: str, atom: Atom) -> bool:
    if len(number) <= 2 and (_DAYS_LEFT.search(before) or _DAYS_RIGHT.match(text, atom.end)):
        return True
    return is_year(text, atom)


def _is_numbering(text: str, number: str, before: str, atom: Atom) -> bool:
    """ "No. 1", "Level 2", a list number at the start of a line, "(1)", "2) …"."""
    if _NUMBERED.search(before):
        return True
    if len(number) > 2 or not number.isdigit():
        return False
    behind = text[atom.end : atom.end + 1]
    if behind == ")":
        return before.endswith("(") or before.rfind("(") <= before.rfind(")")
    return behind == "." and _LIST_NUMBER.search(before) is not None


def _is_name(number: str, atom: Atom, tokens: Tokens) -> bool:
    """Part of a name: "Model 3", "iPhone 12 Pro", "787 Dreamliner", "The 5"."""
    if "," in number:
        return False
    before = tokens.get(tokens.at(atom.number_start) - 1)
    after = tokens.get(tokens.at(atom.end - 1) + 1)
    if before is not None and before.lower_ in _COEFFICIENTS:
        return False
    if is_measure_behind_name(tokens.text, atom.number_start, number, atom.end):
        return False
    if before is not None and before.idx + len(before) + 1 == atom.start and before.text[0].isalpha():
        capital = before.tag_ in ("NNP", "NNPS") or any(letter.isupper() for letter in before.text[1:])
        capital = capital or (before.text.isupper() and before.tag_ in ("NN", "JJ"))
        month = _DAYS_LEFT.search(f"{before.text} ") is not None
        if capital and not month and before.ent_type_ not in ("GPE", "LOC"):
            return True
    if after is None or after.idx != atom.end + 1 or after.tag_ != "NNP" or not after.text[0].isupper():
        return False
    last = tokens.doc[tokens.noun_end(after.i)]
    if _SEVERAL.match(tokens.text, last.idx + len(last)):
        return False  # "420 Ioniq 6s"
    return last.tag_ == "NNP" and not last.text.endswith("s")


def _counts_nothing(atom: Atom, tokens: Tokens) -> bool:
    """Number words that count nothing: the pronoun "one", "one-off", "two-way"."""
    text = tokens.text
    number = text[atom.number_start : atom.number_end]
    first = tokens.doc[tokens.at(atom.start)]
    if number == "One" and _ends_name(first.i, tokens):
        return True
    after = tokens.get(tokens.at(atom.end - 1) + 1)
    if after is not None and text[atom.end : atom.end + 1] == "-":
        after = tokens.get(after.i + 1)
        if after is None or after.lower_ in _NEGLIGIBLE or after.tag_ == "VBN":
            return True
    named = after is not None and after.tag_ in ("NNP", "NNPS")
    return number.lower() == "one" and _is_pronoun(first.i, named, tokens)


def _ends_name(index: int, tokens: Tokens) -> bool:
    """Whether the capitalised "One" at ``index`` belongs to the name before it: "Formula One", "Xbox One"."""
    before = tokens.get(index - 1)
    return before is not None and before.tag_ in ("NNP", "NNPS") and before.text[0].isupper()


def _is_pronoun(index: int, named: bool, tokens: Tokens) -> bool:
    """Whether "one" at ``index`` stands for a thing instead of counting it; ``named``: a name follows."""
    before, this, after = tokens.get(index - 1), tokens.doc[index], tokens.get(index + 1)
    if after is None or this.tag_ in ("PRP", "NN", "NNS") or after.lower_ in ("another", "that", "who"):
        return True
    if before is not None:
        pointed = before.tag_ in ("DT", "WDT", "PRP$") and named
        if pointed or (before.tag_ in _DESCRIBES_ONE and this.idx == before.idx + len(before) + 1):
            return True
    return after.lower_ == "of" and _OF_NUMBER.match(tokens.text, after.idx) is not None
