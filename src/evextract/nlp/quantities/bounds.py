"""Words around a quantity that bound it, or make it the amount of a change."""

from __future__ import annotations

import re

from evextract.records import Bound

_FILL = (
    r"(?:just|well|only|even|slightly|a little|a bit|a whopping|a total of|a mere|a further|another|an additional"
    r"|an extra|a record|a massive|easily|comfortably|far|way|significantly|considerably|substantially|marginally"
    r"|fractionally|already)"
)
_ABOUT = (
    r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|nearing|circa|ca\.|an estimated"
    r"|estimated|in the region of|something like|somewhere around|in the neighbou?rhood of|near|more or less|perhaps|maybe"
    r"|approaching|virtually|practically|on the order of|hovering (?:around|near|at)|[~≈∼]"
)
_ABOVE = (
    r"more than|(?:over|above) the age of|older than|over|above|at least|exceeding|exceeds?|exceeded|in excess of|upwards? of|no less than|no fewer than"
    r"|not less than|greater than|higher than|longer than|larger than|bigger than|beyond|(?<!the )past|passed"
    r"|surpass(?:ed|es|ing)?|topp(?:ed|ing)|tops|(?:to|will|would|could|can|should|may|might) top"
    r"|as (?:little|few|low|cheap|cheaply) as|starting (?:at|from)|start(?:s|ed)? (?:at|from)|kick(?:s|ing) off (?:at|from)|priced from"
    r"|prices from|costs? from|starting prices?(?: of| at| is| was)?|a minimum of|minimum of|north of|[>≥]"
)
_BELOW = (
    r"less than|(?:under|below) the age of|younger than|under|below|(?<!add )(?<!adds )(?<!added )(?<!adding )(?<!steps )(?<!step )(?<!stepping )(?<!stepped )(?<!moves )(?<!move )(?<!went )(?<!goes )(?<!gone )(?<!going )up to|as (?:many|much|far|high|long|fast) as|fewer than"
    r"|at most|(?:tops? out|topping out|peaks?|peaking|maxes out) at|(?:capped|limited|restricted) (?:at|to)|no more than|not more than|no longer than|a maximum of|maximum of|not exceeding|lower than|shy of"
    r"|shorter than|smaller than|within|(?-i:max\.?|Max\.)|[<≤]"
)
_LEFT = re.compile(
    rf"(?<![\w-])(?:(?:{_FILL}) )?(?:(?P<about>{_ABOUT})|(?P<above>{_ABOVE})|(?P<below>{_BELOW}))"
    rf"[ \u00a0]?(?:(?:{_FILL}|an?|(?P<rough>about|around|roughly|approximately)) )?$|(?<![\w-])(?P<sub>sub)-$",
    re.IGNORECASE,
)
_RIGHT = re.compile(
    r"(?P<above>-plus\b|\+(?!\w)| plus(?= [a-z]| ?[.,;)]| ?$)| or (?:more|higher|greater|longer|above|better)\b"
    r"| and (?:above|up|more|higher|over|counting)\b(?! to\b)| onwards?\b| (?:and )?upwards?\b| at (?:a minimum|(?:the (?:very )?)?least)\b)"
    r"|(?P<below> or (?:less|fewer|under|below|lower)\b| at (?:the )?most\b| at best\b| max\b)"
    r"|(?P<about> or (?:so|thereabouts)\b|-ish\b|-odd\b|,? give or take)",
    re.IGNORECASE,
)
_PRICED = re.compile(
    r"\b(?:pric(?:e[ds]?|ing)|costs?|available|on sale|offered|sold|sells?|selling|retail(?:s|ing)?|yours|list(?:s|ed)?"
    r"|order(?:s|ed|able)?|pre-order\w*|leas(?:es?|ing))\b[^.;:()]{0,50} from $",
    re.IGNORECASE,
)
_STARTS = re.compile(r"start|kick|pric|cost")
_OPENS = re.compile(r"\b(?:open(?:s|ed|ing)?|beg(?:ins?|an|un|inning)) at $", re.IGNORECASE)
_HEADLINE = re.compile(r"[A-Z0-9][^.;:()]{2,60} from ")
_LINE_END = re.compile(r"(?: OTR| in [A-Z]\w+)?[ \t]*(?:\n|$)")
_BOUNDS = {"about": Bound.ABOUT, "above": Bound.ABOVE, "below": Bound.BELOW, "sub": Bound.BELOW}
_HANDED = re.compile(
    r"\b(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)|sign(?:s|ed|ing)?|carr(?:y|ies|ied|ying)) $", re.IGNORECASE
)
"""Verbs of which "over" is the particle: "handed over 5,000 cars"."""
_RAISING = re.compile(
    r"\b(?:crank|bump|ramp|ratchet|dial|push|nudg|jack|brought|bring)(?:s|ed|ing|es|e)? (?:[\w-]+ ){1,4}$",
    re.IGNORECASE,
)
"""Verbs of which "up" is the particle, behind what they raise: "cranks that up to 400 kW"."""
_WAITING = re.compile(
    r"(?:\b(?:tak(?:es?|en|ing)|took|for|of|in|last(?:s|ed|ing)?|after|spen[dt]|is|was|are|were|be|been|wait(?:ed|ing)?)"
    r"|\() ?(?:just |well |a little |slightly )?$",
    re.IGNORECASE,
)

_UP = (
    r"rose|risen|rises?|rising|gain(?:ed|s|ing)?|climb(?:ed|s|ing)?|jump(?:ed|s|ing)?|up|increas(?:ed|es?|ing)|grew"
    r"|grows?|grown|growing|growth|add(?:ed|s|ing)|surg(?:ed|es?|ing)|soar(?:ed|s|ing)?|advanc(?:ed|es?|ing)|higher"
    r"|improv(?:ed|es|ing)|rall(?:y|ied|ies|ying)|rebound(?:ed|s|ing)?|upwards?|leap(?:s|ed|t|ing)?|spik(?:ed|es?|ing)"
    r"|swell(?:ed|s|ing)?|boost(?:ed|s|ing)?|strengthen(?:ed|s|ing)?|balloon(?:ed|s|ing)?|accelerat(?:ed|es|ing)"
    r"|(?:sky)?rocket(?:ed|s|ing)|bounc(?:ed|es|ing)|popp(?:ed|ing)|firmed"
)
_DOWN = (
    r"fell|fall(?:s|en|ing)?|drop(?:ped|s|ping)?|declin(?:ed|es?|ing)|down|decreas(?:ed|es?|ing)|slid|slides?|sliding"
    r"|lost|los(?:es?|ing)|slump(?:ed|s|ing)?|tumbl(?:ed|es?|ing)|plung(?:ed|es?|ing)|plummet(?:ed|s|ing)?"
    r"|shr(?:ank|ink|unk)(?:s|ing)?|slipp(?:ed|ing)|slips?|sank|sink(?:s|ing)?|shed(?:s|ding)?|lower(?:ed|s|ing)?"
    r"|reduc(?:ed|es?|ing|tion)|dip(?:ped|s|ping)?|eas(?:ed|es|ing)|downwards?|collapsed?|div(?:ed|es?|ing)"
    r"|crash(?:ed|es|ing)?|weaken(?:ed|s|ing)?|retreat(?:ed|s|ing)?|contract(?:ed|s|ing)|narrow(?:ed|s|ing)?"
    r"|tank(?:ed|ing)|dwindl(?:ed|es|ing)|soften(?:ed|s|ing)?|skidd(?:ed|ing)|sagg(?:ed|ing)|nosediv(?:ed|es|ing)"
)
_RAISE = r"rais(?:ed|es?|ing)|lift(?:ed|s|ing)?|expand(?:ed|s|ing)?|hik(?:ed|es?|ing)|widen(?:ed|s|ing)?"
_CUT = r"cut(?:s|ting)?|trim(?:med|s|ming)?|slash(?:ed|es|ing)?|halv(?:ed|es?|ing)"
_AMOUNT = rf"(?: (?:by|a|an|another|of|between|(?:anywhere|somewhere) (?:from|between)|as much as|{_FILL}))*[ \u00a0]?$"
_CHANGE = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})){_AMOUNT}", re.IGNORECASE)
_SHARE_CHANGE = re.compile(rf"\b(?:(?P<up>{_RAISE})|(?P<down>{_CUT})){_AMOUNT}", re.IGNORECASE)
_CHANGE_BY = re.compile(
    rf"\b(?:(?P<up>{_UP}|{_RAISE})|(?P<down>{_DOWN}|{_CUT}))\b(?:[^.;,]|\.(?=\w)|(?<=[ .][A-Z])\.){{0,50}}(?:, )?\bby $",
    re.IGNORECASE,
)
""" "Cut the U.S. price by", "raised the range of the ID.3 by": the stop of an initial or within a name ends nothing."""
_HAS_ARTICLE = re.compile(r" an?[ \u00a0]$", re.IGNORECASE)
_DESCRIBES = re.compile(r"[ -](?!of\b|to\b|in\b|on\b|at\b|and\b|or\b|from\b|over\b|per\b)[a-z]", re.IGNORECASE)
_CHANGE_RIGHT = re.compile(
    r"[ \u00a0](?:(?:annual|yearly|year-on-year|year-over-year|yoy|quarterly|monthly) )?"
    r"(?:(?P<up>higher|increase|rise|gain|jump|growth|boost|hike|surge|uptick|improvement|bump|spike|up)"
    r"|(?P<down>lower|decrease|drop|decline|fall|cut|reduction|dip|slump|plunge|slide|tumble|downturn|contraction|down))"
    r"\b(?! to\b)",
    re.IGNORECASE,
)
# "takes up", "made up of": the particle of another verb.
_PHRASAL = re.compile(
    r"\b(?:tak\w+|took|ma[dk]e\w*|making|set\w*|end\w*|add\w*|open\w*|pick\w*|put\w*|buil\w+|back\w*|sign\w*|snap\w*"
    r"|giv\w+|gave|hold\w*|held|rack\w*|clos\w+|turn\w*|com\w+|came|serv\w+|buy\w*|bought|soak\w*|us\w+|free\w*) $",
    re.IGNORECASE,
)
OF_MONEY = ("los",)
OF_THINGS = ("los", "add", "gain", "shed", "reduc", "lower", "boost")
"""Who lost money made a loss, who sheds jobs cut that many, who gains orders has them: none is a change of a value."""
CHANGES = re.compile(rf"\b(?:{_UP}|{_DOWN}|{_RAISE}|{_CUT}|revis(?:ed|es?|ing))\b", re.IGNORECASE)
"""Words of change."""
MOVES_FROM = re.compile(
    rf"\b(?:{_UP}|{_DOWN}|{_RAISE}|{_CUT}|extend(?:ed|s|ing)?|(?:has|have|had) gone|(?:go(?:es|ing|ne)?|went) (?:up|down|back)|chang(?:ed|es?|ing)"
    r"|switch(?:ed|es|ing)?|revis(?:ed|es?|ing)|br(?:ing(?:s|ing)?|ought) (?:\w+ ){0,4}(?:down|up)|shift(?:ed|s|ing)?"
    r"|creep(?:s|ing)?|crept|(?:doubl|tripl|quadrupl)(?:ed?|es|ing)(?! as))\b[^.;()]{0,60}(?<!where )\bfrom"
    r"(?: (?:about|around|roughly|approximately|just|a mere|nearly|almost))? ?$",
    re.IGNORECASE,
)
"""Left of the first of two values: something moved from it to the second."""


def bound_of(text: str, start: int, end: int, *, time: bool, money: bool = False) -> tuple[Bound, int]:
    """How words bound ``text[start:end]``, and where they begin (``start`` where they stand behind it or are none).

    ``time``: the quantity is a duration, where "over" and "past" mean "during" unless something waits or takes it.
    ``money``: it is an amount of money, which a price begins "from".
    """
    left = text[max(0, start - 48) : start]
    if found := _LEFT.search(left):
        kind = next(name for name in _BOUNDS if found[name])
        word = found[kind].lower()
        if found["rough"] and _STARTS.match(word):
            kind = "about"  # "starts at about 30,000"
        if (word == "over" and _HANDED.search(left[: found.start()])) or (
            word == "up to" and _RAISING.search(left[: found.start()])
        ):
            return Bound.EXACT, start
        during = time and (word == "past" or (word == "over" and not _WAITING.search(left[: found.start()])))
        if not during:
            return _BOUNDS[kind], start - len(left) + found.start()
    right = _RIGHT.match(text, end)
    if money and (found := _OPENS.search(left)) and not (right and right["about"]):
        return Bound.ABOVE, start - len(left) + found.start()
    if money and left.endswith("from ") and _priced_from(text, start, end):
        return Bound.ABOVE, start - len("from ")
    return _BOUNDS[str(right.lastgroup)] if right else Bound.EXACT, start


def _priced_from(text: str, start: int, end: int) -> bool:
    """Whether the "from" before ``start`` begins a price ("on sale from €20,000", a headline's "The Up from £9,000")."""
    line = text[max(0, start - 72) : start].rpartition("\n")[2]
    found = _PRICED.search(line) or (_HEADLINE.fullmatch(line) if _LINE_END.match(text, end) else None)
    return found is not None and CHANGES.search(found[0]) is None


def after_bound(text: str, end: int) -> int:
    """Where words end that bound, from the right, what ends at ``end``: "5 million or so"."""
    found = _RIGHT.match(text, end)
    return found.end() if found else end


def change_of(text: str, start: int, end: int, *, takes: tuple[str, ...] = ()) -> str | None:
    """ "up" or "down" where ``text[start:end]``, bound words included, is the amount of a change.

    ``takes``: beginnings of verbs that, before such a quantity, take it as their object instead of changing by it
    (see :data:`OF_MONEY`, :data:`OF_THINGS`).
    """
    share = text[start:end].endswith(("%", "cent"))  # shares "closed up 2.7 %"
    found = _CHANGE.search(text, max(0, start - 48), start)
    if found is None and share:
        found = _SHARE_CHANGE.search(text, max(0, start - 48), start)
    if found and _describes(text, start, end):
        return None
    if found and not (
        found["up"] == "up" and not share and _PHRASAL.search(text, max(0, found.start() - 12), found.start())
    ):
        return None if found[0].lower().startswith(takes) else found.lastgroup
    found = _CHANGE_BY.search(text, max(0, start - 70), start) or _CHANGE_RIGHT.match(text, end)
    return found.lastgroup if found else None


def _describes(text: str, start: int, end: int) -> bool:
    """Whether the quantity describes a thing instead of being an amount: "added a 77 kWh battery"."""
    article = _HAS_ARTICLE.search(text, max(0, start - 4), start)
    return article is not None and _DESCRIBES.match(text, end) is not None and not _CHANGE_RIGHT.match(text, end)
