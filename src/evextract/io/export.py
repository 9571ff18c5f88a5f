"""Tables out: data frames, CSV for people, Parquet, JSON lines, SQLite and a spec sheet for analysts; hand-over formats.

Parquet and frames carry real types (Arrow strings, doubles, 32-bit dates, lists). ``docs/exports.md`` shows each format.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from evextract.domain.newcomers import Newcomer
from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io import columns, labelstudio, tables
from evextract.io.claims import write_claims, write_jsonl
from evextract.io.conflicts import write_conflicts, write_facts
from evextract.io.decision_columns import DECISIONS
from evextract.io.decisions import decision_to_json
from evextract.io.earlier import Earlier
from evextract.io.jsonld import jsonld
from evextract.io.quickstatements import quickstatements
from evextract.io.spec_sheet import spec_sheet
from evextract.io.spreadsheet import write_csv
from evextract.io.sqlite import write_sqlite
from evextract.io.things import THINGS
from evextract.io.whole import UNFINISHED, replacing, write_whole
from evextract.records import Article, Decision, Resolution


def facts_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a fact, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["facts"])


def claims_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a claim, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["claims"])


def conflicts_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a conflict, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["conflicts"])


def write_tables(
    resolution: Resolution, pack: DomainPack, folder: Path, *, earlier: Earlier | None = None
) -> tuple[Path, ...]:
    """Write ``facts.csv``, ``facts.parquet``, ``claims.parquet`` and ``conflicts.csv`` into ``folder``; the paths.

    ``earlier`` may be the same folder.
    """
    made = _tables(resolution, pack, earlier=earlier)
    wanted = (("facts", "csv"), ("facts", "parquet"), ("claims", "parquet"), ("conflicts", "csv"))
    return tuple(_write(made[name], folder / f"{name}.{kind}") for name, kind in wanted)


def write_things(found: Iterable[Newcomer], pack: DomainPack, folder: Path) -> Path:
    """Write ``things.csv``: what articles tell of and the pack doesn't have."""
    return _write(tables.table(THINGS, found, tables.Context(pack, {})), folder / "things.csv")


@dataclass(frozen=True, slots=True)
class _Job:
    """What is exported, and where to."""

    resolution: Resolution
    pack: DomainPack
    folder: Path
    decisions: Sequence[Decision]
    articles: Iterable[Article]
    partition_by: Sequence[str]

    def tables(self) -> dict[str, pa.Table]:
        return _tables(self.resolution, self.pack, self.decisions)


def export(
    resolution: Resolution,
    pack: DomainPack,
    folder: Path,
    *,
    format: str,
    partition_by: Sequence[str] = (),
    decisions: Sequence[Decision] = (),
    articles: Iterable[Article] = (),
) -> tuple[Path, ...]:
    """Write a resolution into ``folder`` in one of :data:`FORMATS`; returns the paths.

    ``csv``, ``parquet`` and ``sqlite`` hold the tables of the data dictionary: facts, claims, conflicts and, where there
    are any, ``decisions``. ``jsonl``: the records as evextract itself reads them. ``wide``: ``spec-sheet.csv``.
    ``labelstudio``: tasks over ``articles``. ``quickstatements``: commands for Wikidata. ``jsonld``: schema.org.
    ``partition_by`` (Parquet only) names columns of the facts table, ``("attribute",)`` say: facts then become a
    folder of ``attribute=…`` parts.
    Raises :class:`InputError` for an unknown format or column.
    """
    if format not in FORMATS:
        raise InputError(f"export format {format!r} is unknown; choose one of {', '.join(FORMATS)}")
    if partition_by and format != "parquet":
        raise InputError(f"only Parquet can be partitioned, not {format}; leave partition_by out or choose parquet")
    folder.mkdir(parents=True, exist_ok=True)
    return FORMATS[format](_Job(resolution, pack, folder, decisions, articles, partition_by))


def _csv(job: _Job) -> tuple[Path, ...]:
    return tuple(_write(table, job.folder / f"{name}.csv") for name, table in job.tables().items())


def _parquet(job: _Job) -> tuple[Path, ...]:
    made = job.tables()
    if not job.partition_by:
        return tuple(_write(table, job.folder / f"{name}.parquet") for name, table in made.items())
    facts = _write_partitions(made.pop("facts"), job.folder / "facts", job.partition_by)
    return (facts, *(_write(table, job.folder / f"{name}.parquet") for name, table in made.items()))


def _jsonl(job: _Job) -> tuple[Path, ...]:
    facts, claims, conflicts = (job.folder / f"{name}.jsonl" for name in ("facts", "claims", "conflicts"))
    write_facts(job.resolution.facts, facts)
    write_claims(job.resolution.claims, claims)
    write_conflicts(job.resolution, conflicts)
    if not job.decisions:
        return facts, claims, conflicts
    decisions = job.folder / "decisions.jsonl"
    write_jsonl(map(decision_to_json, job.decisions), decisions)
    return facts, claims, conflicts, decisions


def _sqlite(job: _Job) -> tuple[Path, ...]:
    path = job.folder / "evextract.sqlite"
    with replacing(path) as fresh:
        write_sqlite(job.tables(), fresh)
    return (path,)


def _wide(job: _Job) -> tuple[Path, ...]:
    return (_write(spec_sheet(job.resolution.facts, job.pack), job.folder / "spec-sheet.csv"),)


def _labelstudio(job: _Job) -> tuple[Path, ...]:
    made = list(labelstudio.tasks(job.resolution, job.articles, job.pack))
    if job.resolution.claims and not made:
        raise InputError("Label Studio needs the articles' texts; write articles.jsonl with a new run")
    config = labelstudio.labelling_config(job.resolution, job.pack)
    written = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    folder = job.folder
    return write_whole(written, folder / "labelstudio-tasks.json"), write_whole(
        config, folder / "labelstudio-config.xml"
    )


def _quickstatements(job: _Job) -> tuple[Path, ...]:
    lines = "".join(f"{line}\n" for line in quickstatements(job.resolution, job.pack))
    return (write_whole(lines, job.folder / "quickstatements.tsv"),)


def _jsonld(job: _Job) -> tuple[Path, ...]:
    document = json.dumps(jsonld(job.resolution, job.pack), ensure_ascii=False, indent=1, allow_nan=False)
    return (write_whole(document + "\n", job.folder / "facts.jsonld"),)


FORMATS: dict[str, Callable[[_Job], tuple[Path, ...]]] = {
    "csv": _csv,
    "parquet": _parquet,
    "jsonl": _jsonl,
    "sqlite": _sqlite,
    "wide": _wide,
    "labelstudio": _labelstudio,
    "quickstatements": _quickstatements,
    "jsonld": _jsonld,
}


def _tables(
    resolution: Resolution, pack: DomainPack, decisions: Sequence[Decision] = (), *, earlier: Earlier | None = None
) -> dict[str, pa.Table]:
    where = tables.context(resolution, pack)
    facts, claims = resolution.facts, resolution.claims
    made = {
        "facts": earlier.facts(facts, where) if earlier else tables.table(columns.FACTS, facts, where),
        "claims": earlier.claims(claims, where) if earlier else tables.table(columns.CLAIMS, claims, where),
        "conflicts": tables.table(columns.CONFLICTS, resolution.conflicts, where),
    }
    return made | ({"decisions": tables.table(DECISIONS, decisions, where)} if decisions else {})


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _write(table: pa.Table, path: Path) -> Path:
    """Write one table in the format that the name's ending says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as fresh:
        if path.suffix == ".csv":
            write_csv(table, fresh)
        else:
            pq.write_table(table, fresh, compression="zstd", row_group_size=tables.GROUP)
    return path


def _write_partitions(table: pa.Table, folder: Path, by: Sequence[str]) -> Path:
    """A folder a value; the whole replaces what stood there, so that no part of an earlier export stays."""
    usable = [field.name for field in table.schema if not pa.types.is_list(field.type)]
    unknown = [name for name in by if name not in usable]
    if unknown:
        raise InputError(
            f"facts can't be partitioned by {unknown[0]!r}; choose a plain column of docs/data-dictionary.md"
        )
    fresh = folder.with_name(folder.name + UNFINISHED)
    shutil.rmtree(fresh, ignore_errors=True)
    pq.write_to_dataset(
        table, fresh, partition_cols=list(by), basename_template="part-{i}.parquet", compression="zstd"
    )  # fmt: skip
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(fresh, folder)
    return folder
