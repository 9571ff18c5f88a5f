"""Articles, claims and file names that mean harm: each is read as text, or refused, and the rest goes on."""

from __future__ import annotations

import csv
import dataclasses
import gzip
import json
import os
import socket
import sqlite3
from pathlib import Path

import pytest

from evextract.domain.pack import DomainPack
from evextract.io.articles import read_articles
from evextract.io.claims import read_claims, write_claims
from evextract.io.export import FORMATS, export
from evextract.records import LONGEST_ARTICLE, Resolution, Scope, Text
from evextract.resolve.judge import resolve
from evextract.run.fusion import fuse

TEXT = "The Kestrel has a 44 kWh battery and costs 21,900 euros."
ZIPPED = gzip.compress(TEXT.encode() * 50, mtime=0)
FORMULAS = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u200b=1+1",
    "＝1+1",
    "\x00=1+1",
    "|cmd",
    "%0A=1",
)
FIRST = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")
PATHS = (
    "../../etc/passwd",
    "/etc/passwd",
    "..",
    ".",
    "a/../../b",
    "C:\\x",
    "con",
    "nul.txt",
    "x" * 5000,
    "a\u202eb",
    "~root",
    "a b;rm -rf",
)


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def tampered(resolution: Resolution, text: str) -> Resolution:
    """The resolution with ``text`` wherever an article or a claim file can put words."""
    claims = [
        dataclasses.replace(
            claim,
            subject=text,
            value=Text(text),
            attribution=text,
            scope=Scope(variant=text, object=text),
            source=dataclasses.replace(claim.source, outlet=text, title=text, url=text),
            evidence=dataclasses.replace(claim.evidence, quote=text, sentence=text),
        )
        for claim in resolution.claims
    ]
    facts = [dataclasses.replace(fact, subject=text, value=Text(text), because=text) for fact in resolution.facts]
    return Resolution(tuple(claims), tuple(facts), resolution.conflicts)


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("format", ["csv", "wide"])
def test_no_cell_is_a_formula(
    formula: str, format: str, resolution: Resolution, phones: DomainPack, tmp_path: Path
) -> None:
    for path in export(tampered(resolution, formula), phones, tmp_path, format=format):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert cells
        for cell in cells:
            seen = cell.lstrip("\x00\t\r\n\u200b ")
            number = cell.lstrip("-").replace(".", "", 1).isdigit()
            assert number or not seen.startswith(FIRST), repr(cell)


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_fused_claims_is_a_formula(formula: str, phones: DomainPack, tmp_path: Path) -> None:
    claims = tmp_path / "claims.csv"
    with claims.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["object", "attribute", "source", "value", "claim_id", "market"])
        rows.writerow([formula.replace("\x00", ""), formula, "b", formula, formula, formula])
        rows.writerow(["kite", "height", "a", "-1.5", "c2", ""])
    fuse(claims, tmp_path / "out", phones)
    cells = [
        cell
        for name in ("facts.csv", "verdicts.csv")
        for row in csv.reader((tmp_path / "out" / name).read_text("utf-8").splitlines())
        for cell in row
    ]
    assert "-1.5" in cells
    assert len(cells) > 15
    for cell in cells:
        assert cell == "-1.5" or not cell.lstrip("\t\r\n\u200b ").startswith(FIRST), repr(cell)


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("format", sorted(FORMATS.keys() - {"labelstudio"}))  # its tasks need the articles
def test_no_id_becomes_a_path(
    name: str, format: str, resolution: Resolution, phones: DomainPack, tmp_path: Path
) -> None:
    inner = tmp_path / "inner"
    claims = [
        dataclasses.replace(c, subject=name, source=dataclasses.replace(c.source, article_id=name))
        for c in resolution.claims
    ]
    export(resolve(claims, phones), phones, inner, format=format)
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    assert all(path.is_file() and path.parent == inner for path in inner.rglob("*"))


def test_no_partition_leaves_its_folder(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    facts = [dataclasses.replace(fact, subject=name) for fact, name in zip(resolution.facts, PATHS, strict=False)]
    told = Resolution(resolution.claims, tuple(facts), ())
    export(told, phones, tmp_path / "inner", format="parquet", partition_by=("subject",))
    assert [path.name for path in tmp_path.iterdir()] == ["inner"]
    parts = [path.relative_to(tmp_path / "inner" / "facts") for path in tmp_path.rglob("part-*.parquet")]
    assert len(parts) == len(facts)
    assert all(len(part.parts) == 2 for part in parts)


def test_a_file_name_of_the_run_is_no_markup_nor_path(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    names = ("a<b>'&\".txt", "-rf.txt", "=1+1.txt", "x" * 200 + ".txt", "con.txt", "[bold]x.txt", "a\nb.txt")
    for number, name in enumerate(names):
        put(folder, name, f"{TEXT} {number}")
    reading = read_articles([folder])
    assert {article.id for article in reading.articles} == {name.removesuffix(".txt") for name in names}


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("zipped.txt", ZIPPED, "not text"),
        ("program.txt", b"\x7fELF\x02\x01\x01" + bytes(200), "not text"),
        ("image.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not text"),
        ("zipped.jsonl", ZIPPED.replace(b"\n", b""), "not UTF-8"),
        ("zipped.md", b"PK\x03\x04" + bytes(range(256)) * 4, "not text"),
        ("long.txt", "word " * (LONGEST_ARTICLE // 5 + 1), "more than the limit"),
        ("laughs.md", "---\n" + "\n".join(f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 40)) + "\n---\nx", "YAML"),
        ("sixty.md", "---\ntitle: " + "1:" * 300_000 + "1\n---\nx", "YAML"),
        ("object.md", "---\ntitle: !!python/object/new:os.system [id]\n---\nx", "YAML"),
        ("entities.html", '<!DOCTYPE x [<!ENTITY a "aa">' + "".join(f'<!ENTITY a{n} "&a{n - 1};&a{n - 1};">' for n in range(40)) + "]><p>&a39;", "no article"),
        ("file.html", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><html><body><p>&a;</p></body></html>', "no article"),
        ("nested.html", "<b>" * 200_000, "no article"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)  # fmt: skip
def test_a_bomb_costs_its_own_file_only(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    put(tmp_path, name, content)
    put(tmp_path, "sound.txt", TEXT)
    reading = read_articles([tmp_path])
    assert [article.id for article in reading.articles] == ["sound"]
    (rejected,) = reading.rejected
    assert reason in rejected.because
    assert len(rejected.because) < 300


def test_an_entity_reads_no_file(tmp_path: Path) -> None:
    secret = put(
        tmp_path, "secret", "the secret of the house, which is long enough to be taken for a paragraph of text"
    )
    page = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{secret.as_uri()}">]><html><body><article><p>{TEXT} {TEXT} &a;</p></article></body></html>'
    for article in read_articles([put(tmp_path, "k.html", page)]).articles:
        assert "secret of the house" not in article.text


def test_special_files_in_a_folder_are_no_articles(tmp_path: Path) -> None:
    put(tmp_path, "sound.txt", TEXT)
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(str(tmp_path / "s.txt"))
        reading = read_articles([tmp_path])
    assert [article.id for article in reading.articles] == ["sound"]
    assert {Path(r.where).name: r.because for r in reading.rejected} == {
        "pipe.txt": "not a file",
        "s.txt": "not a file",
    }


def test_one_gigantic_line_costs_itself(tmp_path: Path) -> None:
    lines = (
        json.dumps({"id": "a", "text": "x" * 6_000_000}),
        json.dumps({"id": "b", "text": TEXT}),
        '{"id": ' + "[" * 200_000,
    )
    reading = read_articles([put(tmp_path, "k.jsonl", "\n".join(lines))])
    assert [article.id for article in reading.articles] == ["b"]
    assert len(reading.rejected) == 2


def test_sqlite_takes_hostile_words_as_words(resolution: Resolution, phones: DomainPack, tmp_path: Path) -> None:
    attack = "'); DROP TABLE facts; --"
    (path,) = export(tampered(resolution, attack), phones, tmp_path, format="sqlite")
    with sqlite3.connect(path) as base:
        assert {row[0] for row in base.execute("SELECT subject FROM facts")} == {attack}


def test_claims_with_hostile_words_are_read_back_as_they_were(resolution: Resolution, tmp_path: Path) -> None:
    for words in ("</script>", "a\u2028\u0085\x0bb", "\\", '"', "\U0010ffff", "e\u0301"):
        claims = tampered(resolution, words).claims
        write_claims(claims, tmp_path / "claims.jsonl")
        assert tuple(read_claims(tmp_path / "claims.jsonl")) == claims
