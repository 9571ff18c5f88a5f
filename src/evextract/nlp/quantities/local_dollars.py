"""Whose dollars a bare "$" stands for, where the words of a country's showrooms tell it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from evextract.nlp.quantities.record import QuantityMention

_SHOWROOM = re.compile(r"\bon-?road costs?\b|\bdrive-?away\b", re.IGNORECASE)
"""What a price comes with in Australia and New Zealand, and in no other country that counts in dollars."""
_HEADLINE = re.compile(r"[^\n]*")
_COUNTRIES = {"Australia": "AUD", "Canada": "CAD", "New Zealand": "NZD", "Singapore": "SGD"}
_NAMED = re.compile(r"\b(Australia|Canada|New Zealand|Singapore)(?!\w)")
_ABROAD = re.compile(r"\b(?:US|U\.S|USA|United States|America|Chin(?:a|ese)\b)|USD|[A-Z]\$")
"""What an article speaks of that may count in dollars of the United States."""
_NEW_ZEALAND = re.compile(r"\b(?:New Zealand|Kiwi|NZ)")
_AUSTRALIA = re.compile(r"\b(?:Australi|Aussie)")
_WHOSE = re.compile(r"US|U\.S|Americ")


def with_local_dollars(mentions: Sequence[QuantityMention], text: str) -> list[QuantityMention]:
    """The mentions of ``text``; a sum in dollars of which nothing says whose is in those of the country that speaks of
    prices before "on-road costs", or of the one in the headline of a text that has nothing to do with America.
    """
    local = _local(text)
    if local is None:
        return list(mentions)
    return [
        replace(m, quantity=replace(m.quantity, unit=m.quantity.unit.replace("USD", local)))
        if m.quantity.unit.startswith("USD") and _WHOSE.search(m.quantity.written) is None
        else m
        for m in mentions
    ]


def _local(text: str) -> str | None:
    if _SHOWROOM.search(text) is not None:
        new_zealand = _NEW_ZEALAND.search(text) is not None and _AUSTRALIA.search(text) is None
        return "NZD" if new_zealand else "AUD"
    headline = _HEADLINE.match(text)
    named = {m[1] for m in _NAMED.finditer(headline[0])} if headline is not None else set()
    return _COUNTRIES[named.pop()] if len(named) == 1 and _ABROAD.search(text) is None else None
