"""From what the words say to an interval of days, given what they are read against."""

from __future__ import annotations

from dataclasses import replace

from evextract.nlp.dates import calendar, counting, cyclic, intervals
from evextract.nlp.dates.calendar import ONE_DAY, Interval, Unit, shift, unit_of
from evextract.nlp.dates.context import Context
from evextract.nlp.dates.nodes import (
    Away,
    Bound,
    Bounded,
    Clock,
    DayNumber,
    Fiscal,
    Fixed,
    Inside,
    Lasting,
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
    UpTo,
    Weekday,
    WeekOf,
    Which,
)


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
            return _recurring(node, context)
        case Which():
            return None if reference is None else cyclic.stepped(node, reference)
        case Shift():
            start = reference
            if node.told and context.told is not None:
                start = context.told.start if context.told.unit <= node.unit else None
            return None if start is None else unit_of(shift(start, node.unit, node.step), node.unit)
        case Rolling():
            return None if reference is None else counting.rolling(node, reference)
        case Away():
            anchor = None if node.anchor is None else _resolve(node.anchor, context)
            return counting.away(node, anchor, context)
        case PartOf():
            whole = _resolve(node.of, context)
            return None if whole is None else intervals.part_of(whole, node.part)
        case Nth():
            return _nth(node, context)
        case NthWeekday():
            whole = _resolve(node.of or Shift(Unit.MONTH, 0), context)
            return None if whole is None else intervals.nth_weekday(whole, node.weekday, node.number)
        case Inside():
            return _inside(node, context)
        case Same():
            return counting.same(node, context)
        case Rest():
            return counting.rest(node, _resolve(node.of, context), context)
        case Fiscal():
            return counting.fiscal(node, context)
        case UpTo():
            end = _resolve(node.end, replace(context, direction=-1 if node.ended else 0))
            if end is None or end.end is None:
                return None
            return Interval(shift(end.end + ONE_DAY, node.unit, -node.count), end.end)
        case Lasting():
            whole = _resolve(node.start, context)
            if whole is None or whole.start is None:
                return None
            return Interval(whole.start, counting.moved(whole.start, node.amounts, 1) - ONE_DAY)
        case WeekOf():
            whole = _resolve(node.of, context)
            return None if whole is None or whole.start is None else unit_of(whole.start, node.unit)
        case Range():
            first, last = _ends(node, context)
            if first is None or last is None or first.start is None or last.end is None:
                return None
            return Interval(first.start, last.end) if first.start <= last.end else None
        case Bounded():
            inner = _inner(node, context)
            return None if inner is None else intervals.open_side(inner, node.bound)
        case Clock(day=day) if day is not None:
            return _resolve(day, context)
        case _:
            return None


def _recurring(what: Recurring | Weekday | DayNumber, context: Context) -> Interval | None:
    told = context.told
    if context.narrative and told is not None and told.start is not None:
        if isinstance(what, Recurring) and told.unit >= Unit.YEAR:
            return cyclic.occurrence(what, told.start.year)
        return cyclic.nearest(cyclic.candidates(what, told.start), told.start)
    return None if context.reference is None else cyclic.chosen(what, context.reference, context.direction)


def _nth(node: Nth, context: Context) -> Interval | None:
    whole = _resolve(node.of, context) if node.of is not None else _year_over(node, context)
    if whole is None:
        return None
    more = node.count - 1
    first = intervals.nth(whole, node.unit, node.number if node.number > 0 else node.number - more)
    last = intervals.nth(whole, node.unit, node.number + more if node.number > 0 else node.number)
    if first is None or last is None:
        return None
    return Interval(first.start, last.end) if more else first


def _year_over(node: Nth, context: Context) -> Interval | None:
    """The year of "the first nine months": the last in which they are over."""
    reference, months = context.reference, node.count * calendar.MONTHS_OF.get(node.unit, 0)
    if reference is None or node.count < 2 or not months or context.direction > 0:
        return None
    return calendar.year(reference.year - (reference.month <= months))


def _inside(node: Inside, context: Context) -> Interval | None:
    what = node.what
    match what:
        case PartOf():
            return _resolve(PartOf(what.part, Inside(what.of, node.of)), context)
        case Nth() | NthWeekday():
            return _resolve(replace(what, of=node.of if what.of is None else Inside(what.of, node.of)), context)
        case Recurring(unit=Unit.QUARTER | Unit.HALF) if isinstance(node.of, Fiscal):
            return _resolve(replace(node.of, unit=what.unit, number=what.number), context)
        case _:
            pass
    whole = _resolve(node.of, context)
    if whole is None or whole.start is None or whole.end is None:
        return None
    match what:
        case Weekday():
            return intervals.nth_weekday(whole, what.number, 1)
        case DayNumber():
            return intervals.nth(unit_of(whole.start, Unit.MONTH), Unit.DAY, what.number)
        case Recurring():
            found = (cyclic.occurrence(what, year) for year in range(whole.start.year, whole.end.year + 1))
            return next((o for o in found if o and o.start and whole.start <= o.start <= whole.end), None)
        case Same():
            base = counting.same(what, context)
            if base is None or base.start is None or base.end is None:
                return None
            years = whole.start.year - base.start.year
            after = shift(base.end + ONE_DAY, Unit.YEAR, years)
            return Interval(shift(base.start, Unit.YEAR, years), after - ONE_DAY, base.unit)
        case _:
            return None


def _ends(node: Range, context: Context) -> tuple[Interval | None, Interval | None]:
    start, end = node.start, node.end
    # "The October-December quarter will be better", written in November, is under way.
    months = isinstance(start, Recurring) and isinstance(end, Recurring) and start.unit == end.unit == Unit.MONTH
    backwards = isinstance(start, DayNumber) or not isinstance(end, Recurring) or context.direction < 0
    backwards = backwards or (months and context.direction > 0)
    if isinstance(start, Recurring | Weekday | DayNumber) and not isinstance(end, Weekday | DayNumber) and backwards:
        last = _resolve(end, context)
        return None if last is None or last.start is None else cyclic.last_before(start, last.start), last
    first = _resolve(start, context)
    if isinstance(end, Recurring | Weekday | DayNumber) and first is not None and first.start is not None:
        return first, cyclic.first_after(end, first.start)
    return first, _resolve(end, context)


def _inner(node: Bounded, context: Context) -> Interval | None:
    """What the bound is applied to. "Until the end of May" means its last day, and "before the end of May" the same."""
    if node.bound == Bound.BEFORE and isinstance(node.of, Same) and not node.of.that:
        # "before the year is out"
        whole = _resolve(node.of, context)
        return None if whole is None or whole.end is None else calendar.day(whole.end + ONE_DAY)
    if node.bound == Bound.SINCE and not isinstance(node.of, Fixed):
        context = replace(context, direction=context.direction or -1)
    elif node.bound == Bound.BY and isinstance(node.of, Weekday):
        context = replace(context, direction=1)
    elif node.bound in (Bound.BY, Bound.BEFORE):
        context = replace(context, direction=context.direction or 1)
    inner = _resolve(node.of, context)
    at_end = isinstance(node.of, PartOf) and node.of.part == Part.END and node.bound != Bound.SINCE
    if not at_end or inner is None or inner.end is None:
        return inner
    return calendar.day(inner.end + ONE_DAY if node.bound == Bound.BEFORE else inner.end)
