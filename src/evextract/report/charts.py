"""Charts as inline SVG: small, static, labelled, with the same data in words for those who can't see them.

Colours and type come from the page's style sheet by class, so that charts follow light, dark and print.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from markupsafe import Markup

from evextract.report.model import Bars, Point, Series

WIDTH = 560
_CHAR = 6.3
"""Width of one character of a label in a system font of 11 pixels, on the safe side."""
_LABEL_CHARS = 26
_LETTERS = ((12, "T"), (9, "B"), (6, "M"))


def draw(chart: Bars | Series, key: str, *, width: int = WIDTH, height: int = 280) -> Markup:
    """The chart as an ``<svg>``; ``key`` makes its ids unique on the page."""
    body, height, words = _bars(chart, width) if isinstance(chart, Bars) else _series(chart, width, height)
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{title}</title><desc id="{key}-d">{words}</desc>'
        "{body}</svg>"
    ).format(w=width, h=height, key=key, title=chart.title, words=words, body=body)


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


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}" text-anchor="{}">{}</text>').format(x, y, kind, anchor, words)


def _clip(words: str, most: int = _LABEL_CHARS) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _bars(chart: Bars, width: int) -> tuple[Markup, int, str]:
    row, top = 22, 26
    longest = max((len(_clip(bar.label)) for bar in chart.bars), default=0)
    left = min(longest, _LABEL_CHARS) * _CHAR + 12
    most = max((sum(bar.parts) for bar in chart.bars), default=1) or 1
    scale = (width - left - 44) / most
    parts, x = [], left
    for name, style in chart.legend:
        parts.append(Markup('<rect x="{:.1f}" y="4" width="10" height="10" class="{}"/>').format(x, style))
        parts.append(_text(x + 14, 13, name, "tick"))
        x += len(name) * _CHAR + 30
    for index, bar in enumerate(chart.bars):
        y, x = top + index * row, left
        said = ", ".join(f"{count} {name}" for count, (name, _) in zip(bar.parts, chart.legend, strict=True) if count)
        parts.append(Markup("<g><title>{}: {}</title>").format(bar.label, said or "none"))
        parts.append(_text(left - 8, y + 13, _clip(bar.label), "label", "end"))
        for count, (_, style) in zip(bar.parts, chart.legend, strict=True):
            if count:
                size = count * scale
                parts.append(
                    Markup('<rect x="{:.1f}" y="{}" width="{:.1f}" height="14" class="{}"/>').format(
                        x, y + 2, max(size - 1, 1), style
                    )
                )
                x += size
        parts.append(_text(x + 4, y + 13, str(sum(bar.parts)), "tick"))
        parts.append(Markup("</g>"))
    words = "; ".join(
        f"{bar.label}: " + ", ".join(f"{n} {name}" for n, (name, _) in zip(bar.parts, chart.legend, strict=True))
        for bar in chart.bars
    )
    return Markup("").join(parts), top + row * len(chart.bars) + 4, words


def _series(chart: Series, width: int, height: int) -> tuple[Markup, int, str]:
    xs, ys = [point.x for point in chart.points], [point.y for point in chart.points]
    x_ticks = (
        _day_ticks(min(xs), max(xs), most=width // 110) if chart.x_days else nice_ticks(min(xs), max(xs), width // 110)
    )
    y_ticks = (
        _day_ticks(min(ys), max(ys), most=height // 50) if chart.y_days else nice_ticks(min(ys), max(ys), height // 50)
    )
    x_names, y_names = _names(x_ticks, days=chart.x_days), _names(y_ticks, days=chart.y_days)
    left = max(len(name) for name in y_names) * _CHAR + 14
    top, bottom, right = 24.0, height - 38.0, width - 12.0

    def across(x: float) -> float:
        return left + 10 + (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0]) * (right - left - 20)

    def up(y: float) -> float:
        return bottom - (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0]) * (bottom - top)

    parts = [_text(2, 12, chart.y_label, "axis"), _text(right, height - 4, chart.x_label, "axis", "end")]
    for tick, name in zip(y_ticks, y_names, strict=True):
        y = up(tick)
        parts.append(Markup('<path d="M{:.1f} {:.1f}H{:.1f}" class="grid"/>').format(left, y, right))
        parts.append(_text(left - 6, y + 4, name, "tick", "end"))
    for tick, name in zip(x_ticks, x_names, strict=True):
        x = across(tick)
        parts.append(Markup('<path d="M{:.1f} {:.1f}v4" class="grid"/>').format(x, bottom))
        parts.append(_text(x, bottom + 16, name, "tick", "middle"))
    places = [(across(point.x), up(point.y)) for point in chart.points]
    for point, (x, y) in zip(chart.points, places, strict=True):
        parts.append(_dot(point, x, y))
    parts.extend(_dot_labels(chart.points, places, right=right))
    words = "; ".join(f"{point.label}: {point.x_said}, {point.y_said} ({point.rank.value})" for point in chart.points)
    return Markup("").join(parts), height, words


_DOTS = {
    "kept": '<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="kept"/>',
    "set aside": '<path d="M{x:.1f} {y:.1f}m-4 -4l8 8m0 -8l-8 8" class="aside-line"/>',
    "superseded": '<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="earlier-line"/>',
    "open": '<path d="M{x:.1f} {y:.1f}m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z" class="open"/>',
}
"""A shape for each rank, so that colour is never the only sign."""


def _dot(point: Point, x: float, y: float) -> Markup:
    words = Markup("<g><title>{}: {}, {}</title>").format(point.label, point.x_said, point.y_said)
    return words + Markup(_DOTS[point.rank.value].format(x=x, y=y)) + Markup("</g>")


def _dot_labels(points: Sequence[Point], places: Sequence[tuple[float, float]], *, right: float) -> list[Markup]:
    """Labels beside the dots, left out where they would lie on another label or dot."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    labels = []
    for own, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        words = _clip(point.label, 22)
        size = len(words) * _CHAR
        for start, anchor in ((x + 8, "start"), (x - 8 - size, "end")):
            box = (start, y - 7, start + size, y + 6)
            free = (
                start > 0
                and box[2] < right
                and not any(_overlap(box, other) for index, other in enumerate(taken) if index != own)
            )
            if free:
                taken.append(box)
                labels.append(_text(x + 8 if anchor == "start" else x - 8, y + 4, words, "label", anchor))
                break
    return labels


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _names(ticks: Sequence[float], *, days: bool) -> list[str]:
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


def _day_ticks(low: float, high: float, *, most: int) -> list[float]:
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
