"""What the words right behind a value say that it is of: "400 km as the coupe", "169 hp in the Solvo"."""

from __future__ import annotations

import re

from evextract.nlp.discourse import Referent
from evextract.nlp.roles import PRODUCT

_MEANT = re.compile(
    r"(?: \([^()]*\))?(?: [A-Z]{3,4})? (?:for|in|with|as) (?:the |its |an? )?(?:(?:[a-z]+(?:-[a-z]+)+|[24AFR]WD) )?"
)
_NEAR = 60
"""The most characters between a value and the name that it is said to be of."""
_SAID_OF = re.compile(r"(?: \([^()]*\))? (?:of|in|for) (?:the |a |an )?(?:[a-z]+(?:-[a-z]+)* )?")


def is_of_version(text: str, end: int, r: Referent) -> bool:
    """Whether the value that ends at ``end`` is said to be the version's: "400 km as the coupe"."""
    return r.how == "trim" and r.start >= end and _MEANT.fullmatch(text, end, r.start) is not None


def is_said_of(text: str, end: int, r: Referent) -> bool:
    """Whether the value that ends at ``end`` is the vehicle's by the words between: "169 hp in the Solvo", "66 kWh of the X9"."""
    return (
        r.type == PRODUCT
        and r.how in {"name", "brand", "description"}
        and 0 < r.start - end < _NEAR
        and _SAID_OF.fullmatch(text, end, r.start) is not None
    )
