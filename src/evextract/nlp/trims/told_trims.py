"""Names of versions that no list has, told by how a text puts them: "the £20,000 Atelier", "the Alba grade".

Such a name stands behind a figure that an article leads in, before a noun for versions, behind a vehicle's name where it
is made like a code ("the Kona Terra-x"), is what a figure is said to be for ("400 km for the Alba", "€30,000 as an Alba"),
has a figure said of it ("the Alba costs", "the Alba at £30,000"), stands in a list of them ("three trims: Alba, Duna and
Costa"), or is one of a series: "the B20 … the B40".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from evextract.nlp.naming.things import Thing
from evextract.nlp.trims.listed_trims import bracketed_trims, listed_trims
from evextract.nlp.trims.trim_names import CODE, ENDS, LETTER, NAME, WORD

_MONEY = r"(?:(?:[A-Z]{1,2})?[$£€¥]|(?:Rs|RM|VND|NOK|SEK|CHF|TL) ?)\d[\d,.]*\d(?:k|m|-lakh| lakh| million)?"
_MONEY_IN_WORDS = r"\d[\d.,]*(?:-(?:million|lakh))?[- ](?:euro|yuan|dollar|pound|baht|yen|won|rupee|rand|real|dirham|shekel|ringgit|lira|zloty|kroner|kronor)"
_POWER = r"\d{2,4}[ -]?(?:b?hp|PS|kW|horsepower)"
_BEHIND_FIGURE = re.compile(
    rf"(?<![\w-])(?:[Tt]he|[Aa]n?|our|its) (?:[a-z-]+ ){{0,2}}(?:{_MONEY}|{_MONEY_IN_WORDS}(?: \([^()]{{1,20}}\))?|{_POWER}),? "
    rf"(?P<trim>{WORD}(?: (?:Motor|Range|Edition|Line|Performance|Plus|Pro|Max)(?!\w))?|{CODE}|[B-HJ-Z]\+?(?![\w+-]))(?! [A-Z])"
)
_BEFORE_NOUN = re.compile(
    rf"(?:(?<![\w-])[a-z][\w-]*,? |(?<![\w-])(?:The|Both|An?|In) )(?P<trim>{WORD}(?: {WORD})?|{CODE})"
    r" (?:versions?|variants?|trims?|trim levels?|grades?|derivatives?|guise)(?!\w)"
)
_IN_FORM = re.compile(rf"(?<![\w-])[Ii]n (?P<trim>{WORD}|{CODE}) (?:form|spec|specification|shape)(?!\w)")
_FURTHER = r"(?: (?:[AFR24]WD|4x4)(?![\w-]))?(?: (?:Standard|Long|Extended) Range(?!\w))?"
"""Behind a code, of the same version's name: "the P10 AWD"."""
_FOR = re.compile(
    rf" (?:for the|as an?) (?:[a-z]+(?:-[a-z]+)+ |[24AFR]WD |\d[\d.]*[ -]?kWh )?"
    rf"(?P<trim>{CODE}{_FURTHER}|{NAME}|[1-9]\d{{1,2}}[a-z]?(?!\w|[.,]\d| (?:and|or|to) \d)){ENDS}"
)
_FIGURE_BEFORE = re.compile(r"\d[^.;\n]{0,30}\Z")
_FIGURE_BEHIND = re.compile(r",? (?:for|at|from|with) (?:an? )?(?:[A-Z]{1,3} ?)?[$£€¥]?\d")
_RANKED = (
    r"(?:(?:base|basic|entry(?:-level)?|flagship|mid(?:-[a-z]+)?|top(?:-[a-z]+)?|range-topping|cheapest|dearest|priciest"
    r"|(?:better|well|fully|higher|lower)-[a-z]+|plusher|posher|fancier|sportier|pricier|cheaper|dearer) )?"
    r"(?:\d[\d.,]*[ -]?(?:km|miles?|kWh|hp|PS|kW) )?"
)
"""What may stand before one of a row: "the base 145 km Alba"."""
_PRICED = re.compile(
    rf"(?<![\w-])[Tt]he {_RANKED}(?P<trim>(?:\d{{2,3}} )?(?:{NAME}|{CODE}(?: {LETTER})?)),? (?:(?:costs?|starts? (?:at|from)|(?:begins|opens|comes in|stands|lists) at"
    r"|(?:sells|goes|retails) for|is (?:priced|rated|listed|put) (?:at|for)|is yours for|will set you back)(?!\w)|(?:for|at|from) (?:[A-Z]{1,3} ?)?[$£€¥]?\d)"
)
_DRIVEN = re.compile(
    r"(?<![\w-])(?:[Tt]he|[Aa]) (?:(?:front|rear|all|four|two)-(?:wheel-)?drive|(?:single|dual|twin)-motor) "
    rf"(?P<trim>{CODE}|{LETTER}|[1-9]\d{{1,2}}[a-z]?)(?= (?:is|has|gets?|makes?|costs?|comes|goes|does|covers|starts|will|can|was)(?!\w))"
)
"""What has a drive of its own and is said to do something: "the rear-drive 40 is coming", "the four-wheel-drive Z makes"."""
_DRIVES = frozenset({"EV", "BEV", "PHEV", "EREV", "AWD", "RWD", "FWD", "4WD"})
"""What a figure may be for of the words that else say what a car is: "10,000 pounds as an EV"."""
_NO_FORMS = frozenset(
    {"production", "concept", "series", "prototype", "final", "full", "current", "original", "present"}
)
"""What something is "in" as a whole, whatever its versions."""
_BEHIND_NAME = re.compile(rf" (?P<trim>{CODE})")
_IN_SERIES = re.compile(
    rf"(?<![\w-])[Tt]he (?:[a-z]+(?:-[a-z]+)* )?(?P<trim>(?P<letter>[A-GI-PR-Z])\d{{1,3}}{_FURTHER})(?![\w+-]|[.,]\d)"
)
_OWN_MODEL = re.compile(
    r"(?:(?<!\w)(?:is|was|be|been|becomes?|became|remains?|remained|as)|,) (?:[\w&.-]+ ){0,3}?"
    r"(?:its|their|our|[\w&.-]+(?:[’']s|s’)) (?:[a-z-]+ ){0,2}\Z"
)
_MODEL = re.compile(r"(?<!\w)models?\Z")


def told_trims(text: str, vehicles: Sequence[Thing], never: Collection[str]) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and vehicle of each; no vehicle where the name stands alone. ``never``: words that name something else."""
    for pattern in (_BEHIND_FIGURE, _BEFORE_NOUN, _IN_FORM, _FOR, _PRICED, _DRIVEN):
        for m in pattern.finditer(text):
            kind = m["trim"].split()[-1] in _DRIVES and pattern in {_FOR, _PRICED}
            if m["trim"].split()[-1].lower() in never and not kind:
                continue
            if pattern is _FOR and not _is_of_figure(text, m):
                continue
            if pattern is _IN_FORM and m["trim"].lower() in _NO_FORMS:
                continue
            yield m.start("trim"), m.end("trim"), None
    for t in vehicles:
        if (code := _BEHIND_NAME.match(text, t.end)) and code["trim"].lower() not in never:
            yield code.start("trim"), code.end("trim"), t.id
    yield from ((start, end, None) for start, end in listed_trims(text, never))
    yield from ((start, end, None) for start, end in bracketed_trims(text, never))
    yield from _series(text)


def _is_of_figure(text: str, m: re.Match[str]) -> bool:
    """Whether a figure stands right before "for the Alba", or right behind "as an Alba"."""
    if _FIGURE_BEFORE.search(text, max(0, m.start() - 40), m.start()) is not None:
        return True
    return m[0].startswith(" as ") and _FIGURE_BEHIND.match(text, m.end()) is not None


def _series(text: str) -> Iterator[tuple[int, int, None]]:
    """ "The B20 … the B40": codes that differ in their numbers only."""
    found = list(_IN_SERIES.finditer(text))
    members: dict[str, set[str]] = {}
    for m in found:
        members.setdefault(m["letter"], set()).add(m["trim"])
    for m in found:
        if len(members[m["letter"]]) > 1:
            yield m.start("trim"), m.end("trim"), None


def is_own_model(text: str, start: int, end: int) -> bool:
    """Whether "most affordable model" at ``start``…``end`` is told of what a maker sells: "is BYD's most affordable model"."""
    return bool(_MODEL.search(text, start, end) and _OWN_MODEL.search(text, max(0, start - 60), start))
