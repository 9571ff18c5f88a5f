"""Intervals that count from the reference date or from the time that the text speaks of."""

from __future__ import annotations

from datetime import date, timedelta

from evextract.nlp.dates import calendar
from evextract.nlp.dates.calendar import ONE_DAY, Interval, Unit, shift, unit_of
from evextract.nlp.dates.context import Context
from evextract.nlp.dates.nodes import Amount, Away, Fiscal, Rest, Rolling, Same


def rolling(node: Rolling, reference: date) -> Interval:
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


def moved(day: date, amounts: tuple[Amount, ...], sign: int) -> date:
    for amount in amounts:
        day = shift(day, amount.unit, sign * amount.count)
    return day


def away(node: Away, anchor: Interval | None, context: Context) -> Interval | None:
    # "A decade ago" is a year, not a decade; shorter units are meant as whole ones ("two years ago" is a year).
    finest = min(min(amount.unit for amount in node.amounts), Unit.YEAR)
    if node.anchor is not None:
        if anchor is None or anchor.start is None or anchor.end is None:
            return None
        base = anchor.end if node.sign > 0 and anchor.unit == Unit.DAY else anchor.start
        return unit_of(moved(base, node.amounts, node.sign), min(finest, anchor.unit))
    period = context.period
    if node.told and finest == Unit.YEAR and period is not None and period.start is not None and period.end is not None:
        # "Sales rose by a tenth from a year earlier": the same months, a year earlier.
        after = moved(period.end + ONE_DAY, node.amounts, node.sign)
        return Interval(moved(period.start, node.amounts, node.sign), after - ONE_DAY, period.unit)
    base_day = context.reference
    if node.told and context.told is not None:
        # In "by 2030 … the month before" nothing says which month.
        base_day = context.told.start if context.told.unit <= finest else None
    elif node.told and node.sign > 0 and context.direction < 0:
        # "Ten years later it closed", and nothing says what came first.
        return None
    return None if base_day is None else unit_of(moved(base_day, node.amounts, node.sign), finest)


def same(node: Same, context: Context) -> Interval | None:
    told, period, reference = context.told, context.period, context.reference
    if node.unit == Unit.SPAN:
        return told if node.that else period or told
    if node.unit in (Unit.QUARTER, Unit.HALF) and period is not None and period.unit == node.unit:
        return period
    if node.unit == Unit.DAY:
        told = context.day
    spoken_of = node.that or context.narrative or node.unit == Unit.DAY
    if spoken_of and told is not None and told.start is not None and told.unit <= node.unit:
        return unit_of(told.start, node.unit)
    if reference is None or node.that:
        return None
    this = unit_of(reference, node.unit)
    if node.unit == Unit.QUARTER and context.direction < 0 and not node.that:
        # Results are told after the quarter.
        return unit_of(shift(reference, Unit.QUARTER, -1), Unit.QUARTER)
    if node.unit == Unit.WEEKEND and context.direction < 0 and this.start is not None and this.start > reference:
        return unit_of(reference - timedelta(days=7), Unit.WEEKEND)
    return this


def rest(node: Rest, whole: Interval | None, context: Context) -> Interval | None:
    reference = context.reference
    if whole is None or whole.start is None or whole.end is None:
        return None
    if reference is None or context.narrative or not whole.start <= reference <= whole.end:
        return whole
    return Interval(reference, whole.end) if node.sign > 0 else Interval(whole.start, reference)


def fiscal(node: Fiscal, context: Context) -> Interval | None:
    """A fiscal year carries the number of the calendar year that holds most of its months, in India that it ends in."""
    first, number = context.fiscal_month, node.year
    if first is None:
        return None
    if number is not None:
        number -= not node.paired and (first > 6 or (context.fiscal_by_end and first > 1))
    elif context.reference is not None:
        number = context.reference.year - (context.reference.month < first) + node.step
    else:
        return None
    count = {Unit.YEAR: 12, Unit.HALF: 6, Unit.QUARTER: 3}[node.unit]
    return calendar.months(number, first + count * (node.number - 1), count, node.unit if first == 1 else Unit.SPAN)
