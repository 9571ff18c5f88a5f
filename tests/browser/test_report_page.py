"""The report in a real browser: opened from disk, filtered, sorted, read, and attacked."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evextract.domain.pack import DomainPack
from evextract.records import Article, Resolution
from evextract.report.html import CONFLICTS_AT_ONCE
from report_pages import hostile_page, plain_page

Open = Callable[..., Page]


@pytest.fixture
def opened(context: BrowserContext, tmp_path: Path) -> Open:
    """Opens a page's text from disk; every request but the one for the file itself is noted in ``page.asked``."""

    def open_page(text: str, fragment: str = "") -> Page:
        file = tmp_path / "report.html"
        file.write_text(text, encoding="utf-8")
        page = context.new_page()
        page.asked, page.wrong = [], []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.wrong.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda said: page.wrong.append(said.text))  # type: ignore[attr-defined]
        page.on("dialog", lambda dialog: (page.wrong.append(dialog.message), dialog.dismiss()))  # type: ignore[attr-defined]
        page.goto(file.as_uri() + fragment)
        return page

    return open_page


@pytest.fixture
def report(opened: Open, resolution: Resolution, phones: DomainPack, articles: dict[str, Article]) -> Page:
    return opened(plain_page(resolution, phones, articles))


def values(page: Page) -> list[str]:
    return page.locator("#table tbody .value").all_inner_texts()


def test_table_is_filtered_by_word_and_facet(report: Page) -> None:
    assert values(report) == ["499 EUR", "—", "May 2031"]
    report.get_by_label("Search", exact=True).fill("daily wire")
    expect(report.locator("#tally")).to_have_text("1 of 3 facts")
    report.get_by_role("button", name="Clear all filters").click()
    expect(report.locator("#tally")).to_have_text("3 facts")
    report.get_by_role("group", name="Since before").get_by_label("changed").check()
    expect(report.locator("#tally")).to_have_text("1 of 3 facts")
    assert values(report) == ["May 2031"]


def test_table_is_sorted_by_keyboard(report: Page) -> None:
    head = report.get_by_role("button", name="Value")
    head.focus()
    report.keyboard.press("Enter")
    expect(report.locator("th[aria-sort=ascending]")).to_have_text("Value")
    assert values(report) == ["499 EUR", "May 2031", "—"]
    report.keyboard.press("Enter")
    expect(report.locator("th[aria-sort=descending]")).to_have_text("Value")
    assert values(report) == ["May 2031", "499 EUR", "—"]


def test_a_row_opens_onto_its_quotes_and_they_lead_into_the_text(report: Page) -> None:
    row = report.locator("#table").get_by_role("button", name="Orbit 5").first
    row.press("Enter")
    detail = report.locator("#table .detail")
    assert detail.locator("mark").all_inner_texts() == ["499 euros", "499 euros", "999 euros"]
    assert detail.locator("blockquote").first.inner_text() == "The Orbit 5 starts at 499 euros."
    detail.get_by_role("link", name="in its text").first.click()
    ledger = report.locator("details[open] .text")
    expect(ledger).to_contain_text("The Orbit 5 starts at 499 euros")
    assert ledger.locator("mark").all_inner_texts() == ["499 euros", "6.1 inches", "May 2031"]


def test_links_open_the_row_that_they_name(
    opened: Open, resolution: Resolution, phones: DomainPack, articles: dict[str, Article]
) -> None:
    page = opened(plain_page(resolution, phones, articles), "#fact=f2")
    assert page.locator("#table .detail mark").all_inner_texts() == ["6.1 inches", "155 mm"]
    expect(page.locator("#table [aria-expanded=true]")).to_be_focused()


def test_conflicts_are_searched_and_picked(report: Page) -> None:
    cards = report.locator("article.conflict")
    report.get_by_role("radio", name="settled").check()
    expect(cards.filter(visible=True)).to_contain_text(["Orbit 5 price"])
    report.get_by_role("radio", name="all").check()
    report.get_by_label("Search the conflicts").fill("6.1 inches")
    expect(cards.filter(visible=True)).to_contain_text(["Orbit 5 screen size"])


def test_further_conflicts_unfold_and_stay_text(opened: Open, resolution: Resolution, phones: DomainPack) -> None:
    many = tuple(
        dataclasses.replace(resolution.conflicts[1], id=f"k{n}", because=f"<img src=x onerror=alert({n})>", findings=())
        for n in range(CONFLICTS_AT_ONCE + 9)
    )
    page = opened(plain_page(dataclasses.replace(resolution, conflicts=many), phones, {}))
    cards = page.locator("article.conflict")
    expect(cards).to_have_count(CONFLICTS_AT_ONCE)
    page.get_by_role("button", name="Show more conflicts").click()
    expect(cards).to_have_count(CONFLICTS_AT_ONCE + 9)
    expect(cards.last).to_contain_text("<img src=x onerror=alert(")
    assert (page.locator("img").count(), page.wrong) == (0, [])  # type: ignore[attr-defined]


def test_no_request_leaves_the_file(report: Page) -> None:
    for details in report.locator("details.article summary").all():
        details.click()
    assert [url for url in report.asked if not url.startswith("file://")] == []  # type: ignore[attr-defined]
    assert (len(report.asked), report.wrong) == (1, [])  # type: ignore[attr-defined]


def test_hostile_article_shows_as_text(opened: Open, resolution: Resolution, phones: DomainPack) -> None:
    page = opened(hostile_page(resolution, phones), "#a0")
    expect(page.locator("details[open] .text")).to_contain_text("<script>alert(1)</script>")
    page.locator("#table .open-row").first.click()
    expect(page.locator("#table .detail")).to_contain_text("<img src=x onerror=alert(2)>")
    expect(page.locator("h1")).to_contain_text("[U+202E]gpj.exe")
    assert (page.locator("img").count(), page.locator("script").count()) == (0, 2)
    assert page.locator("a[href^=javascript], a[href^=data]").count() == 0
    assert (len(page.asked), page.wrong) == (1, [])  # type: ignore[attr-defined]


def test_page_is_accessible(report: Page, violations: Callable[[Page], list[str]]) -> None:
    for opener in report.locator("#table .open-row, details.article summary").all():
        opener.click()
    assert violations(report) == []


@pytest.mark.parametrize("width", [360, 800, 1280])
def test_page_never_scrolls_sideways(report: Page, width: int) -> None:
    report.set_viewport_size({"width": width, "height": 800})
    assert report.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_print_shows_what_the_screen_folds(report: Page) -> None:
    report.emulate_media(media="print")
    assert report.locator("#facets").is_hidden()
    assert report.locator("article.conflict").filter(visible=True).count() == 2
