"""Where processor time goes: the stack, looked at every two milliseconds of it."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Sequence
from types import FrameType
from typing import Any

INTERVAL = 0.002
Stages = Sequence[tuple[str, str, frozenset[str]]]
"""Name, a part of the file's path, functions; the first stage that is found from the innermost frame out counts."""


def _stage(name: str, path: str, functions: str) -> tuple[str, str, frozenset[str]]:
    return name, path, frozenset(functions.split())


EXTRACTION: Stages = (
    _stage("dates", "nlp/dates/find.py", "find_dates"),
    _stage("quantities", "nlp/quantities/find.py", "find_quantities"),
    _stage("names of things", "nlp/extract.py", "page"),
    _stage("focus, cues, stance", "nlp/extract.py", "context"),
    _stage("facts", "nlp/extract.py", "mentions"),
    _stage("checks of claims", "claims/normalise.py", "normalise"),
    _stage("tokens and lines", "nlp/extract.py", "_split_lines"),
    _stage("language model", "spacy/language.py", "pipe"),
)
RESOLUTION: Stages = (
    _stage("trust in sources", "resolve/trust.py", "learn_trust"),
    _stage("cases and what speaks for claims", "resolve/hearing.py", "hear"),
    _stage("census, and claims put aside", "run/buckets.py", "put"),
    _stage("reading claims", "resolve/resolver.py", "groups waiting"),
    _stage("reading claims", "run/fusion.py", "claims"),
    _stage("votes and verdicts", "resolve/fuse.py", "rows_of"),
)


def shares(work: Callable[[], Any], stages: Stages) -> dict[str, float]:
    """Share of each stage, and "other", in the processor time of ``work``."""
    seen: Counter[str] = Counter()

    def look(_: int, frame: FrameType | None) -> None:
        while frame is not None:
            code = frame.f_code
            for name, path, functions in stages:
                if code.co_name in functions and path in code.co_filename:
                    seen[name] += 1
                    return
            frame = frame.f_back
        seen["other"] += 1

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    total = sum(seen.values())
    return {name: count / total for name, count in seen.most_common()}
