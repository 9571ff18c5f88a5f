"""Work on many records at once without looking for garbage that records can't make."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Records refer to nothing that refers to them, so that what is let go is freed at once; to go through all of them
    for cycles, again and again as they grow, takes a sixth of a batch. What was made meanwhile counts as old afterwards:
    it is gone through when all is, not at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # To the oldest generation.
            gc.enable()
