"""One function a target: feed it an input, and it raises where a promise is broken.

The promises: no exception but those that the docstrings name, and offsets that are true to the text as it was read.
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from functools import cache
from pathlib import Path

from fuzz_inputs import annotate_at_random
from fuzz_plain import told

from evextract.claims.normalise import normalise
from evextract.domain.load import check_pack, load_pack
from evextract.domain.pack import DomainPack
from evextract.errors import InputError, PackError
from evextract.io.articles import read_articles
from evextract.io.claims import claim_from_json, claim_to_json, read_claims
from evextract.io.decode import checked, decode
from evextract.io.export import export
from evextract.nlp.dates import find_dates
from evextract.nlp.extract import Extractor
from evextract.nlp.quantities import find_quantities
from evextract.records import Article
from evextract.resolve.judge import resolve

TODAY = date(2031, 6, 1)
SUFFIXES = (".txt", ".md", ".jsonl", ".html")


@cache
def extractor() -> Extractor:
    return Extractor(load_pack("ev"))


@cache
def folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="evextract-fuzz-"))


def read_bytes(data: bytes, suffix: str) -> None:
    """A file of any bytes is read or rejected with a reason; plain text is the file's own, cut but never altered."""
    path = folder() / f"in{suffix}"
    path.write_bytes(data)
    reading = read_articles([path], today=TODAY)
    assert reading.articles or reading.rejected
    for rejected in reading.rejected:
        assert rejected.where.startswith(path.as_posix())
        assert rejected.because
    whole = decode(data) if suffix in (".txt", ".md") and reading.articles else None
    for article in reading.articles:
        assert article.id
        article.text.encode()
        assert checked(article.text) == article.text
        assert whole is None or article.text in whole
    assert len({a.id for a in reading.articles}) == len(reading.articles)


def read_index(data: bytes) -> None:
    """Any ``index.jsonl`` leaves the article beside it alive."""
    place = folder() / "indexed"
    place.mkdir(exist_ok=True)
    (place / "one.txt").write_text("The Kestrel costs 21,900 euros.", "utf-8")
    (place / "index.jsonl").write_bytes(data)
    (article,) = read_articles([place], today=TODAY).articles
    assert article.id == "one"


def quantities(text: str, seed: int) -> None:
    at = 0
    for q in find_quantities(annotate_at_random(extractor(), text, seed), extractor().units):
        assert at <= q.start < q.end <= len(text)
        assert 0 <= q.bound_start <= q.start
        assert text[q.start : q.end] == q.quantity.written
        assert q.quantity.low <= q.quantity.high
        assert q.quantity.step > 0
        assert any(c.isalnum() or c.isnumeric() for c in q.quantity.written)
        at = q.start + 1


def dates(text: str, seed: int) -> None:
    for d in find_dates(annotate_at_random(extractor(), text, seed), published=TODAY):
        assert 0 <= d.start < d.end <= len(text)
        assert not text[d.start].isspace()
        assert not text[d.end - 1].isspace()
        if d.span is not None:
            assert d.span.written in text
            assert d.span.start is None or d.span.end is None or d.span.start <= d.span.end


def mentions(text: str, seed: int) -> None:
    """Every claim of a page points at its words, whatever the parse."""
    reader = extractor()
    article = Article("a", text, published=TODAY)
    doc = annotate_at_random(reader, text, seed)
    assert doc.text == text
    claims, _ = normalise(reader.mentions(reader.page(article, doc)), article, reader.pack)
    for claim in claims:
        e = claim.evidence
        assert e.quote
        assert text[e.start : e.end] == e.quote
        assert text[e.sentence_start : e.sentence_start + len(e.sentence)] == e.sentence
        assert e.sentence_start <= e.start <= e.focus_start < e.focus_end <= e.end <= e.sentence_start + len(e.sentence)
        assert claim_from_json(json.loads(json.dumps(claim_to_json(claim)))).evidence == e


def claims(data: bytes, pack: DomainPack, *, tables: bool) -> None:
    """What can be read as claims can be resolved and written in every format."""
    path = folder() / "claims.jsonl"
    path.write_bytes(data)
    try:
        found = read_claims(path)
    except InputError as error:
        told(error, str(path))
        return
    outcome = resolve(found, pack)
    if not tables:
        return
    for format in ("csv", "parquet", "jsonl", "sqlite", "wide"):
        export(outcome, pack, folder() / "tables", format=format)


def pack_files(files: dict[str, bytes]) -> None:
    """Any files in a pack's folder give a pack or its problems."""
    with tempfile.TemporaryDirectory(dir=folder()) as name:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        try:
            assert all(isinstance(problem, str) for problem in check_pack(name))
        except PackError as error:
            told(error, name)
