"""News articles in; a table of grounded facts and a report of where the articles disagree out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evextract.domain.load import load_pack
    from evextract.records import Article, Claim, Conflict, Fact, Resolution
    from evextract.resolve.judge import resolve
    from evextract.run.pipeline import Extraction, Run, extract, run

# Loaded on first use: the language model's libraries take seconds that `evextract --help` need not wait for.
_HOMES = {
    "load_pack": "domain.load",
    **dict.fromkeys(("Article", "Claim", "Conflict", "Fact", "Resolution"), "records"),
    "resolve": "resolve.judge",
    **dict.fromkeys(("Extraction", "Run", "extract", "run"), "run.pipeline"),
}
__all__ = ["Article", "Claim", "Conflict", "Extraction", "Fact", "Resolution", "Run", "extract", "load_pack", "resolve", "run"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
