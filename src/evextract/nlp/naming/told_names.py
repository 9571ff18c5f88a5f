"""Vehicles that the text introduces by name: "known internally as the PZ1K", "a city car called the Zentra"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection

from evextract.nlp.cover import Cover
from evextract.nlp.naming.new_vehicles import every_mention
from evextract.nlp.naming.things import Thing, slug

_MOST = 40
"""Each is looked for in the whole article."""
_REACH = 200
_CODE = re.compile(
    r"(?:code-?named|code name|known internally as|internally(?: known| called)?(?: as)?|internal(?:ly)? code"
    r"|project (?:name|code))"
    r" (?:the |as )?[“\"'‘]?(?P<code>[A-Z0-9][A-Z0-9-]{1,11}|[A-Z][a-zé]{3,} \d{1,2})(?!\w)"
)
_CALLED = re.compile(
    r"(?<!so-)(?:called|(?:code-?)?named|dubbed|christened|baptised|badged|nameplate|name|known as)"
    r" (?:the |simply |as )?[“\"'‘]?(?P<code>[A-Z0-9][\w-]*(?: [A-Z0-9][\w-]*)?)(?![\w-])"
)


def told_names(text: str, things: list[Thing], *, called: Collection[str]) -> list[Thing]:
    """Every mention of such a vehicle; its maker is the brand named last, else the article's main brand.

    ``called``: the nouns for vehicles, one of which must stand before "called X".
    """
    brands = sorted((t for t in things if t.type == "brand"), key=lambda t: t.start)
    starts = [t.start for t in brands]
    counts = Counter(t.id for t in brands)
    main = min(counts, key=lambda k: (-counts[k], k), default=None)
    taken = Cover(things)
    vehicles: dict[str, str] = {}
    for pattern in (_CODE, _CALLED):
        for m in pattern.finditer(text):
            if taken.touches(m.start("code"), m.end("code")) or len(vehicles) >= _MOST:
                continue
            before = bisect_left(starts, m.start())
            near = brands[before - 1] if before and m.start() - _REACH < starts[before - 1] else None
            maker = near.id if near is not None else main
            if pattern is _CALLED and (near is None or not _speaks_of(text, near.end, m, called)):
                continue
            if maker is not None:
                vehicles.setdefault(m["code"], f"{maker}-{slug(m['code'])}")
    return every_mention(text, vehicles, taken, after=r"(?!\w)")


def _speaks_of(text: str, start: int, m: re.Match[str], called: Collection[str]) -> bool:
    """Whether it is a vehicle that is called so, in the sentence that names the maker."""
    gap = text[start : m.start()]
    words = re.findall(r"[a-zé]+(?:-[a-zé]+)*", gap.lower())
    return not re.search(r"[.!?;]\s|\n", gap) and any(w in called or w.removesuffix("s") in called for w in words[-8:])
