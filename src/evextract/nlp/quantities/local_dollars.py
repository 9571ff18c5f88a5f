"""Whose dollars a bare "$" stands for, where the words of a country's showrooms tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evextract.nlp.quantities.record import QuantityMention

_SHOWROOM = re.compile(r"\bon-?road costs?\b|\bdrive-?away\b", re.IGNORECASE)
"""What a price comes with in Australia and New Zealand, and in no other country that counts in dollars."""
_NEW_ZEALAND = re.compile(r"\b(?:New Zealand|Kiwi|NZ)")
_AUSTRALIA = re.compile(r"\b(?:Australi|Aussie)")
_WHOSE = re.compile(r"US|U\.S|Americ")


def with_local_dollars(mentions: Sequence[QuantityMention], text: str) -> list[QuantityMention]:
    """The mentions of ``text``; a sum in dollars of which nothing says whose is in those of the country that speaks of
    prices before "on-road costs".
    """
    if _SHOWROOM.search(text) is None:
        return list(mentions)
    new_zealand = _NEW_ZEALAND.search(text) is not None and _AUSTRALIA.search(text) is None
    local = "NZD" if new_zealand else "AUD"
    return [
        replace(m, quantity=replace(m.quantity, unit=m.quantity.unit.replace("USD", local)))
        if m.quantity.unit.startswith("USD") and _WHOSE.search(m.quantity.written) is None
        else m
        for m in mentions
    ]
