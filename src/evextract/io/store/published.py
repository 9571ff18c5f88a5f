"""Which exports were written last: as long as they are there, what did not move is taken over from them.

Nothing counts as written from the moment a batch moves the facts until its own exports are in their place.
"""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

from evextract.io.earlier import digests
from evextract.io.store.base import set_setting, setting

_SETTING = "published"


def take_back(base: sqlite3.Connection, folder: Path, writer: str) -> bool:
    """Whether the files in ``folder`` are those that ``writer``, a digest of the code, wrote last; from now on they
    count no more.
    """
    known = setting(base, _SETTING)
    base.execute("DELETE FROM settings WHERE name = ?", (_SETTING,))
    return known is not None and known == _written(folder, writer)


def note(base: sqlite3.Connection, folder: Path, writer: str) -> None:
    """The files in ``folder`` show what the store holds."""
    set_setting(base, _SETTING, _written(folder, writer))


def _written(folder: Path, writer: str) -> str:
    return json.dumps([writer, digests(folder)])
