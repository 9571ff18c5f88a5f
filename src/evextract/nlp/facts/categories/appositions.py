"""What a kind without a verb is said of: "the X and the Y, a sedan", "put the X on the market, a sedan", "the X, both as an EV"."""

from __future__ import annotations

from spacy.tokens import Token

from evextract.nlp.facts.phrases import Phrases
from evextract.nlp.linking.link import Link


def is_loose(first: Token) -> bool:
    """ "Put the X on the market, a sedan that costs …": an apposition that the parser hangs on the verb."""
    return first.i > first.head.i and first.left_edge.lower_ in {"a", "an"} and first.left_edge.nbor(-1).text == ","


def right_before(phrases: Phrases, first: Token) -> list[Link]:
    """ "The A, the B and the C, an SUV": in the singular it is said of the last, whichever the parser hangs it on."""
    before = phrases.ctx.page.text[: first.left_edge.idx].rstrip()
    if first.tag_ not in {"NN", "NNP"} or not before.endswith(","):
        return []
    near = [r for r in phrases.referents if r.how == "name" and r.end == len(before) - 1]
    return [Link(i, r, 6.0) for r in near[:1] if r.start >= first.head.left_edge.idx for i in r.ids]


def named_before_as(phrases: Phrases, preposition: Token) -> list[Link]:
    """ "Begins with the X, both as an EV and as a plug-in hybrid": the name right before."""
    node = preposition.head if preposition.dep_ == "conj" else preposition
    before = phrases.ctx.page.text[: node.idx]
    for r in phrases.referents:
        if r.how == "name" and before[r.end :] in {", both ", " both ", ", "}:
            return [Link(i, r, 6.0) for i in r.ids]
    return []
