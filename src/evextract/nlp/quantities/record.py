"""What the annotator yields."""

from __future__ import annotations

from dataclasses import dataclass

from evextract.records import Quantity


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity as a text writes it.

    ``text[start:end]`` is the number or numbers with their unit, ``text[bound_start:end]`` includes the words that bound
    it ("over 300 miles"). ``quantity.unit`` is a unit id of the pack, an ISO 4217 code, ``%``, ``count`` for counted
    things, ``1`` for bare numbers, or a quotient of two of them ("USD/month").

    ``change``: "up" or "down" where the quantity is the amount of a change ("rose 5 %"). ``noun``: what is counted, as
    written, without determiner and number. ``converts``: index, in the list that holds this mention, of the quantity
    that this one restates in another unit. ``per``: the denominator of a rate, as written ("year" in "130,000 cars a
    year"). ``shift``: the ends of a range are the old and the new value of something that changes ("rose from 240 to
    273"), not the limits of an interval. ``falls``: ``shift`` goes from the high to the low end. ``vague``: a plural
    of a power of ten ("tens of thousands"); ``quantity`` holds its lower end.
    """

    start: int
    end: int
    quantity: Quantity
    bound_start: int
    change: str | None = None
    noun: str | None = None
    converts: int | None = None
    per: str | None = None
    shift: bool = False
    falls: bool = False
    vague: bool = False
