"""Axes: round numbers and round days for ticks, and how they are written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

_LETTERS = ((12, "T"), (9, "B"), (6, "M"))


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """At most about ``most`` round numbers that span ``low`` to ``high`` (Heckbert 1990, "Nice numbers")."""
    size = max(abs(low), abs(high))
    if high - low <= max(size * 1e-9, 1e-12):
        room = size * 0.1 if size > 1e-9 else 1.0
        low, high = low - room, high + room
    step = _nice((high - low) / max(most - 1, 1))
    first, last = math.floor(low / step), math.ceil(high / step)
    return [number * step for number in range(first, last + 1)]


def _nice(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if step <= factor * power * 1.0000001)


def tick_names(ticks: Sequence[float], *, days: bool) -> list[str]:
    """One name a tick: dates, or numbers that share one letter for thousands of thousands."""
    if days:
        monthly = len({(d.year, d.month) for d in map(_day, ticks)}) == len(ticks) and all(
            _day(t).day == 1 for t in ticks
        )
        return [_day(tick).strftime("%Y-%m" if monthly else "%Y-%m-%d") for tick in ticks]
    step = min(abs(b - a) for a, b in pairwise(ticks))
    power, letter = next(((power, letter) for power, letter in _LETTERS if step >= 10**power), (0, ""))
    names = [f"{tick / 10**power:,.10g}{letter if tick else ''}" for tick in ticks]
    return [name.replace("-", "\N{MINUS SIGN}") for name in names]


def _day(ordinal: float) -> date:
    return date.fromordinal(min(max(round(ordinal), 1), date.max.toordinal()))


def day_ticks(low: float, high: float, *, most: int) -> list[float]:
    """Firsts of months, 1, 2, 3, 6 or 12 months (or years) apart; days where all fits in a few weeks."""
    start, end = _day(low), _day(high)
    if (end - start).days < 45:
        step = max(1, math.ceil(((end - start).days + 2) / max(most, 2)))
        first = start - timedelta(days=1) if start > date.min else start
        count = math.ceil(((end - first).days + 1) / step)
        return [float(first.toordinal() + index * step) for index in range(count + 1)]
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= most), max(1, math.ceil(months / most)))
    first_month = (start.year * 12 + start.month - 1) // step * step
    count = math.ceil((end.year * 12 + end.month - first_month) / step)
    firsts = [first_month + index * step for index in range(count + 1)]
    days = [
        date.min if month < 12 else date.max if month >= 120_000 else date(month // 12, month % 12 + 1, 1)
        for month in firsts
    ]
    return [float(day.toordinal()) for day in dict.fromkeys(days)]
