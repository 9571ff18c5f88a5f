"""Versions called by a number behind a vehicle's name: "the Enyaq 60 and 85", "the EQA 250"; then "the 85" as well."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from evextract.nlp.things import Thing

_NUMBER = r"[1-9]\d{1,2}[xDe]?\+?"
# What may follow a badge; behind a figure stand a unit, a noun or more digits.
_ENDS = (
    r"(?![.,]\d)(?=[,.;:)’'\n]|\Z| (?:is|are|was|were|has|have|had|will|can|could|would|gets?|comes?|costs?|starts?|makes?"
    r"|offers?|uses?|goes|covers?|manages?|arrives?|with|in|at|for|on|which|that|but|while|than|version|variant|model"
    r"|tested|driven|seen|shown|first drive|review|road test|long-term)(?!\w))"
)
_BEHIND = re.compile(rf" (?P<list>(?>{_NUMBER}(?:, {_NUMBER})*(?:,? (?:and|or) {_NUMBER})?)){_ENDS}")
_ONE = re.compile(_NUMBER)
_ALONE = re.compile(
    rf"(?<=[Tt]he )(?P<number>(?>{_NUMBER}))(?:(?P<one>(?= (?:is|has|was|costs|gets|comes|starts|makes|covers|offers|goes) ))|{_ENDS})"
)
"""What a singular verb is said of is a version even where no name leads its number in."""


def badges(text: str, vehicles: Iterable[Thing]) -> Iterator[tuple[int, int, str | None]]:
    """Start, end and vehicle of each; no vehicle where the number stands alone."""
    known: set[str] = set()
    for t in vehicles:
        if text[t.end - 1].isdigit() and text[t.start : t.end].isdigit():
            continue
        if m := _BEHIND.match(text, t.end):
            for number in _ONE.finditer(text, m.start("list"), m.end("list")):
                known.add(number.group())
                yield number.start(), number.end(), t.id
    for m in _ALONE.finditer(text) if known else ():
        if m["number"] in known or m["one"] is not None:
            yield m.start(), m.end(), None
