"""Figures, shares, ties, closures and posts of companies: what a careful reader takes from one or two sentences."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from evextract.claims.normalise import normalise
from evextract.domain.load import load_pack
from evextract.nlp.extract import Extractor
from evextract.records import Article, Claim, DateSpan, Polarity, Quantity, Text

HERE = Path(__file__).parent
FILES = ("company_figures", "company_more", "company_shares", "company_parties", "company_ties", "company_objects")
ATTRIBUTES = frozenset(
    {
        "net_income", "revenue", "investment", "stake", "debt", "job_cuts", "employees", "models_planned",
        "orders", "deliveries", "sales", "production_volume", "production_capacity", "partner", "acquisition",
        "merger", "plant_closure", "role",
    }
)  # fmt: skip
EQUALS = frozenset({"partner", "merger"})
CASES = [case for name in FILES for case in tomllib.loads((HERE / f"{name}.toml").read_text("utf8"))["case"]]


@pytest.fixture(scope="module")
def claims() -> dict[str, list[Claim]]:
    """What all texts say, read in one go."""
    pack = load_pack("ev")
    articles = [Article(str(n), case["text"], published=date(2025, 5, 15)) for n, case in enumerate(CASES)]
    read = Extractor(pack).read(articles)
    return {a.id: [c for c in normalise(m, a, pack)[0] if c.attribute in ATTRIBUTES] for a, m in read}


def written(claim: Claim) -> str:
    """The claim as the case files write it, without its object."""
    value = claim.value
    if isinstance(value, Quantity):
        low, high = (format(x.normalize(), "f") for x in (value.low, value.high))
        said = f"{low if low == high else f'{low}..{high}'} {value.unit}"
    elif isinstance(value, DateSpan):
        said = "?" if value.start is None and value.end is None else f"{value.start or ''}..{value.end or ''}"
    else:
        said = value.text if isinstance(value, Text) else value.id
    return f"{'-' if claim.polarity is Polarity.DENIED else ''}{claim.subject} {claim.attribute} {said}"


def told(fact: str) -> tuple[str, str | None]:
    """A fact of a case file and its object; a tie between equals in one order of its two sides."""
    m = re.fullmatch(r"(?P<fact>.*?)(?: (?:in|at) (?P<object>[\w-]+))?", fact)
    assert m is not None
    return in_order(m["fact"]), m["object"]


def in_order(fact: str) -> str:
    sign = "-" if fact.startswith("-") else ""
    words = fact.removeprefix("-").split(" ")
    if words[1] in EQUALS:
        words = [min(words[0], words[2]), words[1], max(words[0], words[2])]
    return sign + " ".join(words)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["text"][:50] for case in CASES])
def test_facts_of_companies(number: int, claims: dict[str, list[Claim]]) -> None:
    facts = [f for f in CASES[number]["facts"] if f.split(" ")[1] in ATTRIBUTES]
    needed = dict(told(f) for f in facts if not f.startswith("?"))
    open_to_doubt = {told(f.removeprefix("?"))[0] for f in facts if f.startswith("?")}
    found = {in_order(written(c)): c.scope.object for c in claims[str(number)]}
    assert set(needed) <= set(found)
    assert set(found) <= set(needed) | open_to_doubt
    assert {fact: found[fact] for fact, thing in needed.items() if thing} == {f: t for f, t in needed.items() if t}


def test_evidence_holds_the_value(claims: dict[str, list[Claim]]) -> None:
    evidence = [c.evidence for found in claims.values() for c in found]
    assert len(evidence) > 100
    assert all(e.start <= e.focus_start < e.focus_end <= e.end for e in evidence)
