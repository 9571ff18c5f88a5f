"""Charts as inline SVG: small, static, labelled, with the same data in words for those who can't see them.

Colours and type come from the page's style sheet by class, so that charts follow light, dark and print. Parts are plain
text in which every word from elsewhere is escaped: with ``Markup.format`` a chart of 25 dots took 1.8 times as long.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from evextract.report.axes import day_ticks, nice_ticks, tick_names
from evextract.report.model import Bar, Bars, Point, Rank, Series

WIDTH = 560
_CHAR = 6.3
"""Width of one character of a label in a system font of 11 pixels, on the safe side."""
_LABEL_CHARS = 26


def draw(chart: Bars | Series, key: str, *, width: int = WIDTH, height: int = 280) -> Markup:
    """The chart as an ``<svg>``; ``key`` makes its ids unique on the page."""
    body, height, words = _bars(chart, width) if isinstance(chart, Bars) else _series(chart, width, height)
    return Markup(
        f'<svg class="chart" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{key}-t {key}-d"><title id="{key}-t">{escape(chart.title)}</title>'
        f'<desc id="{key}-d">{escape(words)}</desc>{body}</svg>'
    )


def _text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}" text-anchor="{anchor}">{escape(words)}</text>'


def _clip(words: str, most: int = _LABEL_CHARS) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def _bars(chart: Bars, width: int) -> tuple[str, int, str]:
    row, top = 22, 26
    longest = max((len(_clip(bar.label)) for bar in chart.bars), default=0)
    left = min(longest, _LABEL_CHARS) * _CHAR + 12
    ends = max((len(_end(bar)) for bar in chart.bars), default=1)
    ticks = [
        tick for tick in nice_ticks(0, max((sum(bar.parts) for bar in chart.bars), default=1)) if tick == int(tick)
    ]
    scale = (width - left - ends * _CHAR - 12) / ticks[-1]
    bottom = top + row * len(chart.bars)
    parts, x = [], left
    for name, style in chart.legend:
        parts.append(f'<rect x="{x:.1f}" y="4" width="10" height="10" class="{style}"/>')
        parts.append(_text(x + 14, 13, name, "tick"))
        x += len(name) * _CHAR + 30
    for tick, name in zip(ticks, tick_names(ticks, days=False), strict=True):
        x = left + tick * scale
        style = "grid" if tick else "line"
        parts.append(f'<path d="M{x:.1f} {top}V{bottom + 4}" class="{style}"/>')
        parts.append(_text(x, bottom + 16, name, "tick", "middle"))
    parts.append(_text(left + ticks[-1] * scale, bottom + 32, chart.axis, "axis", "end"))
    for index, bar in enumerate(chart.bars):
        y, x = top + index * row, left
        said = ", ".join(f"{count} {name}" for count, (name, _) in zip(bar.parts, chart.legend, strict=True) if count)
        parts.append(f"<g><title>{escape(bar.label)}: {escape(said or 'none')}</title>")
        parts.append(_text(left - 8, y + 15, _clip(bar.label), "label", "end"))
        for count, (_, style) in zip(bar.parts, chart.legend, strict=True):
            if count:
                size = count * scale
                parts.append(
                    f'<rect x="{x:.1f}" y="{y + 4}" width="{max(size - 1, 1):.1f}" height="14" class="{style}"/>'
                )
                x += size
        parts.append(_text(x + 4, y + 15, _end(bar), "label"))
        parts.append("</g>")
    words = "; ".join(
        f"{bar.label}: " + ", ".join(f"{n} {name}" for n, (name, _) in zip(bar.parts, chart.legend, strict=True))
        for bar in chart.bars
    )
    return "".join(parts), bottom + 38, words


def _end(bar: Bar) -> str:
    return bar.said or f"{sum(bar.parts):,}"


def _series(chart: Series, width: int, height: int) -> tuple[str, int, str]:
    xs = [point.x for point in chart.points]
    ys = [end for point in chart.points for end in (point.y, point.low, point.high) if end is not None]
    x_ticks, y_ticks = (
        day_ticks(min(all_), max(all_), most=most) if days else nice_ticks(min(all_), max(all_), most)
        for all_, days, most in ((xs, chart.x_days, width // 110), (ys, chart.y_days, height // 50))
    )
    x_names, y_names = tick_names(x_ticks, days=chart.x_days), tick_names(y_ticks, days=chart.y_days)
    left = max(len(name) for name in y_names) * _CHAR + 14
    legend = _legend(chart)
    top, bottom, right = 40.0 if legend else 24.0, height - 38.0, width - 12.0

    def across(x: float) -> float:
        return left + 10 + (x - x_ticks[0]) / (x_ticks[-1] - x_ticks[0]) * (right - left - 20)

    def up(y: float) -> float:
        return bottom - (y - y_ticks[0]) / (y_ticks[-1] - y_ticks[0]) * (bottom - top)

    parts = [
        _text(2, top - 10, chart.y_label, "axis"),
        _text(right, height - 4, chart.x_label, "axis", "end"),
        *legend,
    ]
    for tick, name in zip(y_ticks, y_names, strict=True):
        parts.append(f'<path d="M{left - 4:.1f} {up(tick):.1f}H{right:.1f}" class="grid"/>')
        parts.append(_text(left - 7, up(tick) + 4, name, "tick", "end"))
    for tick, name in zip(x_ticks, x_names, strict=True):
        parts.append(f'<path d="M{across(tick):.1f} {top:.1f}V{bottom + 4:.1f}" class="grid"/>')
        parts.append(_text(across(tick), bottom + 16, name, "tick", "middle"))
    parts.append(f'<path d="M{left:.1f} {top:.1f}V{bottom:.1f}H{right:.1f}" class="line"/>')
    places = [(across(point.x), up(point.y)) for point in chart.points]
    parts.extend(_joined(chart.points, places))
    for point, (x, y) in zip(chart.points, places, strict=True):
        if point.low is not None and point.high is not None and point.low < point.high:
            low, high, side = (f"{end:.1f}" for end in (up(point.low), up(point.high), x - 3))
            parts.append(f'<path d="M{x:.1f} {low}V{high}M{side} {low}h6M{side} {high}h6" class="span"/>')
        parts.append(_dot(point, x, y))
    parts.extend(_dot_labels(chart.points, places, right=right))
    words = "; ".join(
        f"{point.label}: {point.x_said}, {point.y_said}{_standing(chart, point)}" for point in chart.points
    )
    return "".join(parts), height, words


def _standing(chart: Series, point: Point) -> str:
    return f" ({point.rank.value})" if len({each.rank for each in chart.points}) > 1 else ""


def _legend(chart: Series) -> list[str]:
    """The shapes and what they mean, where there are several."""
    ranks = [rank for rank in Rank if any(point.rank is rank for point in chart.points)]
    parts: list[str] = []
    x = 8.0
    for rank in ranks if len(ranks) > 1 else ():
        parts += [_DOTS[rank.value].format(x=x, y=8), _text(x + 9, 12, rank.value, "tick")]
        x += len(rank.value) * _CHAR + 34
    return parts


def _joined(points: Sequence[Point], places: Sequence[tuple[float, float]]) -> list[str]:
    """A thin line through the dots that answer one question."""
    lines: dict[str, list[tuple[float, float]]] = {}
    for point, place in zip(points, places, strict=True):
        if point.line:
            lines.setdefault(point.line, []).append(place)
    return [
        '<path d="M' + "L".join(f"{x:.1f} {y:.1f}" for x, y in line) + '" class="joined"/>'
        for line in lines.values()
        if len(line) > 1
    ]


_DOTS = {
    "kept": '<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" class="kept"/>',
    "set aside": '<path d="M{x:.1f} {y:.1f}m-4 -4l8 8m0 -8l-8 8" class="aside-line"/>',
    "superseded": '<circle cx="{x:.1f}" cy="{y:.1f}" r="4" class="earlier-line"/>',
    "open": '<path d="M{x:.1f} {y:.1f}m0 -5.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z" class="open"/>',
}
"""A shape for each rank, so that colour is never the only sign."""


def _dot(point: Point, x: float, y: float) -> str:
    words = escape(f"{point.label}: {point.x_said}, {point.y_said}")
    return f"<g><title>{words}</title>{_DOTS[point.rank.value].format(x=x, y=y)}</g>"


def _dot_labels(points: Sequence[Point], places: Sequence[tuple[float, float]], *, right: float) -> list[str]:
    """Labels beside the dots, left out where they would lie on another label or dot."""
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    labels = []
    for own, (point, (x, y)) in enumerate(zip(points, places, strict=True)):
        words = _clip(point.label, 30)
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
