"""Processes on this machine, each made ready once."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as either
from multiprocessing.context import BaseContext

READING = ("evextract.nlp.extract", "evextract.run.parts")
"""What workers import that read articles."""


def foresee(modules: Sequence[str]) -> BaseContext:
    """Begin to import ``modules`` beside this process, for all workers at once; how to start workers then.

    On Linux they are forked from a server that does nothing but import, so that no thread, lock or open file of this
    process is in them. There is one for a process, with the modules of the first call; what it lacks, each worker
    imports for itself. Elsewhere forks are not safe, and workers are spawned.
    """
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    try:
        forkserver.ensure_running()
    except ChildProcessError:
        # This process was itself forked, from one that has a server, which is no child of its own.
        return multiprocessing.get_context("spawn")
    return context


class LocalPool(ProcessPoolExecutor):
    """Its workers go when they are told to, or when their parent was killed, whatever they are doing.

    ``ready`` is called in each worker before its first job; ``modules`` are imported once for all (:func:`foresee`).

    A pool of the standard library asks them in turn over a queue. One that was killed while it waited there has taken
    the queue's lock with it, and the others, and who waits for them, wait for ever.
    """

    def __init__(self, count: int, ready: Callable[[], None], modules: Sequence[str]) -> None:
        context = foresee(modules)
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
