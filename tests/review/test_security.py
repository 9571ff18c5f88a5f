"""Only this machine's own pages decide; everything else is refused before anything happens."""

from __future__ import annotations

import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient
from typer.testing import CliRunner

from evextract.cli import app
from evextract.errors import InputError
from evextract.io.decisions import read
from evextract.review.desk import Desk
from evextract.review.security import ACCESS, LARGEST_FORM
from evextract.review.serve import is_loopback, names_of, serve
from review_world import HOME, Visitor

TOKEN = "0123456789abcdef-secret"


@pytest.fixture
def case(desk: Desk) -> str:
    return f"/case/{desk.state().inbox.items[0].id}"


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "www.localhost", ""])
def test_foreign_host_is_refused(visitor: Visitor, host: str) -> None:
    assert visitor.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:81"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {},
    ],
)
def test_form_of_another_site_is_refused(visitor: Visitor, case: str, folder: Path, headers: dict[str, str]) -> None:
    form = {"csrf": visitor.token(), "do": "choose:1"}
    assert visitor.post(case, data=form, headers=headers).status_code == 403
    assert read(folder) == ()


def test_form_without_this_sessions_token_is_refused(visit: Callable[..., Visitor], case: str, folder: Path) -> None:
    mine, theirs = visit(), visit()
    for token in ("", "0" * 64, theirs.token(), "ü"):
        answer = mine.post(case, data={"csrf": token, "do": "choose:1"}, headers={"Origin": HOME})
        assert answer.status_code == 403
    assert mine.post("/undo", data={"undoes": "1"}, headers={"Origin": HOME}).status_code == 403
    assert mine.post("/name", data={"name": "Eve"}, headers={"Origin": HOME}).status_code == 403
    assert read(folder) == ()


def test_getting_never_decides(visitor: Visitor, case: str, folder: Path) -> None:
    visitor.get(f"{case}?do=choose:1&csrf={visitor.token()}")
    assert visitor.get("/undo").status_code == 405
    assert visitor.put(case).status_code == 405
    assert read(folder) == ()


def test_forms_have_an_end(visitor: Visitor, case: str) -> None:
    token = visitor.token()
    large = {"csrf": token, "do": "comment", "note": "x" * LARGEST_FORM}
    assert visitor.post(case, data=large, headers={"Origin": HOME}).status_code == 413
    many = {"csrf": token, **{f"f{n}": "" for n in range(600)}}
    assert visitor.post(case, data=many, headers={"Origin": HOME}).status_code == 400
    file = {"csrf": (None, token), "note": ("a.txt", b"x")}
    assert visitor.post(case, files=file, headers={"Origin": HOME}).status_code == 400
    stream = (b"x" for _ in range(3))
    assert visitor.post(case, content=stream, headers={"Origin": HOME}).status_code == 411


@pytest.mark.parametrize("path", ["/", "/trail", "/nowhere", "/static/review.js"])
def test_every_answer_carries_the_headers(visitor: Visitor, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


def test_pages_have_no_inline_script_or_style(visitor: Visitor, case: str) -> None:
    for path in ("/", case, "/trail"):
        page = visitor.get(path).text
        assert "style=" not in page
        assert "<style" not in page
        assert " on" + "click=" not in page


def test_session_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = visitor.get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_with_a_token_nobody_sees_anything_without_it(visit: Callable[..., Visitor], case: str, folder: Path) -> None:
    stranger = visit(TOKEN)
    for path in ("/", case, "/trail", "/static/review.js", "/?token=", "/?token=wrong"):
        assert stranger.get(path).status_code == 401
    stranger.cookies.set(ACCESS, TOKEN)
    assert stranger.get("/").status_code == 401
    assert stranger.post(case, data={"do": "choose:1"}, headers={"Origin": HOME}).status_code == 401
    assert read(folder) == ()


def test_the_token_opens_the_page_and_leaves_the_address(visit: Callable[..., Visitor]) -> None:
    guest = visit(TOKEN, follow=False)
    answer = guest.get(f"/%2Ftrail?token={TOKEN}&q=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/trail?q=1")
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert guest.get("/trail").status_code == 200


def test_what_is_this_machine() -> None:
    assert [is_loopback(h) for h in ("127.0.0.1", "localhost", "::1", "127.9.9.9")] == [True] * 4
    assert [is_loopback(h) for h in ("0.0.0.0", "::", "192.0.2.7", "desk.example")] == [False] * 4
    assert names_of("desk.example") == ("127.0.0.1", "[::1]", "desk.example", "localhost")
    assert "*" not in names_of("0.0.0.0")


def test_a_proxys_name_is_answered_and_asks_for_a_token(
    folder: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[Any] = []
    told: list[str] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda server, sockets: served.append(server.config.app))
    serve(folder, desk.pack, editor="Ada", ready=told.append)
    serve(folder, desk.pack, name="desk.example", editor="Ada", ready=told.append)
    assert ["token=" in address for address in told] == [False, True]
    assert all(address.startswith("http://127.0.0.1:") for address in told)
    statuses = [TestClient(app, base_url="https://desk.example").get("/").status_code for app in served]
    assert statuses == [400, 401]


def test_short_tokens_and_taken_ports_are_refused(folder: Path, desk: Desk) -> None:
    with pytest.raises(InputError, match="at least 16"):
        serve(folder, desk.pack, token="short", editor="Ada", ready=print)
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="can't listen there"):
        serve(folder, desk.pack, port=taken.getsockname()[1], editor="Ada", ready=print)


def test_command_names_what_is_no_run_folder(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(tmp_path)])
    assert done.exit_code == 2
    assert "write one with `evextract run`" in done.output
