"""Products of which only a part is told: "the battery for the X is made in Kolleda", "cells for the X and the Y"."""

from __future__ import annotations

import re

from evextract.nlp.facts.context import Context
from evextract.nlp.reference.discourse import Referent

_PART_OF = re.compile(
    r"(?<!\w)(?:cells?|battery|batteries|packs?|motors?|engines?|axles?|parts|components|seats|tyres|tires) (?:of|for)"
    r"(?P<others>(?: (?:the|its|their|and|new|electric|[A-Z\d][\w.’'-]*),?){0,9}) \Z"
)
_ONE = re.compile(r"(?: (?:the|its))?(?: [\w’'-]+)?")
_REACH = 90


def is_of_part(ctx: Context, r: Referent, *, listed: bool = False) -> bool:
    """Whether words for a part stand before the name; ``listed``: or before the list that it is in."""
    told = _PART_OF.search(ctx.page.text, max(0, r.start - _REACH), r.start)
    return told is not None and (listed or _ONE.fullmatch(told["others"]) is not None)
