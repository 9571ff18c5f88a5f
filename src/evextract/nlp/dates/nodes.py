"""What the words of a temporal expression say, before anyone knows the reference date.

A node is a small tree: ``Nth(2, Unit.HALF, Shift(Unit.YEAR, 1))`` is "the second half of next year". The grammar builds
nodes, :mod:`evextract.nlp.dates.resolve` turns them into intervals.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from evextract.nlp.dates.calendar import Interval, Unit


class Part(StrEnum):
    EARLY = "early"
    MIDDLE = "middle"
    LATE = "late"
    END = "end"
    """Late, but its last day where something goes on until it."""


class Bound(StrEnum):
    """Which side of an interval stays open."""

    BY = "by"
    """Up to the end of the interval: by, until, through."""
    SINCE = "since"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Fixed:
    """Words that name one interval by themselves: "May 2031", "Q1 2028"."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something of every year (month, day of a month, season, quarter, half, holiday), the year being open.

    ``what`` is the unit, or ``holiday``; ``number`` its number in the year (season 0…3), ``day`` the day of a month and
    ``weekday`` its day of the week (Monday is 0), both where given; ``name`` the holiday's.
    """

    unit: Unit
    number: int = 0
    day: int | None = None
    weekday: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday 0 … Sunday 6."""

    number: int


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A day of the month alone: "the 14th"; with its weekday (Monday is 0), "Friday the 14th"."""

    number: int
    weekday: int | None = None


Cyclic: TypeAlias = Recurring | Weekday | DayNumber


@dataclass(frozen=True, slots=True)
class Which:
    """The ``step``-th occurrence from the reference: "last May" (-1), "this Friday" (0), "next Christmas" (1)."""

    what: Cyclic
    step: int


@dataclass(frozen=True, slots=True)
class Shift:
    """A whole calendar unit ``step`` units from the reference: "this quarter" (0), "last year" (-1).

    ``told``: from the time that the text speaks of, where it speaks of one ("the previous year").
    """

    unit: Unit
    step: int
    told: bool = False


@dataclass(frozen=True, slots=True)
class Rolling:
    """``count`` units up to the reference (negative) or from it: "the past three months", "the next two years"."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Amount:
    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Away:
    """So much before (``sign`` -1) or after (1) ``anchor``.

    Without an anchor: from the reference ("two years ago"), or, where ``told``, from the time that the text speaks of
    ("a year earlier"). ``anchor`` stands for "three weeks after Easter".
    """

    amounts: tuple[Amount, ...]
    sign: int
    anchor: Node | None = None
    told: bool = False


@dataclass(frozen=True, slots=True)
class PartOf:
    part: Part
    of: Node


@dataclass(frozen=True, slots=True)
class Nth:
    """``count`` units from the ``number``-th on (negative: from the end) inside ``of``, None where nothing is named."""

    number: int
    unit: Unit
    of: Node | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class NthWeekday:
    number: int
    weekday: int
    of: Node | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """The occurrence of ``what`` that lies in ``of``: "May of last year", "Monday of next week"."""

    what: Node
    of: Node


@dataclass(frozen=True, slots=True)
class Same:
    """The unit of the time that the text speaks of: "that year", "the same day"; SPAN is "that time".

    ``that`` is False for a bare article, since "the year" is more often the current one; with SPAN it is "the same
    period", the last month, quarter or year spoken of.
    """

    unit: Unit
    that: bool = True


@dataclass(frozen=True, slots=True)
class Rest:
    """What lies between the reference and the end (``sign`` 1) or start (-1) of ``of``: "later this year"."""

    of: Node
    sign: int


@dataclass(frozen=True, slots=True)
class Fiscal:
    """A fiscal year, or a quarter or half of it. ``year`` None: ``step`` years from the current one.

    ``paired``: both calendar years that it touches are written, ``year`` is the first ("FY2030-31").
    """

    year: int | None
    step: int = 0
    unit: Unit = Unit.YEAR
    number: int = 1
    paired: bool = False


@dataclass(frozen=True, slots=True)
class UpTo:
    """The ``count`` units that end with ``end``: "the year to March 2031", "the business year that ended in June"."""

    end: Node
    count: int
    unit: Unit
    ended: bool = False
    """The words say that it is over."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """So long from ``start`` on: "two weeks starting 9 June"."""

    amounts: tuple[Amount, ...]
    start: Node


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The calendar week that contains a day, or its weekend: "the week of 9 June"."""

    of: Node
    unit: Unit = Unit.WEEK


@dataclass(frozen=True, slots=True)
class Range:
    start: Node
    end: Node


@dataclass(frozen=True, slots=True)
class Bounded:
    bound: Bound
    of: Node


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that has no dates: "now", "recently", "the coming months"."""


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time, tied to no date."""

    amounts: tuple[Amount, ...] = ()


@dataclass(frozen=True, slots=True)
class Repeated:
    """A set of times: "every Monday", "annually"."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; ``day`` is its day where the words give one ("tonight")."""

    day: Node | None = None


Node: TypeAlias = (
    Fixed
    | Recurring
    | Weekday
    | DayNumber
    | Which
    | Shift
    | Rolling
    | Away
    | PartOf
    | Nth
    | NthWeekday
    | Inside
    | Same
    | Rest
    | Fiscal
    | UpTo
    | Lasting
    | WeekOf
    | Range
    | Bounded
    | Vague
    | Duration
    | Repeated
    | Clock
)
