"""Tables in plain text: rows of cells between "|", tabs or spaced slashes, with a header row above them.

Trim        | Battery | Range
Standard    | 52 kWh  | 271 miles
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATORS = (re.compile(r" ?\| ?"), re.compile(r"\t+"), re.compile(r" / "))
_LINE = re.compile(r"[^\n]+")
_MIN_CELLS = 3
_BRACKET = re.compile(r"\([^()\n]{0,80}\)")
_HEADING = re.compile(r"[^\s.:;,!?]\s*\Z")


@dataclass(frozen=True, slots=True)
class Cell:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """``header`` and ``rows`` have their cells in columns; ``lead`` is what leads the table in: the line above, and the one
    before that where the first is but a heading.
    """

    lead: tuple[Cell, ...]
    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def caption(self) -> Cell | None:
        """The line above."""
        return self.lead[0] if self.lead else None

    @property
    def start(self) -> int:
        return self.header[0].start

    @property
    def end(self) -> int:
        return self.rows[-1][-1].end


def is_row(line: str) -> bool:
    """Whether a line is a row of cells; slashes in brackets, "(400 kW / 544 PS)", separate none."""
    line = _BRACKET.sub("", line)
    return any(len(sep.findall(line)) >= _MIN_CELLS - 1 for sep in _SEPARATORS) and len(line) < 400


def find_tables(text: str) -> Iterator[Table]:
    """Blocks of at least one header and one row with the same number of cells."""
    block: list[tuple[Cell, ...]] = []
    lead: tuple[Cell, ...] = ()
    above: tuple[Cell, ...] = ()
    for m in _LINE.finditer(text):
        cells = _cells(text, m.start(), m.end()) if is_row(m.group()) else ()
        if cells and (not block or len(cells) == len(block[0])):
            if not block:
                lead = above
            block.append(cells)
        else:
            yield from _table(text, lead, block)
            block, lead = ([cells], above) if cells else ([], ())
        above = (Cell(m.start(), m.end()), *above[: _HEADING.search(m.group()) is not None])
    yield from _table(text, lead, block)


def _cells(text: str, start: int, end: int) -> tuple[Cell, ...]:
    line = text[start:end]
    sep = max(_SEPARATORS, key=lambda s: len(s.findall(line)))
    cells, at = [], start
    for m in sep.finditer(text, start, end):
        cells.append(Cell(at, m.start()))
        at = m.end()
    cells.append(Cell(at, end))
    return tuple(c for c in cells if c.start < c.end or c not in (cells[0], cells[-1]))


def _table(text: str, lead: tuple[Cell, ...], block: list[tuple[Cell, ...]]) -> Iterator[Table]:
    if len(block) < 2:
        return
    figures = [bool(re.search(r"\d", text[c.start : c.end])) for c in block[0][1:]]
    years = [bool(re.search(r"(?<!\d)20\d\d(?!\d)", text[c.start : c.end])) for c in block[0][1:]]
    if sum(f and not y for f, y in zip(figures, years, strict=True)) * 2 < len(figures):
        yield Table(lead, block[0], tuple(block[1:]))
