"""Three short articles about one phone, and how claims are taken from them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from evextract.records import Article, Claim, Evidence, Quantity, Source, Value

LEDGER = Article(
    "ledger-1",
    "The Orbit 5 starts at 499 euros. Its screen measures 6.1 inches, and sales begin in May 2031.",
    title="Orbit 5 priced",
    outlet="The Ledger",
    published=date(2031, 3, 2),
    url="https://ledger.example/orbit-5",
)
WIRE = Article(
    "wire-1",
    "Buyers of the Orbit 5 will pay 999 euros for it. The Orbit 5 has a 155 mm screen.",
    title="A costly Orbit",
    outlet="Daily Wire",
    published=date(2031, 3, 4),
    url="https://wire.example/orbit-5",
)
COPY = Article(
    "copy-1",
    "The Orbit 5 starts at 499 euros. Its screen measures 6.1 inches, and sales begin in May 2031.",
    title="Orbit 5 priced",
    outlet="Harbour Post",
    published=date(2031, 3, 3),
)


def claim(article: Article, name: str, attribute: str, quote: str, value: Value, focus: str, **more: object) -> Claim:
    """A claim whose evidence is ``quote``, with ``focus`` the value in it; the sentence ends at the next full stop."""
    start = article.text.index(quote)
    begin = article.text.rfind(". ", 0, start) + 2 if ". " in article.text[:start] else 0
    stop = article.text.find(". ", start)
    sentence = article.text[begin : stop + 1 if stop >= 0 else None]
    at = article.text.index(focus, start)
    evidence = Evidence(article.id, start, start + len(quote), quote, begin, sentence, at, at + len(focus))
    source = Source(
        article.id, article.outlet, article.published, article.url, article.title, more.pop("copy_of", None)
    )  # type: ignore[arg-type]
    return Claim(name, "orbit-5", attribute, value, source, evidence, **more)  # type: ignore[arg-type]


def euros(amount: int) -> Quantity:
    return Quantity(Decimal(amount), Decimal(amount), "EUR", written=f"{amount} euros")
