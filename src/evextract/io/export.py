"""Tables out: data frames, CSV for people, Parquet, JSON lines, SQLite and a spec sheet for analysts.

Parquet and frames carry real types (Arrow strings, doubles, 32-bit dates, lists). CSV is for spreadsheets: UTF-8 with a
byte order mark (without it Excel garbles every name with an accent), lists joined by ``; ``, and no cell that a
spreadsheet would run as a formula (OWASP, "CSV Injection").
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from defusedcsv import csv

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.io import columns, tables
from evextract.io.claims import write_claims
from evextract.io.conflicts import write_conflicts, write_facts
from evextract.io.sqlite import write_sqlite
from evextract.records import Fact, Resolution

FORMATS = ("csv", "parquet", "jsonl", "sqlite", "wide")

# Excel and LibreOffice drop control characters and leading blanks before they look for a formula, and read the
# full-width forms like the plain ones; defusedcsv looks at the first character only.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]+")
_FULL_WIDTH_FORMULA = re.compile("[\uff1d\uff0b\uff0d\uff20]")


def facts_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a fact, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["facts"])


def claims_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a claim, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["claims"])


def conflicts_frame(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """One row a conflict, columns as in the data dictionary, Arrow-backed types."""
    return _frame(_tables(resolution, pack)["conflicts"])


def spec_sheet(resolution: Resolution, pack: DomainPack) -> pd.DataFrame:
    """The wide sheet: a row a model, generation and variant; a column an attribute (and test cycle); printed values.

    Only what the pack calls products has rows, where it names such types; companies and people have no specifications.
    Several values of one cell are joined in the facts' order, with their market, period or object where one is stated;
    what an article denies reads "not …", what is planned or rumoured says so. Columns follow the pack's order.
    """
    kept = tuple(fact for fact in resolution.facts if fact.value is not None and _is_of_product(fact, pack))
    facts = facts_frame(Resolution(resolution.claims, kept, resolution.conflicts), pack)
    notes = facts[["market", "period", "object"]].astype("object").where(lambda frame: frame.notna(), None)
    cells = [
        _sheet_cell(value, polarity, modality, [note for note in stated if note])
        for value, polarity, modality, stated in zip(
            facts["value"], facts["polarity"], facts["modality"], notes.itertuples(index=False, name=None), strict=True
        )
    ]
    cycle = facts["test_cycle"].fillna("")
    column = facts["attribute_label"] + (" (" + cycle + ")").where(cycle != "", "")
    places = {attribute: place for place, attribute in enumerate(pack.attributes)}
    order = dict(zip(column, facts["attribute"].map(places).fillna(len(places)), strict=True))
    keys = ["subject", "subject_name", "generation", "variant"]
    long = facts[keys].fillna("").assign(column=column, cell=cells)
    joined = long.groupby([*keys, "column"], sort=False)["cell"].agg(lambda cell: "; ".join(dict.fromkeys(cell)))
    sheet = joined.unstack("column").sort_index()
    return sheet[sorted(sheet.columns, key=lambda name: (order[name], name))].reset_index().rename_axis(columns=None)


def _is_of_product(fact: Fact, pack: DomainPack) -> bool:
    """Whether a fact is about a product; an unknown subject counts as one if its attribute can."""
    products = {each.id for each in pack.types.values() if each.product}
    attribute, subject = pack.attributes.get(fact.attribute), pack.entities.get(fact.subject)
    if not products or attribute is None:
        return not products
    return not products.isdisjoint(attribute.subjects) and (subject is None or subject.type in products)


def _sheet_cell(value: str, polarity: str, modality: str, notes: Sequence[str]) -> str:
    stance = [] if modality == "asserted" else [modality]
    aside = ", ".join([*notes, *stance])
    return ("not " if polarity == "denied" else "") + value + (f" ({aside})" if aside else "")


def write_tables(resolution: Resolution, pack: DomainPack, folder: Path) -> tuple[Path, ...]:
    """Write ``facts.csv``, ``facts.parquet``, ``claims.parquet`` and ``conflicts.csv`` into ``folder``; the paths."""
    made = _tables(resolution, pack)
    wanted = (("facts", "csv"), ("facts", "parquet"), ("claims", "parquet"), ("conflicts", "csv"))
    return tuple(_write(made[name], folder / f"{name}.{kind}") for name, kind in wanted)


def export(
    resolution: Resolution, pack: DomainPack, folder: Path, *, format: str, partition_by: Sequence[str] = ()
) -> tuple[Path, ...]:
    """Write facts, claims and conflicts into ``folder`` in one of :data:`FORMATS`; returns the paths.

    ``csv`` and ``parquet`` are tables as in the data dictionary, ``jsonl`` the records as evextract itself reads them,
    ``sqlite`` one ``evextract.sqlite``, ``wide`` one ``spec-sheet.csv``.
    ``partition_by`` (Parquet only) names columns of the facts table, ``("attribute",)`` say: facts then become a
    folder of ``attribute=…`` parts.
    Raises :class:`InputError` for an unknown format or column.
    """
    if format not in FORMATS:
        raise InputError(f"export format {format!r} is unknown; choose one of {', '.join(FORMATS)}")
    if partition_by and format != "parquet":
        raise InputError(f"only Parquet can be partitioned, not {format}; leave partition_by out or choose parquet")
    folder.mkdir(parents=True, exist_ok=True)
    if format == "wide":
        sheet = pa.Table.from_pandas(spec_sheet(resolution, pack), preserve_index=False)
        return (_write(sheet, folder / "spec-sheet.csv"),)
    if format == "jsonl":
        return _write_records(resolution, folder)
    made = _tables(resolution, pack)
    if format == "sqlite":
        path = folder / "evextract.sqlite"
        with _replacing(path) as fresh:
            write_sqlite(made, fresh)
        return (path,)
    if partition_by:
        facts = _write_partitions(made["facts"], folder / "facts", partition_by)
        return (facts, *(_write(made[name], folder / f"{name}.parquet") for name in ("claims", "conflicts")))
    return tuple(_write(each, folder / f"{name}.{format}") for name, each in made.items())


def _tables(resolution: Resolution, pack: DomainPack) -> dict[str, pa.Table]:
    where = tables.context(resolution, pack)
    return {
        "facts": tables.table(columns.FACTS, resolution.facts, where),
        "claims": tables.table(columns.CLAIMS, resolution.claims, where),
        "conflicts": tables.table(columns.CONFLICTS, resolution.conflicts, where),
    }


def _frame(table: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = table.to_pandas(types_mapper=pd.ArrowDtype)
    return frame


def _write(table: pa.Table, path: Path) -> Path:
    """Write one table in the format that the name's ending says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _replacing(path) as fresh:
        _WRITERS[path.suffix](table, fresh)
    return path


def _write_csv(table: pa.Table, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(table.column_names)
        for row in tables.rows(table):
            writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell: Any) -> Any:
    if isinstance(cell, list):
        cell = "; ".join(cell)
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if not isinstance(cell, str):
        return cell
    plain = _CONTROL.sub(" ", cell).strip()
    return f"'{plain}" if _FULL_WIDTH_FORMULA.match(plain) else plain


def _write_parquet(table: pa.Table, path: Path) -> None:
    pq.write_table(table, path, compression="zstd")


_WRITERS: dict[str, Callable[[pa.Table, Path], None]] = {
    ".csv": _write_csv,
    ".parquet": _write_parquet,
}


def _write_records(resolution: Resolution, folder: Path) -> tuple[Path, ...]:
    facts, claims, conflicts = (folder / f"{name}.jsonl" for name in ("facts", "claims", "conflicts"))
    write_facts(resolution.facts, facts)
    write_claims(resolution.claims, claims)
    write_conflicts(resolution, conflicts)
    return facts, claims, conflicts


def _write_partitions(table: pa.Table, folder: Path, by: Sequence[str]) -> Path:
    """A folder a value; the whole replaces what stood there, so that no part of an earlier export stays."""
    usable = [field.name for field in table.schema if not pa.types.is_list(field.type)]
    unknown = [name for name in by if name not in usable]
    if unknown:
        raise InputError(
            f"facts can't be partitioned by {unknown[0]!r}; choose a plain column of docs/data-dictionary.md"
        )
    fresh = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(fresh, ignore_errors=True)
    pq.write_to_dataset(
        table, fresh, partition_cols=list(by), basename_template="part-{i}.parquet", compression="zstd"
    )  # fmt: skip
    if folder.exists():
        shutil.rmtree(folder)
    os.replace(fresh, folder)
    return folder


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A fresh file beside ``path`` that takes its place when written in full, so that no reader sees half a table."""
    fresh = path.with_name(path.name + ".unfinished")
    fresh.unlink(missing_ok=True)
    try:
        yield fresh
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
