"""What a newcomer reads is true: every command is in the README, every public name can be imported."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer.main

import evextract
from evextract.cli import app

ROOT = Path(__file__).parents[2]


def commands() -> list[str]:
    found = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found += [f"{name} {inner}" for inner in getattr(command, "commands", {})] or [name]
    return found


@pytest.mark.parametrize("command", commands())
def test_readme_shows_the_command(command: str) -> None:
    assert f"evextract {command}" in (ROOT / "README.md").read_text("utf-8")


def test_readme_speaks_of_no_command_that_is_not_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"```.*?```", text, flags=re.DOTALL)
    told = {name for block in blocks for name in re.findall(r"^evextract ([a-z-]+)", block, flags=re.MULTILINE)}
    assert told <= {command.split()[0] for command in commands()}


def test_readme_links_lead_somewhere() -> None:
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_python_in_the_readme_runs(tmp_path: Path) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, flags=re.S)
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "one.txt").write_text("The Kia EV3 has a range of 436 km.", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "kia-ev3 range" in done.stdout


@pytest.mark.parametrize("name", evextract.__all__)
def test_public_names_are_no_modules(name: str) -> None:
    found = getattr(evextract, name)
    assert callable(found)
    assert inspect.getdoc(found)
