"""What an editor sees and does, page by page."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pandas as pd
import pytest

from evextract.domain.pack import DomainPack
from evextract.io.claims import write_claims
from evextract.io.decisions import read
from evextract.io.texts import write_texts
from evextract.records import Action, Quantity
from evextract.review.desk import Desk
from review_world import ATTACK, CLAIMS, DEAR, HOSTILE, LARGE, LATER, LEDGER, POST, SMALL, WIRE, Visitor


@pytest.fixture
def screen(desk: Desk) -> str:
    """The address of the open question."""
    return next(f"/case/{item.id}" for item in desk.state().inbox.items if item.attribute == "screen size")


def test_inbox_lists_what_waits_and_filters_narrow_it(visitor: Visitor) -> None:
    assert "screen size" in visitor.get("/").text
    assert "launch date" not in visitor.get("/").text
    everything = visitor.get("/?standing=everything").text
    assert all(words in everything for words in ("screen size", "launch date", "price"))
    narrowed = visitor.get("/?standing=everything&outlet=Harbour+Post").text
    assert "499 EUR" in narrowed
    assert "6.7 in" not in narrowed
    assert "launch date" in visitor.get("/?q=may+2031").text
    assert "Nothing fits" in visitor.get("/?q=unheard-of").text
    assert visitor.get("/?page=999999999999&subject=%00&standing=nonsense").status_code == 200


def test_case_shows_both_sides_with_marked_values_and_sources(visitor: Visitor, screen: str) -> None:
    page = visitor.get(screen).text
    assert "The Orbit 5 has a <mark>6.1-inch</mark> screen." in page
    assert "comes with a <mark>6.7-inch</mark> screen." in page
    assert 'href="https://wire.example/orbit-5"' in page
    assert "Daily Wire" in page
    assert "2031-03-04" in page
    assert "No verdict yet" in page


def test_choosing_settles_it_and_the_tables_follow(visitor: Visitor, screen: str, folder: Path) -> None:
    page = unescape(visitor.get(screen).text)
    number = 1 if page.index("6.7 in") < page.index("6.1 in") else 2
    answer = visitor.submit(screen, do=f"choose:{number}", note="seen on the box")
    assert "chose 6.7 in" in answer.text
    (decision,) = read(folder)
    assert (decision.action, decision.editor, decision.note) == (Action.CHOOSE, "Ada", "seen on the box")
    assert (decision.claims, set(decision.seen)) == ((LARGE.id,), {SMALL.id, LARGE.id})
    assert pd.read_csv(folder / "facts.csv").set_index("attribute").loc["screen", "value"] == "6.7 in"
    trail = visitor.get("/trail").text
    assert "seen on the box" in trail
    assert "screen size" not in visitor.get("/").text.split("<main")[1]
    visitor.submit("/undo", undoes="1")
    assert pd.isna(pd.read_csv(folder / "facts.csv").set_index("attribute").loc["screen", "value"])
    assert "screen size" in visitor.get("/").text
    assert visitor.submit("/undo", undoes="1").status_code == 409


@pytest.mark.parametrize(
    ("fields", "action"),
    [
        ({"do": "enter", "value": "6.5 in"}, Action.ENTER),
        ({"do": "", "value": "6.5 in"}, Action.ENTER),
        ({"do": "comment", "note": "asked the maker"}, Action.COMMENT),
        ({"do": "", "note": "asked the maker"}, Action.COMMENT),
        ({"do": f"reject:{SMALL.id}"}, Action.REJECT),
        ({"do": "no-conflict"}, Action.NO_CONFLICT),
        ({"do": "merge", "thing": "Orbit Five"}, Action.MERGE),
        ({"do": "split", "thing": "Orbit 5 Mini", "claims": SMALL.id}, Action.SPLIT),
    ],
)
def test_each_action_is_recorded(
    visitor: Visitor, screen: str, folder: Path, fields: dict[str, str], action: Action
) -> None:
    assert visitor.submit(screen, **fields).status_code == 200
    assert [d.action for d in read(folder)] == [action]


def test_accept_keeps_the_answer_that_stands(visitor: Visitor, desk: Desk, folder: Path) -> None:
    item = next(item for item in desk.state().inbox.items if item.attribute == "launch date")
    visitor.submit(f"/case/{item.id}", do="choose:1")
    (decision,) = read(folder)
    assert (decision.action, decision.value) == (Action.ACCEPT, item.fact.value)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, "Write the comment first"),
        ({"do": "choose:9"}, "no answer of that number"),
        ({"do": "choose:-1"}, "no answer of that number"),
        ({"do": "reject:c-elsewhere"}, "no longer here"),
        ({"do": "enter", "value": "big"}, "is no number with a unit"),
        ({"do": "merge", "thing": ""}, "Name the other thing"),
        ({"do": "merge", "thing": "Orbit 5"}, "Name the other thing"),
        ({"do": "split", "thing": "Orbit 6"}, "Tick the claims"),
        ({"do": "comment", "note": "x" * 3000}, "at most 2,000"),
        ({"do": "drop table"}, "Choose what to do"),
    ],
)
def test_what_says_too_little_is_refused_and_nothing_is_lost(
    visitor: Visitor, screen: str, folder: Path, fields: dict[str, str], told: str
) -> None:
    answer = visitor.submit(screen, **fields)
    assert answer.status_code == 422
    assert told in unescape(answer.text)
    assert read(folder) == ()
    if 0 < len(fields.get("value", "")) < 200:
        assert f'value="{fields["value"]}"' in answer.text


def test_question_whose_claims_are_all_rejected_goes_and_comes_back(
    visitor: Visitor, screen: str, folder: Path
) -> None:
    for claim in (SMALL, LARGE):
        visitor.submit(screen, do=f"reject:{claim.id}")
    gone = visitor.get(screen)
    assert gone.status_code == 404
    assert "no longer there" in gone.text
    assert "screen" not in pd.read_csv(folder / "facts.csv")["attribute"].tolist()
    visitor.submit("/undo", undoes="2")
    assert visitor.get(screen).status_code == 200


def test_decision_comes_back_when_a_later_article_contradicts_it(visitor: Visitor, screen: str, folder: Path) -> None:
    visitor.submit(screen, do="choose:1")
    write_claims((*CLAIMS, LATER), folder / "claims.jsonl")
    assert "decision to look at again" in visitor.get("/").text.split("<tbody>")[1]
    assert "post-2 said otherwise since" in visitor.get(screen).text


def test_editor_gives_a_name(visitor: Visitor, screen: str, folder: Path) -> None:
    visitor.submit("/name", name="Bo  Søren")
    visitor.submit(screen, do="comment", note="hm")
    assert read(folder)[0].editor == "Bo Søren"


def test_article_is_shown_with_what_was_taken_from_it(visitor: Visitor) -> None:
    page = visitor.get("/article/wire-1").text
    assert "<mark>6.7-inch</mark>" in page
    assert "549 EUR" in page
    assert visitor.get("/article/../../etc/passwd").status_code == 404
    assert visitor.get("/article/%2e%2e%2frun%2fclaims.jsonl").status_code == 404


def test_hostile_article_is_text(folder: Path, phones: DomainPack, visitor: Visitor, screen: str) -> None:
    write_claims((*CLAIMS, ATTACK), folder / "claims.jsonl")
    write_texts((LEDGER, WIRE, POST, HOSTILE), folder / "articles.jsonl")
    for path in ("/", "/?standing=everything", screen, "/article/hostile-1", '/?q="><script>alert(1)</script>'):
        page = visitor.get(path).text
        assert page.count("<script") == 1, path
        assert "<img" not in page
        assert "\u202e" not in page
        assert "javascript:" not in page
    assert "[U+202E]" in visitor.get(screen).text
    assert "&lt;script&gt;window.hacked=1" in visitor.get(screen).text


def test_notes_and_names_are_text_too(visitor: Visitor, screen: str) -> None:
    visitor.submit("/name", name="<b>Eve</b>")
    visitor.submit(screen, do="comment", note="<script>alert(1)</script>\u202e")
    trail = visitor.get("/trail").text
    assert "&lt;b&gt;Eve" in trail
    assert trail.count("<script") == 1
    assert "\u202e" not in trail


def test_entered_value_is_read_in_the_attributes_unit(visitor: Visitor, screen: str, folder: Path) -> None:
    visitor.submit(screen, do="enter", value="6.5")
    value = read(folder)[0].value
    assert isinstance(value, Quantity)
    assert (str(value.low), value.unit) == ("6.5", "in")
    assert DEAR.id not in read(folder)[0].seen


def test_new_things_are_confirmed_or_merged(visitor: Visitor, folder: Path) -> None:
    assert "The pack has everything" in visitor.get("/things").text
    write_claims((*CLAIMS, replace(LATER, subject="comet-9")), folder / "claims.jsonl")
    page = visitor.get("/things").text
    assert "Comet 9" in page
    assert "A thing of its own" in page
    answer = visitor.submit("/things", about="comet-9", do="confirm", note="seen in a shop")
    assert "confirmed Comet 9 as a thing of its own" in answer.text
    assert pd.read_csv(folder / "things.csv").set_index("thing").loc["comet-9", "state"] == "confirmed"
    visitor.submit("/things", about="comet-9", do="merge", thing="Orbit 5")
    assert [decision.action for decision in read(folder)] == [Action.CONFIRM, Action.MERGE]
    assert read(folder)[-1].things == ("orbit-5", "comet-9")
    assert pd.read_csv(folder / "things.csv")["thing"].tolist() == []
    visitor.submit("/undo", undoes="2")
    assert pd.read_csv(folder / "things.csv")["thing"].tolist() == ["comet-9"]


@pytest.mark.parametrize("fields", [{"about": "orbit-9", "do": "confirm"}, {"about": "orbit-5", "do": "merge"}])
def test_what_names_no_new_thing_is_refused(visitor: Visitor, folder: Path, fields: dict[str, str]) -> None:
    assert visitor.submit("/things", **fields).status_code == 422
    assert read(folder) == ()
