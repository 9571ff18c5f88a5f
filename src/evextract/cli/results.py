"""Commands that read a run's folder: report, export, import-reviews, explain."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from evextract.cli.app import DEFAULT_RUN, Pack, RunFolder
from evextract.cli.screen import complain, tell

FORMATS = "csv, parquet, jsonl, sqlite, wide, labelstudio, quickstatements or jsonld; docs/exports.md shows them."


def add_to(app: typer.Typer) -> None:
    app.command()(report)
    app.command()(export)
    app.command()(import_reviews)
    app.command()(explain)


def report(
    run_folder: RunFolder,
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="The articles, to show claims in their text; default: as the run read them."),
    ] = None,
    pack: Pack = "ev",
) -> None:
    """Write report.html again from a run's claims."""
    from evextract.domain.load import load_pack
    from evextract.io.articles import read_articles
    from evextract.run.folder import resolution_of, rewrite_report

    domain = load_pack(pack)
    reading = read_articles(articles) if articles else None
    texts = reading.articles if reading else None
    tell(rewrite_report(run_folder, resolution_of(run_folder, domain), domain, articles=texts))
    complain(reading.rejected if reading else ())


def export(
    run_folder: RunFolder,
    format: Annotated[str, typer.Option("--format", help=FORMATS)] = "csv",
    out: Annotated[Path | None, typer.Option("--out", help="Folder to write; default: the run's folder.")] = None,
    partition_by: Annotated[list[str] | None, typer.Option("--partition-by", help="Columns (Parquet only).")] = None,
    pack: Pack = "ev",
) -> None:
    """Write a run's facts, claims, conflicts and decisions in another format."""
    from evextract.domain.load import load_pack
    from evextract.io import decisions
    from evextract.io import export as tables
    from evextract.io.texts import read_texts
    from evextract.run.folder import resolution_of

    domain = load_pack(pack)
    resolution = resolution_of(run_folder, domain)
    written = tables.export(
        resolution, domain, out or run_folder, format=format, partition_by=partition_by or (),
        decisions=decisions.read(run_folder), articles=read_texts(run_folder / "articles.jsonl"),
    )  # fmt: skip
    tell(*written)


def import_reviews(
    run_folder: RunFolder,
    file: Annotated[Path, typer.Argument(help="What Label Studio exported as JSON.")],
    pack: Pack = "ev",
) -> None:
    """Take reviewed Label Studio tasks as decisions: claims rejected, accepted or chosen."""
    from evextract.domain.load import load_pack
    from evextract.io import decisions
    from evextract.io.labelstudio import read_reviews
    from evextract.run.folder import resolution_of

    known = {(each.action, each.claims, each.at, each.editor) for each in decisions.read(run_folder)}
    found = list(read_reviews(file, resolution_of(run_folder, load_pack(pack))))
    fresh = [each for each in found if (each.action, each.claims, each.at, each.editor) not in known]
    for decision in fresh:
        decisions.append(run_folder, decision)
    tell(f"{len(fresh):,} of {len(found):,} decisions are new; write the tables again with `evextract export`")


def explain(
    fact_id: Annotated[str, typer.Argument(help="The fact's id, as in facts.csv.")],
    run_folder: Annotated[Path, typer.Option("--run", help="A run's folder.")] = DEFAULT_RUN,
    pack: Pack = "ev",
) -> None:
    """Say how a fact came about, down to every quote."""
    from evextract.domain.load import load_pack
    from evextract.resolve.verdicts.explain import explain as account
    from evextract.run.folder import resolution_of

    tell(account(fact_id, resolution_of(run_folder, load_pack(pack))))
