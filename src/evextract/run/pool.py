"""Processes on this machine, each made ready once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as either


class LocalPool(ProcessPoolExecutor):
    """Its workers go when they are told to, or when their parent was killed, whatever they are doing.

    ``ready`` is called in each worker before its first job. Workers are spawned: a forked one would inherit threads and
    locks in whatever state they are in.

    A pool of the standard library asks them in turn over a queue. One that was killed while it waited there has taken
    the queue's lock with it, and the others, and who waits for them, wait for ever.
    """

    def __init__(self, count: int, ready: Callable[[], None]) -> None:
        context = multiprocessing.get_context("spawn")
        told, self._tell = context.Pipe(duplex=False)
        super().__init__(count, context, _begin, (told, ready))

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        super().shutdown(wait=False, cancel_futures=cancel_futures)
        self._tell.close()
        super().shutdown(wait=wait)


def _begin(told: Connection, ready: Callable[[], None]) -> None:
    """Make a new process ready. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave, args=(told,), daemon=True).start()
    ready()


def _leave(told: Connection) -> None:
    parent = multiprocessing.parent_process()
    either([told] if parent is None else [told, parent.sentinel])
    os._exit(0)
