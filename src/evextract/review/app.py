"""The pages and what they answer. Every address is looked up in what stands in memory; none is a path on disk."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.resources import files
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from evextract.domain.links import safe_url
from evextract.domain.wording import shown
from evextract.errors import EvextractError, InputError
from evextract.records import Action, Decision
from evextract.report.passages import cut
from evextract.review import newcomers
from evextract.review.case import build_case
from evextract.review.desk import Desk, State
from evextract.review.forms import Form, decision_of
from evextract.review.items import TO_DO, Item
from evextract.review.lists import build_page, query_of, read_filter
from evextract.review.render import EDITOR, LONGEST_NAME, Renderer
from evextract.review.security import LARGEST_FORM, MOST_FIELDS, Guard, Keys, session_of
from evextract.review.wording import entries

MOST_ENTRIES = 500
STAYS = (Action.COMMENT, Action.REJECT, Action.MERGE, Action.SPLIT)
"""After these the same question is shown again: it isn't answered yet."""
ASSETS = {"review.css": "text/css", "review.js": "text/javascript", "icon.svg": "image/svg+xml"}


def make_app(desk: Desk, *, keys: Keys, hosts: Sequence[str], editor: str) -> Starlette:
    """The application. ``hosts``: the names by which browsers reach it; ``editor`` decides until another name is given."""
    pages = _Pages(desk, keys, editor)
    return Starlette(
        routes=[
            Route("/", pages.inbox),
            Route("/case/{id}", pages.case),
            Route("/case/{id}", pages.decide, methods=["POST"]),
            Route("/things", pages.new_things),
            Route("/things", pages.decide_on_thing, methods=["POST"]),
            Route("/trail", pages.trail),
            Route("/article/{id:path}", pages.article),
            Route("/undo", pages.undo, methods=["POST"]),
            Route("/name", pages.name, methods=["POST"]),
            *(Route(f"/static/{name}", _asset(name, kind)) for name, kind in ASSETS.items()),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(Guard, keys=keys),
        ],
        exception_handlers={HTTPException: pages.refused, EvextractError: pages.failed},
    )


class _Pages:
    def __init__(self, desk: Desk, keys: Keys, editor: str) -> None:
        self.desk = desk
        self.keys = keys
        self.shows = Renderer(desk, keys, editor)

    def inbox(self, request: Request) -> Response:
        state = self.desk.state()
        wanted = read_filter(request.query_params.multi_items())
        number = request.query_params.get("page", "1")
        page = build_page(state.inbox, wanted, int(number) if number.isdecimal() and len(number) < 7 else 1)
        return self.shows.page(
            request, "inbox.html.j2", state, page=page, query=query_of(wanted), counts=state.inbox.counts
        )

    def case(self, request: Request) -> Response:
        state = self.desk.state()
        return self._case(request, state, self._item(request, state), Form(do=""), problem="")

    def _case(self, request: Request, state: State, item: Item, form: Form, *, problem: str) -> Response:
        wanted = read_filter(request.query_params.multi_items())
        around = [i.id for i in state.inbox.fitting(wanted)]
        place = around.index(item.id) if item.id in around else None
        return self.shows.page(
            request,
            "case.html.j2",
            state,
            status=422 if problem else 200,
            case=build_case(item, state, self.desk.pack),
            query=query_of(wanted),
            place=None if place is None else place + 1,
            total=len(around),
            before=around[place - 1] if place else None,
            after=around[place + 1] if place is not None and place + 1 < len(around) else None,
            things=newcomers.proposed(state, self.desk.pack),
            form=form,
            problem=problem,
        )

    async def decide(self, request: Request) -> Response:
        fields = await self._form(request)
        return await run_in_threadpool(self._decide, request, fields)

    def _decide(self, request: Request, fields: FormData) -> Response:
        state = self.desk.state()
        item = self._item(request, state)
        texts = _texts(fields)
        form = Form(do=texts.get("do", ""))
        try:
            form = Form.of(texts, [c for c in fields.getlist("claims") if isinstance(c, str)])
            case = build_case(item, state, self.desk.pack)
            decision = decision_of(form, case, self.desk.pack, editor=self.shows.editor(request))
        except InputError as problem:
            return self._case(request, state, item, form, problem=str(problem))
        made = self.desk.decide(decision)
        return self._on_to(self._after(request, state, item, made), made)

    def _after(self, request: Request, before: State, item: Item, made: Decision) -> str:
        """Where the editor goes on: the next question of the list, once this one is answered."""
        wanted = read_filter(request.query_params.multi_items())
        now = self.desk.state().inbox.by_id
        around = [i.id for i in before.inbox.fitting(wanted)]
        answered = made.action not in STAYS and item.standing in TO_DO and item.id in around
        if answered or item.id not in now:
            later = around[around.index(item.id) + 1 :] if item.id in around else []
            following = next((i for i in later if i in now), None)
        else:
            following = item.id
        path = f"/case/{quote(following, safe='')}" if following is not None else "/"
        return f"{path}?{query_of(wanted, done=made.id)}"

    async def undo(self, request: Request) -> Response:
        fields = await self._form(request)
        return await run_in_threadpool(self._undo, request, str(fields.get("undoes", "")))

    def _undo(self, request: Request, which: str) -> Response:
        state = self.desk.state()
        known = {entry.number: entry for entry in entries(state, self.desk.pack)}
        entry = known.get(int(which)) if which.isdecimal() and len(which) < 10 else None
        if entry is None or not entry.in_force:
            raise HTTPException(409, "That decision was taken back already.")
        undone = entry.decision
        made = self.desk.decide(
            Decision(
                Action.UNDO, self.shows.editor(request), datetime.now(UTC), undoes=undone.id, fact_id=undone.fact_id,
                subject=undone.subject, attribute=undone.attribute, seen=undone.seen,
            )
        )  # fmt: skip
        shows = next(e for e in entries(self.desk.state(), self.desk.pack) if e.number == made.id).item
        return self._on_to(f"/case/{quote(shows, safe='')}?done={made.id}" if shows else f"/trail?done={made.id}", made)

    def _on_to(self, address: str, made: Decision) -> Response:
        writes = BackgroundTask(self.desk.write)
        return RedirectResponse(address, 303, headers={"X-Decision": str(made.id)}, background=writes)

    def trail(self, request: Request) -> Response:
        state = self.desk.state()
        told = list(entries(state, self.desk.pack))
        return self.shows.page(
            request, "trail.html.j2", state, query="", entries=told[:MOST_ENTRIES],
            left_out=max(len(told) - MOST_ENTRIES, 0),
        )  # fmt: skip

    def new_things(self, request: Request, problem: str = "") -> Response:
        state = self.desk.state()
        found, left_out = newcomers.rows(state, self.desk.pack)
        return self.shows.page(
            request, "things.html.j2", state, status=422 if problem else 200, query="", rows=found, left_out=left_out,
            things=newcomers.proposed(state, self.desk.pack), problem=problem,
        )  # fmt: skip

    async def decide_on_thing(self, request: Request) -> Response:
        fields = await self._form(request)
        return await run_in_threadpool(self._decide_on_thing, request, _texts(fields))

    def _decide_on_thing(self, request: Request, texts: dict[str, str]) -> Response:
        known, _ = newcomers.rows(self.desk.state(), self.desk.pack)
        try:
            decision = newcomers.decision_on(texts, known, self.desk.pack, editor=self.shows.editor(request))
        except InputError as problem:
            return self.new_things(request, str(problem))
        made = self.desk.decide(decision)
        return self._on_to(f"/things?done={made.id}", made)

    def article(self, request: Request) -> Response:
        state = self.desk.state()
        article = self.desk.article(request.path_params["id"])
        if article is None:
            raise HTTPException(404, "No article of that name was kept with this run.")
        material = state.inbox.material
        claims = [claim for claim in state.claims.values() if claim.source.article_id == article.id]
        claims.sort(key=lambda claim: (claim.evidence.start, claim.evidence.end, claim.id))
        notes = [
            (material.name(c.subject), material.label(c.attribute), material.say(c.value), state.inbox.home.get(c.id))
            for c in claims
        ]
        source = (shown(article.outlet or article.id), article.published, safe_url(article.url))
        return self.shows.page(
            request, "article.html.j2", state, query="", title=shown(article.title or article.id), source=source,
            segments=cut(article, claims), notes=notes,
        )  # fmt: skip

    async def name(self, request: Request) -> Response:
        name = " ".join(str((await self._form(request)).get("name", "")).split())[:LONGEST_NAME]
        answer = RedirectResponse("/", 303)
        if name:
            answer.set_cookie(EDITOR, quote(name), max_age=365 * 86_400, httponly=True, samesite="lax")
        return answer

    async def refused(self, request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        return self.shows.message(request, problem.detail, problem.status_code)

    async def failed(self, request: Request, problem: Exception) -> Response:
        return self.shows.message(request, str(problem), 500)

    def _item(self, request: Request, state: State) -> Item:
        item = state.inbox.by_id.get(request.path_params["id"])
        if item is None:
            raise HTTPException(404, "This question is no longer there: its claims were rejected, or moved elsewhere.")
        return item

    async def _form(self, request: Request) -> FormData:
        """The fields, once their token shows that a page of this session sent them."""
        fields = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LARGEST_FORM)
        given = fields.get("csrf", "")
        wanted = self.keys.form_token(session_of(request))
        if not isinstance(given, str) or not hmac.compare_digest(given.encode(), wanted.encode()):
            raise HTTPException(403, "This page is older than the server. Open it again and repeat what you did.")
        return fields


def _texts(fields: FormData) -> dict[str, str]:
    return {name: value for name, value in fields.items() if isinstance(value, str)}


def _asset(name: str, kind: str) -> Callable[[Request], Response]:
    content = (files("evextract.review") / "static" / name).read_bytes()

    def serve(_: Request) -> Response:
        return Response(content, media_type=kind)

    return serve
