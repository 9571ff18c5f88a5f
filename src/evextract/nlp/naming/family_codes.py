"""Cars that are told from others of a known family by a number with a zero before it: "the Solvo 05", "the Solvo 07"."""

from __future__ import annotations

import re
from itertools import islice

from evextract.nlp.cover import Cover
from evextract.nlp.naming.names import alternation
from evextract.nlp.naming.things import Thing, slug
from evextract.nlp.roles import PRODUCT

_MOST = 40
"""Each is looked for in the whole article."""
_FAMILY = re.compile(r"(?:.* )?(?P<word>[A-Z][a-zé]{2,})")
_CODE = r" (?P<code>0\d)(?![\w-]|[.,:]\d)"


def with_family_codes(text: str, things: list[Thing]) -> list[Thing]:
    """``things`` with such cars in the place of their families.

    Where the text speaks of the family alone, too, the number may be a version of it, and nothing is changed.
    """
    families: dict[str, str] = {}
    for t in things:
        if t.type == PRODUCT and t.known and (m := _FAMILY.fullmatch(text, t.start, t.end)):
            families.setdefault(m["word"], t.id)
    if not families:
        return things
    either = alternation(islice(families, _MOST))
    found = list(re.finditer(rf"(?<![\w-])(?P<word>{either}){_CODE}", text))
    if not found:
        return things
    coded = {m.end("word") for m in found}
    alone = {t.id for t in things if t.end not in coded}
    ends = {t.end: n for n, t in enumerate(things) if t.type == PRODUCT}
    out, taken = list(things), Cover(things)
    for m in found:
        family = families[m["word"]]
        if family in alone or taken.touches(m.start("code"), m.end()):
            continue
        n = ends.get(m.end("word"))
        if n is None and taken.touches(m.start(), m.end()):
            continue
        car = Thing(
            things[n].start if n is not None else m.start(),
            m.end(),
            f"{family}-{slug(m['code'])}",
            PRODUCT,
            known=False,
        )
        if n is None:
            out.append(car)
        elif things[n].id == family:
            out[n] = car
    return sorted(out, key=lambda t: (t.start, -t.end))
