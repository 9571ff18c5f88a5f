"""The page in a real browser: its script fills the tables, and no attack runs."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=5000", "--dump-dom",
)  # fmt: skip
needs_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium here: apt-get install chromium")


def dom(page: str, tmp_path: Path, fragment: str = "") -> str:
    """The document after its script has run, as the browser writes it."""
    file = tmp_path / "report.html"
    file.write_text(page, encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={tmp_path / 'profile'}", file.as_uri() + fragment]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@needs_browser
def test_script_fills_the_table_and_opens_what_a_link_names(page: str, tmp_path: Path) -> None:
    written = dom(page, tmp_path, "#fact=f2")
    table = written[written.index('id="table"') :].split("</table>")[0]
    rows = re.findall(r'<th scope="row".*?</tr>', table, flags=re.DOTALL)
    assert [("499 EUR" in row, "needs review" in row, "May 2031" in row) for row in rows] == [
        (True, False, False), (False, True, False), (False, False, True),
    ]  # fmt: skip
    assert 'aria-expanded="true"' in rows[1]
    detail = table[table.index('class="detail"') :]
    assert "<mark>6.1 inches</mark>" in detail
    assert "<mark>155 mm</mark>" in detail


@needs_browser
def test_article_is_read_with_its_claims_marked(page: str, tmp_path: Path) -> None:
    written = dom(page, tmp_path, "#a0")
    assert 'starts at </span><span class="said kept"><mark>499 euros</mark></span>' in written


@needs_browser
def test_no_attack_runs(hostile: str, tmp_path: Path) -> None:
    alarm = hostile.replace("alert(", "document.documentElement.setAttribute('hacked',")
    written = dom(alarm, tmp_path, "#a0")
    assert "hacked=" not in written.split("<body>")[0]
    assert "<img" not in written
    assert written.count("<script") == 2
    assert 'class="said' in written
