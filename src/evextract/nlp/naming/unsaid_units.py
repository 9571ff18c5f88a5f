"""Numbers behind names that are figures rather than a part of the name: "the A has 325 hp, the B 393"."""

from __future__ import annotations

import re

_UNIT = (
    r"(?:k[WVm]h?|[bh]?hp|PS|horsepower|horses|N·?m|lb-ft|miles?|mi|km/h|mph|[mc]?m|inch(?:es)?|in|kg|lbs?|pounds|tons|tonnes"
    r"|lit(?:re|er)s?|L|seconds?|secs?|s|minutes?|mins?|hours?|volts?|V|%|per ?cent|euros?|dollars?|yuan)"
)
_MEASURED = re.compile(
    r" (?:seconds?|secs?|minutes?|mins?|hours?|days|weeks|months|years|miles|km/h|km|mph|kWh?|b?hp|PS|Nm|inch(?:es)?|mm|cm|kg"
    r"|lit(?:re|er)s|volts?|euros?|pounds|dollars?|yuan|tonnes|tons)(?!\w)"
)
"""Behind a number that measures something, whatever name stands before it: "the Ford 9 seconds"."""
_FIGURE = re.compile(rf"(?<![\w.,])(?P<last>\d[\d,]*(?:\.\d+)?)[ -]?{_UNIT}(?!\w)")
_TO_NAME = re.compile(
    r"(?:[,;] (?:(?:and|while|but|whereas) )?| (?:and|while|but|whereas|against) )(?:that of )?(?:the )?\Z"
)
_NAME = re.compile(r"(?<![\w-])[A-Z][\w.+-]*(?: [A-Z\d][\w.+-]*){0,3} \Z")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_CLOSES = re.compile(r"[,.;)\n]|\Z| (?:and|but|while|which)(?!\w)(?! [A-Z])")
_BACK = 80
_LIKE = 3.0
"""How many times larger or smaller than the last figure such a number is at most."""


def is_measured(text: str, end: int) -> bool:
    """Whether a unit follows the number that ends at ``end``: "the Mini needs 30 minutes, the Ford 28 minutes"."""
    return _MEASURED.match(text, end) is not None


def is_measure(text: str, start: int, number: str, end: int) -> bool:
    """Whether the number that ends at ``end``, behind a name at ``start``, goes on with the measure told right before the name."""
    if not _NUMBER.fullmatch(number) or _CLOSES.match(text, end) is None:
        return False
    before = text[max(0, start - _BACK) : start]
    return _TO_NAME.search(before) is not None and any(
        _is_alike(m["last"], number) for m in list(_FIGURE.finditer(before))[-2:]
    )


def _is_alike(last: str, number: str) -> bool:
    low, high = sorted((float(last.replace(",", "")), float(number)))
    return low > 0 and high / low <= _LIKE


def is_measure_behind_name(text: str, start: int, number: str, end: int) -> bool:
    """The same of the number at ``start``, whatever it is that stands before it with a capital."""
    name = _NAME.search(text, max(0, start - _BACK), start)
    return name is not None and is_measure(text, name.start(), number, end)
