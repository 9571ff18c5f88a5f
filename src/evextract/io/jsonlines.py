"""Read JSON Lines one bounded line at a time, so that neither a broken nor an endless line stops a batch."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from evextract.records import Rejected


def read_objects(
    path: Path, where: str, *, max_bytes: int, parse_float: Callable[[str], Any] | None = None
) -> Iterator[tuple[int, dict[str, Any] | Rejected]]:
    """Each line's number, from 1, with its object, or with the reason why it can't be used; blank lines are skipped.

    Only one line is held at a time. ``parse_float`` takes numbers with a point as they are written. Raises OSError where the file can't be read.
    """
    with path.open("rb") as file:
        number = 0
        while line := file.readline(max_bytes + 1):
            number += 1
            if len(line) > max_bytes and not line.endswith(b"\n"):
                _skip_line(file)
                yield number, Rejected(f"{where}:{number}", "read", f"line of more than {max_bytes:,} bytes")
                continue
            if number == 1:
                line = line.removeprefix(codecs.BOM_UTF8)
            if line.strip():
                yield number, _object(line, f"{where}:{number}", parse_float)


def _skip_line(file: BinaryIO) -> None:
    while chunk := file.readline(1 << 20):
        if chunk.endswith(b"\n"):
            return


def _object(line: bytes, where: str, parse_float: Callable[[str], Any] | None) -> dict[str, Any] | Rejected:
    try:
        found = json.loads(line.decode("utf-8"), parse_float=parse_float)
        if b"\\ud" in line.lower():
            json.dumps(found, ensure_ascii=False, default=str).encode()
    except UnicodeDecodeError as error:
        return Rejected(where, "read", f"byte {error.start} of the line is not UTF-8")
    except UnicodeEncodeError as error:
        return Rejected(where, "read", f"half of a surrogate pair ({error.object[error.start]!a}): not valid Unicode")
    except RecursionError:
        return Rejected(where, "read", "nested too deeply")
    except ValueError as error:
        return Rejected(where, "read", f"not JSON: {error}")
    if not isinstance(found, dict):
        return Rejected(where, "read", f"a JSON object is wanted, this is {type(found).__name__}")
    return found
