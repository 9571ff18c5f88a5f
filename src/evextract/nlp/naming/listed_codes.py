"""Vehicles whose family is told once for several: "the Model S and X", "the BrightDrop 400 and 600", "the 01 and 02"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from evextract.nlp.cover import Cover
from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT

_CODE = r"(?:[A-Z]|\d{1,3})"
_LISTED = re.compile(
    rf"(?P<codes>(?:, {_CODE}(?![\w.%-]))*),? (?:and|or|&) (?:the )?(?P<last>{_CODE})(?![\w%’'-]|[.,]\d)"
    r"(?! (?:[a-z]+ )?(?:others?|more|new|further|percent|per|million|billion)(?!\w))"
)
_FAMILY = re.compile(rf"(?P<family>(?:.*[\s.])?)(?P<code>{_CODE})")


def listed_codes(
    text: str,
    things: Sequence[Thing],
    *,
    named: Callable[[str], str | None],
    numbered: Mapping[str, Mapping[str, str]],
    brands: Mapping[str, str],
) -> list[Thing]:
    """``named``: the known vehicle of a name; ``numbered``: maker -> number -> vehicle; ``brands``: vehicle -> brand."""
    taken = Cover(things)
    found: list[Thing] = []
    for t in things:
        if t.type != PRODUCT or t.inside is not None or t.id not in brands:
            continue
        first = _FAMILY.fullmatch(text, t.start, t.end)
        listed = _LISTED.match(text, t.end, t.end + 60) if first is not None else None
        if first is None or listed is None:
            continue
        for m in re.finditer(_CODE, text[listed.start() : listed.end()]):
            start, end = listed.start() + m.start(), listed.start() + m.end()
            same = m[0].isdigit() == first["code"].isdigit() or not first["code"].isdigit() or first["family"]
            other = named(first["family"] + m[0]) if first["family"] else None
            other = other or numbered.get(brands[t.id], {}).get(m[0])
            if same and other is not None and brands.get(other) == brands[t.id] and not taken.touches(start, end):
                found.append(Thing(start, end, other, PRODUCT, known=False))
    return found
