"""Serve the review of a folder, on this machine only unless a token is asked for."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from evextract.domain.pack import DomainPack
from evextract.errors import InputError
from evextract.review.app import make_app
from evextract.review.desk import Desk
from evextract.review.security import SHORTEST_TOKEN, Keys

LOOPBACK = "127.0.0.1"


def serve(
    folder: Path,
    pack: DomainPack,
    *,
    host: str = LOOPBACK,
    port: int = 0,
    name: str | None = None,
    token: str | None = None,
    editor: str,
    ready: Callable[[str], None],
) -> None:
    """Blocks until interrupted. ``ready`` gets the address to open, with the token where there is one.

    On any ``host`` but loopback a token is needed, and where browsers come by another ``name``, through a proxy; without
    one given it is made. Raises :class:`InputError` where the
    folder, the token or the address can't be used.
    """
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isascii() or not token.isprintable()):
        raise InputError(f"--token: give at least {SHORTEST_TOKEN} plain characters, or leave it out and one is made")
    if token is None and (name is not None or not is_loopback(host)):
        token = secrets.token_urlsafe(24)
    desk = Desk(folder, pack)
    with _listening(host, port) as listener:
        app = make_app(desk, keys=Keys.new(token), hosts=(*names_of(host), *([name] if name else [])), editor=editor)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, proxy_headers=False, ws="none",
            lifespan="off", timeout_graceful_shutdown=30,
        )  # fmt: skip
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{listener.getsockname()[1]}/" + (f"?token={token}" if token else ""))
        uvicorn.Server(config).run(sockets=[listener])


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def names_of(host: str) -> tuple[str, ...]:
    """The names in a request's Host header that mean this server; another name may be an attacker's (DNS rebinding)."""
    names = {"127.0.0.1", "localhost", "[::1]", f"[{host}]" if ":" in host else host}
    if host in ("0.0.0.0", "::"):
        own = socket.gethostname()
        names |= {own, socket.getfqdn(own)}
        try:
            found = socket.getaddrinfo(own, None)
        except OSError:
            found = []
        names |= {f"[{each[4][0]}]" if each[0] == socket.AF_INET6 else str(each[4][0]) for each in found}
    return tuple(sorted(name.lower() for name in names))


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as problem:
        raise InputError(f"{host}:{port}: can't listen there ({problem}); choose another --port or --host") from problem
