"""A headless Chromium for the tests of this folder; without one they are skipped, and say so.

``context`` is for pages that open from disk; ``serve(app)`` gives the address of an application, ``tab("dark")`` a tab to
open it in.
"""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from starlette.types import ASGIApp

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
PATIENCE = 10_000
"""Milliseconds to wait for what a page should show: machines that build are slow."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no Chromium here; install it, for example with: apt-get install chromium")
    with sync_playwright() as playwright:
        # A container's root may not use Chromium's own sandbox.
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(params=["light", "dark"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A fresh profile without a network, once with the light and once with the dark colours."""
    made = browser.new_context(color_scheme=request.param, offline=True, viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def violations() -> Callable[[Page], list[str]]:
    """What axe-core finds serious or critical on a page, for WCAG 2.2 A and AA."""

    def find(page: Page) -> list[str]:
        page.wait_for_load_state()  # A key may have led to another page, whose words come before its style.
        # Where clicks have scrolled to differs by a few pixels, and what happens to lie under a header that stays in view
        # counts as too small a target.
        page.evaluate("scrollTo(0, 0)")
        wanted = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
        found: list[dict[str, Any]] = Axe().run(page, options={"runOnly": wanted}).response["violations"]
        return [
            f"{each['id']}: {[node['target'] for node in each['nodes']]}"
            for each in found
            if each["impact"] in ("serious", "critical")
        ]

    return find


@pytest.fixture
def tab(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab with cookies of its own. What its scripts throw, or the policy forbids, fails the test."""
    expect.set_options(timeout=PATIENCE)
    complaints: list[str] = []
    with ExitStack() as stack:

        def opened(scheme: str = "light", width: int = 1280) -> Page:
            context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text else None)
            return page

        yield opened
    assert complaints == []


@pytest.fixture
def serve() -> Iterator[Callable[[ASGIApp], str]]:
    """Runs an application on a free port of this machine for the length of the test."""
    with ExitStack() as stack:

        def running(app: ASGIApp) -> str:
            listener = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
            config = uvicorn.Config(app, log_level="warning", access_log=False, lifespan="off", ws="none")
            server = uvicorn.Server(config)
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            stack.callback(thread.join, 10)
            stack.callback(setattr, server, "should_exit", True)
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            return f"http://127.0.0.1:{listener.getsockname()[1]}"

        yield running
