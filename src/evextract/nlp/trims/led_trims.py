"""Trims that need no noun for versions, as the words around them tell what they are: "step up to Design", "Life cars".

They are the names that the pack has for trims, which are words elsewhere; so each place has to be one where only a trim, or
something else of that name, can be bought.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_MONEY = r"(?:[A-Z]{1,3} ?)?[$£€¥]?\d"
_PRICED = (
    rf"(?:costs? {_MONEY}|starts? (?:at|from) |(?:is|are) (?:priced|available|offered) (?:at|from|for) {_MONEY}"
    rf"|(?:begins?|opens?|comes? in) at {_MONEY})"
)
_ASIDE = r"(?:, [^,.;:]{1,60},)?"
_OPENS = r"(?:(?<![^\n])|(?<=[.!?:;] )|(?<=[.!?][”\"] ))"
"""Where a sentence begins, or a part of one."""


class LedTrims:
    """``name``: a pattern of trims' names; ``telling``: of what tells a version by itself, "long-range"."""

    def __init__(self, name: str, telling: str) -> None:
        trim = rf"(?P<trim>(?:{name})(?: (?:{name}))*(?: [B-HJ-Z](?![\w+-]))?)"
        written = r"(?=[A-Z]+\d?(?![\w])|\w+[ -][A-Z]|[A-Z]\w*-)"
        ends = r"(?![\w+-]| [A-Z])"
        self._patterns = [
            re.compile(pattern)
            for pattern in (
                rf"(?<!\w)(?i:(?:step|mov|go|upgrad|trad)(?:s|e|es|ing|ping)? up (?:to|for)|upgrad(?:e|ing) to|opt(?:ing)? for|spring for) (?:the |an? )?{trim}{ends}",
                rf"{_OPENS}{trim} (?:cars|models|buyers)(?!\w)",
                rf"{_OPENS}{trim}{_ASIDE} {_PRICED}",
                rf"(?<!\w)(?i:opt(?:ing)? for|choos(?:e|ing)|go(?:ing)? for|specify(?:ing)?|add(?:ing)?) (?:the )?(?P<trim>(?i:{telling}))(?=,? and (?:the|its|you|power|range))",
                rf"(?<=\w )(?:for|in|as|than) the (?P<trim>(?i:{telling}))(?=[,.;:)]|\Z| (?:and|but|while|whereas|although|at|from)(?!\w))",
                # A name that is no word may have anything said of it.
                rf"{_OPENS}{written}{trim}(?:{_ASIDE} (?:gets?|has|adds?|comes? (?:with|exclusively|only)|brings|is|are)(?!\w)|, (?:priced|starting|from|at) )",
            )
        ]

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Start and end of each."""
        for pattern in self._patterns:
            for m in pattern.finditer(text):
                yield m.span("trim")
