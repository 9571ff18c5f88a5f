"""Names of versions that stand in lists: "three trims: Alba, Duna and Costa", "30,000 euros (Alba), 34,000 (Duna)"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from evextract.nlp.trims.trim_names import CODE, ENDS, NAME

_LISTED = re.compile(
    r"(?<![\w-])(?:trims?|trim levels|versions|variants|grades|specs|specifications|editions|derivatives|equipment lines)"
    rf"(?: [a-z]+){{0,4}}(?: –| —| -|:|,? (?:called|named|dubbed|badged)) (?P<list>{NAME}(?:, {NAME})*,? (?:and|or) {NAME}){ENDS}"
)
"""A list of them behind the noun: "in three trims: Alba, Alba S and Duna"."""
_ITEM = re.compile(NAME)
_SHORT = rf"(?:(?:an? |the )?(?:{CODE}|[1-9]\d{{1,2}}[a-z]?(?![\w%-]|[.,]\d)|{NAME}))"
_SHORT_LIST = rf"(?P<list>{_SHORT}(?:, {_SHORT})*,? (?:and|or) {_SHORT}){ENDS}"
_SHORT_ITEM = re.compile(rf"{CODE}|[1-9]\d{{1,2}}[a-z]?(?!\w)|{NAME}")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_COUNTED = re.compile(
    rf"(?<![\w-])(?P<count>{'|'.join(_COUNTS)}) (?:[a-z]+ )?(?:trims?|trim levels|versions|variants|grades|specifications|editions|derivatives)"
    rf"(?: (?:are|on|sale|available|offered|to|choose|from)){{0,4}}, {_SHORT_LIST}",
    re.I,
)
"""As many names as are counted: "in two grades, Alba and Duna"."""
_SOLD_AS = re.compile(rf"(?<!\w)(?:comes?|sold|offered|available|ordered|had) (?:either )?as {_SHORT_LIST}")
"""What a vehicle is sold as: "comes as an Alba and a Duna", "available as 60, 60x and 80"."""
_PRICED_ITEM = (
    rf"(?P<trim>{NAME}|{CODE}|[A-Z]+\d{{1,2}}[A-Z]?(?![\w+-])) (?:at|for|from) (?:[A-Z][A-Za-z]{{0,2}} ?)?[$£€¥]?\d"
)
_PRICED = re.compile(_PRICED_ITEM)
_PRICED_LIST = re.compile(
    r"(?<![\w-])(?:trims|trim levels|versions|variants|grades|specs|editions)(?:,|:| –| —) "
    rf"(?=(?:the )?{_PRICED_ITEM})(?P<list>[^;:\n]{{8,160}})"
)
"""A list of them with what each costs: "in two trims, Alba at 30,000 euros and Duna at 34,000"."""
_IN_BRACKETS = re.compile(rf"\d(?:[km]| ?[A-Za-z]{{1,6}})? \((?P<trim>{NAME}|{CODE})\)")
_TO_NEXT = re.compile(r"[,;/]? ?(?:and |or )?(?:[a-z]+ ){0,2}[^\w\s()]{0,2}\d?[\d.,]*")


def listed_trims(text: str, never: Collection[str]) -> Iterator[tuple[int, int]]:
    """Start and end of those that stand in a list behind a noun for versions."""
    for m in _LISTED.finditer(text):
        items = list(_ITEM.finditer(text, m.start("list"), m.end("list")))
        if not _is_any(items, never):
            yield from (item.span() for item in items)
    for m in _PRICED_LIST.finditer(text):
        items = list(_PRICED.finditer(text, m.start("list"), m.end("list")))
        if len(items) > 1 and not any(_is_never(item["trim"], never) for item in items):
            yield from (item.span("trim") for item in items)
    for pattern in (_COUNTED, _SOLD_AS):
        for m in pattern.finditer(text):
            items = list(_SHORT_ITEM.finditer(text, m.start("list"), m.end("list")))
            counted = m.groupdict().get("count", "").lower()
            if len(items) == _COUNTS.get(counted, len(items)) and not _is_any(items, never):
                yield from (item.span() for item in items)


def bracketed_trims(text: str, never: Collection[str]) -> Iterator[tuple[int, int]]:
    """ "30,000 euros (Alba), 34,000 (Duna)": what the figures of a row are said to be of, each in brackets behind its own."""
    row: list[re.Match[str]] = []
    for m in (*_IN_BRACKETS.finditer(text), None):
        if m is not None and row and _TO_NEXT.fullmatch(text, row[-1].end(), m.start()):
            row.append(m)
            continue
        if len({item["trim"] for item in row}) > 1 and not any(_is_never(item["trim"], never) for item in row):
            yield from (item.span("trim") for item in row)
        row = [m] if m is not None else []


def _is_any(items: Sequence[re.Match[str]], never: Collection[str]) -> bool:
    return any(_is_never(item[0], never) for item in items)


def _is_never(name: str, never: Collection[str]) -> bool:
    return name.split()[-1].lower() in never
