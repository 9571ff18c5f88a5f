"""The command that serves a run's folder to editors: review."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from evextract.cli.app import Pack
from evextract.cli.screen import tell

PORT = 8484


def add_to(app: typer.Typer) -> None:
    app.command()(review)


def review(
    run_folder: Annotated[Path, typer.Argument(help="A run's folder, or a store.")],
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; any but this machine's own asks for a token.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = PORT,
    name: Annotated[
        str | None, typer.Option("--name", help="Name by which browsers reach it through a proxy; asks for a token.")
    ] = None,
    token: Annotated[
        str | None, typer.Option("--token", envvar="EVEXTRACT_TOKEN", help="Token to ask for; default: a new one.")
    ] = None,
    editor: Annotated[
        str | None, typer.Option("--editor", help="Name that decisions are made under; default: your login's.")
    ] = None,
    pack: Pack = "ev",
) -> None:
    """Serve conflicts and doubtful facts to editors, who settle them in a browser."""
    from evextract.domain.load import load_pack
    from evextract.review.serve import serve

    def ready(address: str) -> None:
        tell(f"Open {address}", "Ctrl+C ends it. Every decision is kept.")

    editor = editor or _login()
    serve(run_folder, load_pack(pack), host=host, port=port, name=name, token=token, editor=editor, ready=ready)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # A container may run under a number that has no name.
        return "editor"
