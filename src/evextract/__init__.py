"""News articles in; a table of grounded facts and a report of where the articles disagree out."""

from evextract.domain.load import load_pack
from evextract.records import Article, Claim, Conflict, Fact, Resolution
from evextract.resolve.judge import resolve
from evextract.run.pipeline import Extraction, Run, extract, run

__all__ = ["Article", "Claim", "Conflict", "Extraction", "Fact", "Resolution", "Run", "extract", "load_pack", "resolve", "run"]
