"""The scores and mistakes of an evaluation as one HTML page that opens from disk."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from evextract.records import Claim
from evextract.run.evaluate import Measurement
from evextract.run.mistakes import Kind, Mistake, facet_in_words, in_words


@dataclass(frozen=True, slots=True)
class _Row:
    """A mistake as the page shows it."""

    kind: str
    article_id: str
    attribute: str
    expected: str
    claimed: str
    before: str
    quote: str
    after: str


def render_scores(measurement: Measurement, *, title: str) -> str:
    """The page. The same measurement gives the same bytes; articles are hostile input and escaped."""
    environment = Environment(
        loader=PackageLoader("evextract.run", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    rows = [_row(m) for m in measurement.mistakes]
    evaluation = measurement.evaluation
    return environment.get_template("scores.html.j2").render(
        title=title,
        levels=[("value", evaluation.value), ("fact", evaluation.fact), ("full", evaluation.full)],
        evaluation=evaluation,
        kinds=[(kind.value, sum(r.kind == kind.value for r in rows)) for kind in Kind],
        rows=rows,
        articles=len(measurement.gold.articles),
    )


def describe(claim: Claim | None) -> str:
    """Subject, attribute and value on one line; empty where there is no claim."""
    return "" if claim is None else f"{claim.subject} · {claim.attribute} · {in_words(claim.value)}"


def expected_and_claimed(mistake: Mistake) -> tuple[str, str]:
    """What should have been claimed and what was, in words that show just the difference."""
    gold, claim = describe(mistake.gold), describe(mistake.claim)
    if mistake.gold is None or mistake.claim is None or not mistake.differs:
        return gold, claim
    wanted, got = (
        ", ".join(f"{facet.replace('_', ' ')} {facet_in_words(c, facet)}" for facet in mistake.differs)
        for c in (mistake.gold, mistake.claim)
    )
    return f"{gold} ({wanted})", f"({got})"


def _row(mistake: Mistake) -> _Row:
    expected, claimed = expected_and_claimed(mistake)
    e = mistake.shown.evidence
    at = e.start - e.sentence_start
    inside = at >= 0 and e.sentence[at : at + len(e.quote)] == e.quote
    before, after = (e.sentence[:at], e.sentence[at + len(e.quote) :]) if inside else ("", "")
    return _Row(mistake.kind.value, mistake.article_id, mistake.attribute, expected, claimed, before, e.quote, after)
