"""A visitor of the app, and a run folder without a language model: three short articles about one phone that disagree on its screen and price."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from httpx import Response
from starlette.testclient import TestClient

from evextract.io.claims import write_claims
from evextract.io.texts import write_texts
from evextract.records import Article, Claim, DateSpan, Grain, Modality, Quantity
from small_world import claim, euros

LEDGER = Article(
    "ledger-1",
    "The Orbit 5 has a 6.1-inch screen. It weighs 171 grams. Sales begin in May 2031.",
    title="Orbit 5 is here",
    outlet="The Ledger",
    published=date(2031, 3, 2),
    url="https://ledger.example/orbit-5",
)
WIRE = Article(
    "wire-1",
    "The Orbit 5 comes with a 6.7-inch screen. It costs 549 euros.",
    title="Orbit grows",
    outlet="Daily Wire",
    published=date(2031, 3, 4),
    url="https://wire.example/orbit-5",
)
POST = Article(
    "post-1",
    "The Orbit 5 will cost 499 euros, says a dealer.",
    title="Orbit 5 for less",
    outlet="Harbour Post",
    published=date(2031, 3, 3),
)
HOSTILE = Article(
    "hostile-1",
    "The Orbit 5 <script>window.hacked=1</script> has a 7.4-inch \"><img src=x onerror=window.hacked=1> screen \u202eeno.",
    title="<script>window.hacked=1</script>",
    outlet='"><img src=x onerror=window.hacked=1>\u202e',
    published=date(2031, 3, 5),
    url="javascript:window.hacked=1",
)  # fmt: skip
MAY = DateSpan(date(2031, 5, 1), date(2031, 5, 31), Grain.MONTH, "May 2031")


def inches(size: str) -> Quantity:
    return Quantity(Decimal(size), Decimal(size), "in", step=Decimal("0.1"), written=f"{size}-inch")


SMALL = claim(LEDGER, "c-small", "screen", "has a 6.1-inch screen", inches("6.1"), "6.1-inch")
LARGE = claim(WIRE, "c-large", "screen", "comes with a 6.7-inch screen", inches("6.7"), "6.7-inch")
CHEAP = claim(POST, "c-cheap", "price", "will cost 499 euros", euros(499), "499 euros", modality=Modality.SPECULATIVE)
DEAR = claim(WIRE, "c-dear", "price", "costs 549 euros", euros(549), "549 euros")
SALES = claim(LEDGER, "c-sales", "launch", "Sales begin in May 2031", MAY, "May 2031", modality=Modality.PLANNED)
CLAIMS = (SMALL, LARGE, CHEAP, DEAR, SALES)
LATER = claim(
    replace(POST, id="post-2", published=date(2031, 3, 9), text="The Orbit 5 has a 6.4-inch screen."),
    "c-later", "screen", "has a 6.4-inch screen", inches("6.4"), "6.4-inch",
)  # fmt: skip
ATTACK = claim(HOSTILE, "c-attack", "screen", "has a 7.4-inch", inches("7.4"), "7.4-inch")


def write_folder(
    folder: Path, claims: tuple[Claim, ...] = CLAIMS, articles: tuple[Article, ...] = (LEDGER, WIRE, POST)
) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    write_claims(claims, folder / "claims.jsonl")
    write_texts(articles, folder / "articles.jsonl")
    return folder


HOME = "http://127.0.0.1"


class Visitor(TestClient):
    """A browser: keeps cookies, says where its forms come from, and sends the token of the page that it is on."""

    def token(self) -> str:
        found = re.search(r'name="csrf" value="(\w+)"', self.get("/trail").text)
        assert found
        return found[1]

    def submit(self, path: str, **fields: str) -> Response:
        return self.post(path, data={"csrf": self.token(), **fields}, headers={"Origin": HOME})
