"""Lists of as many values that go up together: "packs of 59 and 77 kWh for 410 and 540 km" need no "respectively"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from evextract.nlp.facts.figures.scoring import without_asides
from evextract.nlp.quantities import QuantityMention

_NEXT = re.compile(r"(?:, | (?:and|or) |, (?:and|or) )")
_NEXT_OF_KIND = re.compile(
    r"(?:[ -](?!and|or)[\w-]+){0,4}(?:, | (?:and|or) |, (?:and|or) )(?:an? |the |one (?:of|with) )?"
)
"""Between two values that are told with what they are: "a 59 kWh LFP pack and one of 77 kWh"."""


def rises(text: str, row: Sequence[QuantityMention], *, of_kinds: bool = False) -> bool:
    """Whether the values are one list, each above the last; ``of_kinds``: each may have its noun behind it."""
    sizes = [q.quantity.low for q in row]
    if len(row) < 2 or sizes != sorted(set(sizes)):
        return False
    gaps = [without_asides(text[a.end : b.bound_start]) for a, b in pairwise(row)]
    pattern = _NEXT_OF_KIND if of_kinds else _NEXT
    return all(pattern.fullmatch(gap) for gap in gaps) and gaps[-1].strip() != ","
