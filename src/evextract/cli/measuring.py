"""Commands for work on quality: evaluate, annotate, check-pack."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from evextract.cli.app import Model, Pack
from evextract.cli.screen import out, progress, tell
from evextract.domain.pack import DomainPack
from evextract.nlp.model.default_model import DEFAULT_MODEL

if TYPE_CHECKING:
    from evextract.run.annotate import Row

Given = Annotated[Path, typer.Argument(metavar="IN.jsonl", help="A line an object with text, id, reference_date.")]
Written = Annotated[Path, typer.Argument(metavar="OUT.jsonl", help="File to write, a line for each line.")]

annotate = typer.Typer(help="Quantities or dates of single texts, as the pipeline finds them.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.command()(evaluate)
    app.add_typer(annotate, name="annotate")
    app.command("check-pack")(check_pack)


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Annotated articles: NAME.txt and NAME.json.")],
    claims: Annotated[
        Path | None, typer.Option("--claims", help="Score these claims instead of extracting the articles.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write scores and all mistakes as a page.")] = None,
    only: Annotated[
        str | None, typer.Option("--only-fold", metavar="K/N", help="The K-th of every N articles alone.")
    ] = None,
    skip: Annotated[
        str | None, typer.Option("--skip-fold", metavar="K/N", help="All but those, to keep them apart from tuning.")
    ] = None,
    attribute: Annotated[list[str] | None, typer.Option("--attribute", help="List mistakes of this one.")] = None,
    errors: Annotated[int, typer.Option("--errors", min=0, help="How many mistakes to list.")] = 40,
    pack: Pack = "ev",
    model: Model = DEFAULT_MODEL,
) -> None:
    """Score the extractor on annotated articles, and list what it missed and what it made up."""
    from evextract.cli.scores import mistake_table, score_tables
    from evextract.domain.load import load_pack
    from evextract.run.evaluate import evaluate as measure
    from evextract.run.gold import read_fold
    from evextract.run.score_page import render_scores

    with progress("reading articles") as tick:
        measured = measure(
            gold,
            pack=load_pack(pack),
            claims=claims,
            model=model,
            only=read_fold(only) if only else None,
            skip=read_fold(skip) if skip else None,
            progress=tick,
        )
    for table in score_tables(measured.evaluation):
        out.print(table)
    listed = [m for m in measured.mistakes if not attribute or m.attribute in attribute]
    if listed and errors:
        out.print(mistake_table(listed[:errors]))
    if len(listed) > errors:
        tell(f"{len(listed) - errors:,} of {len(listed):,} mistakes not listed: --errors N lists more, --html FILE all")
    if html is not None:
        html.parent.mkdir(parents=True, exist_ok=True)
        html.write_text(render_scores(measured, title=f"Scores on {gold.name}"), encoding="utf-8")
        tell(html)


@annotate.command("quantities")
def annotate_quantities(given: Given, written: Written, pack: Pack = "ev", model: Model = DEFAULT_MODEL) -> None:
    """Each text's quantities: value_low, value_high, unit, op, start, end."""
    from evextract.run.annotate import quantities_of

    _annotate(given, written, lambda rows: quantities_of(rows, _pack(pack), model=model))


@annotate.command("dates")
def annotate_dates(given: Given, written: Written, pack: Pack = "ev", model: Model = DEFAULT_MODEL) -> None:
    """Each text's dates: start, end, from, to, kind, type."""
    from evextract.run.annotate import dates_of

    _annotate(given, written, lambda rows: dates_of(rows, _pack(pack), model=model))


def check_pack(pack: Annotated[str, typer.Argument(help="A pack's name or folder.")] = "ev") -> None:
    """List everything that is wrong with a domain pack."""
    from evextract.domain.load import check_pack as problems_of

    problems = problems_of(pack)
    tell(*(problems or [f"pack {pack}: no problem found"]))
    if problems:
        raise typer.Exit(1)


def _annotate(given: Path, written: Path, annotated: Callable[[Iterator[Row]], Iterator[dict[str, Any]]]) -> None:
    from evextract.io.claims import write_jsonl
    from evextract.run.annotate import read_rows

    written.parent.mkdir(parents=True, exist_ok=True)
    count = write_jsonl(annotated(read_rows(given)), written)
    tell(f"{count:,} texts in {written}")


def _pack(name: str) -> DomainPack:
    from evextract.domain.load import load_pack

    return load_pack(name)
