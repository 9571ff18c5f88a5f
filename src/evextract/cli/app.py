"""The application that commands are added to, and the options that several commands share."""

from __future__ import annotations

import errno
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from evextract.cli.screen import err
from evextract.errors import EvextractError

NOTHING_DONE = 2
"""The exit code when nothing could be done; 1 is for a job that was done in part."""

DEFAULT_RUN = Path("outputs/latest")

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders or patterns: .txt .md .html .jsonl, single articles or dumps.")
]
Pack = Annotated[str, typer.Option("--pack", help="Domain pack: a name or a folder.")]
Model = Annotated[str, typer.Option("--model", help="spaCy model: an installed package or a path.")]
Split = Annotated[str, typer.Option("--split", help="How to split dumps: auto, never, or a regular expression.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", formats=["%Y-%m-%d"], help="Day of articles that state none, for relative dates."),
]
Workers = Annotated[
    int,
    typer.Option(
        "--workers",
        min=1,
        help="Processes that read articles, at most one for 16; each loads the model (0.3 GB). On free cores they pay from "
        "about 25 articles.",
    ),
]
Store = Annotated[Path, typer.Option("--store", help="A store's folder.")]
Out = Annotated[Path, typer.Option("--out", help="Folder to write.")]
RunFolder = Annotated[Path, typer.Argument(help="A run's folder.")]


class Commands(TyperGroup):
    """Expected failures are one message on standard error and exit code 2, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except EvextractError as problem:
            message = str(problem)
        except OSError as problem:
            if problem.errno == errno.EPIPE:  # `evextract explain … | head`
                raise
            message = ": ".join(str(part) for part in (problem.filename, problem.strerror or problem) if part)
        err.print(f"evextract: {message}", markup=False)
        raise typer.Exit(NOTHING_DONE)


app = typer.Typer(
    cls=Commands,
    help="News articles in; a table of grounded facts and a report of where the articles disagree out.",
    epilog="Exit codes: 0 done, 1 something was left out or found wrong, 2 nothing could be done.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"evextract {version('evextract')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    pass
