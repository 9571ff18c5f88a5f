"""One run at a time writes to a store; those who read need not ask."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from evextract.errors import StoreError
from evextract.io.store.base import told

LOCK = "writing.lock"
WHO = "writing.json"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the store in ``folder`` (made where it is missing). The system lets go of it when the process dies.

    Raises :class:`~evextract.errors.StoreError` at once where another run holds it, and says which.
    """
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / LOCK, timeout=0)
        try:
            lock.acquire()
        except Timeout:
            raise StoreError(
                f"{folder}: {_who(folder / WHO)} is writing to this store; start again when it is done"
            ) from None
        try:
            (folder / WHO).write_text(json.dumps(_me()), encoding="utf-8")
            yield
            (folder / WHO).unlink(missing_ok=True)
        finally:
            lock.release()


def _me() -> dict[str, object]:
    return {
        "process": os.getpid(),
        "host": socket.gethostname(),
        "user": _user(),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": " ".join(sys.argv),
    }


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # A container's user may have no name.
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


def _who(path: Path) -> str:
    try:
        who = json.loads(path.read_text("utf-8"))
        return f"process {who['process']} of {who['user']} on {who['host']}, since {who['since']} ({who['command']}),"
    except (OSError, ValueError, KeyError, TypeError):
        return "another run"
