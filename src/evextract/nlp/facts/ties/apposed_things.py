"""What is told of a thing only by its apposition: "is built on the Gamma, a platform developed by B"."""

from __future__ import annotations

from evextract.nlp.facts.context import Context, Cue
from evextract.nlp.lexicon import Hit
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.roles import PRODUCT


def is_of_apposed(ctx: Context, hit: Hit[Cue]) -> bool:
    """Whether the cue shortens a clause on a noun that stands for a thing which is neither a product nor a firm."""
    cue = ctx.page.root_of(hit.start, hit.end)
    if cue.dep_ != "acl" or cue.head.dep_ != "appos":
        return False
    meant = cue.head.head
    named = [t for t in ctx.page.things_in(ctx.page.sentence_at(hit.start)) if t.inside is None]
    whose = [t for t in named if meant.left_edge.idx <= t.start and t.end <= cue.head.left_edge.idx]
    return bool(whose) and all(t.type != PRODUCT and t.type not in COMPANY_TYPES for t in whose)
