"""The review app as an editor uses it: by keyboard, in both colour schemes, and under attack."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from starlette.types import ASGIApp

from evextract.domain.pack import DomainPack
from evextract.io.decisions import read
from evextract.records import Action
from evextract.review.app import make_app
from evextract.review.desk import Desk
from evextract.review.security import Keys
from review_world import ATTACK, CLAIMS, HOSTILE, LEDGER, POST, WIRE, write_folder

Violations = Callable[[Page], list[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_folder(tmp_path / "run", (*CLAIMS, ATTACK), (LEDGER, WIRE, POST, HOSTILE))


@pytest.fixture
def address(folder: Path, phones: DomainPack, serve: Callable[[ASGIApp], str]) -> str:
    desk = Desk(folder, phones)
    return serve(make_app(desk, keys=Keys.new(), hosts=("127.0.0.1",), editor="Ada"))


def open_first(page: Page) -> None:
    page.locator("main tbody tr a").first.click()
    page.wait_for_url("**/case/*")


def press(page: Page, key: str) -> None:
    """Press ``key`` once the page's script listens; it shows the button for the list of keys when it does."""
    page.wait_for_load_state()
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press(key)


def screen_row(folder: Path) -> str:
    rows = (folder / "facts.csv").read_text("utf-8-sig").splitlines()
    return next(row for row in rows if ",screen," in row)


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until ``holds()``: the tables follow a decision in the background."""
    given_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < given_up, "the tables did not follow"
        time.sleep(0.05)


def test_a_conflict_is_settled_and_taken_back_by_keyboard(address: str, folder: Path, tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(address)
    page.get_by_role("link", name=re.compile("^All facts")).click()
    page.get_by_label("Filters").get_by_role("link", name=re.compile("^screen size")).click()
    expect(page.locator("main tbody tr")).to_have_count(1)
    press(page, "j")
    expect(page.locator("main tbody tr a").first).to_be_focused()
    press(page, "Enter")
    page.wait_for_url("**/case/*")
    expect(page.get_by_role("heading", level=1)).to_contain_text("screen size")
    answers = page.locator(".side .value").all_inner_texts()
    number = answers.index("6.7 in") + 1
    press(page, "c")
    page.keyboard.type("seen 2 on the box")
    press(page, "Escape")
    press(page, str(number))
    expect(page.get_by_role("status")).to_contain_text("chose 6.7 in")
    page.get_by_role("status").get_by_role("link").click()
    expect(page.locator(".ruling")).to_contain_text("seen 2 on the box")
    assert [d.note for d in read(folder)] == ["seen 2 on the box"]
    page.reload()
    expect(page.locator(".case-head")).to_contain_text("decided by an editor")
    eventually(lambda: "6.7 in" in screen_row(folder))
    eventually(lambda: "6.7 in" in (folder / "conflicts.csv").read_text("utf-8"))
    press(page, "u")
    expect(page.get_by_role("status")).to_contain_text("took back no. 1")
    expect(page.locator(".case-head")).to_contain_text("open conflict")
    press(page, "i")
    expect(page.locator("main tbody")).to_contain_text("screen size")
    eventually(lambda: "needs review" in screen_row(folder))
    page.get_by_role("link", name="Trail").click()
    expect(page.locator("main tbody tr")).to_have_count(2)


def test_quotes_are_walked_rejected_and_searched(address: str, folder: Path, tab: Callable[..., Page]) -> None:
    page = tab()
    page.goto(address)
    press(page, "/")
    page.keyboard.type("wire 6.7")
    press(page, "Enter")
    page.wait_for_url("**q=wire*")
    open_first(page)
    press(page, "x")
    assert read(folder) == ()
    press(page, "j")
    press(page, "j")
    press(page, "k")
    expect(page.locator("figure.quote").first).to_be_focused()
    press(page, "x")
    expect(page.get_by_role("status")).to_contain_text("rejected the claim of")
    expect(page.locator("figure.quote")).to_have_count(2)
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_label("Single keys act").uncheck()
    press(page, "Escape")
    press(page, "i")
    expect(page.get_by_role("heading", level=1)).to_contain_text("screen size")
    assert len(read(folder)) == 1


def test_hostile_article_shows_as_text(address: str, tab: Callable[..., Page]) -> None:
    page = tab()
    for path in ("/?standing=everything", "/?q=hacked", "/article/hostile-1"):
        page.goto(address + path)
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0
        assert "\u202e" not in page.content()
    page.goto(address + "/?q=7.4")
    open_first(page)
    expect(page.locator("blockquote", has_text="7.4-inch")).to_contain_text("<script>window.hacked=1</script>")
    assert page.evaluate("window.hacked") is None
    assert page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(address: str, tab: Callable[..., Page], violations: Violations, scheme: str) -> None:
    page = tab(scheme)
    page.goto(address)
    assert violations(page) == []
    open_first(page)
    press(page, "1")
    expect(page.get_by_role("status")).to_be_visible()
    assert violations(page) == []
    for path in ("/?standing=everything", "/trail", "/article/wire-1"):
        page.goto(address + path)
        assert violations(page) == []
    page.locator("body").press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert violations(page) == []


@pytest.fixture
def stranger(folder: Path) -> None:
    """A thing that the pack lacks."""
    write_folder(folder, (*CLAIMS, replace(CLAIMS[0], subject="comet-9")))


@pytest.mark.usefixtures("stranger")
def test_the_enter_key_in_the_field_of_a_new_thing_merges_it(
    address: str, folder: Path, tab: Callable[..., Page]
) -> None:
    page = tab()
    page.goto(address + "/things")
    page.get_by_label("Another name of").fill("Orbit 5")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    assert [(d.action, d.things) for d in read(folder)] == [(Action.MERGE, ("orbit-5", "comet-9"))]


@pytest.mark.usefixtures("stranger")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_new_things(
    address: str, tab: Callable[..., Page], violations: Violations, scheme: str
) -> None:
    page = tab(scheme)
    page.goto(address + "/things")
    expect(page.locator("main tbody tr")).to_have_count(1)
    assert violations(page) == []


@pytest.mark.usefixtures("stranger")
def test_new_things_do_not_scroll_sideways_on_a_narrow_page(address: str, tab: Callable[..., Page]) -> None:
    page = tab(width=390)
    page.goto(address + "/things")
    expect(page.locator("main tbody tr")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_narrow_pages_do_not_scroll_sideways(address: str, tab: Callable[..., Page]) -> None:
    page = tab(width=390)
    for path in ("/", "/?standing=everything", "/trail"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
    page.goto(address)
    open_first(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_form_on_another_site_decides_nothing(
    address: str, folder: Path, tab: Callable[..., Page], serve: Callable[[ASGIApp], str]
) -> None:
    page = tab()
    page.goto(address)
    case = page.locator("main tbody tr a").first.get_attribute("href")
    csrf = page.locator("[name=csrf]").first.get_attribute("value")
    fields = f'<input name="csrf" value="{csrf}"><input name="do" value="choose:1">'
    trap = f'<form method="post" action="{address}{case}">{fields}</form><script>document.forms[0].submit()</script>'
    page.route("http://evil.example/*", lambda route: route.fulfill(body=trap, content_type="text/html"))
    with page.expect_response(lambda response: response.request.method == "POST") as answer:
        page.goto("http://evil.example/")
    assert answer.value.status == 403
    assert read(folder) == ()
    assert page.request.get(address, headers={"Host": "evil.example"}).status == 400
