"""Commands on a store: withdraw, history; and how a batch is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from evextract.cli.app import Pack, Store
from evextract.cli.screen import complain, progress, tell, where_to_look
from evextract.domain.pack import DomainPack

if TYPE_CHECKING:
    from evextract.run.batch import Done


def add_to(app: typer.Typer) -> None:
    app.command()(withdraw)
    app.command()(history)


def show_batch(add: Callable[..., Done], pack: DomainPack) -> None:
    """Do a batch and tell what it brought, what it moved, and all that now holds."""
    from evextract.report.brief import brief

    with progress("reading articles") as tick:
        done = add(progress=tick)
    a = done.arrivals
    came = ((a.added, "new"), (a.corrected, "corrected"), (a.again, "read again"), (a.known, "known"))
    told = [*came, (a.withdrawn, "withdrawn before")]
    tell(f"articles: {', '.join(f'{number:,} {what}' for number, what in told if number) or 'none'}", _moves(done))
    tell(*brief(done.resolution, pack, articles=done.articles), *where_to_look(done.folder))
    complain(done.rejected)


def withdraw(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Articles, by their ids.")],
    store: Store,
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write. [default: exports in the store]")] = None,
    pack: Pack = "ev",
) -> None:
    """Take back what articles say; facts and exports are made without them."""
    from evextract.domain.load import load_pack
    from evextract.run.batch import withdraw as take_back

    done = take_back(ids, store=store, pack=load_pack(pack), out=out)
    tell(f"{len(set(ids)):,} withdrawn", _moves(done), *where_to_look(done.folder))


def history(
    subject: Annotated[str, typer.Argument(help="A thing's id or name: kia-ev3, 'Kia EV3'.")],
    store: Store,
    pack: Pack = "ev",
) -> None:
    """Show how each fact about a thing came to what it is: batch, day, before and after, why."""
    from evextract.domain.load import load_pack
    from evextract.run.history import history_of

    tell(*history_of(subject, store=store, pack=load_pack(pack)))


def _moves(done: Done) -> str:
    moves = done.moves
    return f"facts: {moves.added:,} new, {moves.changed:,} changed, {moves.removed:,} gone"
