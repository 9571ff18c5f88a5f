"""Targets that are plain Python and need no model; what they promise stands in ``fuzz_targets``."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from functools import cache

from evextract.domain.load import load_pack
from evextract.errors import InputError
from evextract.io.claims import claim_from_json, claim_to_json
from evextract.io.decode import decode
from evextract.io.jsonlines import _object as read_line
from evextract.io.metadata import parse_published
from evextract.io.split import split_dump
from evextract.nlp.dates.dateparser_adapter import read_stamps
from evextract.nlp.dates.grammar import expressions as read_expressions
from evextract.nlp.dates.tokens import islands
from evextract.nlp.naming.names import fold, pieces
from evextract.nlp.quantities import QuantityUnits
from evextract.nlp.quantities.convert import convert
from evextract.nlp.quantities.join import join
from evextract.nlp.quantities.scan import scan
from evextract.records import Rejected

TODAY = date(2031, 6, 1)
SUFFIXES = (".txt", ".md", ".jsonl", ".html")


@cache
def pack_units() -> QuantityUnits:
    pack = load_pack("ev")
    return QuantityUnits(pack.units, pack.home_currencies)


def told(error: Exception, where: str) -> None:
    """A refusal says something, and where."""
    assert str(error)
    assert where in str(error)


def published(written: object) -> None:
    try:
        parse_published(written, today=TODAY)
    except ValueError as error:
        told(error, "")


def split(text: str) -> None:
    """Parts are in order, apart, not blank, and leave nothing out but blanks."""
    at = 0
    for start, end in split_dump(text):
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end].strip()
        at = end
    assert not text[at:].strip()


def names(text: str) -> None:
    at = 0
    for piece in pieces(text):
        assert at <= piece.start < piece.end <= len(text)
        assert fold(text[piece.start : piece.end]) == piece.form
        at = piece.end


def numbers(text: str) -> None:
    """The scanner of numbers without a parse: atoms in order, groups inside the text."""
    units = pack_units()
    atoms = list(scan(text, units))
    at = 0
    for atom in atoms:
        assert at <= atom.start <= atom.number_start < atom.number_end <= atom.end <= len(text)
        at = atom.number_end
    for group in convert(text, join(text, atoms), units):
        assert 0 <= group.start < group.end <= len(text)
        assert group.low.is_finite()
        assert group.high.is_finite()


def expressions(text: str) -> None:
    """The grammar of dates without a parse: expressions in order, inside the text."""
    at = 0
    for found in read_stamps(text, [e for island in islands(text) for e in read_expressions(island)]):
        assert at <= found.first.start < found.last.end <= len(text)
        at = found.last.end


def bytes_of_a_file(data: bytes) -> None:
    try:
        assert decode(data).strip()
    except ValueError as error:
        told(error, "")


def line_of_claims(data: bytes) -> None:
    found = read_line(data, "a:1", Decimal)
    if not isinstance(found, Rejected):
        one_claim(found)


def one_claim(value: object) -> None:
    """Any object is a claim, which is written as it was read, or refused."""
    try:
        claim = claim_from_json(value if isinstance(value, dict) else {"value": value})
    except InputError as error:
        told(error, "")
        return
    again = claim_from_json(json.loads(json.dumps(claim_to_json(claim)), parse_float=Decimal))
    assert again.id == claim.id
