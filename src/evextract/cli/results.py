"""Commands that read a run's folder: report, export, import-reviews, explain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from evextract.cli.app import DEFAULT_RUN, Pack, RunFolder
from evextract.cli.screen import complain, tell
from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.records import Resolution

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
    from evextract.io.changes import read_changes
    from evextract.io.texts import read_texts
    from evextract.run.pipeline import write_report

    domain = load_pack(pack)
    resolution = _resolution(run_folder, domain)
    reading = read_articles(articles) if articles else None
    texts = reading.articles if reading else read_texts(run_folder / "articles.jsonl")
    changes, summary = read_changes(run_folder / "changes.jsonl"), _summary(run_folder)
    tell(write_report(resolution, domain, run_folder, articles=texts, summary=summary, changes=changes))
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

    domain = load_pack(pack)
    resolution = _resolution(run_folder, domain)
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

    known = {(each.action, each.claims, each.at, each.editor) for each in decisions.read(run_folder)}
    found = list(read_reviews(file, _resolution(run_folder, load_pack(pack))))
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
    from evextract.resolve.explain import explain as account

    tell(account(fact_id, _resolution(run_folder, load_pack(pack))))


def _resolution(run_folder: Path, pack: DomainPack) -> Resolution:
    """What the claims and decisions in the folder come to."""
    from evextract.io import decisions
    from evextract.io.claims import read_claims
    from evextract.resolve.judge import resolve

    path = run_folder / "claims.jsonl"
    if not path.is_file():
        raise InputError(f"{path}: not there; {run_folder} is no run folder, write one with `evextract run`")
    return resolve(read_claims(path), pack, decisions=decisions.read(run_folder))


def _summary(run_folder: Path) -> dict[str, object]:
    path = run_folder / "run.json"
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text("utf8"))
    except ValueError as problem:
        raise InputError(f"{path}: damaged ({problem}); run again, or delete it") from problem
    return found if isinstance(found, dict) else {}
