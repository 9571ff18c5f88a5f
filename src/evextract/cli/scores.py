"""The scores of an evaluation and its mistakes as tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from evextract.run.mistakes import Mistake
from evextract.run.score import Evaluation, Score
from evextract.run.score_page import expected_and_claimed

_HEADS = ("precision", "recall", "F1", "hits", "claimed", "gold")
_SENTENCE = 240
"""Characters of a sentence that are shown."""


def score_tables(evaluation: Evaluation) -> Iterator[RenderableType]:
    """Scores by level, then grounding and details, then scores by attribute."""
    levels = (("value", evaluation.value), ("fact", evaluation.fact), ("full", evaluation.full))
    yield _scores("level", levels)
    details = "  ".join(f"{name} {share:.3f}" for name, share in evaluation.facets.items())
    yield Text(f"grounded {evaluation.grounded:.3f}  quotes overlap {evaluation.overlapping:.3f}\n{details}\n")
    yield _scores("attribute", evaluation.attributes.items())
    if evaluation.strangers:
        yield Text(f"claims of articles that the gold lacks: {', '.join(evaluation.strangers)}")


def mistake_table(mistakes: Sequence[Mistake]) -> Table:
    """One row a mistake: what kind, where, what was expected and claimed, and the sentence with the quote marked."""
    table = Table(show_lines=True, expand=True)
    table.add_column("mistake", no_wrap=True)
    table.add_column("expected", ratio=2, style="green")
    table.add_column("claimed", ratio=2, style="red")
    table.add_column("sentence", ratio=4)
    for mistake in mistakes:
        expected, claimed = expected_and_claimed(mistake)
        kind = Text(f"{mistake.kind.value}\n", style="bold").append(mistake.article_id, style="dim not bold")
        table.add_row(kind, Text(expected), Text(claimed), _sentence(mistake))
    return table


def _scores(name: str, rows: Iterable[tuple[str, Score]]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column(name)
    for head in _HEADS:
        table.add_column(head, justify="right")
    for label, score in rows:
        shares = (f"{share:.3f}" for share in (score.precision, score.recall, score.f1))
        table.add_row(Text(label), *shares, *(f"{count:,}" for count in (score.hits, score.claimed, score.gold)))
    return table


def _sentence(mistake: Mistake) -> Text:
    evidence = mistake.shown.evidence
    at = max(0, evidence.start - evidence.sentence_start)
    first = max(0, at - _SENTENCE // 2)
    text = Text(evidence.sentence[first : first + max(_SENTENCE, at - first + len(evidence.quote))])
    text.stylize("bold yellow", at - first, at - first + len(evidence.quote))
    return text
