"""Tables as analysts and spreadsheets get them."""

from __future__ import annotations

import csv
import dataclasses
import sqlite3
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from evextract.domain.pack import DomainPack, EntityDef, TypeDef
from evextract.errors import InputError
from evextract.io.claims import read_claims
from evextract.io.export import FORMATS, export, facts_frame, write_tables
from evextract.io.spec_sheet import spec_sheet
from evextract.records import Article, Bound, Quantity, Resolution, Scope, Text
from small_world import euros


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def with_text(resolution: Resolution, text: str) -> Resolution:
    """The resolution with ``text`` as one fact's value, its reason and its subject, and in every quote."""
    fact = dataclasses.replace(resolution.facts[2], value=Text(text), because=text, subject=text)
    claims = [
        dataclasses.replace(c, subject=text, evidence=dataclasses.replace(c.evidence, quote=text), value=Text(text))
        for c in resolution.claims
    ]
    return Resolution(tuple(claims), (fact,), ())


def test_facts_csv_reads_like_a_table_for_people(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    write_tables(resolution, phones, tmp_path)
    price, screen, launch = read_csv(tmp_path / "facts.csv")
    wanted = {
        "fact_id": "f1", "subject": "orbit-5", "subject_name": "Orbit 5", "attribute": "price", "market": "DE",
        "value": "499 EUR", "low": "499", "high": "499", "unit": "EUR", "op": "exact", "polarity": "affirmed",
        "status": "resolved", "confidence": "0.93", "sources": "1", "outlets": "The Ledger; Harbour Post",
        "evidence": "starts at 499 euros", "evidence_article": "ledger-1",
        "set_aside": "999 EUR (Daily Wire, 2031-03-04)",
    }  # fmt: skip
    assert {key: price[key] for key in wanted} == wanted
    assert (screen["value"], screen["evidence"]) == ("", "")
    assert screen["set_aside"] == "6.1 in (The Ledger, 2031-03-02); ~155 mm (Daily Wire, 2031-03-04)"
    assert (launch["value"], launch["date_start"], launch["date_end"]) == ("May 2031", "2031-05-01", "2031-05-31")


def test_parquet_has_real_types(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    write_tables(resolution, phones, tmp_path)
    facts, claims = pq.read_table(tmp_path / "facts.parquet"), pq.read_table(tmp_path / "claims.parquet")
    types = {name: str(facts.schema.field(name).type) for name in ("low", "date_start", "outlets", "sources")}
    assert types == {
        "low": "double",
        "date_start": "date32[day]",
        "outlets": "list<element: string>",
        "sources": "int32",
    }
    assert facts["date_start"].to_pylist() == [None, None, date(2031, 5, 1)]
    assert claims["standard_low"].to_pylist()[3:5] == [6.1, pytest.approx(155 / 25.4)]
    assert claims["standard_unit"].to_pylist() == [None, None, None, "in", "in", None]
    assert claims["role"].to_pylist() == ["supports", "supports", "set aside", "disputed", "disputed", "supports"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r\n=", " =", "\ufeff=", "\x00=", "＝", "|", "%"])
def test_no_csv_cell_is_a_formula(start: str, resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    hostile = with_text(resolution, f'{start}HYPERLINK("https://evil.example","x")')
    for format in ("csv", "wide"):
        for path in export(hostile, phones, tmp_path, format=format):
            cells = [cell for row in read_csv(path) for cell in row.values()]
            assert not [cell for cell in cells if cell[:1] in tuple("=+-@|%＝\t\r\x00\ufeff ")]
            assert path.name == "conflicts.csv" or any("HYPERLINK" in cell for cell in cells)


def test_a_loss_stays_a_number(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    loss = Quantity(Decimal(-2500000000), Decimal(-2500000000), "EUR")
    fact = dataclasses.replace(resolution.facts[0], value=loss)
    write_tables(dataclasses.replace(resolution, facts=(fact,)), phones, tmp_path)
    (row,) = read_csv(tmp_path / "facts.csv")
    assert (row["low"], row["value"]) == ("-2500000000", "−2.5 billion EUR")


def test_text_that_no_encoding_carries_is_exported_all_the_same(
    resolution: Resolution, phones: DomainPack, tmp_path: Path
) -> None:
    hostile = with_text(resolution, "a\ud800b")
    for format in ("csv", "parquet", "sqlite", "wide"):
        export(hostile, phones, tmp_path, format=format)
    assert pq.read_table(tmp_path / "facts.parquet")["value"].to_pylist() == ["a\ufffdb"]


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_the_same_twice_and_leaves_no_scraps(
    format: str, resolution: Resolution, phones: DomainPack, articles: dict[str, Article], tmp_path: Path
) -> None:
    texts = tuple(articles.values())
    first = [path.read_bytes() for path in export(resolution, phones, tmp_path, format=format, articles=texts)]
    paths = export(resolution, phones, tmp_path, format=format, articles=texts)
    assert [path.read_bytes() for path in paths] == first
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_jsonl_reads_back_as_the_same_claims(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    export(resolution, phones, tmp_path, format="jsonl")
    assert tuple(read_claims(tmp_path / "claims.jsonl")) == resolution.claims


def test_sqlite_joins_facts_with_claims(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    (path,) = export(resolution, phones, tmp_path, format="sqlite")
    base = sqlite3.connect(path)
    query = "SELECT f.value, c.value, c.role FROM facts f JOIN claims c USING (fact_id) WHERE f.low > 100 ORDER BY 2"
    assert base.execute(query).fetchall() == [
        ("499 EUR", "499 EUR", "supports"), ("499 EUR", "499 EUR", "supports"), ("499 EUR", "999 EUR", "set aside"),
    ]  # fmt: skip
    base.close()


def test_spec_sheet_has_a_row_a_thing_and_units_in_its_header(resolution: Resolution, phones: DomainPack) -> None:
    metric = Quantity(Decimal(155), Decimal(155), "mm", Bound.ABOUT)
    price, screen, launch = resolution.facts
    dearer = dataclasses.replace(price, id="f9", value=euros(549), scope=Scope(variant="Pro", market="FR"))
    large = dataclasses.replace(screen, value=metric)
    sheet = spec_sheet((price, dearer, large, launch), phones)
    assert sheet.column_names == [
        "subject", "subject_name", "brand", "generation", "variant", "price, EUR", "screen size, in", "launch date",
    ]  # fmt: skip
    assert [list(row.values())[4:] for row in sheet.to_pylist()] == [
        ["", "499 (DE)", "~6.102", "May 2031 (planned)"],
        ["Pro", "549 (FR)", "", ""],
    ]
    assert spec_sheet((price,), phones).to_pylist()[0]["price, EUR"] == "499"


def test_spec_sheet_leaves_out_what_is_no_product(resolution: Resolution, phones: DomainPack) -> None:
    types = {"phone": TypeDef("phone", "phone", product=True), "company": TypeDef("company", "company")}
    entities = {**phones.entities, "orbit": EntityDef("orbit", "company", "Orbit")}
    pack = dataclasses.replace(phones, types=types, entities=entities)
    maker = dataclasses.replace(resolution.facts[0], id="f9", subject="orbit")
    unknown = dataclasses.replace(resolution.facts[0], id="f8", subject="orbit-6")
    sheet = spec_sheet((*resolution.facts, maker, unknown), pack)
    assert sheet["subject"].to_pylist() == ["orbit-5", "orbit-6"]


def test_an_empty_resolution_makes_empty_tables(phones: DomainPack, tmp_path: Path) -> None:
    nothing = Resolution((), (), ())
    assert facts_frame(nothing, phones).empty
    for format in FORMATS:
        assert all(path.exists() for path in export(nothing, phones, tmp_path, format=format))


def test_partitions_on_request(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    facts, *_ = export(resolution, phones, tmp_path, format="parquet", partition_by=("attribute",))
    assert sorted(p.name for p in facts.iterdir()) == ["attribute=launch", "attribute=price", "attribute=screen"]
    assert pq.read_table(facts, filters=[("attribute", "=", "price")])["fact_id"].to_pylist() == ["f1"]
    fewer = dataclasses.replace(resolution, facts=resolution.facts[:1])
    export(fewer, phones, tmp_path, format="parquet", partition_by=("attribute",))
    assert [p.name for p in facts.iterdir()] == ["attribute=price"]


def test_partitions_stay_in_their_folder(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    hostile = dataclasses.replace(resolution.facts[0], subject="../../../etc/x")
    out = tmp_path / "a" / "b" / "c"
    (facts, *_) = export(
        dataclasses.replace(resolution, facts=(hostile,)), phones, out, format="parquet", partition_by=("subject",)
    )
    assert [p.parent.parent for p in tmp_path.rglob("part-*.parquet")] == [facts]
    assert pq.read_table(facts)["subject"].to_pylist() == ["../../../etc/x"]


def test_unknown_formats_and_columns_are_named(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'xlsx' is unknown"):
        export(resolution, phones, tmp_path, format="xlsx")
    with pytest.raises(InputError, match="partitioned by 'colour'"):
        export(resolution, phones, tmp_path, format="parquet", partition_by=("colour",))
