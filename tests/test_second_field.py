"""A second field is made of data alone: articles about phones go the whole way with the pack in ``tests/packs``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from evextract.domain.load import load_pack
from evextract.records import Category, Claim, DateSpan, Quantity, Status, Value
from evextract.run.pipeline import Run, run

PHONES = str(Path(__file__).parent / "packs" / "phones")
HEAD = "---\ntitle: {title}\noutlet: {outlet}\npublished: {day}\n---\n"
ANNOUNCED = """Fenwick has announced the Kite 4. The phone costs $899 in Australia and has a 6.3-inch display.

The handset's battery holds 4,800 mAh. The Fenwick Kite 4 Fold, by contrast, has a 5,200 mAh battery.

The Kite 4 goes on sale in June 2024. It supports 5G.
"""
CORRECTED = """The Fenwick Kite 4 is priced at $989 in Australia. Its screen measures 6.3 inches.

The Oruna Nimbus smartphone goes on sale in July 2024. The device has a 5,000 mAh battery.
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("phones")
    for name, outlet, day, text in (
        ("announced", "Handset Weekly", "2024-05-14", ANNOUNCED),
        ("corrected", "Fenwick Newsroom", "2024-05-15", CORRECTED),
    ):
        (folder / f"{name}.md").write_text(HEAD.format(title=name, outlet=outlet, day=day) + text, encoding="utf-8")
    return run([folder], out=folder / "out", pack=load_pack(PHONES))


def told(done: Run, article: str) -> set[tuple[str, str, object]]:
    return {(c.subject, c.attribute, plain(c.value)) for c in done.extraction.claims if c.source.article_id == article}


def plain(value: Value) -> object:
    match value:
        case Quantity():
            return (value.low, value.unit)
        case DateSpan():
            return (value.start, value.end)
        case Category():
            return value.id
    return value


def test_claims_of_a_field_that_no_code_knows(done: Run) -> None:
    june = (date(2024, 6, 1), date(2024, 6, 30))
    assert told(done, "announced") == {
        ("fenwick-kite-4", "price", (Decimal(899), "AUD")),
        ("fenwick-kite-4", "display_size", (Decimal("6.3"), "in")),
        ("fenwick-kite-4", "battery_capacity", (Decimal(4800), "mAh")),
        ("fenwick-kite-4-fold", "battery_capacity", (Decimal(5200), "mAh")),
        ("fenwick-kite-4", "launch_date", june),
        ("fenwick-kite-4", "network", "5G"),
    }


def test_things_that_the_pack_lacks_are_read_too(done: Run) -> None:
    july = (date(2024, 7, 1), date(2024, 7, 31))
    assert told(done, "corrected") == {
        ("fenwick-kite-4", "price", (Decimal(989), "AUD")),
        ("fenwick-kite-4", "display_size", (Decimal("6.3"), "in")),
        ("oruna-nimbus", "launch_date", july),
        ("oruna-nimbus", "battery_capacity", (Decimal(5000), "mAh")),
    }


def test_they_are_resolved_and_reported(done: Run) -> None:
    facts = {(f.subject, f.attribute): f for f in done.resolution.facts}
    assert facts["fenwick-kite-4", "display_size"].status is Status.AGREED
    assert facts["fenwick-kite-4", "price"].status in (Status.RESOLVED, Status.REVIEW)
    assert [(c.subject, c.attribute) for c in done.resolution.conflicts] == [("fenwick-kite-4", "price")]
    page = (done.folder / "report.html").read_text("utf-8")
    assert "Fenwick Kite 4" in page
    assert "$989" in page
    assert quotes_hold(done.extraction.claims, done)


def quotes_hold(claims: tuple[Claim, ...], done: Run) -> bool:
    texts = {a.id: a.text for a in done.extraction.articles}
    return all(texts[c.source.article_id][c.evidence.start : c.evidence.end] == c.evidence.quote for c in claims)
