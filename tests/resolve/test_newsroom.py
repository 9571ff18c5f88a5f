"""Claims as newsrooms make them, on the pack of electric cars: what may be reported as a disagreement, and what stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from handmade import claim

from evextract.domain.load import load_pack
from evextract.records import Claim
from evextract.resolve.judge import resolve
from evextract.resolve.wording import in_words

EV = load_pack("ev")
CASES: list[dict[str, Any]] = [
    case
    for file in ("newsroom.toml", "newsroom_second.toml", "newsroom_third.toml")
    for case in tomllib.loads(Path(__file__).with_name(file).read_text("utf-8"))["case"]
]
NUMERAL = re.compile(r"\d[\d,.]*")


def told(row: dict[str, Any], subject: str) -> Claim:
    """The claim of one line of ``newsroom.toml``: whose, in which article, the attribute, and what else is said. Its focus
    is the first numeral of the quote, or the quote; ``at`` is where its sentence begins.
    """
    attribute = next(key for key in row if key not in ("in", "on", "of"))
    rest = {key: value for key, value in row.items() if key not in (attribute, "in", "on", "of", "sentence", "at")}
    made = claim(
        row["in"],
        attribute,
        row[attribute],
        subject=row.get("of", subject),
        published=row.get("on", ""),
        kind=EV.attributes[attribute].kind,
        **rest,
    )
    sentence = row.get("sentence", made.evidence.quote)
    start = sentence.index(made.evidence.quote)
    number = NUMERAL.search(sentence, start) if "quote" in row else None
    end = start + len(made.evidence.quote)
    focus = number.span() if number is not None else (start, end)
    at = row.get("at", 0)
    evidence = replace(
        made.evidence,
        start=at + start,
        end=at + end,
        sentence_start=at,
        sentence=sentence,
        focus_start=at + focus[0],
        focus_end=at + focus[1],
    )
    return replace(made, evidence=evidence)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_an_editor_would_report(case: dict[str, Any]) -> None:
    outcome = resolve([told(row, case["of"]) for row in case["claims"]], EV)
    found = [(c.kind.value, in_words(c.resolved) if c.resolved is not None else "") for c in outcome.conflicts]
    if "kind" not in case:
        assert found == []
        return
    assert [kind for kind, _ in found] == [case["kind"]], [c.because for c in outcome.conflicts]
    if "stands" in case:
        assert found[0][1] == case["stands"]
