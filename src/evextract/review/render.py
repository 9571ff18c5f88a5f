"""Pages from templates. Everything that an article or an editor wrote is escaped (Jinja2 autoescape)."""

from __future__ import annotations

from urllib.parse import unquote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from evextract.domain.wording import shown
from evextract.records import Action
from evextract.report.html import RANK_GLYPHS, RANK_STYLES
from evextract.review.desk import Desk, State
from evextract.review.items import TO_DO, Standing
from evextract.review.security import Keys, session_of
from evextract.review.wording import Entry, entries

EDITOR = "evextract_editor"
"""The cookie with the name that an editor gave."""
LONGEST_NAME = 60
STANDING_GLYPHS = {
    Standing.OPEN: "◇", Standing.AGAIN: "◈", Standing.DOUBTFUL: "◌",
    Standing.SETTLED: "▲", Standing.DECIDED: "▲", Standing.UNDISPUTED: "·",
}  # fmt: skip
STANDING_STYLES = {standing: f"s-{standing.name.lower()}" for standing in Standing}


class Renderer:
    """Fills templates with what every page shows: who decides, what was decided last, how much waits."""

    def __init__(self, desk: Desk, keys: Keys, name: str) -> None:
        self.desk = desk
        self.keys = keys
        self.name = name
        self.templates = Environment(
            loader=PackageLoader("evextract.review", "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.filters |= {
            "count": lambda number: f"{number:,}",
            "glyph": RANK_GLYPHS.__getitem__,
            "standing_glyph": STANDING_GLYPHS.__getitem__,
            "standing_style": STANDING_STYLES.__getitem__,
            "style": RANK_STYLES.__getitem__,
        }

    def message(self, request: Request, words: str, status: int) -> Response:
        page = self.templates.get_template("message.html.j2")
        return HTMLResponse(page.render(words=shown(words), folder=shown(self.desk.folder.name)), status)

    def page(self, request: Request, template: str, state: State, *, status: int = 200, **more: object) -> Response:
        told = entries(state, self.desk.pack)
        done = request.query_params.get("done", "")
        latest: Entry | None = next((e for e in told if e.in_force and e.decision.action is not Action.COMMENT), None)
        page = self.templates.get_template(template)
        return HTMLResponse(
            page.render(
                csrf=self.keys.form_token(session_of(request)),
                done=next((e for e in entries(state, self.desk.pack) if str(e.number) == done), None) if done else None,
                editor=shown(self.editor(request)),
                folder=shown(self.desk.folder.name),
                latest=latest,
                pack=shown(self.desk.pack.title),
                trouble=shown(self.desk.trouble),
                to_do=sum(state.inbox.counts[standing] for standing in TO_DO),
                **more,
            ),
            status,
            background=BackgroundTask(self.desk.write) if self.desk.is_behind else None,
        )

    def editor(self, request: Request) -> str:
        given = unquote(request.cookies.get(EDITOR, "")).strip()[:LONGEST_NAME]
        return given if given.isprintable() and given else self.name
