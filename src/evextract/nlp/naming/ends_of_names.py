"""The last word of a car's name, where another maker has a car that is called so: "the Fulwin M9 … the M9 costs".

The pack's car of that short name is not meant where the text has told another in full, and does not name its maker.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from evextract.nlp.naming.things import Thing
from evextract.nlp.roles import PRODUCT


def as_told_before(text: str, things: Sequence[Thing], brands: Mapping[str, str]) -> list[Thing]:
    """``things``, of which those with such a short name are the car told before. ``brands``: vehicle -> brand."""
    makers = {t.id for t in things if t.type != PRODUCT}
    told: dict[str, str] = {}
    out: list[Thing] = []
    for t in sorted(things, key=lambda t: (t.start, -t.end)):
        written = text[t.start : t.end]
        if t.type == PRODUCT and t.inside is None:
            if " " in written:
                told.setdefault(written.rsplit(" ", 1)[1], t.id)
            elif t.known and written in told and brands.get(t.id) not in makers:
                t = replace(t, id=told[written])
        out.append(t)
    return out
