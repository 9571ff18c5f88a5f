"""The report as one HTML file: no network, opens from disk.

Everything from an article is hostile. Templates escape it (Jinja2 autoescape), the script sets it as text and never as
markup, and a content security policy lets nothing run or load but the page's own style and script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Hashable, Iterable
from importlib.resources import files
from typing import Any, Generic, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evextract.domain.wording import percent
from evextract.records import Status
from evextract.report.charts import draw
from evextract.report.model import ArticleView, Bars, FactView, Rank, ReportView, Series, SourceView

Item = TypeVar("Item", bound=Hashable)

CONFLICTS_AT_ONCE = 50
_STATUSES = tuple(status.value for status in Status)
_RANKS = tuple(rank.value for rank in Rank)
RANK_GLYPHS = {Rank.KEPT: "▲", Rank.ASIDE: "▽", Rank.EARLIER: "◁", Rank.OPEN: "◇"}
RANK_STYLES = {Rank.KEPT: "kept", Rank.ASIDE: "aside", Rank.EARLIER: "earlier", Rank.OPEN: "open"}


def render_report(view: ReportView) -> str:
    """The page. The same view gives the same bytes."""
    style, script = _asset("report.css"), _asset("report.js")
    page = _environment().get_template("report.html.j2")
    return page.render(
        view=view,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        data=_embedded(_data(view)),
        conflicts_at_once=CONFLICTS_AT_ONCE,
        source_numbers={article.source.id: number for number, article in enumerate(view.articles)},
    )


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("evextract.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["glyph"] = RANK_GLYPHS.__getitem__
    environment.filters["style"] = RANK_STYLES.__getitem__
    environment.filters["count"] = lambda number: f"{number:,}"
    environment.filters["percent"] = percent
    environment.globals["draw"] = _draw
    return environment


def _draw(chart: Bars | Series, key: str, height: int = 280) -> Markup:
    return draw(chart, key, height=height)


def _asset(name: str) -> str:
    return (files("evextract.report") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere, but this style and this script."""
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _embedded(data: object) -> Markup:
    """JSON that can stand inside ``<script>``: no character that HTML reads."""
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(plain.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


class _Numbered(Generic[Item]):
    """Items in the order of their first appearance, each with its number: a table that rows refer to."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._numbers: dict[Item, int] = {}
        for item in items:
            self.number(item)

    def number(self, item: Item) -> int:
        return self._numbers.setdefault(item, len(self._numbers))

    def __iter__(self) -> Any:
        return iter(self._numbers)


def _data(view: ReportView) -> dict[str, object]:
    """The fact table and the articles' texts, in rows that ``report.js`` names (``COLUMNS`` there)."""
    subjects: _Numbered[tuple[str, str]] = _Numbered()
    attributes: _Numbered[str] = _Numbered()
    outlets: _Numbered[str] = _Numbered()
    sources: _Numbered[SourceView] = _Numbered(article.source for article in view.articles)
    conflicts = {conflict.id: number for number, conflict in enumerate(view.conflicts, start=1)}

    def row(fact: FactView) -> list[object]:
        return [
            fact.id,
            subjects.number((fact.subject, fact.subject_name)),
            attributes.number(fact.attribute),
            fact.scope,
            fact.value,
            fact.number,
            fact.modality,
            _STATUSES.index(fact.status.value),
            None if fact.confidence is None else round(fact.confidence, 4),
            fact.voices,
            [outlets.number(outlet) for outlet in fact.outlets],
            fact.supports,
            fact.aside,
            fact.because,
            conflicts.get(fact.conflict_id or "", 0),
        ]

    facts = [row(fact) for fact in view.facts]
    quotes = [[sources.number(q.source), q.value, q.before, q.focus, q.after, q.attribution] for q in view.quotes]
    return {
        "facts": facts,
        "subjects": [name for _, name in subjects],
        "attributes": list(attributes),
        "outlets": list(outlets),
        "statuses": _STATUSES,
        "ranks": _RANKS,
        "quotes": quotes,
        "sources": [[s.id, s.title, s.outlet, s.published, s.url, s.copy_of] for s in sources],
        "articles": [_article(article) for article in view.articles],
    }


def _article(article: ArticleView) -> dict[str, object]:
    notes = [
        [n.subject, n.attribute, n.value, n.fact_id, None if n.rank is None else _RANKS.index(n.rank.value)]
        for n in article.notes
    ]
    segments = [
        [segment.text, segment.claims, int(segment.focus), segment.ends] if segment.claims else segment.text
        for segment in article.segments
    ]
    return {"notes": notes, "segments": segments}
