"""docs/operations.md says of every message what to do: a new one in the code is missed there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from evextract import errors

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "evextract"
ERRORS = {name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)}
WORDS_AT = {"ArticleError": 1, "Rejected": 2}
"""Which argument holds the words; the first where nothing is said."""


def listed() -> list[re.Pattern[str]]:
    """The messages of the tables' first columns; the dots stand for anything."""
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    cells = re.findall(r"^\| (`.*?) \|", page, flags=re.MULTILINE)
    written = [message for cell in cells for message in re.findall(r"`([^`]+)`", cell)]
    return [re.compile(".*".join(map(re.escape, message.split("…"))), re.DOTALL) for message in written]


def words(node: ast.expr) -> str | None:
    """What is written, with an X for each value; None where nothing of it is."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(words(part) or "X" for part in parts)
        case ast.BinOp(left, ast.Add(), right):
            return (words(left) or "X") + (words(right) or "X")
    return None


def said() -> Iterator[tuple[str, str]]:
    """File and line with the words of every error and rejection; in ``io`` a ValueError is why an article is left out."""
    for path in sorted(SOURCE.rglob("*.py")):
        named = ERRORS | {"Rejected"} | ({"ValueError"} if path.parent.name == "io" else set())
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            if ast.unparse(node.func) == "super().__init__" and path.name == "errors.py":
                name = "EvextractError"
            at = WORDS_AT.get(name, 0)
            if name not in named or len(node.args) <= at or (text := words(node.args[at])) is None:
                continue
            if "review" not in path.parts or not text.endswith("."):  # a sentence is shown beside its form
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", text


SAID = list(said())


def test_messages_are_found() -> None:
    assert len(SAID) > 60
    assert any("disk is full" in text for _, text in SAID)


@pytest.mark.parametrize(("where", "text"), SAID, ids=[where for where, _ in SAID])
def test_what_to_do_about_a_message_is_told(where: str, text: str) -> None:
    if not re.search(r"[a-z]{3}", text):
        return  # another error's words behind a place
    assert any(pattern.fullmatch(text) for pattern in listed()), f"{where}: {text!r} is not in docs/operations.md"
