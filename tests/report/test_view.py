"""What the report says."""

from __future__ import annotations

import dataclasses
from decimal import Decimal

import pytest

from evextract.domain.pack import DomainPack
from evextract.records import (
    Article,
    Category,
    Changes,
    Conflict,
    ConflictKind,
    Polarity,
    Quantity,
    Rejected,
    Resolution,
    Scope,
    Side,
)
from evextract.report.model import Bars, Rank, ReportView, Series
from evextract.report.severity import severity
from evextract.report.view import build_view
from small_world import euros


@pytest.fixture
def view(resolution: Resolution, phones: DomainPack, articles: dict[str, Article], changes: Changes) -> ReportView:
    run = {"name": "Morning", "versions": {"evextract": "0.1"}, "paths": ["a", "b"]}
    rejected = [Rejected("in/x.txt", "read", "empty")]
    return build_view(resolution, phones, articles, run=run, rejected=rejected, changes=changes)


def test_head_counts_what_the_run_brought(view: ReportView) -> None:
    counts = {count.label: (count.number, count.made_of) for count in view.counts}
    assert counts["articles"] == (3, "3 outlets")
    assert counts["facts"] == (3, "0 agreed, 1 to review")
    assert counts["conflicts"] == (2, "1 open, 1 settled")
    assert counts["inputs rejected"] == (1, "listed below")
    assert (view.title, view.span) == ("Morning", "2031-03-02 to 2031-03-04")
    assert view.run == (("name", "Morning"), ("versions.evextract", "0.1"))


def test_what_is_new_stands_at_the_top_conflicts_first(view: ReportView) -> None:
    assert view.news is not None
    assert [(group.title, group.count) for group in view.news.groups] == [
        ("new conflicts", 1), ("resolved conflicts", 2), ("changed facts", 1), ("new facts", 1),
    ]  # fmt: skip
    told = {(item.attribute, item.what, item.link) for group in view.news.groups for item in group.items}
    assert told == {
        ("screen size", "open", "#k1"),
        ("price", "499 EUR", "#k2"),
        ("price", "no longer disputed", None),
        ("launch date", "April 2031 → May 2031", "#fact=f3"),
        ("screen size", "open", "#fact=f2"),
    }
    assert [(fact.change, fact.was) for fact in view.facts] == [("", None), ("new", None), ("changed", "April 2031")]


def test_first_run_has_no_news(resolution: Resolution, phones: DomainPack) -> None:
    assert build_view(resolution, phones, run={}).news is None


def test_open_conflict_comes_before_the_settled_one(view: ReportView) -> None:
    screen, price = view.conflicts
    assert (screen.attribute, screen.verdict) == ("screen size", None)
    assert screen.order == ("not decided", "less than 1% apart", "2 articles speak of screen size")
    assert {side.rank for side in screen.sides} == {Rank.OPEN}
    assert (price.verdict, [side.rank for side in price.sides]) == ("499 EUR", [Rank.KEPT, Rank.ASIDE])
    kept = price.sides[0]
    assert (kept.voices, [quote.source.copy_of for quote in kept.quotes]) == (1, [None, "ledger-1"])
    assert (kept.quotes[0].before, kept.quotes[0].focus) == ("The Orbit 5 starts at ", "499 euros")
    assert price.advice == ("Confirm 499 EUR.", "Tell Daily Wire about the slip.")
    assert price.chain == ("Two euro prices of the same phone differ in one digit.",)


def test_advice_starts_from_what_the_articles_offer(resolution: Resolution, phones: DomainPack) -> None:
    cited = tuple(dataclasses.replace(c, attribution="the maker") if c.id == "c5" else c for c in resolution.claims)
    (screen, _) = build_view(dataclasses.replace(resolution, claims=cited), phones, run={}).conflicts
    assert screen.advice == (
        "Start from Daily Wire, the only side that names its source: the maker.",
        "Check whether Daily Wire (2031-03-04), the latest, replaces what was said before: ~155 mm.",
    )


def test_a_denial_is_another_answer_than_the_same_value_affirmed(resolution: Resolution, phones: DomainPack) -> None:
    _, _, affirmed, *_ = resolution.claims
    value = affirmed.value
    denial = dataclasses.replace(affirmed, id="c9", polarity=Polarity.DENIED)
    fact = dataclasses.replace(
        resolution.facts[0], value=value, polarity=Polarity.DENIED, supported_by=("c9",), set_aside=("c3",)
    )
    quarrel = dataclasses.replace(
        resolution.conflicts[0], sides=(Side(value, ("c3",)), Side(value, ("c9",))), resolved=value
    )
    (shown,) = build_view(Resolution((affirmed, denial), (fact,), (quarrel,)), phones, run={}).conflicts
    assert [(side.value, side.rank) for side in shown.sides] == [("not 999 EUR", Rank.KEPT), ("999 EUR", Rank.ASIDE)]
    assert shown.verdict == "not 999 EUR"


def test_undecided_fact_shows_all_answers(view: ReportView) -> None:
    price, screen, launch = view.facts
    assert (price.value, price.number, price.voices, price.outlets) == (
        "499 EUR",
        499.0,
        1,
        ("The Ledger", "Harbour Post"),
    )
    assert (screen.value, screen.confidence, screen.voices) == ("—", None, 0)
    assert [view.quotes[number].value for number in screen.aside] == ["6.1 in", "~155 mm"]
    assert screen.conflict_id == "k2"
    assert (launch.stance, launch.conflict_id) == ("planned", None)


def test_article_holds_its_claims_in_place(view: ReportView) -> None:
    ledger = view.articles[0]
    assert [(note.attribute, note.value, note.rank) for note in ledger.notes] == [
        ("price", "499 EUR", Rank.KEPT),
        ("screen size", "6.1 in", Rank.OPEN),
        ("launch date", "May 2031", Rank.KEPT),
    ]
    assert [s.text for s in ledger.segments if s.focus] == ["499 euros", "6.1 inches", "May 2031"]


def test_outlets_are_judged_on_settled_questions_that_several_answer(view: ReportView) -> None:
    bars = {chart.title: chart for chart in view.charts if isinstance(chart, Bars)}
    record = {bar.label: bar.parts for bar in bars["How often each outlet was right"].bars}
    assert record == {"The Ledger": (1, 0, 0), "Daily Wire": (0, 0, 1)}
    assert [(b.label, b.parts) for b in bars["Conflicts by attribute"].bars] == [
        ("price", (0, 1)),
        ("screen size", (1, 0)),
    ]


def test_a_figure_that_moved_is_drawn_over_time(resolution: Resolution, phones: DomainPack) -> None:
    moved = dataclasses.replace(resolution, claims=tuple(
        dataclasses.replace(c, source=dataclasses.replace(c.source, copy_of=None)) for c in resolution.claims
    ))  # fmt: skip
    (series,) = (chart for chart in build_view(moved, phones, run={}).charts if isinstance(chart, Series))
    assert (series.title, series.y_label) == ("Orbit 5, price: who said what, when", "price, EUR")
    assert [(p.x_said, p.y, p.rank, p.label) for p in series.points] == [
        ("2031-03-02", 499.0, Rank.KEPT, "DE, The Ledger"),
        ("2031-03-03", 499.0, Rank.KEPT, "DE, Harbour Post"),
        ("2031-03-04", 999.0, Rank.ASIDE, "DE, Daily Wire"),
    ]
    assert len({p.line for p in series.points}) == 1


def test_of_too_much_the_most_telling_is_shown_and_the_rest_counted(
    resolution: Resolution, phones: DomainPack, articles: dict[str, Article], monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit, most in (("MOST_CONFLICTS", 1), ("MOST_FACTS", 2), ("MOST_ARTICLES", 1), ("MOST_QUOTES", 1)):
        monkeypatch.setattr(f"evextract.report.statements.{limit}", most)
    view = build_view(resolution, phones, articles, run={})
    assert ([c.id for c in view.conflicts], view.conflicts_left_out) == (["k2"], 1)
    assert ([fact.id for fact in view.facts], view.facts_left_out) == (["f1", "f2"], 1)
    assert ([page.source.id for page in view.articles], view.articles_left_out) == (["ledger-1"], 2)
    assert [count.number for count in view.counts] == [3, 6, 3, 2, 0]


def test_texts_are_optional_and_an_article_without_claims_is_listed(
    resolution: Resolution, phones: DomainPack, articles: dict[str, Article]
) -> None:
    assert [page.segments for page in build_view(resolution, phones, run={}).articles] == [(), (), ()]
    silent = Article("quiet", "Nothing here.")
    view = build_view(resolution, phones, {**articles, "quiet": silent}, run={})
    assert view.counts[0].made_of == "1 without a claim"
    assert [s.text for s in view.articles[-1].segments] == ["Nothing here."]


def conflict(kind: ConflictKind, *values: Quantity | Category, resolved: bool = False, sure: float = 0.9) -> Conflict:
    sides = tuple(Side(value, ()) for value in values)
    outcome = values[0] if resolved else None
    return Conflict("k", "f", "s", "price", Scope(), kind, sides, outcome, sure, (), "")


def test_severity_orders_by_doubt_distance_and_centrality(phones: DomainPack) -> None:
    def weigh(each: Conflict, told: int = 10) -> float:
        return severity(each, phones, told_by={"price": told, "screen": 10}, label="price")[0]

    far = conflict(ConflictKind.CONTRADICTION, euros(100), euros(900))
    near = conflict(ConflictKind.CONTRADICTION, euros(890), euros(900))
    settled = conflict(ConflictKind.CONTRADICTION, euros(100), euros(900), resolved=True)
    unsure = conflict(ConflictKind.CONTRADICTION, euros(100), euros(900), resolved=True, sure=0.6)
    update = conflict(ConflictKind.UPDATE, euros(100), euros(900))
    words = conflict(ConflictKind.CONTRADICTION, Category("a"), Category("b"))
    assert weigh(far) > weigh(words) > weigh(near) > weigh(settled)
    assert weigh(far) > weigh(unsure) > weigh(settled)
    assert weigh(far) > weigh(far, told=1)
    assert weigh(far) > weigh(update)
    assert 0 <= weigh(settled) < weigh(far) <= 1


def test_units_are_no_distance(phones: DomainPack) -> None:
    inches = Quantity(Decimal(10), Decimal(10), "in")
    metric = Quantity(Decimal(254), Decimal(254), "mm")
    apart = severity(conflict(ConflictKind.CONTRADICTION, inches, metric), phones, told_by={"price": 1}, label="p")[1]
    assert "less than 1% apart" in apart


def test_order_of_input_changes_nothing(
    resolution: Resolution, phones: DomainPack, articles: dict[str, Article], changes: Changes, view: ReportView
) -> None:
    turned = Resolution(resolution.claims[::-1], resolution.facts[::-1], resolution.conflicts[::-1])
    backwards = dict(reversed(articles.items()))
    again = build_view(
        turned, phones, backwards, run={"name": "Morning"}, changes=Changes(changes.since, changes.changes[::-1])
    )
    assert (again.news, again.conflicts, again.facts, again.articles, again.charts) == (
        view.news, view.conflicts, view.facts, view.articles, view.charts,
    )  # fmt: skip
