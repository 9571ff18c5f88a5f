"""Files that are there in full or not at all, whatever ends the process that writes them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

UNFINISHED = ".unfinished"
"""What the name of a file or folder ends with as long as it is being written."""


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A fresh file beside ``path`` that takes its place when written in full, so that no reader sees half of it."""
    fresh = path.with_name(path.name + UNFINISHED)
    fresh.unlink(missing_ok=True)
    try:
        yield fresh
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)


def write_whole(text: str, path: Path) -> Path:
    """Write ``text`` in UTF-8, with its line ends as they are; returns ``path``."""
    with replacing(path) as fresh:
        fresh.write_text(text, "utf-8", newline="")
    return path
