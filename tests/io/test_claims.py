"""Claims survive a trip through JSON, claims from elsewhere are read, and wrong ones are named."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evextract.errors import InputError
from evextract.io.claims import claim_from_json, claim_to_json, read_claims, write_claims
from evextract.records import (
    Bound,
    Category,
    Claim,
    DateSpan,
    EntityRef,
    Evidence,
    Grain,
    Modality,
    Polarity,
    Quantity,
    Scope,
    Source,
    Text,
    Value,
)

FOREIGN = {
    "doc_id": "a",
    "subject": "zephyr-one",
    "attribute": "price",
    "value": {"kind": "quantity", "op": ">", "low": 1.25e7, "high": 1.25e7, "unit": "EUR"},
    "evidence": "from €12.5 million",
    "start": 7,
    "end": 25,
}


def claim(value: Value, **changes: object) -> Claim:
    full = Claim(
        id="0123456789abcdef",
        subject="zephyr-one",
        attribute="price",
        value=value,
        source=Source("a", "Example", date(2025, 3, 1), "https://example.org/a", "A title", "b"),
        evidence=Evidence("a", 4, 9, "quote", 0, "The quote stands here.", 4, 6),
        scope=Scope(variant="Base", market="CN"),
    )
    return replace(full, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    [
        Quantity(Decimal(119900), Decimal(119900), "CNY", Bound.ABOUT, Decimal(100), "119,900 yuan"),
        Quantity(Decimal("-7.5E11"), Decimal("-7E11"), "JPY", Bound.RANGE, Decimal("1E9"), "700 to 750 billion"),
        Quantity(Decimal("0.208"), Decimal("0.208"), "1", step=Decimal("0.001")),
        DateSpan(None, date(2026, 12, 31), Grain.YEAR, "by 2026"),
        EntityRef("CN", "China"),
        Category("LFP", "iron phosphate"),
        Text("chief executive"),
    ],
)
def test_a_claim_survives_the_trip(value: Value, tmp_path: Path) -> None:
    before = claim(
        value, alternatives=(value,), polarity=Polarity.DENIED, modality=Modality.PLANNED, attribution="Zephyr"
    )
    write_claims([before], tmp_path / "claims.jsonl")
    assert read_claims(tmp_path / "claims.jsonl") == [before]


def test_a_claim_from_elsewhere_gets_an_id_and_its_printed_precision() -> None:
    read = claim_from_json(FOREIGN)
    assert isinstance(read.value, Quantity)
    assert read.value.step == Decimal(100_000)
    assert len(read.id) == 16
    assert read.evidence.sentence == read.evidence.quote
    assert claim_from_json(claim_to_json(read)) == read


def test_ids_tell_what_is_said_not_how() -> None:
    same = claim_from_json({**FOREIGN, "modality": "planned", "attribution": "Zephyr", "title": "Other"})
    other = claim_from_json({**FOREIGN, "variant": "Base"})
    assert same.id == claim_from_json(FOREIGN).id != other.id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: not JSON"),
        ("[" * 100_000, "nested too deeply"),
        ("9" * 5000, "line 2: not JSON"),
        (json.dumps({**FOREIGN, "subject": "a\ud800b"}), "half of a surrogate pair"),
        (json.dumps({**FOREIGN, "title": "x" * 5_000_000}), "line of more than 5,000,000 bytes"),
        (json.dumps({**FOREIGN, "evidence": ["x"]}), "evidence must be a string"),
        (json.dumps({**FOREIGN, "sentence": 5}), "sentence must be a string"),
        (json.dumps({**FOREIGN, "alt": 5}), "alt must be a list"),
        (json.dumps({**FOREIGN, "value": {"kind": "date", "start": "2031-02-01", "end": "2031-01-01"}}), "after"),
        (json.dumps({**FOREIGN, "value": {"kind": "quantity", "low": 1, "high": 1, "step": -1}}), "step"),
        ("[]", "line 2: a JSON object is wanted"),
        (json.dumps({**FOREIGN, "doc_id": ""}), "doc_id must be a non-blank string"),
        (json.dumps({**FOREIGN, "subject": " \t"}), "subject must be a non-blank string"),
        (json.dumps({**FOREIGN, "value": "x" * 9_999}), "value must be an object with a kind, not 'xxx"),
        (json.dumps({**FOREIGN, "value": {"kind": "colour"}}), "value.kind is 'colour'"),
        (json.dumps({**FOREIGN, "value": {"kind": "quantity", "low": "x", "high": 1}}), "value.low must be a number"),
        (json.dumps({**FOREIGN, "value": {"kind": "quantity", "low": 2, "high": 1}}), "low 2 is above high 1"),
        (json.dumps({**FOREIGN, "published": "soon"}), "published must be a day"),
        (json.dumps({**FOREIGN, "polarity": "?"}), "polarity is '?'; it must be one of"),
        (json.dumps({**FOREIGN, "start": -1}), "start must be a character offset"),
        (
            '{"doc_id": "a", "subject": "s", "attribute": "p", "value": {"kind": "quantity", "low": NaN, "high": 1}}',
            "NaN",
        ),
    ],
)
def test_a_wrong_line_is_named(line: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text(json.dumps(FOREIGN) + "\n" + line + "\n", "utf8")
    with pytest.raises(InputError, match="line 2") as problem:
        read_claims(path)
    assert reason in str(problem.value)


def test_an_unreadable_file_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes('{"doc_id": "é"}'.encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_claims(tmp_path / "latin.jsonl")
    with pytest.raises(InputError, match="No such file"):
        read_claims(tmp_path / "absent.jsonl")
