"""Measure extraction and resolution on annotated articles and benchmarks, and hold every figure to its baseline.

    python tests/scores.py SHARED [--baseline FILE] [--update] [--json FILE] [--only WORD]

SHARED is a folder with ``gold``, ``bench`` and ``corpus``. Exit code 1 when a figure is worse than its baseline, or is
gone. ``--update`` writes better figures and new ones into the baseline; it never makes one worse.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from measures import LOWER_IS_BETTER, MEASURES, Figures

BASELINE = Path(__file__).with_name("baseline.json")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("shared", type=Path)
    options.add_argument("--baseline", type=Path, default=BASELINE)
    options.add_argument("--update", action="store_true", help="raise the baseline to what was measured")
    options.add_argument("--json", type=Path, help="write the figures there")
    options.add_argument("--only", default="", help="only the measures whose name holds this word")
    given = options.parse_args()
    chosen = [m for m in MEASURES if given.only in m.__name__]
    baseline: Figures = json.loads(given.baseline.read_text("utf-8")) if given.baseline.exists() else {}
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as work:
        for measure in chosen:
            begun = time.perf_counter()
            figures |= measure(given.shared, Path(work))
            print(f"{measure.__name__}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    if given.json:
        given.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    show(figures, baseline)
    if given.update:
        given.baseline.write_text(json.dumps(raised(baseline, figures), indent=1) + "\n", encoding="utf-8")
        return 0
    gone = sorted(set(baseline) - set(figures)) if len(chosen) == len(MEASURES) else []
    worse = [name for name in figures if name in baseline and is_worse(name, figures[name], baseline[name])]
    for name in worse:
        print(f"worse than the baseline: {name}: {figures[name]:g}, was {baseline[name]:g}")
    for name in gone:
        print(f"no longer measured: {name}")
    return 1 if worse or gone else 0


def is_worse(name: str, measured: float, before: float) -> bool:
    return measured > before if lower_is_better(name) else measured < before


def lower_is_better(name: str) -> bool:
    return name.rpartition(": ")[2] in LOWER_IS_BETTER


def raised(baseline: Figures, figures: Figures) -> Figures:
    """The baseline with the figures that are better, and those that it lacks."""
    better = {n: v for n, v in figures.items() if n not in baseline or is_worse(n, baseline[n], v)}
    return {**baseline, **better}


def show(figures: Figures, baseline: Figures) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("figure", "measured", "baseline", ""):
        table.add_column(head, justify="left" if head == "figure" else "right")
    for name, value in figures.items():
        before = baseline.get(name)
        if before is None:
            told = "new"
        else:
            told = "worse" if is_worse(name, value, before) else "better" if value != before else ""
        table.add_row(name, f"{value:g}", "" if before is None else f"{before:g}", told)
    Console(width=120, highlight=False).print(table)


if __name__ == "__main__":
    sys.exit(main())
