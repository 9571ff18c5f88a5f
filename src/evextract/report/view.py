"""What a report shows, worked out from a resolution: a pure function of its arguments, no clock, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evextract.domain.pack import DomainPack
from evextract.domain.wording import shown
from evextract.records import Article, Changes, Rejected, Resolution
from evextract.report.material import Material
from evextract.report.model import ArticleView, Count, ReportView, Skipped
from evextract.report.news import marks, news_view
from evextract.report.statements import article_views, conflict_views, fact_views
from evextract.report.totals import Charts, Totals

Overview = tuple[Totals, Charts]


def build_view(
    resolution: Resolution,
    pack: DomainPack,
    articles: Mapping[str, Article] | None = None,
    *,
    run: Mapping[str, object],
    rejected: Iterable[Rejected] = (),
    changes: Changes | None = None,
    overview: Overview | None = None,
) -> ReportView:
    """Everything that ``report.html`` shows, in its order.

    ``articles`` (by id) adds their texts with the claims marked in them. ``run`` describes the run: ``name`` titles the
    page, its other plain values are listed at its end. ``changes`` stand at the top: what is new since an earlier run,
    None where there was none. Of too many conflicts, facts or articles (the limits stand in
    :mod:`~evextract.report.statements`) the most severe, best attested and richest are shown, the others counted.
    ``overview``: of all that holds, where ``resolution`` is what is shown of it (:mod:`~evextract.report.excerpt`).
    """
    articles = articles or {}
    totals, charts = overview or (Totals.of(resolution, articles), Charts.of(resolution, pack))
    material = Material.of(resolution, pack)
    conflicts = conflict_views(resolution, material, totals.counts.told)
    facts = fact_views(resolution, material, marks(changes))
    pages = article_views(resolution, articles, material)
    skipped = tuple(Skipped(shown(r.where), shown(r.step), shown(r.because)) for r in rejected)
    return ReportView(
        title=shown(str(run.get("name") or pack.title)),
        span=_span(pages),
        counts=_counts(totals, len(skipped)),
        news=news_view(changes, material, conflicts, facts),
        conflicts=conflicts,
        conflicts_left_out=totals.conflicts - len(conflicts),
        facts=facts,
        facts_left_out=totals.facts - len(facts),
        quotes=tuple(material.quotes),
        articles=pages,
        articles_left_out=totals.counts.articles - len(pages),
        charts=charts.drawn(),
        rejected=skipped,
        run=tuple(_plain_values(run)),
    )


def _span(articles: Iterable[ArticleView]) -> str:
    """The days of the first and the last article."""
    days = sorted(article.source.published for article in articles if article.source.published)
    if not days:
        return ""
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _counts(totals: Totals, rejected: int) -> tuple[Count, ...]:
    told, total = totals.counts, totals.conflicts
    silent = f"{told.silent} without a claim" if told.silent else f"{len(told.outlets)} outlets"
    return (
        Count("articles", told.articles, silent),
        Count("claims", told.claims, f"{told.planned} planned, {told.guessed} speculative"),
        Count("facts", totals.facts, f"{totals.agreed} agreed, {totals.review} to review"),
        Count("conflicts", total, f"{totals.open} open, {total - totals.open} settled"),
        Count("inputs rejected", rejected, "listed below" if rejected else "none left out"),
    )


def _plain_values(run: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The words and numbers of ``run``, nested ones with a dotted name."""
    for key, value in run.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _plain_values(value, f"{name}.")
        elif isinstance(value, str | int | float):
            yield shown(name), shown(str(value))
