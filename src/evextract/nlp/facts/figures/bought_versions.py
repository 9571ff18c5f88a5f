"""The version that a price told before buys: "It starts at £36,000. That sum buys the Air".

A text often names the lowest price of a car first, and in the next sentence which version it is the price of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from evextract.domain.pack import is_currency
from evextract.nlp.facts.context import Context
from evextract.nlp.page import Sentence
from evextract.records import Bound, Mention, Quantity

_SUM = (
    r"(?:[Tt]he|[Tt]hat|[Tt]his) (?:opening |starting |entry(?:-level)? |base |headline |advertised )?"
    r"(?:sum|money|price|price tag|sticker|figure|amount|outlay)"
)
_BUYS = (
    r"(?:buys|gets|brings|secures|pays for|is for|applies to|belongs to|refers to|is that of|is (?:only )?good for"
    r"|(?:will|can|would) (?:buy|get|bring|secure))(?: you| buyers| customers)?"
)
_OPENING = re.compile(
    rf"(?:{_SUM} {_BUYS}|[Tt]hat (?:buys|gets)(?: you| buyers| customers)?|[Ff]or (?:that|this)(?: sum| money| price| amount)?,? (?:you get|buyers get|customers get)"
    r"|[Tt]hat(?: is|[’']s|, it turns out, is))"
    r" (?:only |just )?(?:the |an? )(?:(?:[a-z]+(?:-[a-z]+)*) ){0,2}"
)
_ENDS = re.compile(
    r"(?![’']s)(?: (?:version|variant|model|trim|grade|edition|one))?(?=[,.;:)(]|\Z| (?:with|which|that|and|as|in|at|of)(?!\w))"
)
"""Behind the version: no part of it, "the Air pack", and nothing of its own."""


def with_bought_versions(ctx: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, the one price of a sentence with the version of its car that the next sentence says it buys."""
    sentences = [ctx.page.sentence_at(m.focus_start).number if _is_price(ctx, m) else None for m in mentions]
    priced = Counter(n for n in sentences if n is not None)
    out = []
    for m, n in zip(mentions, sentences, strict=True):
        bare = n is not None and priced[n] == 1 and m.scope.variant is None and n + 1 < len(ctx.page.sentences)
        bought = _bought(ctx, ctx.page.sentences[n + 1], m.subject) if bare and n is not None else None
        out.append(m if bought is None else _of_version(m, bought))
    return out


def _is_price(ctx: Context, m: Mention) -> bool:
    scope = ctx.pack.attributes[m.attribute].scope
    return "variant" in scope and isinstance(m.value, Quantity) and is_currency(m.value.unit)


def _bought(ctx: Context, sentence: Sentence, vehicle: str) -> str | None:
    """The version of the vehicle that the sentence says the sum before it buys."""
    opening = _OPENING.match(ctx.page.text, sentence.start, sentence.end)
    if opening is None:
        return None
    for r in ctx.focus.referents(sentence):
        if r.start == opening.end() and r.how == "trim" and r.ids == (vehicle,) and len(r.variants) == 1:
            return r.variants[0] if _ENDS.match(ctx.page.text, r.end) else None
    return None


def _of_version(m: Mention, variant: str) -> Mention:
    """With the version, of which it is the price itself: that of the car is "from" there."""
    value = m.value
    if isinstance(value, Quantity) and value.bound is Bound.ABOVE:
        value = replace(value, bound=Bound.EXACT)
    return replace(m, value=value, scope=replace(m.scope, variant=variant))
