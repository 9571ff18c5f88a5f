"""A hostile sentence names hundreds of things: work on it must grow with their number, not with its square."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from evextract.nlp.facts.context import Context
from evextract.nlp.linking import link
from evextract.nlp.reference import centre


def asked(read: Callable[[str], Context], monkeypatch: pytest.MonkeyPatch, names: int) -> int:
    """How often the tree is searched for comparisons while a sentence with so many names is resolved."""
    count = 0

    def counted(token: object) -> bool:
        nonlocal count
        count += 1
        return False

    for module in (centre, link):
        monkeypatch.setattr(module, "is_compared", counted)
    text = "Visitors saw " + ", ".join(f"the Kia EV{n % 9} with its {n + 100} km of range" for n in range(names)) + "."
    ctx = read(text)
    for q in ctx.page.quantities:
        ctx.linker.subjects(q.start, q.end, ("product",))
    return count


def test_work_grows_with_the_number_of_names(read: Callable[[str], Context], monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(read, monkeypatch, 80) < 2.6 * asked(read, monkeypatch, 40)
