"""What a report shows, worked out from a resolution: a pure function of its arguments, no clock, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from evextract.domain.pack import DomainPack
from evextract.domain.wording import shown
from evextract.records import Article, Changes, Modality, Rejected, Resolution, Status
from evextract.report.figures import conflicts_by_attribute, one_against_another, outlets_record
from evextract.report.material import Material
from evextract.report.model import ArticleView, Count, ReportView, Skipped
from evextract.report.news import marks, news_view
from evextract.report.statements import article_views, conflict_views, fact_views
from evextract.report.timelines import timelines


def build_view(
    resolution: Resolution,
    pack: DomainPack,
    articles: Mapping[str, Article] | None = None,
    *,
    run: Mapping[str, object],
    rejected: Iterable[Rejected] = (),
    changes: Changes | None = None,
) -> ReportView:
    """Everything that ``report.html`` shows, in its order.

    ``articles`` (by id) adds their texts with the claims marked in them. ``run`` describes the run: ``name`` titles the
    page, its other plain values are listed at its end. ``changes`` stand at the top: what is new since an earlier run,
    None where there was none. Of too many conflicts, facts or articles (the limits stand in
    :mod:`~evextract.report.statements`) the most severe, best attested and richest are shown, the others counted.
    """
    material = Material.of(resolution, pack)
    conflicts = conflict_views(resolution, material)
    facts = fact_views(resolution, material, marks(changes))
    pages, pages_left_out = article_views(resolution, articles or {}, material)
    skipped = tuple(Skipped(shown(r.where), shown(r.step), shown(r.because)) for r in rejected)
    charts = (
        conflicts_by_attribute(resolution, pack),
        outlets_record(resolution, material.claims),
        one_against_another(resolution, pack),
        *timelines(resolution, material.claims, pack),
    )
    return ReportView(
        title=shown(str(run.get("name") or pack.title)),
        span=_span(pages),
        counts=_counts(resolution, len(pages) + pages_left_out, len(skipped)),
        news=news_view(changes, material, conflicts, facts),
        conflicts=conflicts,
        conflicts_left_out=len(resolution.conflicts) - len(conflicts),
        facts=facts,
        facts_left_out=len(resolution.facts) - len(facts),
        quotes=tuple(material.quotes),
        articles=pages,
        articles_left_out=pages_left_out,
        charts=tuple(chart for chart in charts if chart is not None),
        rejected=skipped,
        run=tuple(_plain_values(run)),
    )


def _span(articles: Iterable[ArticleView]) -> str:
    """The days of the first and the last article."""
    days = sorted(article.source.published for article in articles if article.source.published)
    if not days:
        return ""
    return days[0] if days[0] == days[-1] else f"{days[0]} to {days[-1]}"


def _counts(resolution: Resolution, articles: int, rejected: int) -> tuple[Count, ...]:
    silent = articles - len({claim.source.article_id for claim in resolution.claims})
    outlets = len({claim.source.outlet for claim in resolution.claims if claim.source.outlet})
    planned, guessed = (
        sum(c.modality is m for c in resolution.claims) for m in (Modality.PLANNED, Modality.SPECULATIVE)
    )
    review = sum(fact.status is Status.REVIEW for fact in resolution.facts)
    agreed = sum(fact.status is Status.AGREED for fact in resolution.facts)
    still_open, total = sum(c.resolved is None for c in resolution.conflicts), len(resolution.conflicts)
    return (
        Count("articles", articles, f"{silent} without a claim" if silent else f"{outlets} outlets"),
        Count("claims", len(resolution.claims), f"{planned} planned, {guessed} speculative"),
        Count("facts", len(resolution.facts), f"{agreed} agreed, {review} to review"),
        Count("conflicts", total, f"{still_open} open, {total - still_open} settled"),
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
