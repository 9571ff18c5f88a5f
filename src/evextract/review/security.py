"""What stands between the network and the pages: host, origin, token, size and headers.

Pages show hostile text and take decisions, so: nothing but the app's own files loads (Content Security Policy level 3),
nothing but its own pages posts (OWASP, "Cross-Site Request Forgery Prevention": a token of the session, and the origin),
and whoever is not on this machine shows a token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SESSION = "evextract_session"
ACCESS = "evextract_access"
LARGEST_FORM = 64 * 1024
MOST_FIELDS = 500
SHORTEST_TOKEN = 16
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not "no-referrer": browsers would then send "Origin: null" with the app's own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Keys:
    """``secret`` is this server's own; ``token`` is what a browser must show, None on loopback."""

    secret: bytes
    token: str | None = None

    @classmethod
    def new(cls, token: str | None = None) -> Keys:
        return cls(secrets.token_bytes(32), token)

    def form_token(self, session: str) -> str:
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    @property
    def access(self) -> str:
        """What the cookie of those who showed the token holds."""
        return hmac.new((self.token or "").encode(), b"evextract review", hashlib.sha256).hexdigest()


def session_of(request: Request) -> str:
    """The session's id: that of the cookie, or the one that :class:`Guard` is about to set."""
    session: str = request.scope["evextract.session"]
    return session


class Guard:
    """ASGI middleware around the whole app. Refusals are plain text, with nothing of the request in them."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        cookies = _cookies(headers.get("cookie", ""))
        session = cookies.get(SESSION, "")
        known = len(session) == 43 and session.isascii()
        if not known:
            session = secrets.token_urlsafe(32)
        scope["evextract.session"] = session

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    answer.setdefault(name, value)
                if not known:
                    answer.append("Set-Cookie", f"{SESSION}={session}; Path=/; HttpOnly; SameSite=Lax")
            await send(message)

        refused = self._refusal(scope, headers, cookies)
        if refused is not None:
            await refused(scope, receive, with_headers)
            return
        await self.app(scope, _limited(receive), with_headers)

    def _refusal(self, scope: Scope, headers: Headers, cookies: dict[str, str]) -> Response | None:
        """The answer to a request that goes no further."""
        if self.keys.token is not None and not _same(cookies.get(ACCESS, ""), self.keys.access):
            return self._ask_for_token(scope)
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return PlainTextResponse("Only GET and POST.", 405)
        length = headers.get("content-length", "")
        if not length.isdecimal():
            return PlainTextResponse("A form says how long it is.", 411)
        if int(length) > LARGEST_FORM:
            return PlainTextResponse(f"A form has at most {LARGEST_FORM // 1024} KiB.", 413)
        if not _from_here(headers):
            return PlainTextResponse("This form came from another site.", 403)
        return None

    def _ask_for_token(self, scope: Scope) -> Response:
        """With the right ``?token=`` the page itself, under an address without it, and a cookie."""
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = query.pop("token", [""])[0]
        if scope["method"] != "GET" or not _same(given, self.keys.token or ""):
            return PlainTextResponse("Open the address with the token that `evextract review` printed.", 401)
        rest = f"?{urlencode(query, doseq=True)}" if query else ""
        answer = RedirectResponse(f"/{scope['path'].lstrip('/')}{rest}", 303)
        answer.set_cookie(ACCESS, self.keys.access, httponly=True, samesite="lax")
        return answer


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode(), wanted.encode())


def _from_here(headers: Headers) -> bool:
    """Whether a form was sent by one of the app's own pages: browsers always say where a form comes from."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") == "same-origin"
    return urlsplit(origin).netloc.casefold() == headers.get("host", "").casefold() != ""


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _limited(receive: Receive) -> Receive:
    """Stops reading a body that is longer than it said it would be."""
    left = LARGEST_FORM

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            return {"type": "http.disconnect"}
        return message

    return limited
