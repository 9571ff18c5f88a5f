"""From what the words say to an interval of days, given the reference date and what the text spoke of before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import ONE_DAY, Interval, Unit, shift, unit_of
from evextract.nlp.dates.holidays import HOLIDAYS
from evextract.nlp.dates.nodes import (
    Away,
    Bound,
    Bounded,
    Clock,
    Cyclic,
    DayNumber,
    Fiscal,
    Fixed,
    Inside,
    Node,
    Nth,
    NthWeekday,
    Part,
    PartOf,
    Range,
    Recurring,
    Rest,
    Rolling,
    Same,
    Shift,
    Weekday,
    WeekOf,
    Which,
    YearTo,
)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read against.

    ``reference`` is the day that "last", "next" and "ago" count from. ``direction`` says on which side of it a date
    without a year or week lies: -1 past, 1 future, 0 unknown. ``told`` is the date last spoken of, ``day`` the last single day, ``period`` the last
    month, quarter, half or year. ``narrative``: the text tells a story of the past, ``reference`` moves with it.
    ``fiscal_month`` is the first month of the fiscal year, None where unknown.
    """

    reference: date | None
    direction: int = 0
    told: Interval | None = None
    day: Interval | None = None
    period: Interval | None = None
    narrative: bool = False
    fiscal_month: int | None = None


def resolve(node: Node, context: Context) -> Interval | None:
    """The interval of ``node``; None where the context does not determine one or the calendar has no such days."""
    try:
        return _resolve(node, context)
    except (ValueError, OverflowError):
        return None


def resolve_inner(node: Bounded, context: Context) -> Interval | None:
    """The interval that a bound opens on one side: 2024 in "since 2024"."""
    try:
        return _inner(node, context)
    except (ValueError, OverflowError):
        return None


def resolve_ends(node: Range, context: Context) -> tuple[Interval | None, Interval | None]:
    """Both ends of a range. An end that leaves its year or week open takes it from the other one."""
    try:
        return _ends(node, context)
    except (ValueError, OverflowError):
        return None, None


def _resolve(node: Node, context: Context) -> Interval | None:
    reference = context.reference
    match node:
        case Fixed():
            return node.interval
        case Recurring() | Weekday() | DayNumber():
            return None if reference is None else _occurrence(node, context)
        case Which():
            return None if reference is None else _which(node, reference)
        case Shift():
            start = reference
            if node.told and context.told is not None and context.told.start is not None:
                start = context.told.start
            return None if start is None else unit_of(shift(start, node.unit, node.step), node.unit)
        case Rolling():
            return None if reference is None else _rolling(node, reference)
        case Away():
            return _away(node, context)
        case PartOf():
            whole = _resolve(node.of, context)
            return None if whole is None else part_of(whole, node.part)
        case Nth():
            return _nth(node, context)
        case NthWeekday():
            whole = _resolve(node.of or Shift(Unit.MONTH, 0), context)
            return None if whole is None else calendar.nth_weekday(whole, node.weekday, node.number)
        case Inside():
            return _inside(node, context)
        case Same():
            return _same(node, context)
        case Rest():
            return _rest(node, context)
        case Fiscal():
            return _fiscal(node, context)
        case YearTo():
            return _year_to(node, context)
        case WeekOf():
            of = _resolve(node.of, context)
            return None if of is None or of.start is None else calendar.week(of.start)
        case Range():
            start_of, end_of = _ends(node, context)
            if start_of is None or end_of is None or start_of.start is None or end_of.end is None:
                return None
            return Interval(start_of.start, end_of.end) if start_of.start <= end_of.end else None
        case Bounded():
            inner = _inner(node, context)
            return None if inner is None else open_side(inner, node.bound)
        case Clock(day=of_day):
            return None if of_day is None else _resolve(of_day, context)
        case _:
            return None


def _candidates(what: Cyclic, around: date) -> list[Interval]:
    """The occurrences near a day, in order; two on either side at least."""
    if isinstance(what, Weekday):
        first = around + timedelta(days=(what.number - around.weekday()) % 7 - 21)
        return [calendar.day(first + timedelta(days=7 * k)) for k in range(6)]
    if isinstance(what, DayNumber):
        firsts = [shift(around.replace(day=1), Unit.MONTH, k) for k in range(-3, 4)]
        return [day for f in firsts if (day := calendar.nth(unit_of(f, Unit.MONTH), Unit.DAY, what.number))]
    if what.weekday is not None and what.day is not None:
        years = [occurrence(what, around.year + k) for k in range(-1, 2)]
        fitting = [y for y in years if y is not None and y.start is not None and y.start.weekday() == what.weekday]
        if fitting:
            return fitting
    # A leap day needs a wider search than any other.
    reach = 8 if (what.unit, what.number, what.day) == (Unit.MONTH, 2, 29) else 2
    found = (occurrence(what, around.year + k) for k in range(-reach, reach + 1) if 1 <= around.year + k <= 9998)
    return [interval for interval in found if interval is not None]


def occurrence(what: Recurring, year: int) -> Interval | None:
    """What recurs every year, in that year; None on 29 February of a common year."""
    if what.name:
        return calendar.day(HOLIDAYS[what.name](year))
    match what.unit:
        case Unit.MONTH:
            whole = calendar.month(year, what.number)
            return whole if what.day is None else calendar.nth(whole, Unit.DAY, what.day)
        case Unit.QUARTER:
            return calendar.quarter(year, what.number)
        case Unit.HALF:
            return calendar.half(year, what.number)
        case Unit.SEASON:
            return calendar.season(year, what.number)
        case _:
            return None


def _occurrence(what: Cyclic, context: Context) -> Interval | None:
    reference = context.reference
    assert reference is not None
    told = context.told
    if context.narrative and told is not None and told.start is not None and told.end is not None:
        if isinstance(what, DayNumber):
            return _nearest(_candidates(what, told.start), told.start)
        if isinstance(what, Recurring) and told.unit >= Unit.YEAR:
            return occurrence(what, told.start.year)
        return _nearest(_candidates(what, told.start), told.start)
    candidates = _candidates(what, reference)
    direction = context.direction
    if direction == 0 and isinstance(what, Weekday):
        direction = -1
    if direction < 0:
        return last_of(c for c in candidates if c.start is not None and c.start <= reference)
    if direction > 0:
        return next((c for c in candidates if c.end is not None and c.end >= reference), None)
    return _nearest(candidates, reference)


def last_of(intervals: Iterable[Interval]) -> Interval | None:
    found = None
    for found in intervals:  # noqa: B007
        pass
    return found


def _nearest(candidates: list[Interval], to: date) -> Interval | None:
    """The candidate nearest to a day, the earlier one of two."""

    def distance(c: Interval) -> int:
        assert c.start is not None
        assert c.end is not None
        return max((c.start - to).days, (to - c.end).days, 0)

    return min(candidates, key=distance, default=None)


def _which(node: Which, reference: date) -> Interval | None:
    candidates = _candidates(node.what, reference)
    if node.step == 0:
        if isinstance(node.what, Weekday):
            monday = calendar.week(reference).start
            assert monday is not None
            return calendar.day(monday + timedelta(days=node.what.number))
        current = next((c for c in candidates if c.start and c.end and c.start <= reference <= c.end), None)
        return current or next((c for c in candidates if c.start and c.start.year == reference.year), None)
    if node.step < 0:
        past = [c for c in candidates if c.end is not None and c.end < reference]
        return past[node.step] if len(past) >= -node.step else None
    coming = [c for c in candidates if c.start is not None and c.start > reference]
    return coming[node.step - 1] if len(coming) >= node.step else None


def _rolling(node: Rolling, reference: date) -> Interval:
    """Days are whole days beside the reference day; longer units run from (or to) the reference day itself."""
    if node.unit == Unit.QUARTER:
        step = 1 if node.count > 0 else -1
        ends = [unit_of(shift(reference, node.unit, k), node.unit) for k in sorted((step, node.count))]
        return Interval(ends[0].start, ends[1].end)
    if node.count < 0:
        return Interval(shift(reference, node.unit, node.count), reference - ONE_DAY)
    start = reference + ONE_DAY if node.unit == Unit.DAY else reference
    return Interval(start, shift(reference, node.unit, node.count))


def _away(node: Away, context: Context) -> Interval | None:
    if node.anchor is not None:
        anchor = _resolve(node.anchor, context)
        base = None if anchor is None else (anchor.start if node.sign < 0 or anchor.unit != Unit.DAY else anchor.end)
        if base is None or anchor is None:
            return None
        for amount in node.amounts:
            base = shift(base, amount.unit, node.sign * amount.count)
        return calendar.day(base) if anchor.unit == Unit.DAY else unit_of(base, _grain(node, anchor))
    finest = min(min(amount.unit for amount in node.amounts), Unit.YEAR)
    told = context.told if node.told else None
    if node.told and finest == Unit.YEAR and len(node.amounts) == 1:
        # "Sales rose by a tenth from a year earlier": the same months, a year earlier.
        period = context.period
        if period is not None and period.start is not None and period.end is not None and period.unit >= Unit.MONTH:
            by = node.sign * node.amounts[0].count
            start, after = shift(period.start, Unit.YEAR, by), shift(period.end + ONE_DAY, Unit.YEAR, by)
            return Interval(start, after - ONE_DAY, period.unit)
    base = told.start if told is not None else context.reference
    if base is None:
        return None
    for amount in node.amounts:
        base = shift(base, amount.unit, node.sign * amount.count)
    return unit_of(base, finest)


def _grain(node: Away, anchor: Interval) -> Unit:
    finest = min(amount.unit for amount in node.amounts)
    return min(finest, anchor.unit)


def part_of(whole: Interval, part: Part) -> Interval | None:
    """Early, middle or late in an interval: January-March, May-August, October-December of a year, days 1-10, 11-20 and
    21-end of a month, thirds of anything else."""
    if whole.start is None or whole.end is None:
        return None
    start, end = whole.start, whole.end
    part = Part.LATE if part == Part.END else part
    if whole.unit == Unit.DAY:
        return whole
    if whole.unit == Unit.YEAR:
        first, count = {Part.EARLY: (0, 3), Part.MIDDLE: (4, 4), Part.LATE: (9, 3)}[part]
        start = shift(start, Unit.MONTH, first)
        return Interval(start, shift(start, Unit.MONTH, count) - ONE_DAY)
    if whole.unit == Unit.MONTH:
        first, last = {Part.EARLY: (0, 9), Part.MIDDLE: (10, 19), Part.LATE: (20, 30)}[part]
        return Interval(start + timedelta(days=first), min(end, start + timedelta(days=last)))
    if whole.unit == Unit.DECADE:
        first, last = {Part.EARLY: (0, 3), Part.MIDDLE: (4, 6), Part.LATE: (7, 9)}[part]
        return Interval(start.replace(year=start.year + first), date(start.year + last, 12, 31))
    if whole.unit == Unit.WEEK:
        first, last = {Part.EARLY: (0, 2), Part.MIDDLE: (1, 3), Part.LATE: (3, 6)}[part]
        return Interval(start + timedelta(days=first), start + timedelta(days=last))
    length = (end - start).days + 1
    third = max(length // 3, 1)
    if part == Part.EARLY:
        return Interval(start, start + timedelta(days=third - 1))
    if part == Part.LATE:
        return Interval(end - timedelta(days=third - 1), end)
    return Interval(start + timedelta(days=third), end - timedelta(days=third))


def _nth(node: Nth, context: Context) -> Interval | None:
    whole = None if node.of is None else _resolve(node.of, context)
    if whole is None:
        return None
    if node.count == 1:
        return calendar.nth(whole, node.unit, node.number)
    if node.number > 0:
        first = calendar.nth(whole, node.unit, node.number)
        last = calendar.nth(whole, node.unit, node.number + node.count - 1)
    else:
        first = calendar.nth(whole, node.unit, node.number - node.count + 1)
        last = calendar.nth(whole, node.unit, node.number)
    return None if first is None or last is None else Interval(first.start, last.end)


def _inside(node: Inside, context: Context) -> Interval | None:
    what = node.what
    if isinstance(what, PartOf):
        return _resolve(PartOf(what.part, Inside(what.of, node.of)), context)
    if isinstance(what, Nth):
        return _resolve(replace(what, of=node.of if what.of is None else Inside(what.of, node.of)), context)
    if isinstance(what, NthWeekday):
        return _resolve(replace(what, of=node.of if what.of is None else Inside(what.of, node.of)), context)
    whole = _resolve(node.of, context)
    if whole is None or whole.start is None or whole.end is None:
        return None
    match what:
        case Weekday():
            return calendar.nth_weekday(whole, what.number, 1)
        case DayNumber():
            return calendar.nth(unit_of(whole.start, Unit.MONTH), Unit.DAY, what.number)
        case Recurring():
            if isinstance(node.of, Fiscal) and what.unit in (Unit.QUARTER, Unit.HALF):
                return _resolve(replace(node.of, unit=what.unit, number=what.number), context)
            years = range(whole.start.year, whole.end.year + 1)
            found = (occurrence(what, y) for y in years)
            return next((o for o in found if o and o.start and whole.start <= o.start <= whole.end), None)
        case Same():
            base = _same(what, context)
            if base is None or base.start is None or base.end is None:
                return None
            by = whole.start.year - base.start.year
            after = shift(base.end + ONE_DAY, Unit.YEAR, by)
            return Interval(shift(base.start, Unit.YEAR, by), after - ONE_DAY, base.unit)
        case _:
            return None


def _same(node: Same, context: Context) -> Interval | None:
    told = context.told
    if node.unit == Unit.SPAN:
        return context.period or told
    if node.unit in (Unit.QUARTER, Unit.HALF) and context.period is not None and context.period.unit == node.unit:
        return context.period
    spoken_of = (
        told is not None and told.start is not None and (node.that or context.narrative or node.unit == Unit.DAY)
    )
    if spoken_of and told is not None and told.start is not None and told.unit <= node.unit:
        return unit_of(told.start, node.unit)
    if node.that and told is not None:
        return None
    if node.unit == Unit.WEEKEND and context.reference is not None and context.direction < 0:
        saturday = unit_of(context.reference, Unit.WEEKEND).start
        if saturday is not None and saturday > context.reference:
            return unit_of(context.reference - timedelta(days=7), Unit.WEEKEND)
    return None if context.reference is None else unit_of(context.reference, node.unit)


def _rest(node: Rest, context: Context) -> Interval | None:
    whole, reference = _resolve(node.of, context), context.reference
    if whole is None or whole.start is None or whole.end is None:
        return None
    if reference is None or context.narrative or not whole.start <= reference <= whole.end:
        return whole
    return Interval(reference, whole.end) if node.sign > 0 else Interval(whole.start, reference)


def _fiscal(node: Fiscal, context: Context) -> Interval | None:
    """A fiscal year carries the number of the calendar year that holds most of its months."""
    first = context.fiscal_month
    if first is None:
        return None
    number = node.year
    if number is None:
        if context.reference is None:
            return None
        number = context.reference.year - (context.reference.month < first) + node.step
    elif first > 6:
        number -= 1
    count = {Unit.YEAR: 12, Unit.HALF: 6, Unit.QUARTER: 3}[node.unit]
    return calendar.months(number, first + count * (node.number - 1), count, Unit.SPAN if first > 1 else node.unit)


def _year_to(node: YearTo, context: Context) -> Interval | None:
    end = _resolve(node.end, replace(context, direction=-1) if node.ended else context)
    if end is None or end.end is None:
        return None
    return Interval(shift(end.end + ONE_DAY, Unit.MONTH, -node.months), end.end)


def _ends(node: Range, context: Context) -> tuple[Interval | None, Interval | None]:
    start, end = node.start, node.end
    backwards = isinstance(start, DayNumber) or not isinstance(end, Recurring) or context.direction < 0
    if isinstance(start, Recurring | Weekday | DayNumber) and not isinstance(end, Weekday | DayNumber) and backwards:
        end_of = _resolve(end, context)
        if end_of is None or end_of.start is None:
            return None, end_of
        until = end_of.start
        return last_of(c for c in _candidates(start, until) if c.start is not None and c.start <= until), end_of
    start_of = _resolve(start, context)
    if isinstance(end, Recurring | Weekday | DayNumber) and start_of is not None and start_of.start is not None:
        since = start_of.start
        return start_of, next((c for c in _candidates(end, since) if c.end is not None and c.end >= since), None)
    return start_of, _resolve(end, context)


def _inner(node: Bounded, context: Context) -> Interval | None:
    """What the bound is applied to. "Until the end of May" means its last day, and "before the end of May" the same."""
    if node.bound == Bound.BEFORE and isinstance(node.of, Same) and not node.of.that:
        # "before the year is out"
        whole = _resolve(node.of, context)
        return None if whole is None or whole.end is None else calendar.day(whole.end + ONE_DAY)
    if node.bound == Bound.SINCE and not isinstance(node.of, Fixed):
        context = replace(context, direction=context.direction or -1)
    elif node.bound == Bound.BY and isinstance(node.of, Weekday) and not context.narrative:
        context = replace(context, direction=1)
    elif node.bound in (Bound.BY, Bound.BEFORE):
        context = replace(context, direction=context.direction or 1)
    inner = _resolve(node.of, context)
    ends = isinstance(node.of, PartOf) and node.of.part == Part.END
    if inner is None or inner.end is None or not ends or node.bound == Bound.SINCE:
        return inner
    return calendar.day(inner.end + ONE_DAY if node.bound == Bound.BEFORE else inner.end)


def open_side(inner: Interval, bound: Bound) -> Interval | None:
    """``inner`` with one side opened; None where nothing of it is left."""
    start, end = inner.start, inner.end
    match bound:
        case Bound.BY:
            start = None
        case Bound.SINCE:
            end = None
        case Bound.BEFORE:
            start, end = None, start and start - ONE_DAY
        case Bound.AFTER:
            start, end = end and end + ONE_DAY, None
    return None if start is None and end is None else Interval(start, end, inner.unit)
