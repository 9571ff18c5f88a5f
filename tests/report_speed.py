"""How fast a large report opens and filters: python tests/report_speed.py [FACTS]

Makes a report of FACTS facts (default 10,000) from invented articles, opens it in a headless Chromium several times and
prints medians in milliseconds: until the page has loaded and the table stands; then of single filter steps, each from
the event to the frame after the new rows. The figures of docs/quality.md come from here. No test: time is no assertion.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from evextract.domain.load import load_pack
from evextract.domain.pack import DomainPack
from evextract.records import Article, Change, ChangeKind, Changes, Claim, Evidence, Quantity, Resolution, Scope, Source
from evextract.report.html import render_report
from evextract.report.view import build_view
from evextract.resolve.judge import resolve

CHROMIUM = "/usr/bin/chromium"
ROUNDS = 5
_MEASURES = (("range", "km", 300, 800), ("power", "kW", 90, 500), ("length", "mm", 3900, 5200), ("torque", "Nm", 200, 900),
             ("wheelbase", "mm", 2500, 3200), ("top_speed", "km/h", 140, 260), ("battery_capacity", "kWh", 40, 120),
             ("seats", "count", 2, 7), ("width", "mm", 1700, 2100), ("height", "mm", 1400, 1900))  # fmt: skip


def world(facts: int, pack: DomainPack) -> tuple[Resolution, dict[str, Article]]:
    """``facts`` facts: things with ten figures each, told by articles of which a twentieth err in one figure."""
    dice = random.Random(7)
    claims: list[Claim] = []
    articles: dict[str, Article] = {}
    for number in range(facts // len(_MEASURES)):
        name = f"Model {number:04d}"
        truth = [dice.randrange(low, high) for _, _, low, high in _MEASURES]
        for told in range(1 + dice.randrange(3)):
            source = Source(
                f"article-{number:04d}-{told}", f"Outlet {dice.randrange(40)}",
                date(2031, 1, 1) + timedelta(dice.randrange(400)), f"https://outlet.example/{number}/{told}", f"{name} seen",
            )  # fmt: skip
            text, own = f"{name} was shown on Tuesday, and much was said about it. ", []
            for (attribute, unit, _, _), value in zip(_MEASURES, truth, strict=True):
                said = value + dice.randrange(1, 60) if dice.random() < 0.05 else value
                words = f"{said} {unit}"
                sentence = f"Its {attribute.replace('_', ' ')} comes to {words}, the maker says of the {name}."
                start = len(text) + sentence.index(words)
                end = start + len(words)
                evidence = Evidence(source.article_id, start, end, words, len(text), sentence, start, end)
                amount = Quantity(Decimal(said), Decimal(said), unit, written=words)
                own.append(Claim("", f"model-{number:04d}", attribute, amount, source, evidence))
                text += sentence + " And there was more to see than that, on which another page has something to say. "
            articles[source.article_id] = Article(
                source.article_id, text, source.title, source.outlet, source.published, source.url
            )
            claims += [replace(each, id=f"{source.article_id}-{place}") for place, each in enumerate(own)]
    return resolve(claims, pack), articles


def changes_of(resolution: Resolution) -> Changes:
    """Every tenth fact is new."""
    new = [
        Change(ChangeKind.NEW_FACT, fact.id, fact.subject, fact.attribute, Scope(), None, "x")
        for fact in resolution.facts[::10]
    ]
    return Changes("2031-06-01", tuple(new))


_STEP = """async (act) => {
  const begin = performance.now();
  const find = document.getElementById("find");
  if (act === "sort") document.querySelector("[data-sort=value]").click();
  else if (act === "facet") document.querySelector("#facets .option input").click();
  else { find.value = act; find.dispatchEvent(new Event("input", { bubbles: true })); }
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - begin;
}"""


def opened(page: Page, address: str) -> tuple[float, float]:
    """Milliseconds until the table stands: by the clock, and of processor time, which a busy machine stretches less."""
    begin, worked = time.perf_counter(), processor_time()
    page.goto(address, wait_until="load")
    page.locator("#table tbody tr").first.wait_for()
    return (time.perf_counter() - begin) * 1000, (processor_time() - worked) * 1000


def processor_time() -> float:
    """Seconds that all processes under this one have worked (Linux)."""
    children: dict[int, list[int]] = {}
    seconds: dict[int, float] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:  # gone meanwhile
            continue
        number = int(stat.parent.name)
        children.setdefault(int(fields[1]), []).append(number)
        seconds[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    found, waiting = 0.0, [os.getpid()]
    while waiting:
        own = children.get(waiting.pop(), [])
        found += sum(seconds[number] for number in own)
        waiting += own
    return found


def main() -> None:
    pack, facts = load_pack("ev"), int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    resolution, articles = world(facts, pack)
    begin = time.perf_counter()
    page_text = render_report(build_view(resolution, pack, articles, run={}, changes=changes_of(resolution)))
    print(f"{len(resolution.facts):,} facts, {len(resolution.conflicts):,} conflicts, {len(articles):,} articles")
    print(f"written in {time.perf_counter() - begin:.1f} s, {len(page_text.encode()) / 1e6:.1f} MB; of it texts "
          f"{sum(len(a.text) for a in articles.values()) / 1e6:.1f} MB; load {os.getloadavg()[0]:.1f}")  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "report.html"
        file.write_text(page_text, "utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        times: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            page = browser.new_page()
            for name, spent in zip(("open", "open, processor time"), opened(page, file.as_uri()), strict=True):
                times.setdefault(name, []).append(spent)
            for step in ("model 00", "range outlet", "facet", "sort", ""):
                times.setdefault(f"step {step!r}", []).append(page.evaluate(_STEP, step))
            page.close()
        browser.close()
    for name, values in times.items():
        print(f"{name:<22} median {statistics.median(values):6.0f} ms, worst {max(values):6.0f}")


if __name__ == "__main__":
    main()
