"""Words around a quantity that bound it or make it the amount of a change."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from evextract.records import Bound

_FILL = r"(?:just|well|only|even|slightly|a little|a bit|far|a whopping|a total of)"
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|nearing|circa|ca\.|an estimated|estimated"
    r"|in the region of|something like|somewhere around|in the neighbou?rhood of|near|more or less|[~≈∼]"
)
_ABOVE = (
    r"more than|over|above|at least|exceeding|exceeds?|exceeded|in excess of|upwards? of|no less than|no fewer than|not less than"
    r"|greater than|higher than|longer than|beyond|past|surpass(?:ed|es|ing)?|topp(?:ed|ing)|tops|starting (?:at|from)|start(?:s|ed)? (?:at|from)"
    r"|priced from|costs? from|a minimum of|minimum of|north of|[>≥]"
)
_BELOW = (
    r"less than|under|below|up to|as many as|as much as|as far as|fewer than|at most|no more than|not more than|a maximum of|maximum of"
    r"|within|lower than|shy of|shorter than|[<≤]|sub-"
)
_LEFT = re.compile(
    rf"(?:(?<![\w-])|(?<=\())(?:(?:{_FILL}) )?(?:(?P<about>{_ABOUT})|(?P<above>{_ABOVE})|(?P<below>{_BELOW}))[  ]?(?:(?:{_FILL}|an?|the|about|around) )?$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?P<above>-plus\b|\+(?!\w)| plus(?= \w| ?[.,;])| or (?:more|higher|greater|longer|above|better)\b| and (?:above|up|more|higher)\b)"
    r"|(?P<below> or (?:less|fewer|under|below|lower)\b| at most\b)"
    r"|(?P<about> or so\b|-ish\b|, give or take)",
    re.IGNORECASE,
)
_KIND = {"about": Bound.ABOUT, "above": Bound.ABOVE, "below": Bound.BELOW}
_UP = r"rose|risen|rises?|rising|gain(?:ed|s|ing)?|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|up|increas(?:ed|es?|ing)|grew|grows?|grown|growing|add(?:ed|s|ing)|surg(?:ed|es?|ing)|soar(?:ed|s|ing)?|advanc(?:ed|es?|ing)|higher|improv(?:ed|es|ing)"
_DOWN = r"fell|fall(?:s|en|ing)?|drop(?:ped|s|ping)?|declin(?:ed|es?|ing)|down|decreas(?:ed|es?|ing)|slid|slides?|sliding|lost|los(?:es?|ing)|slump(?:ed|s|ing)?|tumbl(?:ed|es?|ing)|plung(?:ed|es?|ing)|plummet(?:ed|s|ing)?|shr(?:ank|ink|unk)(?:s|ing)?|slipp(?:ed|ing)|sank|sink(?:s|ing)?|shed(?:s|ding)?|lower|cut|reduc(?:ed|es?|ing)|dip(?:ped|s|ping)?"
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?: (?:by|a|an|another|of))*[  ]?$", re.IGNORECASE)
_CHANGE_RIGHT = re.compile(
    r"[  ](?:(?P<up>higher|increase|rise|gain|jump|growth|more|boost|hike|surge|upside)|(?P<down>lower|decrease|drop|decline|fall|cut|reduction|less|fewer|loss|dip|slump|downside))\b",
    re.IGNORECASE,
)


def bound_of(text: str, start: int, end: int) -> tuple[Bound, int, int]:
    """The bound, where its words begin on the left (``start`` if none), where they end on the right."""
    left = text[max(0, start - 48) : start]
    if found := _LEFT.search(left):
        return _KIND[str(found.lastgroup)], start - len(left) + found.start(), end
    if found := _RIGHT.match(text, end):
        return _KIND[str(found.lastgroup)], start, found.end()
    return Bound.EXACT, start, end


def change_of(text: str, doc: Doc, starts: list[int], start: int, end: int, sign: str) -> str | None:
    """ "up" or "down" where the quantity is the amount of a change."""
    if sign == "+":
        return "up"
    left = text[max(0, start - 40) : start]
    if found := _CHANGE.search(left):
        return found.lastgroup
    if found := _CHANGE_RIGHT.match(text, end):
        return found.lastgroup
    return None
