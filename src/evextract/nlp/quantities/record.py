"""What the annotator yields."""

from __future__ import annotations

from dataclasses import dataclass

from evextract.records import Bound, Quantity


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity as a text writes it.

    ``text[start:end]`` is the number, or the two ends of a range, with the unit; ``text[bound_start:end]`` begins with
    the words that bound it ("over 300 miles"). Bounding words after it ("or more", "-plus") lie outside both.
    ``quantity.unit`` is a unit id of the pack, an ISO 4217 code, ``%``, ``count`` for counted things, ``1`` for bare
    numbers and shares ("a third of"), or a quotient ("USD/month"). Rates per year keep the plain unit, see ``per``.

    ``hedge``: how words bound a range, of which ``quantity.bound`` says only that it is one ("about 20 to 30 miles").
    ``change``: "up" or "down" where the quantity is the amount of a change ("rose 5 %").
    ``reached``: "up" or "down" where it is the price to which one changed by that money ("rose 2 cents to 40 cents").
    ``noun``: what is counted, as written, without determiner and number; for a share, what it is a share of.
    ``converts``: index, in the list that holds this mention, of the quantity that this one restates in another unit.
    ``changed_from``: index of the quantity that this one replaced ("rose from 310 to 345": two mentions, not a range).
    ``parts``: start, end and quantity of the amounts that add up to this one ("1 hour 20 minutes", which is 80 min).
    ``per``: denominator of a rate, as written ("year" in "130,000 cars a year", "charge" in "300 miles per charge").
    ``vague``: the plural of a power of ten ("tens of thousands"); ``quantity`` holds the lower end of its decade.
    """

    start: int
    end: int
    quantity: Quantity
    bound_start: int
    hedge: Bound = Bound.EXACT
    change: str | None = None
    reached: str | None = None
    noun: str | None = None
    converts: int | None = None
    changed_from: int | None = None
    per: str | None = None
    vague: bool = False
    parts: tuple[tuple[int, int, Quantity], ...] = ()
