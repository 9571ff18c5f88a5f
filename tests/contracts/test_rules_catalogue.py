"""docs/resolver.md says what the code does."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
RULE = re.compile(r'"((?:agree|referee|prefer)\.[a-z-]+)"')


@pytest.fixture
def catalogue(monkeypatch: pytest.MonkeyPatch) -> object:
    monkeypatch.syspath_prepend(str(ROOT / "docs"))
    import rules

    yield rules
    for name in ("rules", "tables"):
        sys.modules.pop(name, None)


def test_every_rule_of_the_code_is_in_the_catalogue(catalogue: object) -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "src/evextract/resolve").rglob("*.py"))
    told = {*catalogue.EXAMPLES, *(rule for rule, *_ in catalogue.ACROSS)}  # type: ignore[attr-defined]
    assert set(RULE.findall(code)) == told


def test_the_catalogue_is_what_the_code_says(
    catalogue: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "resolver.md"
    written = (ROOT / "docs/resolver.md").read_text("utf-8")
    page.write_text(re.sub(r"(<!-- (\w+) -->\n).*?(<!-- /\2 -->)", r"\1\3", written, flags=re.S), "utf-8")
    monkeypatch.setattr(catalogue, "PAGE", page)
    catalogue.main()  # type: ignore[attr-defined]
    assert page.read_text("utf-8") == written
