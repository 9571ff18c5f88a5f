"""Figures that a firm reports of itself, where no name stands beside them: "it forecasts deliveries of 9,000", "; revenue fell to"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.lexicon import stem
from evextract.nlp.linking.link import Link
from evextract.nlp.naming.things import COMPANY_TYPES
from evextract.nlp.quantities import QuantityMention
from evextract.nlp.syntax import ancestors, is_verb, sharing_verb

_REPORTING = frozenset(
    map(stem, ["guide", "forecast", "predict", "project", "report", "announce", "target", "aim", "disclose", "budget"])
)
_NEAR = 3
"""How many words may govern the noun up to the verb: "deliveries", "for", "guides"."""


def is_reported(noun: Token) -> bool:
    """ "It forecasts deliveries of 9,000", "it guides for sales of": what only a firm can say of its figures."""
    verb = next((t for t in ancestors(noun)[1:_NEAR] if is_verb(t)), None)
    if verb is None or stem(verb.lower_) not in _REPORTING:
        return False
    return any(c.dep_ == "nsubj" and c.lower_ in {"it", "they"} for c in sharing_verb(verb).children)


def firm_before(
    ctx: Context, quantities: Sequence[QuantityMention], n: int, links: Mapping[int, Sequence[Link]]
) -> list[Link]:
    """ "Kia made a loss of 9 million; revenue fell to 90 million": the firm of the figure before in the sentence."""
    here = ctx.page.sentence_at(quantities[n].start)
    for m in range(n - 1, -1, -1):
        if quantities[m].start < here.start:
            break
        if told := links.get(m):
            firms = [x for x in told if x.referent is not None and x.referent.type in COMPANY_TYPES]
            return [replace(x, referent=None) for x in firms] if len(firms) == len(told) == 1 else []
    return []
