"""The noun that a figure counts, and the noun that measures it."""

from __future__ import annotations

import re

from spacy.tokens import Token

from evextract.nlp.facts.context import Context
from evextract.nlp.page import starting
from evextract.nlp.quantities import QuantityMention

OF_THEM = re.compile(r" of (?:them|which|these|those)(?!\w)")
"""Behind a figure that is a part of what was counted or measured before."""
# Nouns that a figure may be "of" without being measured by them: they only say how it is to be taken.
NEUTRAL = frozenset(
    {
        "total", "record", "sum", "amount", "average", "maximum", "minimum", "figure", "level", "range",
        "forecast", "projection", "prediction", "guidance", "target", "goal", "number", "count", "volume",
        "outlook", "plan", "rate", "pace", "peak", "high", "low", "excess", "equivalent", "worth", "value",
        "fraction", "part", "half", "most", "additional", "rest", "remainder", "mark", "milestone",
        "threshold", "top", "addition", "year", "quarter", "month", "period",
    }
)  # fmt: skip


def counted_types(ctx: Context, q: QuantityMention) -> set[str]:
    """The types of the products that the counted noun names."""
    end = noun_span(ctx.page.text, q)[1]
    return {
        t.type
        for t in starting(ctx.page.things, q.end, end)
        if t.type in ctx.pack.types and ctx.pack.types[t.type].product
    }


def noun_span(text: str, q: QuantityMention) -> tuple[int, int]:
    """The characters of the counted noun behind the figure; empty at its end where there is none."""
    if q.noun:
        last = q.noun.split()[-1]
        at = text.find(last, q.end, q.end + len(q.noun) + 40)
        if at >= 0:
            return q.end, at + len(last)
    return q.end, q.end


def own_noun(ctx: Context, q: QuantityMention) -> Token | None:
    """The noun that measures the figure by syntax alone: "a fine of $12 million", "a $12 million fine".

    None where there is none, or only a word such as "total".
    """
    text = ctx.page.text
    token = ctx.page.root_of(q.start, q.end)
    if q.noun is not None:
        # A count: what stands over the counted noun.
        end = noun_span(text, q)[1]
        while (
            token.head.i != token.i
            and token.dep_ in {"nummod", "compound", "nmod", "quantmod", "amod", "advmod"}
            and token.head.idx < end
        ):
            token = token.head
    elif token.dep_ in {"nmod", "nummod", "compound", "quantmod", "amod"} and token.head.idx >= q.end:
        head = token.head
        if head.tag_ in {"NN", "NNS"} and head.idx - q.end < 40:
            return None if head.lower_ in NEUTRAL else head
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        over = token.head.head
        if over.tag_ in {"NN", "NNS"} and over.lower_ not in NEUTRAL and over.idx < q.start:
            return over
    elif q.noun is None:
        for prep in token.children:
            if prep.dep_ == "prep" and prep.lower_ == "of" and prep.idx >= q.end:
                for thing in prep.children:
                    if thing.dep_ == "pobj" and thing.tag_ in {"NN", "NNS"} and thing.lower_ not in NEUTRAL:
                        return thing
    return None
