"""The page: what a browser would make of it, and what it must not."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import itertools
import json
import re
from html.parser import HTMLParser

from evextract.domain.pack import DomainPack
from evextract.records import Article, Changes, Rejected, Resolution
from evextract.report.html import CONFLICTS_AT_ONCE, render_report
from evextract.report.view import build_view

VOID = {"meta", "input", "rect", "path", "circle"}


class Page(HTMLParser):
    """Elements with their attributes and text, as the parser sees them."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def test_page_is_well_formed_and_whole(page: str) -> None:
    parsed = Page(page)
    assert parsed.open == []
    identifiers = [attributes["id"] for _, attributes in parsed.elements if "id" in attributes]
    assert len(identifiers) == len(set(identifiers))
    for wanted in (
        "Morning",
        "499 EUR",
        "999 EUR",
        "Daily Wire",
        "2031-03-04",
        "Two euro prices",
        "x.txt",
        "April 2031 → May 2031",
        "no longer disputed",
    ):
        assert wanted in page


def test_page_uses_no_network_and_no_inline_code(page: str) -> None:
    parsed = Page(page)
    for tag, attributes in parsed.elements:
        assert tag not in ("link", "img", "iframe", "object", "base")
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "src")
            if name == "href":
                assert (value or "").startswith(("#", "https://", "http://"))
    (policy,) = (str(each["content"]) for each in parsed.all("meta") if each.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    for code in ("".join(parsed.texts["style"]), parsed.texts["script"][-1]):
        assert base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() in policy


def test_links_to_publishers_tell_them_nothing(page: str) -> None:
    links = [each for each in Page(page).all("a") if str(each["href"]).startswith("http")]
    assert links
    assert all("noreferrer" in str(each["rel"]) for each in links)


def test_page_can_be_read_by_ear_and_keyboard(page: str) -> None:
    parsed = Page(page)
    assert all(each.get("scope") for each in parsed.all("th"))
    assert all(
        each.get("role") == "img" and each.get("aria-labelledby")
        for each in parsed.all("svg")
        if "aria-hidden" not in each
    )
    levels = [int(tag[1]) for tag, _ in parsed.elements if tag in ("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    targets = {attributes.get("id") for _, attributes in parsed.elements}
    inner = [str(each["href"])[1:] for each in parsed.all("a") if str(each["href"]).startswith("#")]
    assert {target for target in inner if "=" not in target} <= targets


def test_hostile_text_stays_text(hostile: str) -> None:
    parsed = Page(hostile)
    assert parsed.open == []
    assert len(parsed.all("script")) == 2
    assert not parsed.all("img")
    assert not [name for _, attributes in parsed.elements for name in attributes if name.startswith("on")]
    assert not [each for each in parsed.all("a") if not str(each["href"]).startswith("#")]
    assert "49" not in "".join(parsed.texts["h1"])
    assert not set("\u202e\u0000\ud800") & set(hostile)
    assert "[U+202E]gpj.exe[U+0000]\ufffd" in "".join(parsed.texts["h1"])
    data = json.loads(parsed.texts["script"][0])
    assert data["attributes"][0].startswith("</script><script>alert(1)")


def test_many_conflicts_are_folded_but_all_there(resolution: Resolution, phones: DomainPack) -> None:
    many = tuple(dataclasses.replace(resolution.conflicts[1], id=f"k{n}") for n in range(2 * CONFLICTS_AT_ONCE + 1))
    page = render_report(build_view(dataclasses.replace(resolution, conflicts=many), phones, run={}))
    folded = re.findall(r'<script type="text/html" class="conflicts">(.*?)</script>', page, flags=re.DOTALL)
    assert len(folded) == 2
    cards = []
    for part in (page, *folded):
        parsed = Page(part)
        assert parsed.open == []
        cards += [each for each in parsed.all("article") if "conflict" in str(each["class"])]
    assert len(cards) == len(many)


def test_nothing_at_all_is_a_page_too(phones: DomainPack) -> None:
    page = render_report(build_view(Resolution((), (), ()), phones, run={}))
    assert Page(page).open == []
    assert "do not contradict" in page


def test_same_view_same_bytes(
    resolution: Resolution, phones: DomainPack, page: str, articles: dict[str, Article], changes: Changes
) -> None:
    rejected = [Rejected("x.txt", "read", "empty")]
    again = build_view(resolution, phones, articles, run={"name": "Morning"}, rejected=rejected, changes=changes)
    assert render_report(again) == page
