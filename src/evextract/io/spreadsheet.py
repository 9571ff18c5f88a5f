"""CSV for spreadsheets: UTF-8 with a byte order mark, CR LF, and no cell that a spreadsheet would run as a formula.

Without the mark Excel garbles every name with an accent; CR LF is what RFC 4180 asks for. On formulas: OWASP, "CSV
Injection".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any, TextIO

import pyarrow as pa
import pyarrow.compute as pc
from defusedcsv import csv

# Excel and LibreOffice drop control characters and leading blanks before they look for a formula, and read the
# full-width forms like the plain ones, and others may drop what has no width; defusedcsv looks at the first character.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_NO_WIDTH = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
_HIDDEN_FORMULA = re.compile(f"{_NO_WIDTH}*[\uff1d\uff0b\uff0d\uff20]|{_NO_WIDTH}+[=+@|%-]")


_LOOKED_FOR = re.compile("[\uff1d\uff0b\uff0d\uff20]|^[ @+=|%-]| $", re.MULTILINE)
"""In texts that are printable, as controls and what has no width are not. Signs at the beginning: those of defusedcsv."""
_ROWS = 1_000
_END = "\r\n"


def write_csv(table: pa.Table, path: Path) -> None:
    """A header and a line a row; lists joined by ``; ``, line breaks within a cell made blanks."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        write_head(table.column_names, file)
        write_rows(table, file)


def write_head(names: Iterable[str], file: TextIO) -> None:
    csv.writer(file).writerow([_cell(name) for name in names])


def write_rows(table: pa.Table, file: TextIO) -> None:
    """The rows of a table, into ``file``, which was opened as in :func:`write_csv`."""
    for batch in table.to_batches(max_chunksize=_ROWS):
        rows = zip(*(_cells(column) for column in batch.columns), strict=True)
        file.write("".join(",".join(row) + _END for row in rows))


def _cells(column: pa.Array) -> list[str]:
    """The cells of a column as they stand in a line. Equal values are looked at, and quoted, once."""
    if pa.types.is_list(column.type):
        column = pc.binary_join(column, "; ")
    encoded = column.dictionary_encode()
    values = encoded.dictionary.to_pylist()
    quoted = _quoted(values, texts=pa.types.is_string(column.type))
    return ["" if at is None else quoted[at] for at in encoded.indices.to_pylist()]


def _quoted(values: list[Any], *, texts: bool) -> list[str]:
    whole = "\n".join(values) if texts else ""
    # To look at a text at a time takes longest by far; hardly a column needs it.
    is_safe = not texts or ("".join(values).isprintable() and not _LOOKED_FOR.search(whole))
    if texts and is_safe and "," not in whole and '"' not in whole:
        return values
    lines = StringIO(newline="")
    writer = csv.writer(lines)
    words = values if texts and is_safe else map(_cell, values)
    (writer.writer if is_safe else writer).writerows(zip(words))
    # An empty cell is quoted only where it is the whole line.
    return ["" if cell == '""' else cell for cell in lines.getvalue().split(_END)]


class Writer:
    """Rows one by one, into ``file``, which was opened with ``newline=""``."""

    def __init__(self, file: TextIO) -> None:
        self._rows = csv.writer(file)

    def write(self, row: Iterable[Any]) -> None:
        self._rows.writerow([_cell(cell) for cell in row])


def _cell(cell: Any) -> Any:
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if not isinstance(cell, str):
        return cell
    plain = _CONTROL.sub(" ", cell).strip()
    return f"'{plain}" if _HIDDEN_FORMULA.match(plain) else plain
