"""Whatever is claimed stands in the article, at the place that the claim gives."""

from __future__ import annotations

import json

from evextract.io.claims import read_claims
from evextract.run.pipeline import Run


def test_every_quote_is_the_slice_that_its_offsets_cut(seeds: Run) -> None:
    texts = {article.id: article.text for article in seeds.extraction.articles}
    assert len(seeds.extraction.claims) > 300
    for claim in seeds.extraction.claims:
        e = claim.evidence
        text = texts[e.article_id]
        assert e.article_id == claim.source.article_id
        assert e.quote
        assert text[e.start : e.end] == e.quote
        assert text[e.sentence_start : e.sentence_start + len(e.sentence)] == e.sentence
        assert e.start <= e.focus_start < e.focus_end <= e.end
        assert e.sentence_start <= e.start
        assert e.end <= e.sentence_start + len(e.sentence)


def test_claims_are_read_back_as_they_were_written(seeds: Run) -> None:
    assert tuple(read_claims(seeds.folder / "claims.jsonl")) == seeds.extraction.claims


def test_every_claim_supports_a_fact_or_was_set_aside(seeds: Run) -> None:
    facts = seeds.resolution.facts
    used = {claim for fact in facts for claim in (*fact.supported_by, *fact.set_aside)}
    used |= {claim for c in seeds.resolution.conflicts for side in c.sides for claim in side.claims}
    assert used == {claim.id for claim in seeds.resolution.claims}


def test_every_conflict_is_about_a_fact_and_names_its_claims(seeds: Run) -> None:
    facts = {fact.id for fact in seeds.resolution.facts}
    lines = [json.loads(line) for line in (seeds.folder / "conflicts.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == len(seeds.resolution.conflicts) > 5
    for conflict in seeds.resolution.conflicts:
        assert conflict.fact_id in facts
        assert conflict.sides
        assert all(side.claims for side in conflict.sides)
        assert conflict.because
