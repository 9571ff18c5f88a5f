"""The report as one HTML file: no network, opens from disk.

Everything from an article is hostile. Templates escape it (Jinja2 autoescape), the script sets it as text and never as
markup, and a content security policy lets nothing run or load but the page's own style and script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from evextract.domain.wording import percent
from evextract.report.charts import draw
from evextract.report.island import embedded
from evextract.report.model import Bars, Rank, ReportView, Series

CONFLICTS_AT_ONCE = 50
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
        data=embedded(view),
        conflicts_at_once=CONFLICTS_AT_ONCE,
        source_numbers={article.source.id: number for number, article in enumerate(view.articles)},
    )


@cache
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
