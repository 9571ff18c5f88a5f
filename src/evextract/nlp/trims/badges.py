"""Versions called by a number behind a vehicle's name: "the Enyaq 60 and 85", "the EQA 250"; then "the 85" as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from evextract.nlp.naming.things import Thing
from evextract.nlp.naming.unsaid_units import is_measure

_NUMBER = r"[1-9]\d{1,2}[xDe]?\+?"
# What may follow a badge; behind a figure stand a unit, a noun or more digits.
_ENDS = (
    r"(?![.,]\d)(?=[,.;:)’'\n]|\Z| (?:is|are|was|were|has|have|had|will|can|could|would|gets?|comes?|costs?|starts?|makes?"
    r"|offers?|uses?|goes|covers?|manages?|arrives?|combines|pairs|receives|delivers|carries|adds|needs|takes|does|just"
    r"|with|in|at|for|on|which|that|but|while|than|version|variant|model"
    r"|do|did|produces?|deliver|reaches|weighs|it(?=[ ’'])|and(?= (?:the )?[A-Z]| (?:[A-Z]{1,3})?[$£€¥]?\d+[.,]\d)"
    r"|tested|driven|seen|shown|first drive|review|road test|long-term)(?!\w))"
)
_FIGURE = r"(?![.,]?\d)"
_BEHIND = re.compile(rf" (?P<list>(?>{_NUMBER}(?:, {_NUMBER}{_FIGURE})*(?:,? (?:and|or) {_NUMBER}{_FIGURE})?)){_ENDS}")
_ONE = re.compile(_NUMBER)
_ALONE = re.compile(
    rf"(?<=[Tt]he )(?P<number>(?>{_NUMBER}))(?:(?P<one>(?= (?:is|has|was|costs|gets|comes|starts|makes|covers|offers|goes) ))|{_ENDS})"
)
"""What a singular verb is said of is a version even where no name leads its number in."""
_COUNTS = (
    r"(?![.,]?\d|[\w%°-])(?! ?(?:per ?cent|percent|k[mW]|kilo|mile|hp|bhp|PS|Nm|mph|volt|minute|second|day|week|month|year|hour"
    r"|mm|cm|kg|inch|litre|liter|euro|yuan|dollar|pound|million|billion|of|to|or|more|new|other|[a-z]{3,}s)(?![a-rt-z]))"
)
_AGAIN = re.compile(rf" (?P<number>(?>{_NUMBER})){_COUNTS}")
_THE = re.compile(rf"(?<=[Tt]he )(?P<number>(?>{_NUMBER})){_COUNTS}")
"""A number that a version was called by is one again behind the name, and behind "the", unless it counts something there."""

_NEXT = re.compile(
    rf"(?:,|;|,? (?:and|while|or)) [Tt]he (?P<number>(?>{_NUMBER}))(?= (?:[A-Z]{{1,3}} ?)?[$£€¥]?\d[\d.,]*\d(?![\d.,]*\w))"
)
"""Behind a version with a value, one whose value stands right behind it: "the 60 costs 44,200 euros and the 85 48,900"."""


def badges(text: str, vehicles: Sequence[Thing]) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and vehicle of each; no vehicle where the number stands alone."""
    known: set[str] = set()
    for t in vehicles:
        if text[t.end - 1].isdigit() and text[t.start : t.end].isdigit():
            continue
        if (m := _BEHIND.match(text, t.end)) and not is_measure(text, t.start, m["list"], m.end()):
            for number in _ONE.finditer(text, m.start("list"), m.end("list")):
                known.add(number.group())
                yield number.start(), number.end(), t.id
    if not known:
        return
    known |= {m["number"] for m in _NEXT.finditer(text)}
    for t in vehicles:
        if (m := _AGAIN.match(text, t.end)) and m["number"] in known:
            yield m.start("number"), m.end("number"), t.id
    for m in _ALONE.finditer(text):
        if m["number"] in known or m["one"] is not None:
            yield m.start(), m.end(), None
    for m in _THE.finditer(text):
        if m["number"] in known:
            yield m.start("number"), m.end("number"), None
