"""What the commands print: results on standard output, progress and complaints on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from evextract.records import Rejected

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

PLAIN_LINES = 10
"""How many lines of progress a job prints where there is no terminal."""
LISTED = 50
"""How many inputs with problems are named on the screen; ``run.json`` has them all."""


def tell(*lines: object) -> None:
    """Lines on standard output, as they are: brackets in an article's words are no markup."""
    for line in lines:
        out.print(str(line), markup=False)


class _Rate(ProgressColumn):
    """Items a second or, where they are slow, a minute."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:,.1f}/s" if speed >= 1 else f"{speed * 60:,.1f}/min", style="progress.data.speed")


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal; elsewhere a plain line for every tenth of the work."""
    if err.is_terminal:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        with Progress(*columns, console=err, transient=True, speed_estimate_period=60) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return

    last = -1

    def plain(done: int, total: int) -> None:
        nonlocal last
        tenth = done * PLAIN_LINES // max(1, total)
        if tenth != last:
            last = tenth
            err.print(f"{what}: {done:,} of {total:,}", markup=False)

    yield plain


def complain(rejected: Sequence[Rejected]) -> None:
    """Name every input that has a problem, and exit with 1 where there is one."""
    if not rejected:
        return
    err.print(f"{len(rejected):,} problem{'s' if len(rejected) > 1 else ''} with the input:")
    for problem in rejected[:LISTED]:
        err.print(f"  {problem.where}: {problem.because}", markup=False)
    if len(rejected) > LISTED:
        err.print(f"  and {len(rejected) - LISTED:,} more")
    raise typer.Exit(1)


def where_to_look(folder: Path) -> tuple[str, ...]:
    """The files of a run that a reader wants first."""
    return (
        "",
        f"Conflict report  {folder / 'report.html'}",
        f"Fact table       {folder / 'facts.csv'}",
        f"All files        {folder}/",
    )
