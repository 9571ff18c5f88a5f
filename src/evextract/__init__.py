"""News articles in; a table of grounded facts and a report of where the articles disagree out."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evextract.domain.load import load_pack
    from evextract.records import Article, Claim, Conflict, Fact, Resolution
    from evextract.resolve.judge import resolve as resolve_claims
    from evextract.run.pipeline import Extraction, Run
    from evextract.run.pipeline import extract as extract_claims
    from evextract.run.pipeline import run as run_pipeline

# Loaded on first use: the language model's libraries take seconds that `evextract --help` need not wait for. No public
# name may be that of a subpackage: importing `evextract.resolve.judge` binds `evextract.resolve` to the package.
_HOMES = {
    "Article": "records:Article",
    "Claim": "records:Claim",
    "Conflict": "records:Conflict",
    "Extraction": "run.pipeline:Extraction",
    "Fact": "records:Fact",
    "Resolution": "records:Resolution",
    "Run": "run.pipeline:Run",
    "extract_claims": "run.pipeline:extract",
    "load_pack": "domain.load:load_pack",
    "resolve_claims": "resolve.judge:resolve",
    "run_pipeline": "run.pipeline:run",
}
__all__ = [
    "Article",
    "Claim",
    "Conflict",
    "Extraction",
    "Fact",
    "Resolution",
    "Run",
    "extract_claims",
    "load_pack",
    "resolve_claims",
    "run_pipeline",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(f"{__name__}.{module}"), attribute)
