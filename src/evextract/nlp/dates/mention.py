"""What the date annotator finds: one record for each temporal expression."""

from __future__ import annotations

from dataclasses import dataclass

from evextract.records import DateSpan


@dataclass(frozen=True, slots=True)
class DateMention:
    """One temporal expression; offsets are indices into the text.

    ``text[start:end]`` is the expression, ``text[lead:end]`` with the preposition or bound word before it ("by 2026"),
    ``lead == start`` where there is none. ``span`` is the inclusive interval, bounds applied; None where nothing can be
    resolved: a relative expression without a reference date, "now", "recently", every duration and set.

    ``kind`` is ``date``, ``duration``, ``set`` or ``time``; only a ``date`` with a span is a date proper. ``relative``:
    the interval depends on the reference date or on a date mentioned before. ``bound`` is ``by``, ``since``, ``before``
    or ``after`` where the interval is open, and ``inner`` the interval before it was opened (2024 in "on sale since
    2024"); elsewhere ``inner == span``. ``approximate``: "around 2030". ``parts`` are the ends of a range ("from 2027
    to 2030") as mentions of their own.
    """

    start: int
    end: int
    lead: int
    span: DateSpan | None
    kind: str = "date"
    relative: bool = False
    bound: str | None = None
    approximate: bool = False
    parts: tuple[DateMention, ...] = ()
    inner: DateSpan | None = None
