"""Commands that read articles or claims and write facts: run, extract, resolve, fuse."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from evextract.cli.app import DEFAULT_RUN, Model, Out, Pack, Paths, Published, Split, Workers
from evextract.cli.screen import complain, progress, tell, where_to_look
from evextract.cli.storing import show_batch
from evextract.nlp.model.default_model import DEFAULT_MODEL


def add_to(app: typer.Typer) -> None:
    app.command()(run)
    app.command()(extract)
    app.command()(resolve)
    app.command()(fuse)


def run(
    paths: Paths,
    out: Annotated[
        Path | None, typer.Option("--out", help=f"Folder to write. [default: {DEFAULT_RUN}, or exports in the store]")
    ] = None,
    store: Annotated[
        Path | None,
        typer.Option("--store", help="Folder that keeps articles and claims: only new articles are read."),
    ] = None,
    pack: Pack = "ev",
    model: Model = DEFAULT_MODEL,
    split: Split = "auto",
    published: Published = None,
    workers: Workers = 1,
) -> None:
    """Articles in; fact table, conflict report and exports out."""
    _foresee(workers)
    from evextract.domain.load import load_pack
    from evextract.report.brief import brief
    from evextract.run import pipeline
    from evextract.run.batch import add_batch

    domain = load_pack(pack)
    if store is not None:
        batch = partial(add_batch, paths, store=store, out=out, pack=domain, model=model, split=split)
        show_batch(partial(batch, published=_day(published), workers=workers), domain)
        return
    out = out or DEFAULT_RUN
    with progress("reading articles") as tick:
        done = pipeline.run(
            paths,
            out=out,
            pack=domain,
            model=model,
            split=split,
            published=_day(published),
            workers=workers,
            progress=tick,
        )
    tell(*brief(done.resolution, domain, articles=len(done.extraction.articles)), *where_to_look(out))
    complain(done.extraction.rejected)


def extract(
    paths: Paths,
    out: Annotated[Path, typer.Option("--out", help="Claims file to write (JSON lines).")] = Path("claims.jsonl"),
    pack: Pack = "ev",
    model: Model = DEFAULT_MODEL,
    split: Split = "auto",
    published: Published = None,
    workers: Workers = 1,
) -> None:
    """Articles in; claims out, one JSON object a line."""
    _foresee(workers)
    from evextract.domain.load import load_pack
    from evextract.report.brief import counted
    from evextract.run.extracting import extract_file

    domain = load_pack(pack)
    with progress("reading articles") as tick:
        found = extract_file(
            paths, out, pack=domain, model=model, split=split, published=_day(published), workers=workers, progress=tick
        )
    tell(f"{counted(found.articles, 'article')}, {counted(found.claims, 'claim')} in {out}")
    complain(found.rejected)


def resolve(
    claims: Annotated[Path, typer.Argument(help="Claims, JSON lines, from evextract or elsewhere.")],
    out: Out = DEFAULT_RUN,
    pack: Pack = "ev",
) -> None:
    """Claims in; facts and conflicts out. What editors decided in the folder holds."""
    from evextract.domain.load import load_pack
    from evextract.run.resolving import resolve_file

    tell(*resolve_file(claims, out, load_pack(pack)), *where_to_look(out))


def fuse(
    claims: Annotated[Path, typer.Argument(metavar="CLAIMS.csv", help="Columns object, attribute, source, value.")],
    out: Out = DEFAULT_RUN,
    schema: Annotated[
        Path | None,
        typer.Option("--schema", help="Columns attribute, kind, unit; default: schema.csv beside CLAIMS."),
    ] = None,
    pack: Pack = "ev",
    workers: Annotated[
        int, typer.Option("--workers", min=1, help="Processes; they pay from about 100,000 claims.")
    ] = 1,
) -> None:
    """A plain table of claims in; one row an object and attribute out."""
    from evextract.domain.load import load_pack
    from evextract.report.brief import counted
    from evextract.run.fusion import fuse as settle

    done = settle(claims, out, load_pack(pack), schema=schema, workers=workers)
    counts = ((done.claims, "claim"), (done.facts, "fact"), (done.conflicts, "conflict"))
    tell(f"{', '.join(counted(*count) for count in counts)} in {out}/")


def _foresee(workers: int) -> None:
    """What workers need is imported while this process does the same for itself and reads the pack."""
    if workers > 1:
        from evextract.run.pool import READING, foresee

        foresee(READING)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None
