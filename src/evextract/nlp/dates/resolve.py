"""From what the words say to an interval of days, given what they are read against."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from evextract.nlp.dates import calendar, cyclic, intervals
from evextract.nlp.dates.calendar import ONE_DAY, Interval, Unit, shift, unit_of
from evextract.nlp.dates.context import Context
from evextract.nlp.dates.nodes import (
    Amount,
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
            told = context.told.start if node.told and context.told is not None else None
            start = told or reference
            return None if start is None else unit_of(shift(start, node.unit, node.step), node.unit)
        case Rolling():
            return None if reference is None else _rolling(node, reference)
        case Away():
            return _away(node, context)
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
            return _same(node, context)
        case Rest():
            return _rest(node, context)
        case Fiscal():
            return _fiscal(node, context)
        case UpTo():
            end = _resolve(node.end, replace(context, direction=-1 if node.ended else 0))
            if end is None or end.end is None:
                return None
            return Interval(shift(end.end + ONE_DAY, node.unit, -node.count), end.end)
        case Lasting():
            whole = _resolve(node.start, context)
            if whole is None or whole.start is None:
                return None
            return Interval(whole.start, _moved(whole.start, node.amounts, 1) - ONE_DAY)
        case WeekOf():
            whole = _resolve(node.of, context)
            return None if whole is None or whole.start is None else calendar.week(whole.start)
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


def _rolling(node: Rolling, reference: date) -> Interval:
    """Days and quarters are whole ones beside the current; other units run to or from the reference day itself."""
    if node.unit == Unit.QUARTER:
        first, last = (
            unit_of(shift(reference, node.unit, k), node.unit) for k in sorted((node.count, _sign(node.count)))
        )
        return Interval(first.start, last.end)
    far = shift(reference, node.unit, node.count)
    if node.count < 0:
        return Interval(far, reference - ONE_DAY)
    return Interval(reference + ONE_DAY if node.unit == Unit.DAY else reference, far)


def _sign(number: int) -> int:
    return 1 if number > 0 else -1


def _moved(day: date, amounts: tuple[Amount, ...], sign: int) -> date:
    for amount in amounts:
        day = shift(day, amount.unit, sign * amount.count)
    return day


def _away(node: Away, context: Context) -> Interval | None:
    # "A decade ago" is a year, not a decade; shorter units are meant as whole ones ("two years ago" is a year).
    finest = min(min(amount.unit for amount in node.amounts), Unit.YEAR)
    if node.anchor is not None:
        anchor = _resolve(node.anchor, context)
        if anchor is None or anchor.start is None or anchor.end is None:
            return None
        base = anchor.end if node.sign > 0 and anchor.unit == Unit.DAY else anchor.start
        return unit_of(_moved(base, node.amounts, node.sign), min(finest, anchor.unit))
    period = context.period
    if node.told and finest == Unit.YEAR and period is not None and period.start is not None and period.end is not None:
        # "Sales rose by a tenth from a year earlier": the same months, a year earlier.
        after = _moved(period.end + ONE_DAY, node.amounts, node.sign)
        return Interval(_moved(period.start, node.amounts, node.sign), after - ONE_DAY, period.unit)
    told = context.told.start if node.told and context.told is not None else None
    base_day = told or context.reference
    if node.told and told is None and node.sign > 0 and context.direction < 0:
        # "Ten years later it closed", and nothing says what came first.
        return None
    return None if base_day is None else unit_of(_moved(base_day, node.amounts, node.sign), finest)


def _nth(node: Nth, context: Context) -> Interval | None:
    whole = None if node.of is None else _resolve(node.of, context)
    if whole is None:
        return None
    more = node.count - 1
    first = intervals.nth(whole, node.unit, node.number if node.number > 0 else node.number - more)
    last = intervals.nth(whole, node.unit, node.number + more if node.number > 0 else node.number)
    if first is None or last is None:
        return None
    return Interval(first.start, last.end) if more else first


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
            base = _same(what, context)
            if base is None or base.start is None or base.end is None:
                return None
            years = whole.start.year - base.start.year
            after = shift(base.end + ONE_DAY, Unit.YEAR, years)
            return Interval(shift(base.start, Unit.YEAR, years), after - ONE_DAY, base.unit)
        case _:
            return None


def _same(node: Same, context: Context) -> Interval | None:
    told, period, reference = context.told, context.period, context.reference
    if node.unit == Unit.SPAN:
        return told if node.that else period or told
    if node.unit in (Unit.QUARTER, Unit.HALF) and period is not None and period.unit == node.unit:
        return period
    if node.unit == Unit.DAY:
        told = context.day
    if told is not None and told.start is not None and (node.that or context.narrative or node.unit == Unit.DAY):
        if told.unit <= node.unit:
            return unit_of(told.start, node.unit)
        if node.that:
            return None
    if reference is None:
        return None
    this = unit_of(reference, node.unit)
    if node.unit == Unit.QUARTER and context.direction < 0 and not node.that:
        # Results are told after the quarter.
        return unit_of(shift(reference, Unit.QUARTER, -1), Unit.QUARTER)
    if node.unit == Unit.WEEKEND and context.direction < 0 and this.start is not None and this.start > reference:
        return unit_of(reference - timedelta(days=7), Unit.WEEKEND)
    return this


def _rest(node: Rest, context: Context) -> Interval | None:
    whole, reference = _resolve(node.of, context), context.reference
    if whole is None or whole.start is None or whole.end is None:
        return None
    if reference is None or context.narrative or not whole.start <= reference <= whole.end:
        return whole
    return Interval(reference, whole.end) if node.sign > 0 else Interval(whole.start, reference)


def _fiscal(node: Fiscal, context: Context) -> Interval | None:
    """A fiscal year carries the number of the calendar year that holds most of its months."""
    first, number = context.fiscal_month, node.year
    if first is None:
        return None
    if number is not None:
        number -= first > 6
    elif context.reference is not None:
        number = context.reference.year - (context.reference.month < first) + node.step
    else:
        return None
    count = {Unit.YEAR: 12, Unit.HALF: 6, Unit.QUARTER: 3}[node.unit]
    return calendar.months(number, first + count * (node.number - 1), count, node.unit if first == 1 else Unit.SPAN)


def _ends(node: Range, context: Context) -> tuple[Interval | None, Interval | None]:
    start, end = node.start, node.end
    backwards = isinstance(start, DayNumber) or not isinstance(end, Recurring) or context.direction < 0
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
